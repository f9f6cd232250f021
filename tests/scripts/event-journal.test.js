/* What the journal, the name of a window and other tabs say. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { entryOf, changeOf, startOf, readName, nameOf } = require("./page_scripts.js")("event-journal").eventJournal;

const EVENT = { id: "tq0000.0.abcdef", at: "2026-12-01T16:00:00Z", what: "done", address: "checklists.till.items.visa", text: "জি | “x”" };
const CHANGES = [
  { variant: "shop", run: "id1", event: EVENT },
  { variant: "shop", run: "2026-12-01", event: { ...EVENT, id: "tq0000.1.abcdef", address: undefined } },
  { variant: "shop", run: "id1" },
  { setting: "open shop", value: "id1" },
  { setting: "person", value: null },
];

test("an entry says the change that it was made from, whatever the names are", () => {
  const odd = ["a b", "a%20b", "|", "runbook:/x/ ", "🙂", "", "__proto__"].map((run) => ({ variant: run, run, event: EVENT }));
  for (const change of [...CHANGES, ...odd]) {
    assert.deepEqual(changeOf(...entryOf(change)), JSON.parse(JSON.stringify(change)));
  }
  assert.equal(new Set([...CHANGES, ...odd].map((change) => entryOf(change)[0])).size, CHANGES.length + odd.length);
});

test("the keys of a run's events begin with the start of this run alone", () => {
  const keys = ["id1", "id10", "id", "id1 x"].map((run) => entryOf({ variant: "shop", run, event: EVENT })[0]);
  assert.deepEqual(keys.map((key) => key.startsWith(startOf("shop", "id1"))), [true, false, false, false]);
});

test("an entry that says nothing is left out", () => {
  const [key, text] = entryOf(CHANGES[0]);
  for (const [name, value] of [
    [key, "{"], [key, "null"], [key, "1"], [key, '{"id":"other"}'], [`${key} more`, text], ["event %", text], ["event shop id1", text],
    ["setting a b", '"x"'], ["setting a", "1"], ["setting a", "{}"], ["removed shop", "true"], ["other shop id1 x", text], ["", text],
  ]) assert.equal(changeOf(name, value), null, `${name} = ${value}`);
});

test("the name of a window keeps entries, also those of version 0.1, and no other name is taken for entries or lost", () => {
  const entries = [["runbook:/ event shop id1 x", "{}"], ["https%3A%2F%2Fx.example%2F|shop|||current", '{"id":"id1"}']];
  assert.deepEqual(readName(nameOf(entries, "mine")), entries);
  for (const name of ["", "mine", "runbook-visit:", "runbook-visit:{", "runbook-visit:null", "runbook-visit:3", 'runbook-visit:{"a":1}']) {
    assert.deepEqual(readName(name), [], name);
  }
  assert.equal(nameOf([], "mine"), "mine");
  assert.equal(nameOf([], nameOf(entries, "")), "");
});
