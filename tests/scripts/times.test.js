/* Times of pages: T-0 and the hours of moments. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { times } = require("./page_scripts.js")("clock", "zone-names", "times");
globalThis.runbook.clockWords = { weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day: "{weekday} {day}" };

test("the T-0 of an event is written as on sheets; as somebody wrote it if its zone is unknown here", () => {
  const written = ["Asia/Dhaka", "Mars/Olympus"].map((zone) => times.zero({ t0: "2026-12-01T22:00", zone }));
  assert.deepEqual(written, ["Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)", "2026-12-01 22:00 Mars/Olympus"]);
  assert.equal(times.zero({}), "");
});

test("the name of a zone is the one of today, whatever the run has", () => {
  assert.equal(times.zero({ t0: "2026-12-01T22:00", zone: "Asia/Calcutta" }), "Tue 2026-12-01 22:00 UTC+05:30 (Asia/Kolkata)");
});

test("a moment of today is its hour, another one has its day", () => {
  const [moment, today, later] = ["01T16:00:59", "01T03:00", "02T03:00"].map((day) => Date.parse(`2026-12-${day}Z`));
  assert.equal(times.short(moment, "Asia/Dhaka", today), "22:00");
  assert.equal(times.short(moment, "Asia/Dhaka", later), "Tue 2026-12-01 22:00");
  assert.equal(times.time(moment, "Asia/Dhaka", today), "22:00 UTC+06:00");
});
