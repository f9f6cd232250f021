/* The deploy clock: reads T-0, adds offsets and lengths to it, and shows moments in words, by the rules of generator/model/clock.py.
   Both must pass the cases of tests/cases/clock.yaml. A moment is in milliseconds since 1970; a zone is a name such as `Asia/Dhaka`, or an
   offset from UTC such as `+06:00`. The wall time of a moment is what clocks in a zone show, counted in milliseconds as if it were UTC. */
window.runbook ??= {}; // on sheets, no earlier script sets it
const T0 = /^(\d{4})(-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:[0-5]\d)?(?:\[([^[\]]+)\]| ([A-Za-z]\S*))?$/;
const FIXED = /^([+-])(\d\d):([0-5]\d)$/;
const OFFSET = /^T([-+])(\d{1,6})(min|h|d|w)?$/;
const LENGTH = /^(\d+(?:\.\d+)?) (us|ms|s|min|h|day|week|month|year)s?$/;
const [FIRST_YEAR, LAST_YEAR] = [1970, 2199];
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60000, 3600000, 86400000];
const OFFSETS = { min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const FURTHEST = 3650 * DAY;
/* Used for fractions and for lengths below a day; the calendar counts whole days, weeks, months and years. */
const LENGTHS = { us: 0.001, ms: 1, s: SECOND, min: MINUTE, h: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY };
const NUMBERS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
const formats = new Map();

const format = (locale, zone, options) => {
  const name = `${locale} ${zone} ${Object.keys(options)}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options }));
  return formats.get(name);
};
/* Returns an offset from UTC, such as `+06:00`, in milliseconds; NaN for other texts. */
const fixed = (text) => {
  const [, sign, hours, minutes] = FIXED.exec(text) || [];
  return !sign || Number(hours) > 23 ? NaN : Number(`${sign}1`) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
};
const isNamed = (zone) => {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(format("en-US", zone, NUMBERS));
  } catch {
    return false;
  }
};
const isZone = (zone) => !Number.isNaN(fixed(zone)) || isNamed(zone);
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
/* Returns by how many milliseconds the clocks of a zone are ahead of UTC at a moment. */
const ahead = (moment, zone) => {
  if (FIXED.test(zone)) return fixed(zone);
  const part = Object.fromEntries(format("en-US", zone, NUMBERS).formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(moment / SECOND) * SECOND;
};
/* Clocks show some wall times twice and skip others. `momentsOf` returns the moments of a wall time, the earliest first. `fromTheWall`
   returns the first moment, or for a skipped wall time the moment that is later by the skipped length. */
const onTheWall = (moment, zone) => moment + ahead(moment, zone);
const momentsOf = (wall, zone) =>
  [...new Set([wall - DAY, wall + DAY].map((near) => wall - ahead(near, zone)))]
    .filter((moment) => onTheWall(moment, zone) === wall).sort((one, other) => one - other);
const fromTheWall = (wall, zone) => momentsOf(wall, zone)[0] ?? wall - ahead(wall - DAY, zone);

const day = (moment, zone) => new Date(onTheWall(moment, zone)).toISOString().slice(0, 10);
const time = (moment, zone) => {
  const wall = onTheWall(moment, zone);
  return new Date(wall).toISOString().slice(11, Math.floor(wall / SECOND) % 60 ? 19 : 16);
};
const distance = (moment, zone) => {
  const length = Math.abs(ahead(moment, zone));
  return (ahead(moment, zone) < 0 ? "-" : "+") + new Date(length).toISOString().slice(11, length % MINUTE ? 19 : 16);
};
const exact = (moment, zone) => `${day(moment, zone)}T${time(moment, zone)}${distance(moment, zone)}[${zone}]`;
/* Reads T-0, such as `2026-12-01T22:00 Asia/Dhaka`; `zone` applies to a text without a zone. Returns `moment` and `zone`, or `problem`. A
   time that clocks skip or show twice is a problem with a moment; `instead` has the texts to choose from. */
const read = (text, zone = "") => {
  const [, year, date, hour, given, bracketed, spaced] = T0.exec(text.trim()) || [];
  if (!year) return { problem: "form" };
  const local = `${year}${date}T${hour}`;
  const wall = Date.parse(`${local}Z`);
  const apart = given === "Z" ? 0 : fixed(given);
  const isDate = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(local);
  if (!isDate || (given && Number.isNaN(apart))) return { problem: "calendar" };
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return { problem: "year" };
  const name = bracketed || spaced || zone;
  if (!name) return given ? { moment: wall - apart, zone: given === "Z" ? "UTC" : given } : { problem: "no zone" };
  if (!(name === zone ? isZone : isNamed)(name)) return { problem: "zone", zone: name };
  const found = momentsOf(wall, name);
  const meant = given ? found.filter((moment) => wall - moment === apart) : found;
  if (meant.length === 1) return { moment: meant[0], zone: name };
  const first = fromTheWall(wall, name);
  const instead = (found.length ? found : [first]).map((moment) => exact(moment, name));
  if (!found.length) return { problem: "skipped", zone: name, moment: first, instead };
  return meant.length ? { problem: "twice", zone: name, moment: first, instead } : { problem: "offset", zone: name, instead };
};
/* Returns the moment of T-0 of a run; NaN if the run has no T-0, or if this browser does not know its time or zone. */
const start = (run) => (run && run.t0 ? read(run.t0, run.zone).moment ?? NaN : NaN);
/* Returns the moment of an offset such as `T-2h`, or NaN. Hours and minutes are elapsed time; days and weeks keep the wall time. */
const later = (t0, text, zone) => {
  const [, sign, number, unit] = OFFSET.exec(text) || [];
  const length = Number(`${sign}1`) * Number(number) * (OFFSETS[unit] || 0);
  if (Number.isNaN(t0) || !sign || !unit !== !Number(number) || Math.abs(length) > FURTHEST) return NaN;
  return unit === "d" || unit === "w" ? fromTheWall(onTheWall(t0, zone) + length, zone) : t0 + length;
};
const at = (run, text) => later(start(run), text, run ? run.zone : "");
/* Adds months to a wall time by the calendar; in a month that is too short, returns its last day. */
const monthsLater = (wall, months) => {
  const date = new Date(wall);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getUTCDate() === new Date(wall).getUTCDate() ? Number(date) : date.setUTCDate(0);
};
/* Returns when something that begins at a moment ends; null if its length is zero or not a number of units. */
const end = (moment, lasts, zone) => {
  const [, text, unit] = LENGTH.exec(lasts) || [];
  const number = Number(text);
  if (!number) return null;
  const wall = onTheWall(moment, zone);
  if (text.includes(".") || LENGTHS[unit] < DAY) return moment + number * LENGTHS[unit];
  if (unit === "day" || unit === "week") return fromTheWall(wall + number * LENGTHS[unit], zone);
  return fromTheWall(monthsLater(wall, number * (unit === "year" ? 12 : 1)), zone);
};

const utc = (moment, zone) => (ahead(moment, zone) ? `UTC${distance(moment, zone)}` : "UTC");
/* `runbook.clockWords` has the `weekdays` from Monday on, and the forms of a `day` and of a `span`. */
const filled = (form, values) => form.replace(/\{(\w+)\}/g, (name, key) => values[key] ?? name);
const withWeekday = (moment, zone, text) => {
  const weekday = runbook.clockWords.weekdays[(new Date(onTheWall(moment, zone)).getUTCDay() + 6) % 7];
  return filled(runbook.clockWords.day, { weekday, day: text });
};
const dayInWords = (moment, zone) => withWeekday(moment, zone, day(moment, zone));
const dateAndTime = (moment, zone) => `${dayInWords(moment, zone)} ${time(moment, zone)}`;
const zoneInWords = (moment, zone) => utc(moment, zone) + (zone === "UTC" || FIXED.test(zone) ? "" : ` (${zone})`);
/* Returns a moment as sheets print it: `Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)`. */
const inWords = (moment, zone) => `${dateAndTime(moment, zone)} ${zoneInWords(moment, zone)}`;
/* Returns a start and an end in words, with a day or zone that both share only once. */
const spanInWords = (from, to, zone) => {
  const span = (begins, ends) => filled(runbook.clockWords.span, { start: begins, end: ends });
  const begins = dateAndTime(from, zone);
  if (ahead(from, zone) !== ahead(to, zone)) return span(`${begins} ${utc(from, zone)}`, inWords(to, zone));
  return `${span(begins, day(from, zone) === day(to, zone) ? time(to, zone) : dateAndTime(to, zone))} ${zoneInWords(to, zone)}`;
};

const withDistance = (before, moment, zone, text) =>
  ahead(before, zone) === ahead(moment, zone) ? text : `${text} ${utc(moment, zone)}`;
/* Returns a moment as on a plan: `Wed 01:00`. Its day is shown where it is not the one before; within a week its weekday is enough. */
const besideDay = (before, moment, zone) => {
  const [days, hour] = [Math.abs(Date.parse(day(moment, zone)) - Date.parse(day(before, zone))) / DAY, time(moment, zone)];
  const text = days === 0 ? hour : days < 7 ? withWeekday(moment, zone, hour) : dateAndTime(moment, zone);
  return withDistance(before, moment, zone, text);
};
const amongDays = (t0, from, to, zone) => {
  const begins = besideDay(t0, from, zone);
  return to === null ? begins : filled(runbook.clockWords.span, { start: begins, end: besideDay(from, to, zone) });
};

/* Returns the hour of a start, the end on the same day if it is known, and the day, with the end if on another day. An offset from UTC
   is shown only if it is not the one of T-0. */
const inParts = (t0, from, to, zone) => {
  const among = (before, moment, text) => withDistance(before, moment, zone, text);
  const [hour, begins] = [time(from, zone), among(t0, from, dayInWords(from, zone))];
  if (to === null) return { hour, until: "", on: begins };
  if (day(from, zone) !== day(to, zone)) {
    return { hour, until: "", on: filled(runbook.clockWords.span, { start: begins, end: among(from, to, dateAndTime(to, zone)) }) };
  }
  return { hour, until: filled(runbook.clockWords.until, { time: among(from, to, time(to, zone)) }), on: begins };
};

runbook.clock = {
  read, start, at, later, end, filled, inWords, spanInWords, inParts, amongDays, dateAndTime, utc, day, time, ahead, isZone, ownZone,
  format,
};
