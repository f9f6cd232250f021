/* The state of a run: what its events mean, and that their order of arrival means nothing. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { devicesOf, shown } = require("./three_devices.js");
const { derive, skewOf } = globalThis.runbook.runState;

const [VISA, CASH] = ["checklists.till.items.visa", "checklists.till.items.cash"];

test("an answer replaces the answer that its writer saw, and the history keeps both", () => {
  const [mona] = devicesOf(0);
  mona.record({ what: "na", address: VISA, text: "no Visa" });
  mona.record({ what: "done", address: VISA, print: "1" });
  const state = derive(mona.events);
  assert.deepEqual([state.answerOf(VISA).state, state.answerOf(VISA).by, state.answerOf(VISA).print], ["done", "a", "1"]);
  assert.equal(state.answerOf(CASH), undefined);
  assert.deepEqual(state.historyOf(VISA).map(({ event, by }) => [event.what, event.text, by]), [["na", "no Visa", "a"], ["done", undefined, "a"]]);
});

test("any answer can be undone alone, and what it replaced counts again; an undo can be undone", () => {
  const [mona] = devicesOf(0);
  const stateOf = () => ({ ...derive(mona.events).answerOf(VISA) }).state;
  const na = mona.record({ what: "na", address: VISA, text: "no Visa" });
  const done = mona.record({ what: "done", address: VISA });
  mona.record({ what: "done", address: CASH });
  const undo = mona.record({ what: "undo", undoes: [done.id] });
  assert.equal(stateOf(), "na");
  mona.record({ what: "undo", undoes: [undo.id] });
  assert.equal(stateOf(), "done");
  mona.record({ what: "undo", undoes: [na.id] });
  assert.equal(stateOf(), "done");
  mona.record({ what: "undo", undoes: [done.id] });
  assert.equal(stateOf(), undefined);
  assert.equal(derive(mona.events).answerOf(CASH).state, "done");
  assert.equal(derive(mona.events).historyOf(VISA).filter(({ undone }) => undone).length, 2);
});

test("an undo that names itself or a later event has no effect", () => {
  const [mona] = devicesOf(0);
  const undo = mona.record({ what: "undo", undoes: [] });
  const done = mona.record({ what: "done", address: VISA });
  undo.undoes = [undo.id, done.id];
  assert.equal(derive(mona.events).answerOf(VISA).state, "done");
});

test("answers that people gave without knowing of each other contradict, if they differ, until somebody answers again", () => {
  const [mona, rahim] = devicesOf(0, 600);
  rahim.record({ what: "done", address: VISA });
  mona.record({ what: "failed", address: VISA, text: "card reader off" });
  for (const device of [mona, rahim]) device.record({ what: "done", address: CASH });
  mona.receive(rahim.events);
  const { contradicts } = derive(mona.events).answerOf(VISA);
  assert.deepEqual(contradicts.map(({ what, by }) => [what, by]), [["failed", "a"], ["done", "b"]]);
  assert.equal(derive(mona.events).answerOf(CASH).contradicts, undefined);
  mona.record({ what: "done", address: VISA });
  assert.equal(derive(mona.events).answerOf(VISA).contradicts, undefined);
  rahim.receive(mona.events);
  assert.equal(shown(rahim.events), shown(mona.events));
});

test("an answer on a box counts more than the tick of a parent that did not know of it", () => {
  const [mona, rahim] = devicesOf(0, 600);
  mona.record({ what: "na", address: VISA, text: "no Visa" });
  rahim.record({ what: "done", address: VISA, through: "checklists.till" });
  mona.receive(rahim.events);
  const { state, contradicts } = derive(mona.events).answerOf(VISA);
  assert.deepEqual([state, contradicts], ["na", undefined]);
  mona.record({ what: "open", address: VISA });
  assert.equal(derive(mona.events).answerOf(VISA).state, "open");
});

test("a new answer replaces the tick of a parent too, although it did not count", () => {
  const [mona, rahim] = devicesOf(0, 600);
  mona.record({ what: "na", address: VISA, text: "no Visa" });
  rahim.record({ what: "done", address: VISA, through: "checklists.till" });
  mona.receive(rahim.events);
  mona.record({ what: "done", address: VISA });
  mona.record({ what: "open", address: VISA, through: "checklists.till" });
  const { state, contradicts } = derive(mona.events).answerOf(VISA);
  assert.deepEqual([state, contradicts], ["open", undefined]);
});

test("notes of two people are both shown; a later note replaces those that its writer saw", () => {
  const [mona, rahim] = devicesOf(0, -600);
  mona.record({ what: "done", address: VISA });
  rahim.receive(mona.events);
  mona.record({ what: "note", address: VISA, text: "asked" });
  rahim.record({ what: "note", address: VISA, text: "slow" });
  mona.receive(rahim.events);
  assert.deepEqual(derive(mona.events).answerOf(VISA).note.split("\n").sort(), ["asked", "slow"]);
  assert.equal(derive(mona.events).answerOf(VISA).state, "done");
  mona.record({ what: "note", address: VISA, text: "both" });
  assert.equal(derive(mona.events).answerOf(VISA).note, "both");
});

test("each fact of a run is its own: a moved T-0 stays when somebody else corrects the name", () => {
  const [mona, rahim] = devicesOf(0, 0);
  mona.record({ what: "begun", release: "2026.11" });
  mona.record({ what: "name", text: "Release 42" });
  mona.record({ what: "t0", t0: "2026-12-01T22:00", zone: "Asia/Dhaka" });
  rahim.receive(mona.events);
  mona.record({ what: "t0", t0: "2026-12-01T22:30", zone: "Asia/Dhaka" });
  rahim.record({ what: "name", text: "Release 4.2" });
  mona.receive(rahim.events);
  const { name, t0, release, began, ended } = derive(mona.events).facts;
  assert.deepEqual([name, t0, release, began, ended], ["Release 4.2", "2026-12-01T22:30", "2026.11", "2026-12-01T16:00:01Z", null]);
});

test("a run ends, and goes on again", () => {
  const [mona] = devicesOf(0);
  mona.record({ what: "begun", release: "" });
  mona.record({ what: "ended" });
  assert.equal(derive(mona.events).facts.ended.by, "a");
  mona.record({ what: "continued" });
  assert.equal(derive(mona.events).facts.ended, null);
});

test("what a person recorded before giving a name has the name afterwards", () => {
  const [mona] = devicesOf(0);
  mona.record({ what: "done", address: VISA, by: undefined });
  mona.record({ what: "named", text: "Mona" });
  assert.equal(derive(mona.events).answerOf(VISA).by, "Mona");
});

test("after a run was carried over, an answer is found under both addresses of its box", () => {
  const [mona] = devicesOf(0);
  mona.record({ what: "done", address: VISA });
  mona.record({ what: "carried", release: "2", from: "1", moved: { [VISA]: CASH, x: "y", y: "x" } });
  const state = derive(mona.events);
  assert.deepEqual([state.answerOf(VISA).state, state.answerOf(CASH).state, state.facts.release, state.facts.from], ["done", "done", "2", "1"]);
  mona.record({ what: "open", address: CASH });
  assert.equal(derive(mona.events).answerOf(VISA).state, "open");
});

test("after a run was carried to a release that renamed a box and back, an answer of either release is found", () => {
  const [mona] = devicesOf(0);
  mona.record({ what: "carried", release: "2", from: "1", moved: { [VISA]: CASH } });
  mona.record({ what: "failed", address: CASH, text: "in release 2" });
  mona.record({ what: "carried", release: "1", from: "2", moved: { [CASH]: VISA } });
  assert.deepEqual([VISA, CASH].map((address) => derive(mona.events).answerOf(address).text), ["in release 2", "in release 2"]);
  mona.record({ what: "done", address: VISA });
  assert.deepEqual([derive(mona.events).answerOf(CASH).state, derive(mona.events).answerOf(CASH).contradicts], ["done", undefined]);
});

test("five thousand addresses that lead to each other, or long registers, do not take long", () => {
  const [mona] = devicesOf(0);
  const moved = Object.fromEntries(Array.from({ length: 5000 }, (_none, at) => [`box.a${at}`, `box.a${at + 1}`]));
  mona.record({ what: "carried", release: "2", moved });
  const more = Array.from({ length: 20000 }, (_none, at) =>
    ({ id: `zzzzzz.${at.toString(36)}.z00000`, at: "2026-12-01T17:00:00Z", what: at % 2 ? "done" : "note", address: `box.a${at % 5000}` }));
  const began = Date.now();
  assert.equal(derive([...mona.events, ...more]).answerOf("box.a7").state, "done");
  assert.ok(Date.now() - began < 1500);
});

test("answers of version 0.1: the later counts, but a parent's tick yields to a reason that it did not know", () => {
  const event = (second, what, more) => ({ id: `${second}.0.0aaaa${second}`, at: "2026-12-01T16:00:00Z", what, address: VISA, ...more });
  const stateOf = (...events) => derive(events).answerOf(VISA).state;
  assert.equal(stateOf(event(1, "done"), event(2, "open")), "open");
  assert.equal(stateOf(event(2, "done", { through: "checklists.till" }), event(1, "na", { text: "no Visa" })), "na");
  assert.equal(stateOf(event(2, "done", { through: "checklists.till" }), event(1, "open")), "done");
  assert.equal(derive([event(1, "done"), event(2, "open")]).answerOf(VISA).contradicts, undefined);
});

test("the last entry of a run is the one with the latest time, whoever wrote it", () => {
  const [mona, rahim] = devicesOf(0, -600);
  mona.record({ what: "begun", release: "" });
  rahim.receive(mona.events);
  rahim.record({ what: "done", address: CASH });
  assert.equal(derive(rahim.events).facts.last, mona.events[0].at);
});

test("a difference of clocks is seen from events that were behind what their writer knew, and from events ahead of now", () => {
  const [mona, rahim] = devicesOf(0, 600);
  rahim.record({ what: "done", address: VISA });
  const now = Date.UTC(2026, 11, 1, 16, 0, 1);
  assert.equal(skewOf(rahim.events, now), 600);
  assert.equal(skewOf(rahim.events, now + 3600000), 0);
  mona.receive(rahim.events);
  mona.record({ what: "done", address: CASH });
  assert.equal(skewOf(mona.events, now + 3600000), 599);
});

test("a claim settles nothing; the next one that knew of it takes over, an empty one gives back, and two that did not know both count", () => {
  const [mona, wei] = devicesOf(0, 600);
  const first = mona.record({ what: "claim", address: VISA, text: "Mona" });
  assert.equal(derive(mona.events).answerOf(VISA), undefined);
  assert.deepEqual(derive(mona.events).claimOf(VISA), { names: ["Mona"], at: first.at });
  wei.record({ what: "claim", address: VISA, text: " Wei " });
  wei.receive(mona.events);
  mona.receive(wei.events);
  assert.deepEqual(derive(mona.events).claimOf(VISA).names, ["Mona", "Wei"]);
  const over = mona.record({ what: "claim", address: VISA, text: "Mona" });
  assert.deepEqual(derive(mona.events).claimOf(VISA), { names: ["Mona"], at: over.at });
  assert.deepEqual(derive(mona.events).takenFrom(over), ["Wei"]);
  wei.receive(mona.events);
  wei.record({ what: "claim", address: VISA, text: "" });
  mona.record({ what: "done", address: VISA });
  mona.receive(wei.events);
  assert.equal(derive(mona.events).claimOf(VISA), null);
  assert.equal(derive(mona.events).answerOf(VISA).state, "done");
  for (const device of [wei, mona]) device.record({ what: "claim", address: CASH, text: "Wei" });
  wei.receive(mona.events);
  mona.receive(wei.events);
  mona.record({ what: "claim", address: CASH, text: "Mona" });
  wei.record({ what: "claim", address: CASH, text: "" });
  mona.receive(wei.events);
  const { event, contradicts } = derive(mona.events).held.get(`claim ${CASH}`);
  assert.deepEqual([event.text, contradicts, derive(mona.events).claimOf(CASH).names], ["Mona", false, ["Mona"]]);
});

test("a claim that was undone is taken over from nobody, and undoing a claim gives it back to who had it", () => {
  const [mona] = devicesOf(0);
  const wei = mona.record({ what: "claim", address: VISA, text: "Wei" });
  const own = mona.record({ what: "claim", address: VISA, text: "Mona" });
  mona.record({ what: "undo", undoes: [own.id] });
  assert.deepEqual(derive(mona.events).claimOf(VISA).names, ["Wei"]);
  mona.record({ what: "undo", undoes: [wei.id] });
  const imran = mona.record({ what: "claim", address: VISA, text: "Imran" });
  assert.deepEqual(derive(mona.events).takenFrom(imran), []);
  assert.deepEqual(derive(mona.events).takenFrom(own), ["Wei"]);
});
