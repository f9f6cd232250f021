/* What the address of a sheet asks for: a size, and a list by its letter, id or address. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { sheetChoice } = require("./page_scripts.js")("sheet-choice");

const LISTS = [
  { letter: "A", address: "checklists.before" }, { letter: "B", address: "checklists.cut-over" },
  { letter: "C", address: "announcements-internal" }, { letter: "C", address: "announcements-external" },
  { letter: "", address: "sign-offs" }, { letter: "AA", address: "procedures.b" },
];
const named = (text) => sheetChoice.listsNamed(text, LISTS).map(({ address }) => address);

test("a size is a whole number of points from 12 to 24", () => {
  assert.deepEqual(["12", "16", "24"].map(sheetChoice.sizeOf), [12, 16, 24]);
  for (const text of ["", "11", "25", "16pt", "1e1", "016", "16.5", "-16", "١٦"]) assert.ok(Number.isNaN(sheetChoice.sizeOf(text)), text);
});

test("a list has three names, and lists that share a letter are one", () => {
  assert.deepEqual(named("B"), ["checklists.cut-over"]);
  assert.deepEqual(named("cut-over"), named("B"));
  assert.deepEqual(named("checklists.cut-over"), named("B"));
  assert.deepEqual(named("c"), ["announcements-internal", "announcements-external"]);
  assert.deepEqual(named("announcements-external"), ["announcements-external"]);
});

test("an id counts before a letter, and other texts name no list", () => {
  assert.deepEqual(named("b"), ["procedures.b"]);
  for (const text of ["", "Z", "cut", "checklists", "over", "over."]) assert.deepEqual(named(text), [], text);
});
