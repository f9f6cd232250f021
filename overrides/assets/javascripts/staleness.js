/* How old a saved copy is, in levels and in words. The clock of a device may be wrong: a moment in the future has a date and no age. */
const MINUTE = 60000;
const DAY = 1440 * MINUTE;
/* The days from which a copy is said to be old, a warning, and a warning that stays. */
const STEPS = [1, 7, 30];

/** @type {(since: number, now: number) => number} */
const days = (since, now) => Math.max(0, Math.floor((now - since) / DAY)) || 0;
/** Returns 0 to 3, the number of steps that a copy has passed. @type {(since: number, now: number) => number} */
const level = (since, now) => STEPS.filter((step) => days(since, now) >= step).length;
/** Formats a moment on the clocks of the device, as all pages have it: `Tue 2026-12-01 22:00`. @type {(moment: number) => string} */
const date = (moment) => {
  const local = new Date(moment - new Date(moment).getTimezoneOffset() * MINUTE);
  return `${runbook.dayInWords(moment)} ${local.toISOString().slice(11, 16)}`;
};
/** Formats how long ago a moment was; a date for a moment in the future. @type {(since: number, now: number) => string} */
const ago = (since, now) => {
  if (since > now) return date(since);
  const minutes = Math.floor((now - since) / MINUTE);
  const [length, unit] = /** @type {[number, Intl.RelativeTimeFormatUnit]} */ (
    minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"]);
  const format = new Intl.RelativeTimeFormat(runbook.language, { numeric: minutes ? "always" : "auto" });
  return minutes ? format.format(-Math.floor(minutes / length), unit) : format.format(0, "second");
};
/** Formats a moment as its age and its date. @type {(since: number, now: number) => string} */
const both = (since, now) => (since > now ? date(since) : `${ago(since, now)} (${date(since)})`);

runbook.staleness = { days, level, date, ago, both };
