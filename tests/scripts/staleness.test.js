/* How old a saved copy is: its levels, and words that are true also with a clock that is wrong. */
const { test } = require("node:test");
const assert = require("node:assert/strict");

globalThis.runbook = { language: "en", clockWords: { weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day: "{weekday} {day}" } };
const { staleness } = require("./page_scripts.js")("days", "staleness");
const DAY = 86400000;
const NOW = Date.parse("2026-12-01T22:00:30Z");

test("a copy is quiet for a day, old for a week, a warning for a month, and then the loudest", () => {
  const levels = [0, 0.99, 1, 6.99, 7, 29.99, 30, 400].map((days) => staleness.level(NOW - days * DAY, NOW));
  assert.deepEqual(levels, [0, 0, 1, 1, 2, 2, 3, 3]);
});

test("a copy from the future, or without a date, has no age", () => {
  assert.deepEqual([NOW + DAY, NaN].map((since) => [staleness.level(since, NOW), staleness.days(since, NOW)]), [[0, 0], [0, 0]]);
  assert.doesNotMatch(staleness.both(NOW + DAY, NOW), /ago|in 1/);
});

test("ages are whole units that have passed, never rounded up", () => {
  const ages = [10000, 59 * 60000, 119 * 60000, 47 * 3600000].map((age) => staleness.ago(NOW - age, NOW));
  assert.deepEqual(ages, ["now", "59 minutes ago", "1 hour ago", "1 day ago"]);
});

test("a date has the form of all dates on pages, on the clocks of the device", () => {
  const local = new Date(2026, 11, 1, 22, 5).getTime();
  assert.equal(staleness.date(local), "Tue 2026-12-01 22:05");
  assert.equal(staleness.both(local, local + 3 * 3600000), "3 hours ago (Tue 2026-12-01 22:05)");
});
