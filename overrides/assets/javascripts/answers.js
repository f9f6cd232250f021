/* What people answered on boxes: the shape of an answer, what a tick changes, what the boxes above follow, and which of two answers counts.
   Pure: it knows no page, no clock and no storage. */
/** What was answered on one box, or on a phase as a whole under `phases.ID`.
    @typedef {object} Answer
    @property {"done" | "na" | "open"} [state] Missing where there is only a note.
    @property {string} at When: a moment of UTC in ISO 8601.
    @property {string} [by] Who.
    @property {string} [print] The fingerprint of the box that was answered; the box has changed when it has another one now.
    @property {string} [because] Why it is not applicable.
    @property {string} [note]
    @property {string} [replaced] Set where the answer on a parent gave this one: when the answer before it was given. */
/** @typedef {"open" | "done" | "na" | "changed" | "mixed"} State What a box shows; only parents are `mixed`. */
/** @typedef {{all: number, settled: number, changed: number, blocking: number}} Tally How many boxes; `blocking` counts the open ones. */
/** @typedef {{address: string, state: State, print?: string, children: Box[]}} Box A box with those below it. */
/** @typedef {(address: string) => Answer | undefined} AnswerOf */
/** @typedef {<B extends Box>(box: B, answerOf: AnswerOf) => B[]} Select */

const STATES = ["done", "na", "open"];
const MAX_LENGTHS = { at: 30, by: 200, print: 20, because: 400, note: 2000, replaced: 30 };
const NEVER = new Date(0).toISOString();
/** @type {(state: string | undefined) => boolean} */
const isSettled = (state) => state === "done" || state === "na";
/** The state of a box without boxes below it: `changed` where its text, and so its fingerprint, changed after it was settled.
    @type {(answer: Answer | undefined, print?: string) => State} */
const stateOf = (answer, print) => {
  if (!answer || !answer.state || !isSettled(answer.state)) return "open";
  return print && answer.print && answer.print !== print ? "changed" : answer.state;
};
/** The state of a parent: that of the boxes below where they agree, `done` where all are settled. @type {(below: State[]) => State} */
const stateOfParent = (below) => {
  const [first, ...others] = new Set(below);
  if (!others.length && first !== "mixed" && first !== "changed") return first;
  return below.every(isSettled) ? "done" : "mixed";
};
/** The states of the boxes of a list, in order. @type {(rows: Row[], stateOfLeaf: (address: string, print: string) => State) => State[]} */
const statesOf = (rows, stateOfLeaf) => {
  const states = /** @type {State[]} */ ([]);
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const [depth, address, print] = rows[at];
    const end = rows.findIndex(([other], index) => index > at && other <= depth);
    const below = states.filter((_state, index) => index > at && (end < 0 || index < end) && rows[index][0] === depth + 1);
    states[at] = below.length ? stateOfParent(below) : stateOfLeaf(address, print);
  }
  return states;
};
/** The boxes below a box that have none below themselves; a box without any is its own leaf. @type {<B extends Box>(box: B) => B[]} */
const leaves = (box) => (box.children.length ? box.children.flatMap(/** @type {any} */ (leaves)) : [box]);
/** The leaves that a tick on a box changes. Those below it that are not applicable keep their reason. @type {Select} */
const tickable = (box, answerOf) => leaves(box).filter((leaf) => leaf === box || answerOf(leaf.address)?.state !== "na");
/** What a tick changes: on a parent it settles what is still open below, and once all is done it opens everything again.
    No boxes where all that could change are done but the parent is not; `kept` counts those that are not applicable.
    @type {<B extends Box>(box: B, answerOf: AnswerOf) => {boxes: B[], state: "done" | "open", kept: number}} */
const tick = (box, answerOf) => {
  const below = tickable(box, answerOf);
  const open = below.filter(({ state }) => state !== "done");
  const kept = leaves(box).length - below.length;
  if (open.length) return { boxes: open, state: "done", kept };
  return { boxes: box.state === "done" ? below : [], state: "open", kept };
};
/** The reason that all leaves of a box share; it is that of the box too. @type {(box: Box, answerOf: AnswerOf) => string} */
const sharedReason = (box, answerOf) => {
  const [reason, ...others] = new Set(leaves(box).map(({ address }) => answerOf(address)?.because));
  return (!others.length && reason) || "";
};
/** The leaves that an answer in the dialog of a box may change: those with a reason only where all share it. @type {Select} */
const answerable = (box, answerOf) => (sharedReason(box, answerOf) ? leaves(box) : tickable(box, answerOf));
/** What is recorded when an answer on a box changes leaves: an answer of a parent remembers when the one that it replaces was given.
    @type {(box: Box, changed: Box[], facts: Partial<Answer>, answerOf: AnswerOf) => [string, Partial<Answer>][]} */
const changes = (box, changed, facts, answerOf) => changed.map((leaf) => {
  const replaced = leaf === box ? undefined : answerOf(leaf.address)?.at || NEVER;
  return [leaf.address, { print: leaf.print, replaced, because: undefined, ...facts }];
});
/** Which of two answers on a box counts: the newer one. But the answer of a parent never replaces a "not applicable" that it did not know.
    @type {(one: Answer, other: Answer) => Answer} */
const newer = (one, other) => {
  /** @type {(mine: Answer, theirs: Answer) => boolean} */
  const yields = (mine, theirs) => Boolean(mine.replaced && theirs.state === "na" && mine.replaced < theirs.at);
  if (yields(one, other) !== yields(other, one)) return yields(one, other) ? other : one;
  return one.at < other.at ? other : one;
};
/** An answer from a link or a file: known fields that are strings, cut to their maximum lengths. @type {(given: any) => Answer | null} */
const readAnswer = (given) => {
  if (!given || typeof given !== "object" || Number.isNaN(Date.parse(given.at))) return null;
  const found = Object.entries(MAX_LENGTHS).map(([key, most]) => [key, typeof given[key] === "string" ? given[key].slice(0, most) : ""]);
  const state = STATES.includes(given.state) ? { state: given.state } : {};
  return { ...Object.fromEntries(found.filter(([, value]) => value)), ...state };
};
/** `blocking` says of each box whether it blocks. @type {(states: State[], blocking: boolean[]) => Tally} */
const tally = (states, blocking) => ({
  all: states.length,
  settled: states.filter(isSettled).length,
  changed: states.filter((state) => state === "changed").length,
  blocking: states.filter((state, at) => blocking[at] && !isSettled(state)).length,
});
/** @type {(tallies: Tally[]) => Tally} */
const sum = (tallies) => {
  const of = (/** @type {keyof Tally} */ key) => tallies.reduce((total, one) => total + one[key], 0);
  return { all: of("all"), settled: of("settled"), changed: of("changed"), blocking: of("blocking") };
};

runbook.answers = {
  isSettled, stateOf, stateOfParent, statesOf, leaves, tick, sharedReason, answerable, changes, newer, readAnswer, tally, sum,
};
