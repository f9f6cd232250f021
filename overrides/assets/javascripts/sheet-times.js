/* A sheet in a browser: the times of the wall clock where T-0 is in the address, as in sheet.html?at=2026-12-01T22:00&zone=Asia/Dhaka. */
(() => {
  "use strict";
  const { clock } = window.runbook;
  /* Where a server lets no page bring a style along, the head and the foot of the paper go into the linked one. */
  const own = document.querySelector("style");
  const linked = document.querySelector("link[rel=stylesheet]");
  if (own && !own.sheet && linked && linked.sheet) {
    linked.sheet.insertRule(own.textContent.slice(own.textContent.lastIndexOf("@page")), linked.sheet.cssRules.length);
  }

  const query = new URLSearchParams(location.search);
  const given = (query.get("at") || "").trim();
  if (!given) return;
  let t0 = clock.read(given, (query.get("zone") || "").trim());
  if (t0.problem === "no zone") t0 = clock.read(given, clock.ownZone());
  const { problem, zone, instead = [] } = t0;

  if (problem) {
    const notATime = `“${given}” is no time of the calendar. Write it like 2026-12-01T22:00.`;
    document.querySelector("[data-notice]").textContent = {
      form: notATime,
      calendar: notATime,
      year: `“${given}” is not in the years from 1970 to 2199.`,
      zone: `There is no time zone “${zone}”. Zones are named like Asia/Dhaka and UTC.`,
      skipped: `The clocks of ${zone} skip ${given.slice(0, 16)}, because they are set forward. An hour that exists is`,
      twice: `The clocks of ${zone} show this time twice. Choose:`,
      offset: `The clocks of ${zone} show this time at another distance from UTC. Choose:`,
    }[problem];
    for (const at of instead) {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ at })}`;
      link.textContent = at;
      document.querySelector("[data-notice]").append(" ", link);
    }
    return;
  }

  let last = null;
  for (const moment of document.querySelectorAll("[data-at]")) {
    const start = clock.later(t0.moment, moment.dataset.at, zone);
    const stop = clock.end(start, moment.dataset.lasts, zone);
    moment.textContent = `: ${stop === null ? clock.inWords(start, zone) : clock.spanInWords(start, stop, zone)}`;
    const block = moment.closest(".when") && moment.closest(".block");
    if (block && (last === null || (stop ?? start) > last.at)) {
      last = { at: stop ?? start, begins: stop === null ? block.querySelector("h2, h3, h4").textContent : "" };
    }
  }
  for (const place of document.querySelectorAll('[data-fill="t0"]')) place.textContent = clock.inWords(t0.moment, zone);
  for (const place of last && last.at >= t0.moment ? document.querySelectorAll('[data-fill="end"]') : []) {
    const words = clock.inWords(last.at, zone);
    place.textContent = last.begins ? `after ${words}, when "${last.begins}" begins` : words;
  }
})();
