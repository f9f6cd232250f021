/* Runs on a device whose store answers late. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const memoryStore = require("./memory_store.js");
const { openRuns } = require("./page_scripts.js")("run-events", "run-state", "answers", "runs");

const [VISA, CASH] = ["checklists.till.items.visa", "checklists.till.items.cash"];

test("an answer before the store has been read belongs to the run that is open, and can be undone", async () => {
  const { page } = memoryStore();
  let now = Date.UTC(2026, 11, 1, 16);
  const runsOf = (node) => openRuns({
    store: page(), variant: "shop", release: "2026.11", today: () => "2026-12-01", now: () => (now += 1000), node, newId: () => `${node}id`,
    plannedEnd: () => NaN,
  });
  const one = runsOf("page10");
  await one.load();
  one.begin({ name: "Night" });
  one.say({ what: "done", address: VISA });
  const other = runsOf("page20");
  const [, undo] = [other.say({ what: "done", address: CASH }), other.say({ what: "open", address: VISA })];
  await other.load();
  const states = () => [VISA, CASH].map((address) => other.stateOf(address));
  assert.equal(other.current().name, "Night");
  assert.deepEqual(states(), ["open", "done"]);
  undo();
  assert.deepEqual(states(), ["done", "done"]);
  assert.equal(other.list().length, 1);
});
