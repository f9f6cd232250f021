/* How long lists take: from the first answer in a list to the last one. Pure. */
const { ANSWERS } = runbook.runEvents;
const MINUTE = 60000;
/** @typedef {{first: number, last: number}} Pace */

/** Returns for each address of a box when it was first and last answered. What was undone or opened again does not count.
    @type {(run: {events: RunEvent[], isUndone: (id: string) => boolean, current: (address: string) => string}) => Map<string, Pace>} */
const answered = ({ events, isUndone, current }) => {
  const found = /** @type {Map<string, Pace>} */ (new Map());
  for (const { id, at, what, address } of events) {
    if (address === undefined || !ANSWERS.has(what) || what === "open" || isUndone(id)) continue;
    const [place, moment] = [current(address), Date.parse(at)];
    const before = found.get(place) || { first: moment, last: moment };
    found.set(place, { first: Math.min(before.first, moment), last: Math.max(before.last, moment) });
  }
  return found;
};
/** Returns when the work on a list began and when its last answer was given; null if nobody has begun.
    @type {(times: Map<string, Pace>, addresses: string[]) => Pace | null} */
const paceOf = (times, addresses) => {
  const found = /** @type {Pace[]} */ (addresses.map((address) => times.get(address)).filter(Boolean));
  if (!found.length) return null;
  return { first: Math.min(...found.map(({ first }) => first)), last: Math.max(...found.map(({ last }) => last)) };
};
/** Returns whole minutes between two moments, as clocks show them; clocks that differ never give fewer than none.
    @type {(from: number, to: number) => number} */
const minutesBetween = (from, to) => Math.max(0, Math.floor(to / MINUTE) - Math.floor(from / MINUTE));

runbook.listPace = { answered, paceOf, minutesBetween };
