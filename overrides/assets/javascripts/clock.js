/* The deploy clock: what a wall clock shows at an offset from T-0. Hours and minutes are exact; days and weeks keep the hour on the wall. */
(() => {
  "use strict";
  const runbook = (window.runbook = window.runbook || {});
  const MOMENT = /^T([-+])(\d{1,6})(min|h|d|w)?$/;
  const SECONDS = { min: 60, h: 3600, d: 86400, w: 604800 };
  const MINUTE = 60000;
  const DAY = 86400000;
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const formats = new Map();

  const format = (locale, zone, options) => {
    const name = `${locale} ${zone} ${Object.keys(options)}`;
    if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options }));
    return formats.get(name);
  };
  const NUMBERS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };

  /* How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
  const offset = (moment, zone) => {
    const part = Object.fromEntries(format("en-US", zone, NUMBERS).formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(moment / 1000) * 1000;
  };

  /* What the wall shows is counted as if it were UTC. A time that clocks show twice is the first, one that they skip is as much later. */
  const onTheWall = (moment, zone) => moment + offset(moment, zone);
  const fromTheWall = (wall, zone) => {
    const before = offset(wall - DAY, zone);
    const found = [before, offset(wall + DAY, zone)].map((ahead) => wall - ahead).filter((moment) => onTheWall(moment, zone) === wall);
    return found.length ? Math.min(...found) : wall - before;
  };

  const isZone = (zone) => {
    try {
      return Boolean(format("en-US", zone, NUMBERS));
    } catch {
      return false;
    }
  };
  const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const zones = () => [...new Set([ownZone(), "UTC", ...(Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [])])];

  /* T-0 as a moment; NaN where a run has none, or one that is no time of a zone that this browser knows. */
  const start = (run) => (run && run.t0 && isZone(run.zone) ? fromTheWall(Date.parse(`${run.t0}Z`), run.zone) : NaN);

  /* The moment of an offset such as `T-2h`. */
  const at = (run, text) => {
    const zero = start(run);
    const [, sign, number, unit] = MOMENT.exec(text) || [];
    if (!sign || Number.isNaN(zero)) return NaN;
    const away = (sign === "-" ? -1000 : 1000) * Number(number) * (SECONDS[unit] || 0);
    return unit === "d" || unit === "w" ? fromTheWall(onTheWall(zero, run.zone) + away, run.zone) : zero + away;
  };

  const two = (number) => String(number).padStart(2, "0");
  const zoneAt = (moment, zone) => {
    const minutes = Math.round(offset(moment, zone) / MINUTE);
    const ahead = Math.abs(minutes);
    return minutes ? `UTC${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}` : "UTC";
  };

  /* A moment in numbers that read alike everywhere: `Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)`. */
  const stamp = (moment, zone) => {
    const wall = new Date(onTheWall(moment, zone));
    return `${WEEKDAYS[wall.getUTCDay()]} ${wall.toISOString().slice(0, 16).replace("T", " ")} ${zoneAt(moment, zone)}`;
  };
  const full = (moment, zone) => `${stamp(moment, zone)}${zone === "UTC" ? "" : ` (${zone})`}`;
  const day = (moment, zone = ownZone()) => new Date(onTheWall(Number(moment), zone)).toISOString().slice(0, 10);

  const locale = () => (runbook.language === "en" ? "en-GB" : runbook.language || "en-GB");
  const HOUR = { hour: "2-digit", minute: "2-digit" };
  const DATE = { weekday: "short", day: "numeric", month: "short" };

  /* A moment as the page shows it, without its day on that very day: `22:00 UTC+06:00`. Always with its zone. */
  const time = (moment, zone, now = Date.now()) => {
    const today = day(moment, zone) === day(now, zone);
    return `${format(locale(), zone, today ? HOUR : { ...DATE, ...HOUR }).format(moment)} ${zoneAt(moment, zone)}`;
  };

  /* The same, and what the reader's own clock shows where that is something else. */
  const bothTimes = (moment, zone, now) => {
    const own = ownZone();
    const there = time(moment, zone, now);
    return offset(moment, zone) === offset(moment, own) ? there : runbook.strings("clock.here", { there, here: time(moment, own, now) });
  };

  /* An hour for narrow places, or a day if it was another. */
  const brief = (moment, zone, now = Date.now()) =>
    format(locale(), zone, day(moment, zone) === day(now, zone) ? HOUR : { day: "numeric", month: "short" }).format(moment);

  /* How long until a moment, or since: `in 1 h 43 min`, `25 min ago`. */
  const left = (moment, now = Date.now()) => {
    const { strings } = runbook;
    const minutes = moment > now ? Math.ceil((moment - now) / MINUTE) : Math.floor((now - moment) / MINUTE);
    if (!minutes) return strings("clock.now");
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const parts = days > 1 ? [[days, "d"], [hours, "h"]] : [[days * 24 + hours, "h"], [rest, "min"]];
    const length = parts.filter(([n]) => n).map(([n, unit]) => strings(`clock.${unit}`, { n })).join(" ");
    return strings(moment > now ? "clock.in" : "clock.ago", { time: length });
  };

  runbook.clock = { at, start, stamp, full, time, bothTimes, brief, left, day, zones, ownZone, isZone, onTheWall, fromTheWall };
})();
