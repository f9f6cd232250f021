/* Which open item and which phase come next. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { nextItem } = require("./page_scripts.js")("next-item");

/* Items from words such as `a1 a2! -b1`: the list is the letter, "-" is answered, "!" is “Must”. */
const page = (words) => words.split(" ").map((word) => {
  const [, answered, name, must] = word.match(/(-?)(\w+)(!?)/);
  return { name, list: name[0], open: !answered, must: Boolean(must) };
});
const from = (words, name, step = 1) => {
  const items = page(words);
  const at = items.findIndex((item) => item.name === name);
  return (step > 0 ? nextItem.nextOpen(items, at) : nextItem.previousOpen(items, at))?.name || null;
};

test("the next open item comes after the reader's, in the order of the page", () => {
  assert.equal(from("a1 a2 a3", "a1"), "a2");
  assert.equal(from("a1 -a2 a3", "a1"), "a3");
  assert.equal(from("a1 a2 b1", "a2"), "b1");
  assert.equal(from("-a1 a2 b1", ""), "a2");
});

test("after the end of the page come the items that were left out, at last the reader's own", () => {
  assert.equal(from("-a1 a2 b1", "b1"), "a2");
  assert.equal(from("-a1 -a2 b1", "b1"), "b1");
  assert.equal(from("-a1 -a2", "a2"), null);
  assert.equal(from("-a1", ""), null);
});

test("once a list is finished, what must be done earlier comes before later lists", () => {
  assert.equal(from("a1 a2! -b1 c1", "b1"), "a2");
  assert.equal(from("a1 a2 -b1 c1", "b1"), "c1");
  assert.equal(from("a1 a2! b1 -b2 c1", "b2"), "c1");
  assert.equal(from("a1 a2! -b1 c1", "a1"), "a2");
  assert.equal(from("-a1 -a2! -b1 c1!", "b1"), "c1");
});

test("the previous open item comes before the reader's, and before the first comes the last", () => {
  assert.equal(from("a1 -a2 a3", "a3", -1), "a1");
  assert.equal(from("-a1 a2 a3", "a2", -1), "a3");
  assert.equal(from("a1 a2", "", -1), "a2");
  assert.equal(from("-a1 -a2", "a2", -1), null);
});

test("the next phase is the next one that is open, and none after the last", () => {
  const phases = ["a", "-b", "c", "d"].map((name) => ({ id: name.at(-1), open: !name.startsWith("-") }));
  assert.equal(nextItem.nextPhase(phases, "a").id, "c");
  assert.equal(nextItem.nextPhase(phases, "d"), null);
});

test("a text is cut after a whole word, or after a whole character", () => {
  assert.equal(nextItem.shortened("Short", 5), "Short");
  assert.equal(nextItem.shortened("All tests pass, and more", 18), "All tests pass…");
  assert.equal(nextItem.shortened("😀😀😀😀", 2), "😀😀…");
});
