/* Which lists of a run are due, which are overdue, and which begins next. Pure. Moments are in milliseconds; NaN if unknown. */
const MINUTE = 60000;
/** A list of the run: `at` is its start, `end` its planned end. `open` counts the items that are open, `must` those of them that block.
    @typedef {{id: string, at: number, end: number, open: number, must: number}} TimedList */
/** `until` is when a due list is, or will be, overdue. @template {TimedList} L @typedef {L & {until: number}} Placed */

/** Returns the moments at which lists begin, each once. @type {(lists: TimedList[]) => number[]} */
const startsOf = (lists) => [...new Set(lists.map(({ at }) => at))].filter((at) => !Number.isNaN(at)).sort((one, other) => one - other);
/** Adds to each list when its time is over: at its planned end, or else when the next list begins; to the minute, as pages show it.
    @type {<L extends TimedList>(lists: L[]) => Placed<L>[]} */
const placed = (lists) => {
  const starts = startsOf(lists);
  const over = (/** @type {TimedList} */ { at, end }) => (Number.isNaN(end) ? starts.find((start) => start > at) ?? NaN : end);
  return lists.map((list) => ({ ...list, until: Math.ceil(over(list) / MINUTE) * MINUTE }));
};
/** Moments in order, unknown ones last. @type {(one: number, other: number) => number} */
const inTime = (one, other) => (Number.isNaN(one) ? 1 : 0) - (Number.isNaN(other) ? 1 : 0) || one - other || 0;

/** Returns the lists with open items: those that are overdue, with open “Must” items first, then the longest; those that are due, the first
    to be overdue first; and the next to begin. @type {<L extends TimedList>(lists: L[], now: number) =>
    {overdue: Placed<L>[], due: Placed<L>[], next: Placed<L> | null}} */
const dueAt = (lists, now) => {
  const open = placed(lists).filter((list) => list.open);
  const begun = open.filter(({ at }) => at <= now);
  const isOver = (/** @type {{until: number}} */ { until }) => until <= now;
  const [next = null] = open.filter(({ at }) => at > now).sort((one, other) => one.at - other.at);
  return {
    overdue: begun.filter(isOver).sort((one, other) => Number(Boolean(other.must)) - Number(Boolean(one.must)) || one.until - other.until),
    due: begun.filter((list) => !isOver(list)).sort((one, other) => inTime(one.until, other.until)),
    next,
  };
};
/** Returns since when the run is on hold, or NaN. Another reason does not begin another hold. @type {(events: RunEvent[]) => number} */
const heldSince = (events) => {
  const holds = events.filter(({ what }) => what === "hold");
  const last = holds.map(({ text }) => !text).lastIndexOf(true);
  const first = holds[last + 1];
  return first ? Date.parse(first.at) : NaN;
};

runbook.dueLists = { placed, dueAt, heldSince };
