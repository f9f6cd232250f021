/** What the scripts of pages share on `window.runbook`, and the shapes of what they pass to each other; answers.js has those of answers. */

type Answer = import("../../overrides/assets/javascripts/run-state.js").Answer;
type OpenClaim = import("../../overrides/assets/javascripts/claims.js").OpenClaim;
type Claim = import("../../overrides/assets/javascripts/run-state.js").Claim;
type State = import("../../overrides/assets/javascripts/answers.js").State;

/** A box of a list in `boxes.js`; `former` are addresses that it had before, `role` is the id of a contact. */
type Row = [depth: number, address: string, print: string, blocking: boolean, text: string, former?: string[], number?: string,
  role?: string];
/** `lasts` is how long it takes, such as `30 min`, if that is known. */
interface List { id: string; title: string; at: string; lasts?: string; boxes: Row[] }
interface Phase { id: string; title: string; lists: List[] }
/** `labels` has the labels of blanks by id and of ways by address, and of secrets if there are any; releases of 0.1.0 lack it. `commit` and
    `data` are the commit and the digest of the data of the system; earlier releases lack them. */
interface Boxes {
  title: string; phases: Phase[]; commit?: string; data?: string;
  labels?: { blanks: Record<string, string>, ways: Record<string, string>, secrets?: Record<string, string> };
}

/** What can happen in a run: an answer on a box or a phase, something else about an address, or about the run as a whole. */
type What = "done" | "failed" | "na" | "open" | "seen" | "signed" | "note" | "blank" | "claim" | "undo"
  | "begun" | "name" | "lead" | "t0" | "hold" | "named" | "carried" | "continued" | "ended" | "drill";
/** One thing that happened in a run. It never changes; a later event replaces or undoes it.
    `at` is what the clock of the device showed: ISO 8601 in UTC, whole seconds. `text` is the reason, the note, the value of a blank, or a
    name. A blank has an `address` only as a cell in a column. `replaces` are the events that the writer saw in the same register. */
interface RunEvent {
  id: string; at: string; what: What; by?: string; address?: string; text?: string; blank?: string; way?: string; print?: string; through?: string;
  replaces?: string[]; undoes?: string[]; t0?: string; zone?: string; release?: string; from?: string; moved?: Record<string, string>;
}
/** Which run it is; `site` is the address of the site that wrote it, if it is known. */
interface RunKey { id: string; site: string; variant: string; release: string }
/** A run from elsewhere; `refused` counts what was not an event. */
interface RunLog extends RunKey { events: RunEvent[]; refused: number }

/* What the scripts of a record share. */
type Shown = import("../../overrides/assets/javascripts/record-words.js").Shown;
type Words = import("../../overrides/assets/javascripts/record-words.js").Words;
type Items = import("../../overrides/assets/javascripts/record-words.js").Items;
type Coder = import("../../overrides/assets/javascripts/bit-coder.js").Coder;
type Table = import("../../overrides/assets/javascripts/short-addresses.js").Table;

/** What a page records; `by` only if another person than that of the browser says it, such as who signs. */
type NewEvent = Omit<RunEvent, "id" | "at" | "replaces">;
interface EventClock { see(id: string): void; next(): string }
/** The facts of a run that follow from its events. Moments are ISO 8601 in UTC; `t0` is a local time of `zone`; `hold` is the reason of a
    hold. `last` is when somebody last recorded something. */
interface RunFacts {
  name: string; lead: string; t0: string; zone: string; hold: string; release: string; from: string; began: string; last: string;
  drill: boolean; ended: { at: string, by: string } | null;
}
type Held = import("../../overrides/assets/javascripts/run-state.js").Held;
type Difference = import("../../overrides/assets/javascripts/log-difference.js").Difference;
/** What derive() returns; `undone` are the events by which others were undone. */
interface RunState {
  events: RunEvent[]; undone: Map<string, RunEvent>; facts: RunFacts; held: Map<string, Held>; addresses: string[];
  by(event: RunEvent): string; current(address: string): string; answerOf(address: string): Answer | undefined;
  claimOf(address: string): Claim | null; takenFrom(event: RunEvent): string[];
  historyOf(address: string): { event: RunEvent, by: string, undone?: RunEvent }[]; isUndone(id: string): boolean;
  headsOf(event: RunEvent): string[]; blankOf(blank: string, address?: string): Held | undefined;
}

/** The facts of a run in the form of version 0.1. */
interface Facts {
  id: string; release: string; from?: string; name: string; person: string; t0: string; zone: string; began: string; at: string;
}
/** An answer in the form of version 0.1. */
interface EarlierAnswer {
  state?: "done" | "na" | "open"; at: string; by?: string; print?: string; because?: string; note?: string; replaced?: string;
}
interface Run extends Facts { site: string; variant: string; answers: Record<string, EarlierAnswer> }

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

/** What keeps events: event-store.js. `factsOf` gives the events about the run of all runs; a `null` change may be anything. */
interface EventStore {
  ready: Promise<void>;
  factsOf(variant: string): Promise<Record<string, RunEvent[]>>;
  eventsOf(variant: string, run: string): Promise<RunEvent[]>;
  add(variant: string, run: string, events: RunEvent[]): void;
  remove(variant: string, run: string): Promise<void>;
  setting(name: string): string | null;
  setSetting(name: string, value: string | null): void;
  onChange(listener: (change: { variant: string, run: string, events: RunEvent[] } | null) => unknown): void;
  isKept(): boolean;
}
/** What runs.js needs of a browser; `now` is in milliseconds since 1970, `today` names the run that a first tick starts. */
interface Browser {
  store: EventStore; variant: string; release: string; now(): number; today(): string; node: string; newId(): string;
  plannedEnd(facts: RunFacts): number;
}
