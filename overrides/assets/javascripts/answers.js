/* What people answered on boxes: the shape of an answer, which of two counts, what it makes of the boxes above, and how far that is.
   Nothing here knows a page, a clock or where answers are kept. */
(() => {
  "use strict";
  const runbook = (window.runbook = window.runbook || {});

  /**
   * What was answered on one box, or on a phase as a whole under `phases.ID`.
   * @typedef {object} Answer
   * @property {"done" | "na" | "open"} [state] Missing where there is a note alone.
   * @property {string} at When: a moment of UTC in ISO 8601.
   * @property {string} [by] Who.
   * @property {string} [print] The fingerprint of the box that was answered; another one means that the box changed.
   * @property {string} [because] Why it is not applicable.
   * @property {string} [note]
   * @property {string} [replaced] Where the answer of a parent brought it: when the answer before it was given.
   */
  /** @typedef {"open" | "done" | "na" | "changed" | "mixed"} State What a box shows; `mixed` is for parents alone. */
  /** @typedef {[depth: number, address: string, print: string, blocking: boolean, words: string, former?: string[]]} Row A box of a list. */
  /** @typedef {{all: number, settled: number, changed: number, blocking: number}} Tally How many boxes, and how many open ones block. */

  const STATES = ["done", "na", "open"];
  const MOST = { at: 30, by: 200, print: 20, because: 400, note: 2000, replaced: 30 };

  /** @param {string | undefined} state */
  const isSettled = (state) => state === "done" || state === "na";

  /**
   * The state of a box without boxes below it; `changed` where it was settled and meant something else then.
   * @param {Answer | undefined} answer
   * @param {string} [print] The fingerprint of the box now.
   * @returns {State}
   */
  const stateOf = (answer, print) => {
    if (!answer || !isSettled(answer.state)) return "open";
    return print && answer.print && answer.print !== print ? "changed" : /** @type {State} */ (answer.state);
  };

  /**
   * The state of a box by those below it: theirs where they agree, done where all are settled.
   * @param {State[]} below
   * @returns {State}
   */
  const stateOfParent = (below) => {
    const [first, ...others] = new Set(below);
    if (!others.length && first !== "mixed" && first !== "changed") return first;
    return below.every(isSettled) ? "done" : "mixed";
  };

  /**
   * The states of the boxes of a list, in its order.
   * @param {Row[]} rows
   * @param {(address: string, print: string) => State} stateOfLeaf
   */
  const statesOf = (rows, stateOfLeaf) => {
    /** @type {State[]} */
    const states = [];
    for (let at = rows.length - 1; at >= 0; at -= 1) {
      const [depth, address, print] = rows[at];
      const below = [];
      for (let child = at + 1; child < rows.length && rows[child][0] > depth; child += 1) if (rows[child][0] === depth + 1) below.push(states[child]);
      states[at] = below.length ? stateOfParent(below) : stateOfLeaf(address, print);
    }
    return states;
  };

  /**
   * Of two answers on a box the newer one counts. But that of a parent never replaces a "not applicable" that it did not know.
   * @param {Answer} one
   * @param {Answer} other
   */
  const newer = (one, other) => {
    const yields = (/** @type {Answer} */ mine, /** @type {Answer} */ theirs) => Boolean(mine.replaced && theirs.state === "na" && mine.replaced < theirs.at);
    if (yields(one, other) !== yields(other, one)) return yields(one, other) ? other : one;
    return one.at < other.at ? other : one;
  };

  /**
   * An answer from outside: known fields of known kinds, and nothing else. Null for what is not an answer.
   * @param {any} given
   * @returns {Answer | null}
   */
  const readAnswer = (given) => {
    if (!given || typeof given !== "object" || Number.isNaN(Date.parse(given.at))) return null;
    const found = Object.entries(MOST).map(([key, most]) => [key, typeof given[key] === "string" ? given[key].slice(0, most) : ""]);
    const state = STATES.includes(given.state) ? { state: given.state } : {};
    return { ...Object.fromEntries(found.filter(([, value]) => value)), ...state };
  };

  /**
   * @param {State[]} states
   * @param {boolean[]} blocking
   * @returns {Tally}
   */
  const tally = (states, blocking) => ({
    all: states.length,
    settled: states.filter(isSettled).length,
    changed: states.filter((state) => state === "changed").length,
    blocking: states.filter((state, at) => blocking[at] && !isSettled(state)).length,
  });

  /**
   * @param {Tally[]} tallies
   * @returns {Tally}
   */
  const sum = (tallies) => {
    const of = (/** @type {keyof Tally} */ key) => tallies.reduce((total, one) => total + one[key], 0);
    return { all: of("all"), settled: of("settled"), changed: of("changed"), blocking: of("blocking") };
  };

  runbook.answers = { isSettled, stateOf, stateOfParent, statesOf, newer, readAnswer, tally, sum };
})();
