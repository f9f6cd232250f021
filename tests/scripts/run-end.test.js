/* When a run goes on by itself, and when it is only offered. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { VISA, CASH, MINUTE, DAY, START, browser, stateOf } = require("./run_browsers.js");

test("a run without T-0 is offered a day after its last event, and goes on when somebody says so", async () => {
  const { page, wait } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  wait(23 * 60 * MINUTE);
  assert.equal((await page()).stateOf(VISA), "done");
  wait(2 * 60 * MINUTE);
  const later = await page();
  assert.deepEqual([later.current(), later.offered().why, later.offered().name, stateOf(later)], [null, "over", "2026-12-01", ["open", "open"]]);
  assert.deepEqual(later.historyOf(VISA), []);
  later.goOn();
  assert.deepEqual([later.offered(), later.stateOf(VISA), later.historyOf(VISA).length], [null, "done", 1]);
  wait(DAY + MINUTE);
  const last = await page();
  assert.equal(last.offered().why, "over");
  await last.choose(last.offered().id);
  assert.equal(last.offered(), null);
});

test("a page that stays open does not go on with a run that is over", async () => {
  const { page, wait } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  wait(DAY + MINUTE);
  runs.say({ what: "done", address: CASH });
  assert.deepEqual([stateOf(runs), runs.list().length], [["open", "done"], 2]);
  wait(DAY + MINUTE);
  runs.check();
  assert.equal(runs.offered().why, "over");
});

test("a run with T-0 is offered a day after its last planned moment", async () => {
  const { page, wait } = browser();
  const runs = await page();
  runs.begin({ name: "Night", t0: "2026-12-03T16:00", zone: "UTC" });
  wait(3 * DAY);
  assert.equal((await page()).offered(), null);
  wait(2 * 60 * MINUTE);
  const later = await page();
  assert.equal(later.offered().why, "over");
  later.say({ what: "done", address: VISA });
  assert.deepEqual([later.list().length, later.current().name, stateOf(later)], [2, "2026-12-01", ["done", "open"]]);
});

test("a run whose T-0 is long over goes on for a day after somebody began it or set T-0", async () => {
  const { page, wait } = browser();
  const runs = await page();
  runs.begin({ name: "Written down later", t0: "2026-11-20T16:00", zone: "UTC" });
  runs.check();
  assert.equal(runs.offered(), null);
  wait(DAY - MINUTE);
  runs.change({ name: "Written down later", lead: "", t0: "2026-11-20T17:00", zone: "UTC" });
  wait(DAY - MINUTE);
  assert.equal((await page()).offered(), null);
  wait(2 * MINUTE);
  assert.equal((await page()).offered().why, "over");
});

test("an event of a clock that is years ahead keeps no run open, and one of a clock that is years behind ends none", async () => {
  for (const wrong of [Date.UTC(2100), Date.UTC(2000)]) {
    const [mine, theirs] = [browser(), browser()];
    theirs.wait(wrong - START);
    const [runs, other] = [await mine.page(), await theirs.page()];
    runs.say({ what: "done", address: VISA });
    const { id } = runs.current();
    await other.join(id, runs.exported().events);
    other.say({ what: "done", address: CASH });
    await runs.join(id, other.exported().events);
    assert.deepEqual(stateOf(runs), ["done", "done"]);
    mine.wait(DAY + MINUTE);
    assert.equal((await mine.page()).offered().why, "over");
  }
});

test("a run that has ended is offered, and the next answer begins another one", async () => {
  const { page } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  const { id } = runs.current();
  runs.end();
  assert.deepEqual([runs.current(), runs.offered().why, stateOf(runs)], [null, "ended", ["open", "open"]]);
  runs.say({ what: "done", address: CASH });
  assert.deepEqual(stateOf(runs), ["open", "done"]);
  await runs.open(id);
  runs.goOn();
  assert.deepEqual(stateOf(runs), ["done", "open"]);
});
