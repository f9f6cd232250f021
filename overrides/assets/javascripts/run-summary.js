/* What a run comes to: how long it took, and how many items of the phases that it plans have which answer. Pure. */
const { stateOf, statesOf } = runbook.answers;
const { isWork, plannedPhases } = runbook.plannedWork;
const MINUTE = 60000;
/** The rows of a phase with their states. @typedef {[Row, State][]} Rows */

/** Returns whole minutes between two moments, as clocks show them.
    @type {(from: string | number, to: string | number) => number} */
const minutesBetween = (from, to) => {
  const [first, last] = [from, to].map((at) => Math.floor(new Date(at).getTime() / MINUTE));
  return last - first;
};
/** Returns the phases that have work, with their lists of work and the rows of these.
    @type {(run: RunState, boxes: Boxes) => (Phase & {rows: Rows, isPlanned: boolean})[]} */
const workOf = (run, boxes) => {
  const planned = plannedPhases(boxes.phases, run.answerOf, run.facts.t0);
  const stateOfLeaf = (/** @type {string} */ address, /** @type {string} */ print) => stateOf(run.answerOf(address), print);
  return boxes.phases.map((phase) => {
    const lists = phase.lists.filter((list) => isWork(list.boxes.map(([, address]) => address)));
    const rows = lists.flatMap((list) => {
      const states = /** @type {State[]} */ (statesOf(list.boxes, stateOfLeaf));
      return states.map((state, at) => /** @type {[Row, State]} */ ([list.boxes[at], state]));
    });
    return { ...phase, lists, rows, isPlanned: planned.has(phase.id) };
  }).filter(({ lists }) => lists.length);
};
/** Returns the rows of the phases that a run plans. @type {(work: {rows: Rows, isPlanned: boolean}[]) => Rows} */
const plannedRows = (work) => work.filter(({ isPlanned }) => isPlanned).flatMap(({ rows }) => rows);
/** Counts rows by their answer; whatever needs an answer is open. @type {(rows: Rows) => Record<string, number>} */
const totalsOf = (rows) => {
  const [done, failed, na] = ["done", "failed", "na"].map((state) => rows.filter(([, one]) => one === state).length);
  return { all: rows.length, done, failed, na, open: rows.length - done - failed - na };
};
/** Returns what a file says about a run beside its events, and readers of the file derive for themselves. Without the boxes of the
    release, nobody knows the totals. @type {(run: RunState, boxes: Boxes | null) => Record<string, unknown>} */
const summaryOf = (run, boxes) => {
  const { began, last, ended, drill } = run.facts;
  const minutes = Math.max(0, minutesBetween(began, ended?.at || last));
  return { drill, ended: ended?.at || "", minutes, ...(boxes && { totals: totalsOf(plannedRows(workOf(run, boxes))) }) };
};

runbook.runSummary = { minutesBetween, workOf, plannedRows, totalsOf, summaryOf };
