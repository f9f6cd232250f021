/* The rules of answers: what a tick changes, which state a parent has, and which of two answers counts. Pure: no page, clock or storage. */
/** The answer on one box, or on a whole phase under `phases.ID`.
    @typedef {object} Answer
    @property {"done" | "na" | "open"} [state] Missing if there is only a note.
    @property {string} at When the answer was given: ISO 8601 in UTC.
    @property {string} [by] Who answered.
    @property {string} [print] The fingerprint of the box at the time of the answer; a box with another fingerprint has changed since.
    @property {string} [because] Why the box is not applicable.
    @property {string} [note]
    @property {string} [replaced] Set if a tick on a parent gave this answer: when the answer before this one was given. */
/** @typedef {"open" | "done" | "na" | "changed" | "mixed"} State The state that a box shows; only parents are `mixed`. */
/** @typedef {{all: number, settled: number, changed: number, blocking: number}} Tally Numbers of boxes; `blocking` counts open boxes. */
/** @typedef {{address: string, state: State, print?: string, children: Box[]}} Box A box with the boxes below it. */
/** @typedef {(address: string) => Answer | undefined} AnswerOf */
/** @typedef {<B extends Box>(box: B, answerOf: AnswerOf) => B[]} Select */

const STATES = ["done", "na", "open"];
const MAX_LENGTHS = { at: 30, by: 200, print: 20, because: 400, note: 2000, replaced: 30 };
const NEVER = new Date(0).toISOString();
/** @type {(state: string | undefined) => boolean} */
const isSettled = (state) => state === "done" || state === "na";
/** Returns the state of a box without boxes below it: `changed` if its fingerprint changed after the box was settled.
    @type {(answer: Answer | undefined, print?: string) => State} */
const stateOf = (answer, print) => {
  if (!answer || !answer.state || !isSettled(answer.state)) return "open";
  return print && answer.print && answer.print !== print ? "changed" : answer.state;
};
/** Returns the state of a parent: the state of all boxes below, `done` if all are settled, or `mixed`. @type {(below: State[]) => State} */
const stateOfParent = (below) => {
  const [first, ...others] = new Set(below);
  if (!others.length && first !== "mixed" && first !== "changed") return first;
  return below.every(isSettled) ? "done" : "mixed";
};
/** Returns the states of the boxes of a list. @type {(rows: Row[], stateOfLeaf: (address: string, print: string) => State) => State[]} */
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
/** Returns the leaves below a box: boxes without boxes below them. A leaf is its own leaf. @type {<B extends Box>(box: B) => B[]} */
const leaves = (box) => (box.children.length ? box.children.flatMap(/** @type {any} */ (leaves)) : [box]);
/** Returns the leaves that a tick on a box may change; leaves below it that are not applicable keep their reason. @type {Select} */
const tickable = (box, answerOf) => leaves(box).filter((leaf) => leaf === box || answerOf(leaf.address)?.state !== "na");
/** Returns the boxes that a tick changes, and their new state. A tick on a parent settles open leaves; on a done parent it opens all.
    If all leaves are done but the parent is not, a tick changes nothing. `kept` counts the leaves that are not applicable.
    @type {<B extends Box>(box: B, answerOf: AnswerOf) => {boxes: B[], state: "done" | "open", kept: number}} */
const tick = (box, answerOf) => {
  const below = tickable(box, answerOf);
  const open = below.filter(({ state }) => state !== "done");
  const kept = leaves(box).length - below.length;
  if (open.length) return { boxes: open, state: "done", kept };
  return { boxes: box.state === "done" ? below : [], state: "open", kept };
};
/** Returns the reason that all leaves of a box share, or an empty text. @type {(box: Box, answerOf: AnswerOf) => string} */
const sharedReason = (box, answerOf) => {
  const [reason, ...others] = new Set(leaves(box).map(({ address }) => answerOf(address)?.because));
  return (!others.length && reason) || "";
};
/** Returns the leaves that the dialog of a box may change: leaves with a reason only if all share this reason. @type {Select} */
const answerable = (box, answerOf) => (sharedReason(box, answerOf) ? leaves(box) : tickable(box, answerOf));
/** Returns the facts to record on each leaf. An answer that a parent gives remembers when the answer that it replaces was given.
    @type {(box: Box, changed: Box[], facts: Partial<Answer>, answerOf: AnswerOf) => [string, Partial<Answer>][]} */
const changes = (box, changed, facts, answerOf) => changed.map((leaf) => {
  const replaced = leaf === box ? undefined : answerOf(leaf.address)?.at || NEVER;
  return [leaf.address, { print: leaf.print, replaced, because: undefined, ...facts }];
});
/** Returns the newer of two answers on a box. But an answer of a parent never replaces a "not applicable" that it did not know.
    @type {(one: Answer, other: Answer) => Answer} */
const newer = (one, other) => {
  /** @type {(mine: Answer, theirs: Answer) => boolean} */
  const yields = (mine, theirs) => Boolean(mine.replaced && theirs.state === "na" && mine.replaced < theirs.at);
  if (yields(one, other) !== yields(other, one)) return yields(one, other) ? other : one;
  return one.at < other.at ? other : one;
};
/** Reads an answer from a link or a file: known strings, cut to their maximum lengths. @type {(given: any) => Answer | null} */
const readAnswer = (given) => {
  if (!given || typeof given !== "object" || Number.isNaN(Date.parse(given.at))) return null;
  const found = Object.entries(MAX_LENGTHS).map(([key, most]) => [key, typeof given[key] === "string" ? given[key].slice(0, most) : ""]);
  const state = STATES.includes(given.state) ? { state: given.state } : {};
  return { ...Object.fromEntries(found.filter(([, value]) => value)), ...state };
};
/** Counts boxes; `blocking` has for each box whether it blocks. @type {(states: State[], blocking: boolean[]) => Tally} */
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
