/* Which events from links, files and storage are accepted. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { readingEvents, readingRuns } = require("./page_scripts.js")("run-events", "reading-events", "reading-runs");
const { readEvent, partsOf, idOf, MAX_EVENTS } = readingEvents;
const { readLog } = readingRuns;

const ID = "tq3a80.0.k3x9ab";
const AT = "2026-12-01T16:00:00Z";
const VISA = "checklists.till.items.visa";
const DONE = { id: ID, at: AT, by: "Mona", what: "done", address: VISA, print: "0a1b2c3d", way: "fast", through: "checklists.till.items.pays" };
const WHOLE = [
  DONE,
  { id: ID, at: AT, what: "na", address: VISA, text: "no *Visa*\nhere", replaces: [ID], print: "~3fa2" },
  { id: ID, at: AT, what: "open", address: "phases.deploy-day" },
  { id: ID, at: AT, what: "note", address: VISA, text: "" },
  { id: ID, at: AT, what: "claim", address: "checklists.till", text: "Wei" },
  { id: ID, at: AT, what: "blank", blank: "commit", text: "a<b>" },
  { id: ID, at: AT, what: "blank", blank: "owner", address: VISA, text: "রহিম" },
  { id: ID, at: AT, what: "undo", undoes: [ID, "tq3a80.1.k3x9ab"] },
  { id: ID, at: AT, what: "begun", release: "2026.11" },
  { id: ID, at: AT, what: "t0", t0: "2026-12-01T22:00", zone: "Asia/Dhaka" },
  { id: ID, at: AT, what: "t0", t0: "", zone: "" },
  { id: ID, at: AT, what: "carried", release: "2026.11", from: "2026.10", moved: { "checklists.a.items.b": VISA } },
  { id: ID, at: AT, what: "ended" },
  { id: ID, at: AT, what: "drill", text: "yes" },
  { id: ID, at: AT, what: "drill", text: "" },
];

test("an event of every kind is read as it was written", () => {
  for (const event of WHOLE) assert.deepEqual(readEvent(JSON.parse(JSON.stringify(event))), event);
});

test("reading an event a second time changes nothing", () => {
  const odd = { ...DONE, by: `${"x".repeat(199)}\ud83d\ude00`, more: 1, text: "a\0b\r\n\ud83d" };
  const once = readEvent(odd);
  assert.deepEqual([once.text, once.by.length, "more" in once], ["ab\n\ufffd", 200, false]);
  assert.deepEqual(readEvent(once), once);
});

test("texts are cut to their maximum lengths, and nothing else is shortened", () => {
  const event = readEvent({ ...DONE, text: "x".repeat(3000), by: "y".repeat(300) });
  assert.deepEqual([event.text.length, event.by.length], [2000, 200]);
  assert.equal(readEvent({ ...DONE, address: "x".repeat(601) }), null);
  assert.equal(readEvent({ ...DONE, replaces: Array(20001).fill(ID) }), null);
  assert.equal(readEvent({ ...DONE, replaces: Array(20000).fill(ID) }).replaces.length, 20000);
});

const WRONG = {
  id: [undefined, 1, "", "tq3a80", "tq3a80.0", "0tq3a8.0.k3x9ab", "tq3a80.00.k3x9ab", "tq3a80.0.k3x9a", "tq3a80.0.k3x9abc", "tq3a80.0.K3X9AB", " tq3a80.0.k3x9ab",
    idOf(946684799, 0, "k3x9ab"), idOf(7258118400, 0, "k3x9ab"), idOf(1764604800, 1000000, "k3x9ab")],
  at: [undefined, 1, "", "now", "2026-12-01T16:00:00.000Z", "2026-12-01T16:00:00", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2026-02-30T16:00:00Z", "2026-12-01T24:00:00Z"],
  what: [undefined, "", "Done", "deleted", "__proto__", "constructor", 7, ["done"]],
  address: [undefined, "", "<b>", "A", "checklists till", "__proto__", 1, null, [VISA]],
  by: [1, null, {}], text: [1, null, ["x"]], print: ["", "<", "x".repeat(22), 1], way: ["", "A b"], through: ["x y"],
  replaces: ["x", [1], [null], {}, [ID, "x"], [[ID]]], blank: ["a b", 1],
};
test("an event with one wrong field is refused", () => {
  for (const [field, values] of Object.entries(WRONG)) {
    for (const value of values) assert.equal(readEvent({ ...DONE, [field]: value }), null, `${field}: ${JSON.stringify(value)}`);
  }
  for (const wrong of [null, undefined, 1, "x", [], true, () => DONE]) assert.equal(readEvent(wrong), null);
});

test("an event without what its kind needs is refused", () => {
  for (const wrong of [
    { what: "undo" }, { what: "undo", undoes: [] }, { what: "blank" }, { what: "t0" }, { what: "t0", t0: "tonight" }, { what: "t0", t0: "2026-13-01T22:00" },
    { what: "note", text: "x" }, { what: "name", text: "x", address: VISA }, { what: "t0", t0: "", zone: "<b>" },
    { what: "drill", text: "no" }, { what: "drill", text: "yes", address: VISA },
    { what: "carried", moved: { a: "<b>" } }, { what: "carried", moved: ["a"] }, { what: "carried", moved: JSON.parse('{"__proto__": "a"}') },
  ]) assert.equal(readEvent({ id: ID, at: AT, ...wrong }), null, JSON.stringify(wrong));
});

test("names of prototypes do no harm", () => {
  const event = readEvent(JSON.parse(`{"id": "${ID}", "at": "${AT}", "what": "done", "address": "${VISA}", "__proto__": {"by": "Eve"}, "constructor": 1, "toString": 2}`));
  assert.deepEqual([Object.keys(event), event.by], [["id", "at", "what", "address"], undefined]);
  assert.equal(readEvent(Object.create(DONE)), null);
  assert.deepEqual(readEvent({ id: ID, at: AT, what: "carried", moved: { constructor: "a.b" } }).moved, { constructor: "a.b" });
  assert.equal({}.by, undefined);
});

const LOG = { format: "runbook-run", id: "abc-1", site: "https://x.example/", variant: "shop", release: "2026.11", events: [DONE] };
test("a log has its events, the first of each id, and the number of those refused", () => {
  const ended = { id: "tq3a80.1.k3x9ab", at: AT, what: "ended" };
  const events = [DONE, { ...DONE, by: "Eve" }, ended, { ...ended, what: "other" }, null];
  assert.deepEqual(readLog({ ...LOG, events, evil: "<b>" }), { id: "abc-1", site: "https://x.example/", variant: "shop", release: "2026.11", events: [DONE, ended], refused: 3 });
  const many = Array.from({ length: MAX_EVENTS + 5 }, (_none, at) => ({ ...DONE, id: idOf(1764604800 + at, 0, "k3x9ab") }));
  const log = readLog({ ...LOG, events: many });
  assert.deepEqual([log.events.length, log.refused], [MAX_EVENTS, 5]);
});

test("events that refer to very many others are refused after eight million characters", () => {
  const ids = Array.from({ length: 1000 }, (_none, at) => idOf(1764604800 + at, 0, "k3x9ab"));
  const events = Array.from({ length: 800 }, (_none, at) => ({ id: idOf(1764700000 + at, 0, "k3x9ab"), at: AT, what: "undo", undoes: ids }));
  const log = readLog({ ...LOG, events });
  assert.ok(log.events.length < 500 && log.events.length + log.refused === 800);
});

test("what is not a log is refused", () => {
  for (const wrong of [null, 1, "run", [], {}, { ...LOG, format: "other" }, { ...LOG, events: {} }, { ...LOG, events: undefined }, { ...LOG, id: "a b" }, { ...LOG, id: "" },
    { ...LOG, variant: 1 }, Object.create(LOG)]) assert.equal(readLog(wrong), null);
});

test("a store gives only events that can be read, whatever others wrote into it", async () => {
  const wrong = [{ ...DONE, at: 5 }, { ...DONE, what: "x" }, null, { id: ID, at: AT, what: "undo", undoes: "abc" }];
  const fact = { id: ID, at: AT, what: "ended" };
  const heard = [];
  const store = readingEvents.checkedStore({
    ready: "ready", factsOf: async () => ({ night: [...wrong, fact] }), eventsOf: async () => [...wrong, DONE],
    onChange: (listener) => [null, { variant: "shop", run: "night", events: [...wrong, DONE] }].forEach((change) => heard.push(listener(change))),
  });
  assert.equal(store.ready, "ready");
  assert.deepEqual(await store.factsOf("shop"), { night: [fact] });
  assert.deepEqual(await store.eventsOf("shop", "night"), [DONE]);
  store.onChange((change) => change);
  assert.deepEqual(heard, [null, { variant: "shop", run: "night", events: [DONE] }]);
});

test("a store gives all events that can be read, however many: what is recorded after the largest run from elsewhere stays", async () => {
  const events = Array.from({ length: MAX_EVENTS + 5 }, (_none, at) => ({ ...DONE, id: idOf(1764604800 + at, 0, "k3x9ab") }));
  const store = readingEvents.checkedStore({ eventsOf: async () => events });
  assert.equal((await store.eventsOf("shop", "night")).length, MAX_EVENTS + 5);
});

test("an id is its second, count and visit", () => {
  for (const id of [ID, idOf(1764604800, 0, "000000"), idOf(946684800, 999999, "zzzzzz")]) assert.equal(idOf(...partsOf(id)), id);
});
