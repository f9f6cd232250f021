/* Formats times for pages, to the minute, in the one form that sheets have too; and finds the list that is due. */
const { clock, zoneNames } = runbook;
const MINUTE = 60000;

const toMinute = (/** @type {number} */ moment) => Math.floor(moment / MINUTE) * MINUTE;
/** @type {(moment: number, zone: string) => string} */
const full = (moment, zone) => clock.inWords(toMinute(moment), zoneNames.today(zone));
/** Formats a moment without the name of its zone: `Tue 2026-12-01 22:00 UTC+06:00`. @type {(moment: number, zone: string) => string} */
const stamp = (moment, zone) => `${clock.dateAndTime(toMinute(moment), zone)} ${clock.utc(moment, zone)}`;
const today = () => clock.day(Date.now(), clock.ownZone());

/** @type {(moment: number, zone: string, now: number) => boolean} */
const isToday = (moment, zone, now) => clock.day(moment, zone) === clock.day(now, zone);
/** @type {(moment: number, zone: string) => string} */
const hour = (moment, zone) => clock.time(toMinute(moment), zone);
/** Formats a moment, with the day unless it is today: `22:00 UTC+06:00`. @type {(moment: number, zone: string, now?: number) => string} */
const time = (moment, zone, now = Date.now()) =>
  (isToday(moment, zone, now) ? `${hour(moment, zone)} ${clock.utc(moment, zone)}` : stamp(moment, zone));
/** Formats a moment in a zone, and in the zone of the reader if different. @type {(moment: number, zone: string, now: number) => string} */
const bothTimes = (moment, zone, now) => {
  const own = clock.ownZone();
  const [there, here] = [time(moment, zone, now), time(moment, own, now)];
  return clock.ahead(moment, zone) === clock.ahead(moment, own) ? there : runbook.strings("clock.here", { there, here });
};
/** Formats a moment for narrow places: the hour if today, else the day. @type {(moment: number, zone: string, now?: number) => string} */
const brief = (moment, zone, now = Date.now()) => (isToday(moment, zone, now) ? hour : clock.day)(moment, zone);
/** Formats the T-0 of a run or of an event: `Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)`; as it was written if this browser does not know
    the zone. @type {(about: {t0?: string, zone?: string}) => string} */
const zero = ({ t0 = "", zone = "" }) => {
  const moment = t0 ? clock.start({ t0, zone }) : NaN;
  return Number.isNaN(moment) ? `${t0.replace("T", " ")} ${zone}`.trim() : full(moment, zone);
};
/** Formats the time until or since a moment: `in 1 h 43 min`, `25 min ago`. @type {(moment: number, now?: number) => string} */
const left = (moment, now = Date.now()) => {
  const { strings } = runbook;
  const minutes = moment > now ? Math.ceil((moment - now) / MINUTE) : Math.floor((now - moment) / MINUTE);
  if (!minutes) return strings("clock.now");
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = days > 1 ? [[days, "d"], [hours, "h"]] : [[days * 24 + hours, "h"], [rest, "min"]];
  const length = parts.filter(([n]) => n).map(([n, unit]) => strings(`clock.${unit}`, { n })).join(" ");
  return strings(moment > now ? "clock.in" : "clock.ago", { time: length });
};
/** Finds the list that is due: of the lists that began last the first with an open box, else the next to begin. `at` is NaN if unknown.
    @type {<L extends {at: number, open: boolean}>(lists: L[], now: number) => L & {begun: boolean} | null} */
const dueList = (lists, now) => {
  const begun = lists.filter(({ at }) => at <= now);
  const last = Math.max(...begun.map(({ at }) => at));
  const current = begun.find(({ at, open }) => at === last && open);
  if (current) return { ...current, begun: true };
  const [next] = lists.filter(({ at }) => at > now).sort((one, other) => one.at - other.at);
  return next ? { ...next, begun: false } : null;
};

runbook.times = { full, stamp, today, time, bothTimes, brief, zero, left, dueList };
