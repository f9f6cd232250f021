/* The runs of a renamed system in a browser. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const memoryStore = require("./memory_store.js");
const { openRuns, renamedSystem } = require("./page_scripts.js")("run-events", "run-state", "answers", "renamed-system", "runs");

const [VISA, CASH] = ["checklists.till.items.visa", "checklists.till.items.cash"];
const { page } = memoryStore();
let now = Date.UTC(2026, 11, 1, 16);
const runsOf = (node, variant, former = []) => openRuns({
  store: renamedSystem.withFormer(page(), variant, former), variant, release: "2026.11", today: () => "2026-12-01", now: () => (now += 1000),
  node, newId: () => `${node}id`, plannedEnd: () => NaN,
});

test("a run of the earlier id goes on under the present one, and nothing is lost or listed twice", async () => {
  const before = runsOf("page10", "till");
  await before.load();
  before.begin({ name: "Night" });
  before.say({ what: "done", address: VISA });
  const after = runsOf("page20", "shop", ["till"]);
  await after.load();
  assert.deepEqual([after.current().name, after.stateOf(VISA)], ["Night", "done"]);
  after.say({ what: "done", address: CASH });
  const again = runsOf("page30", "shop", ["till"]);
  await again.load();
  assert.deepEqual([VISA, CASH].map((address) => again.stateOf(address)), ["done", "done"]);
  assert.equal(again.list().length, 1);
  await again.remove();
  assert.deepEqual([again.list().length, again.current()], [0, null]);
});

test("another system keeps its own runs", async () => {
  const own = runsOf("page40", "shop", ["kiosk"]);
  await own.load();
  own.begin({ name: "Shop" });
  const other = runsOf("page50", "bakery");
  await other.load();
  assert.equal(other.list().length, 0);
  assert.equal(renamedSystem.withFormer(own, "shop", []), own);
});
