/* The rules of answers: what a tick changes, and which state a parent has. Pure: no page, clock or storage. */
/** The state that a box shows: `changed` if its text is another one than when it was answered, `differs` if people answered it differently
    without knowing of each other. Only parents are `mixed`.
    @typedef {"open" | "done" | "failed" | "na" | "changed" | "differs" | "mixed"} State */
/** Numbers of boxes; `blocking` counts those that are not settled.
    @typedef {{all: number, settled: number, failed: number, changed: number, differs: number, blocking: number}} Tally */
/** A box with the boxes below it. One that `decides` is answered by choosing one of its ways.
    @typedef {{address: string, state: State, print?: string, decides?: boolean, children: Box[]}} Box */
/** @typedef {(address: string) => Answer | undefined} AnswerOf */
/** @typedef {<B extends Box>(box: B, answerOf: AnswerOf) => B[]} Select */

const STATES = { done: "done", seen: "done", signed: "done", failed: "failed", na: "na", open: "open" };
const HAS_REASON = new Set(["na", "failed"]);
const COUNTED = ["failed", "changed", "differs"];
const KEYS = /** @type {(keyof Tally)[]} */ (["all", "settled", "blocking", ...COUNTED]);
/** @type {(state: string | undefined) => boolean} */
const isSettled = (state) => state === "done" || state === "na";
/** Returns the state of a box: it `differs` if people gave different answers without knowing of each other, and has `changed` if its
    fingerprint is another one than when it was answered. @type {(answer: Answer | undefined, print?: string) => State} */
const stateOf = (answer, print) => {
  if (!answer || !answer.state) return "open";
  if (answer.contradicts) return "differs";
  const state = /** @type {State} */ (STATES[answer.state]);
  return state !== "open" && print && answer.print && answer.print !== print ? "changed" : state;
};
/** Returns the state of a parent: the state of all boxes below, `done` if all are settled, or `mixed`. @type {(below: State[]) => State} */
const stateOfParent = (below) => {
  const [first, ...others] = new Set(below);
  if (!others.length && (isSettled(first) || first === "open")) return first;
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
/** Returns the boxes of a list that are not settled and have no boxes below them.
    @type {(rows: Row[], stateOfLeaf: (address: string, print: string) => State) => Row[]} */
const openLeaves = (rows, stateOfLeaf) => {
  const states = statesOf(rows, stateOfLeaf);
  return rows.filter(([depth], at) => !isSettled(states[at]) && !(rows[at + 1]?.[0] > depth));
};
/** Returns the leaves below a box: boxes without boxes below them. A leaf is its own leaf. @type {<B extends Box>(box: B) => B[]} */
const leaves = (box) => (box.children.length ? box.children.flatMap(/** @type {any} */ (leaves)) : [box]);
/** Returns whether the answer on a leaf has a reason, or people answered it differently.
    @type {(leaf: Box, answerOf: AnswerOf) => boolean} */
const isKept = ({ address, state }, answerOf) => state === "differs" || HAS_REASON.has(answerOf(address)?.state || "");
/** @type {(leaf: Box) => boolean} */
const needsWay = ({ decides, state }) => Boolean(decides) && state !== "done";
/** Returns the leaves that a tick on a box may change. Of the leaves below it, those that failed or are not applicable keep their reason,
    and those that decide, or that people answered differently, wait for an answer of their own. @type {Select} */
const tickable = (box, answerOf) => leaves(box).filter((leaf) => leaf === box || !(isKept(leaf, answerOf) || needsWay(leaf)));
/** Returns whether a tick on a box itself would lose more than a tick: a reason, a signature, or one of several answers.
    @type {(box: Box, answerOf: AnswerOf) => boolean} */
const asksFirst = (box, answerOf) =>
  !box.children.length && (isKept(box, answerOf) || answerOf(box.address)?.state === "signed");
/** Returns the boxes that a tick changes, and their new state. A tick on a parent settles open leaves; on a done parent it opens all.
    If all leaves are done but the parent is not, a tick changes nothing. `kept` counts the leaves that keep their answer.
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
  const [first, ...others] = leaves(box).map(({ address }) => answerOf(address));
  return (others.every((one) => one?.text === first?.text && one?.state === first?.state) && first?.text) || "";
};
/** Returns the leaves that the dialog of a box may change to a state: leaves with a reason only if all share this reason, and leaves that
    decide only to another state than `done`. @type {<B extends Box>(box: B, answerOf: AnswerOf, state?: string) => B[]} */
const answerable = (box, answerOf, state) => leaves(box).filter((leaf) => leaf === box
  || ((!isKept(leaf, answerOf) || sharedReason(box, answerOf)) && !(state === "done" && needsWay(leaf))));
/** Returns the event that ticks a box, by what its box is for. @type {(address: string) => What} */
const doneOf = (address) => (address.startsWith("triggers.") ? "seen" : address.startsWith("sign-offs.") ? "signed" : "done");
/** Returns the events that answer each leaf of a box. @type {(box: Box, changed: Box[], given: Partial<NewEvent>) => NewEvent[]} */
const eventsOf = (box, changed, given) => changed.map((leaf) => ({
  what: doneOf(leaf.address), address: leaf.address, print: leaf.print, through: leaf === box ? undefined : box.address, ...given,
}));
/** Counts boxes; `blocking` has for each box whether it blocks. @type {(states: State[], blocking: boolean[]) => Tally} */
const tally = (states, blocking) => /** @type {Tally} */ ({
  all: states.length,
  settled: states.filter(isSettled).length,
  ...Object.fromEntries(COUNTED.map((counted) => [counted, states.filter((state) => state === counted).length])),
  blocking: states.filter((state, at) => blocking[at] && !isSettled(state)).length,
});
/** @type {(tallies: Tally[]) => Tally} */
const sum = (tallies) => {
  const of = (/** @type {keyof Tally} */ key) => tallies.reduce((total, one) => total + one[key], 0);
  return /** @type {Tally} */ (Object.fromEntries(KEYS.map((key) => [key, of(key)])));
};

runbook.answers = {
  HAS_REASON, isSettled, stateOf, stateOfParent, statesOf, openLeaves, leaves, asksFirst, tick, sharedReason, answerable, doneOf, eventsOf,
  tally, sum,
};
