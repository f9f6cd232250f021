/* Lines of code that are too long for large print: where they are broken, and what stays whole. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { sheetLines } = require("./page_scripts.js")("sheet-lines");

const broken = (text, longest) => sheetLines.parts([{ text }], longest).map((part) => part.map((one) => one.text).join(""));

test("a line that fits stays as it is", () => {
  assert.deepEqual(broken("", 10), [""]);
  assert.deepEqual(broken("0123456789", 10), ["0123456789"]);
});

test("a break is within a word, never beside a space", () => {
  assert.deepEqual(broken("systemctl stop api", 10), ["systemct", "l stop api"]);
  assert.deepEqual(broken("a b c d e f g h", 4), ["a b ", "c d ", "e f ", "g h"]);  // no word is long enough
  assert.deepEqual(broken("🚀🚀🚀", 2), ["🚀🚀", "🚀"]);
});

test("a line to write on stays whole", () => {
  const slot = { text: " ".repeat(22), whole: "slot" };
  const found = sheetLines.parts([{ text: "git checkout " }, slot, { text: " --force" }], 28);
  assert.deepEqual(found.map((part) => part.map(({ text, whole }) => whole || text).join("")), ["git checkou", "t slot --f", "orce"]);
  assert.deepEqual(sheetLines.parts([slot, { text: "x" }], 10).length, 2);
});
