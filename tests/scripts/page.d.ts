/** What the scripts of pages share on `window.runbook`, and the shapes of what they pass to each other; answers.js has those of answers. */

type Answer = import("../../overrides/assets/javascripts/answers.js").Answer;
type State = import("../../overrides/assets/javascripts/answers.js").State;

/** A box of a list in `boxes.js`; `former` are addresses that it had before. */
type Row = [depth: number, address: string, print: string, blocking: boolean, text: string, former?: string[], number?: string];
interface List { id: string; title: string; at: string; boxes: Row[] }
interface Phase { id: string; title: string; lists: List[] }
interface Boxes { title: string; phases: Phase[] }

/** The facts of a run. Moments are ISO 8601 in UTC; `t0` is a local time of `zone`; `from` is the release that it was carried over from. */
interface Facts {
  id: string; release: string; from?: string; name: string; person: string; t0: string; zone: string; began: string; at: string;
}
interface Run extends Facts { site: string; variant: string; answers: Record<string, Answer> }

/* Pages are made of HTML; scripts never look for the few drawings in them. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}
interface Element { closest<E extends Element = HTMLElement>(selectors: string): E | null }

interface Window { runbook: { [name: string]: any } }
declare const runbook: Window["runbook"];

/** What runs.js needs of a browser; `today` names the run that a first tick starts. */
interface Browser {
  store: { get(key: string): string | null; set(key: string, value: string | null): void; names(start: string): string[] };
  site: string; variant: string; release: string; now(): string; today(): string; newId(): string;
}
