// Sheets in a browser. Fills in the times of the wall clock where T-0 is in the address: sheet.html?at=2026-12-01T22:00&zone=Asia/Dhaka
// Hours and minutes are elapsed time; whole days, weeks and longer keep the hour that the clocks show, as the command line does it.
(() => {
  "use strict";
  // Where a server lets no page bring a style along, the head and the foot of the paper go into the linked one.
  const own = document.querySelector("style");
  const linked = document.querySelector("link[rel=stylesheet]");
  if (own && !own.sheet && linked && linked.sheet) {
    linked.sheet.insertRule(own.textContent.slice(own.textContent.lastIndexOf("@page")), linked.sheet.cssRules.length);
  }

  const query = new URLSearchParams(location.search);
  const given = query.get("at");
  if (!given) return;

  const DAY = 86400000;
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const UNITS = { min: 60000, h: 3600000, d: DAY, w: 7 * DAY };
  const LENGTHS = { ms: 1, s: 1000, min: 60000, h: 3600000 };
  const zone = (query.get("zone") || "").trim() || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const notice = document.querySelector("[data-notice]");
  const tell = (words, links = []) => {
    notice.textContent = words;
    for (const at of links) {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ at, zone })}`;
      link.textContent = at;
      notice.append(" ", link);
    }
  };

  // A local time is a number of milliseconds, as if it were UTC.
  let clock;
  try {
    clock = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    });
  } catch {
    tell(`There is no time zone “${zone}”. Zones are named like Asia/Dhaka and UTC.`);
    return;
  }
  const shown = (instant) => {
    const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  };
  const offset = (instant) => shown(instant) - instant;
  const instants = (local) =>
    [...new Set([offset(local - DAY), offset(local + DAY)])].map((one) => local - one).filter((one) => shown(one) === local).sort((a, b) => a - b);
  // Where the clocks skip a local time, it is as much later as they skip; where they show it twice, it is the first.
  const settled = (local) => instants(local)[0] ?? local - offset(local - DAY);

  const two = (number) => String(number).padStart(2, "0");
  const parsed = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?$/.exec(given.trim());
  const local = parsed && Date.UTC(+parsed[1], parsed[2] - 1, +parsed[3], +parsed[4], +parsed[5], +(parsed[6] || 0));
  const minutes = (instant) => new Date(instant).toISOString().slice(0, 16);
  const hours = (length) => `${length < 0 ? "-" : "+"}${two(Math.floor(Math.abs(length) / 3600000))}:${two((Math.abs(length) % 3600000) / 60000)}`;
  if (!parsed || !minutes(local).startsWith(given.trim().slice(0, 16))) {
    tell(`“${given}” is no time of the calendar. Write it like 2026-12-01T22:00.`);
    return;
  }
  const found = instants(local);
  const wanted = parsed[7] ? found.filter((one) => hours(local - one) === (parsed[7] === "Z" ? "+00:00" : parsed[7])) : found;
  if (!found.length) {
    tell(`The clocks of ${zone} skip ${minutes(local)}, because they are set forward. An hour that exists is`, [minutes(shown(settled(local)))]);
    return;
  }
  if (wanted.length !== 1) {
    const why = found.length > 1 ? "show this time twice" : "show this time at another distance from UTC";
    tell(`The clocks of ${zone} ${why}. Choose:`, found.map((one) => minutes(local) + hours(local - one)));
    return;
  }
  const t0 = wanted[0];

  const later = (text) => {
    const part = /^T([-+])(\d+)(min|h|d|w)?$/.exec(text);
    if (!part || !part[3]) return t0;
    const length = (part[1] === "-" ? -1 : 1) * part[2] * UNITS[part[3]];
    return part[3] === "d" || part[3] === "w" ? settled(shown(t0) + length) : t0 + length;
  };
  const end = (start, text) => {
    const part = /^(\d+(?:\.\d+)?) (ms|s|min|h|days?|weeks?|months?|years?)$/.exec(text);
    if (!part || !Number(part[1])) return null;
    const unit = part[2].replace(/s$/, "");
    if (LENGTHS[part[2]]) return start + part[1] * LENGTHS[part[2]];
    if (unit === "day" || unit === "week") return settled(shown(start) + part[1] * (unit === "day" ? DAY : 7 * DAY));
    const day = new Date(shown(start));
    const months = day.getUTCMonth() + part[1] * (unit === "year" ? 12 : 1);
    const last = new Date(Date.UTC(day.getUTCFullYear(), months + 1, 0)).getUTCDate();
    return settled(Date.UTC(day.getUTCFullYear(), months, Math.min(day.getUTCDate(), last), day.getUTCHours(), day.getUTCMinutes(), day.getUTCSeconds()));
  };
  const time = (instant) => new Date(shown(instant)).toISOString().slice(11, new Date(instant).getUTCSeconds() ? 19 : 16);
  const date = (instant) => `${WEEKDAYS[new Date(shown(instant)).getUTCDay()]} ${new Date(shown(instant)).toISOString().slice(0, 10)} ${time(instant)}`;
  const utc = (instant) => (offset(instant) ? `UTC${hours(offset(instant))}` : "UTC");
  const place = (instant) => (zone === "UTC" ? "UTC" : `${utc(instant)} (${zone})`);
  const words = (start, stop) => {
    if (stop === null) return `${date(start)} ${place(start)}`;
    if (offset(start) !== offset(stop)) return `${date(start)} ${utc(start)} to ${date(stop)} ${place(stop)}`;
    const close = date(start).slice(0, 14) === date(stop).slice(0, 14) ? time(stop) : date(stop);
    return `${date(start)} to ${close} ${place(stop)}`;
  };

  let last = null;
  for (const moment of document.querySelectorAll("[data-at]")) {
    const start = later(moment.dataset.at);
    const stop = end(start, moment.dataset.lasts);
    moment.textContent = `: ${words(start, stop)}`;
    const block = moment.closest(".when") && moment.closest(".block");
    if (block && (last === null || (stop ?? start) > last.at)) {
      last = { at: stop ?? start, begins: stop === null ? block.querySelector("h2, h3, h4").textContent : "" };
    }
  }
  for (const place of document.querySelectorAll('[data-fill="t0"]')) place.textContent = words(t0, null);
  for (const place of last && last.at >= t0 ? document.querySelectorAll('[data-fill="end"]') : []) {
    place.textContent = last.begins ? `after ${words(last.at, null)}, when "${last.begins}" begins` : words(last.at, null);
  }
})();
