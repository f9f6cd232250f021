/* Words for lists that are due, and for how long they take. Pure: the caller gives the state of due.js. */
const { times, clock, strings } = runbook;
const MINUTE = 60000;

/* Formats the hour of a moment, with the offset of the zone if the reader has another one. */
const hourOf = (moment, zone, now) =>
  (clock.ahead(moment, zone) === clock.ahead(moment, clock.ownZone()) ? times.short : times.time)(moment, zone, now);
/* Says how long a list is overdue; a hold stops that. */
const lateness = (list, found) => {
  const minutes = Math.floor((found.clock - list.until) / MINUTE);
  return minutes > 0 ? times.length(minutes) : strings("clock.now");
};
/* Says since when a list is overdue: `overdue since 22:05 (25 min)`. */
const overdue = (list, found) =>
  strings("due.overdue", { time: hourOf(list.until, found.zone, found.now), length: lateness(list, found) });
/* Says how long the work on a list takes: `since 22:12, 18 of 30 min`; afterwards how long it took. */
const pace = ({ first, last, taken, planned }, { zone, now }) => {
  const [time, end] = [hourOf(first, zone, now), last && hourOf(last, zone, now)];
  const length = times.length(taken);
  if (last) return strings(planned ? "due.took.of" : "due.took", { time, end, length, all: planned && times.length(planned) });
  const isShort = taken < 60 && planned < 60;
  if (!planned) return strings("due.taking", { time, length });
  return strings("due.taking.of", { time, length: isShort ? taken : length, all: times.length(planned) });
};

runbook.dueWords = { hourOf, lateness, overdue, pace };
