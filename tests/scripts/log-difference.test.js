/* What a log from elsewhere changes. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { devicesOf } = require("./three_devices.js");
const { difference } = require("./page_scripts.js")("log-difference").logDifference;

const [VISA, CASH] = ["checklists.till.items.visa", "checklists.till.items.cash"];

test("what is new and what contradicts is listed before joining", () => {
  const [mona, rahim] = devicesOf(0, 600);
  mona.record({ what: "done", address: VISA });
  rahim.receive(mona.events);
  rahim.record({ what: "note", address: VISA, text: "slow" });
  rahim.record({ what: "failed", address: CASH, text: "no change" });
  mona.record({ what: "done", address: CASH });
  const { fresh, changes } = difference(mona.events, rahim.events);
  assert.deepEqual(fresh.map(({ what }) => what), ["note", "failed"]);
  assert.deepEqual(changes.map(({ register, before, contradicts }) => [register, before && before.what, contradicts]), [
    [`note ${VISA}`, undefined, false], [`answer ${CASH}`, "done", true],
  ]);
  assert.deepEqual(difference(mona.events, mona.events).changes, []);
  const undone = [...mona.events, { id: "zzzzzz.0.z00000", at: "2026-12-01T17:00:00Z", what: "undo", undoes: [mona.events[0].id] }];
  assert.deepEqual(difference(mona.events, undone).changes.map(({ before, after }) => [before.what, after]), [["done", null]]);
});

test("an answer that contradicts ours is listed before joining, also if ours stays the last one", () => {
  const [mona, rahim] = devicesOf(600, 0);
  rahim.record({ what: "failed", address: CASH, text: "no change" });
  mona.record({ what: "done", address: CASH });
  const [change] = difference(mona.events, rahim.events).changes;
  assert.deepEqual([change.after.event.what, change.contradicts], ["done", true]);
});
