/* Which list of a phase is due. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { times } = require("./page_scripts.js")("clock", "zone-names", "times");

const due = (lists, now = 100) => {
  const found = times.dueList(lists.map(([name, at, open = true]) => ({ name, at, open })), now);
  return found && [found.name, found.begun];
};

test("of the lists that began last, the first with an open box is due", () => {
  assert.deepEqual(due([["a", 0], ["b", 100], ["c", 100], ["d", 101]]), ["b", true]);
  assert.deepEqual(due([["a", 0], ["b", 50, false], ["c", 50]]), ["c", true]);
});

test("while no box of those is open, the next list to begin is due, whatever is open in earlier ones", () => {
  assert.deepEqual(due([["a", 0], ["b", 50, false], ["d", 300], ["c", 200]]), ["c", false]);
  assert.deepEqual(due([["a", 0], ["b", 50, false]]), null);
});

test("the T-0 of an event is written as on sheets; as somebody wrote it if its zone is unknown here", () => {
  globalThis.runbook.clockWords = { weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day: "{weekday} {day}" };
  const written = ["Asia/Dhaka", "Mars/Olympus"].map((zone) => times.zero({ t0: "2026-12-01T22:00", zone }));
  assert.deepEqual(written, ["Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)", "2026-12-01 22:00 Mars/Olympus"]);
  assert.equal(times.zero({}), "");
});

test("a list without a known moment is never due", () => {
  assert.equal(due([["a", NaN]]), null);
  assert.deepEqual(due([["a", NaN], ["b", 200]]), ["b", false]);
  assert.equal(due([]), null);
});
