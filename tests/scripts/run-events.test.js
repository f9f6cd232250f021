/* Ids, the clock and the registers of events. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { runEvents, readingEvents } = require("./page_scripts.js")("run-events", "reading-events", "reading-runs");

const { MAX_COUNT, compareIds, nodeOf, openClock, partsOf, registerOf, timeOf, valueOf, isEarlier } = runEvents;

test("a clock counts within a second, and never runs behind an event that it has seen", () => {
  let now = Date.UTC(2026, 11, 1, 16);
  const clock = openClock("mona00", () => now);
  const first = [clock.next(), clock.next()];
  now += 1000;
  const later = clock.next();
  clock.see(openClock("rahim0", () => now + 600000).next());
  now += 1000;
  const seen = clock.next();
  now -= 3600000;
  const back = clock.next();
  const ids = [...first, later, seen, back];
  assert.deepEqual([...ids].reverse().sort(compareIds), ids);
  assert.deepEqual(ids.map((id) => partsOf(id)[1]), [0, 1, 0, 1, 2]);
  assert.equal(partsOf(seen)[0] - partsOf(later)[0], 600);
  clock.see(first[0]);
  assert.ok(compareIds(back, clock.next()) < 0);
});

test("a clock that has seen the largest count goes on with the next second, so that everybody can read what it writes", () => {
  const clock = openClock("mona00", () => Date.UTC(2026, 11, 1));
  clock.see(`typc00.${MAX_COUNT.toString(36)}.aaaaaa`);
  const event = { id: clock.next(), at: "2026-12-01T00:00:00Z", what: "begun" };
  assert.equal(event.id, "typc01.0.mona00");
  assert.deepEqual(readingEvents.readEvent(event), event);
});

test("a device whose clock is decades wrong writes events that can be read", () => {
  for (const now of [0, Date.UTC(1999, 11, 31, 23), Date.UTC(2200), Date.UTC(9000)]) {
    const clock = openClock("mona00", () => now);
    const event = { id: clock.next(), at: timeOf(now), what: "ended" };
    assert.deepEqual(readingEvents.readEvent(event), event);
  }
});

test("ids of one second are ordered by count and then by node, as numbers and not as texts", () => {
  const ids = ["1.0.a00000", "1.0.b00000", "1.9.a00000", "1.10.a00000", "9.0.a00000", "10.0.a00000"];
  assert.deepEqual([...ids].reverse().sort(compareIds), ids);
  assert.equal(compareIds(ids[0], ids[0]), 0);
});

test("a node is six letters and begins with a letter; nodes of earlier versions begin with 0", () => {
  const nodes = Array.from({ length: 256 }, (_one, at) => nodeOf(Array(6).fill(at)));
  assert.ok(nodes.every((node) => /^[a-z][0-9a-z]{5}$/.test(node)), String(nodes));
  assert.deepEqual(["1.0.a00000", "1.0.0zzzzz"].map(isEarlier), [false, true]);
});

test("events about the same question share a register", () => {
  const of = (what, more = {}) => registerOf({ id: "1.0.a00000", at: "", what, ...more });
  const box = { address: "checklists.x.items.y" };
  assert.equal(new Set(["done", "failed", "na", "open", "seen", "signed"].map((what) => of(what, box))).size, 1);
  assert.equal(of("begun"), of("carried"));
  assert.equal(of("ended"), of("continued"));
  assert.equal(of("undo"), "");
  assert.equal(of("named"), "named a00000");
  const all = [of("done", box), of("note", box), of("claim", box), of("blank", { blank: "host" }), of("blank", { blank: "host", ...box }), of("name"), of("t0")];
  assert.equal(new Set(all).size, all.length);
  assert.equal(registerOf({ id: "1.0.a00000", at: "", what: "done", ...box }, () => "new"), "answer new");
});

test("two events that say the same do not differ: a tick says only that it is done", () => {
  const value = (event) => valueOf({ id: "", at: "", ...event });
  assert.equal(value({ what: "done", by: "Mona" }), value({ what: "done", by: "Rahim", text: "x" }));
  assert.notEqual(value({ what: "na", text: "a" }), value({ what: "na", text: "b" }));
  assert.notEqual(value({ what: "failed", text: "a" }), value({ what: "failed", text: "b" }));
  assert.notEqual(value({ what: "done", way: "a" }), value({ what: "done", way: "b" }));
  assert.notEqual(value({ what: "done" }), value({ what: "failed" }));
  assert.notEqual(value({ what: "t0", t0: "1", zone: "A" }), value({ what: "t0", t0: "1", zone: "B" }));
});

test("times have whole seconds", () => assert.equal(timeOf(Date.UTC(2026, 11, 1, 16, 0, 0, 900)), "2026-12-01T16:00:00Z"));
