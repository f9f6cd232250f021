/** What the scripts of pages share on `window.runbook`, and the shapes of what they pass to each other. */

/** What was answered on one box, or on a phase as a whole under `phases.ID`. */
interface Answer {
  /** Missing where there is a note alone. */
  state?: "done" | "na" | "open";
  /** When: a moment of UTC in ISO 8601. */
  at: string;
  /** Who. */
  by?: string;
  /** The fingerprint of the box that was answered; another one means that the box changed. */
  print?: string;
  /** Why it is not applicable. */
  because?: string;
  note?: string;
  /** Where the answer of a parent brought it: when the answer before it was given. */
  replaced?: string;
}
/** What a box shows; `mixed` is for parents alone. */
type State = "open" | "done" | "na" | "changed" | "mixed";
/** How many boxes, how many of them are settled or changed, and how many open ones block. */
interface Tally { all: number; settled: number; changed: number; blocking: number }
/** A box of a list in `boxes.js`. */
type Row = [depth: number, address: string, print: string, blocking: boolean, words: string, former?: string[]];
interface List { id: string; title: string; at: string; boxes: Row[] }
interface Phase { id: string; title: string; lists: List[] }
interface Boxes { title: string; phases: Phase[] }

/** The facts of a run. Moments are ISO 8601 in UTC; `t0` is a local time of `zone`. */
interface Facts {
  id: string; release: string; from?: string; name: string; person: string; t0: string; zone: string; began: string; at: string;
}
interface Run extends Facts { site: string; variant: string; answers: Record<string, Answer> }

/* Pages are made of HTML; the few drawings are never asked for. */
interface ParentNode {
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}
interface Element { closest<E extends Element = HTMLElement>(selectors: string): E | null }

interface Runbook { [name: string]: any }
interface Window { runbook: Runbook; answers: never }
