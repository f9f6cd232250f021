/* Formats times for pages, to the minute, in the one form that sheets have too. */
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
/** Formats a moment without its zone, with the day unless it is today: `22:00`.
    @type {(moment: number, zone: string, now?: number) => string} */
const short = (moment, zone, now = Date.now()) =>
  (isToday(moment, zone, now) ? hour(moment, zone) : clock.dateAndTime(toMinute(moment), zone));
/** Formats a moment with the offset of its zone: `22:00 UTC+06:00`. @type {(moment: number, zone: string, now?: number) => string} */
const time = (moment, zone, now = Date.now()) => `${short(moment, zone, now)} ${clock.utc(moment, zone)}`;
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
/** Formats a length in minutes: `1 h 43 min`; from two days on without minutes. @type {(minutes: number) => string} */
const length = (minutes) => {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = days > 1 ? [[days, "d"], [hours, "h"]] : [[days * 24 + hours, "h"], [rest, "min"]];
  const { strings } = runbook;
  return parts.filter(([n]) => n).map(([n, unit]) => strings(`clock.${unit}`, { n })).join(" ") || strings("clock.min", { n: 0 });
};
/** Formats the time until or since a moment: `in 1 h 43 min`, `25 min ago`. @type {(moment: number, now?: number) => string} */
const left = (moment, now = Date.now()) => {
  const minutes = moment > now ? Math.ceil((moment - now) / MINUTE) : Math.floor((now - moment) / MINUTE);
  if (!minutes) return runbook.strings("clock.now");
  return runbook.strings(moment > now ? "clock.in" : "clock.ago", { time: length(minutes) });
};

runbook.times = { full, stamp, today, hour, short, time, bothTimes, brief, zero, length, left };
