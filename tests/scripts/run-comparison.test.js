/* What becomes of a run's answers in another release. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { runComparison } = require("./page_scripts.js")("answers", "plain-text", "run-comparison");

const AT = "2026-12-01T16:00:00.000Z";
const LATER = "2026-12-01T17:00:00.000Z";
const release = (...boxes) => runComparison.boxesOf({ title: "Shop", phases: [{ id: "prepare", title: "Prepare", lists: [{ id: "l", title: "L", at: "", boxes }] }] });
const done = (print, more = {}) => ({ at: AT, state: "done", print, ...more });
const addresses = (list) => list.map(({ address, box }) => address || box.address);
const OLD = release([0, "a", "1", true, "A"], [0, "b", "1", false, "B"], [0, "c", "1", false, "C"]);

test("an answer is kept where the box says the same, also under another address", () => {
  const found = runComparison.compare(release([0, "a", "1", true, "A"], [0, "new", "1", false, "B", ["b"]]), OLD, { a: done("1"), b: done("1"), c: done("1") });
  assert.equal(found.kept, 2);
  assert.deepEqual(found.moved, { b: "new" });
  assert.deepEqual(addresses(found.gone), ["c"]);
  assert.deepEqual(found.gone[0], { address: "c", text: "C", answer: done("1") });
});

test("a box that has changed is listed in the order of this release with what it said, and an answer without a fingerprint counts no more", () => {
  const now = release([0, "c", "2", false, "New C"], [0, "a", "2", true, "New A"], [0, "b", "1", false, "B"]);
  const found = runComparison.compare(now, OLD, { a: { at: AT, state: "na" }, c: done("1") });
  assert.deepEqual(found.changed.map(({ box, text }) => [text, box.text]), [["C", "New C"], ["A", "New A"]]);
  assert.deepEqual(found.reopened, ["a"]);
  assert.equal(found.kept, 0);
});

test("a box with another number has not changed, and no text says the number", () => {
  const [before, now] = ["B2", "B3"].map((number) => release([0, "a", "1", true, "A", [], number], [0, "b", number, false, "B", [], number]));
  const found = runComparison.compare(now, before, { a: done("1"), b: done("B2") });
  assert.equal(found.kept, 1);
  assert.deepEqual(found.changed.map(({ box, text }) => [text, box.text]), [["B", "B"]]);
});

test("boxes that are new or gone are listed without an answer too, but parents are not", () => {
  const now = release([0, "a", "1", true, "A"], [0, "p", "1", false, "P"], [1, "q", "1", false, "Q"]);
  const found = runComparison.compare(now, OLD, {});
  assert.deepEqual([addresses(found.gone), addresses(found.fresh), found.changed], [["b", "c"], ["q"], []]);
});

test("where two boxes have become one, the answers of both move to it", () => {
  const found = runComparison.compare(release([0, "ab", "1", false, "AB", ["a", "b"]]), OLD, { a: done("1"), b: { at: LATER, state: "open" } });
  assert.deepEqual(found.moved, { a: "ab", b: "ab" });
});

test("without the boxes of the other release, fingerprints of the answers show what changed, and nothing is called new", () => {
  const found = runComparison.compare(release([0, "a", "2", true, "New A"], [0, "b", "1", false, "B"]), null, { a: done("1"), b: done("1"), c: done("1") });
  assert.deepEqual([addresses(found.changed), found.kept, addresses(found.gone), found.fresh], [["a"], 1, ["c"], []]);
  assert.deepEqual(found.gone[0].text, "c");
});

test("a phase stays declared done unless one of its boxes has changed or is new", () => {
  const answers = { "phases.prepare": { at: AT, state: "done" }, "phases.operate": { at: AT, state: "done" } };
  const changed = runComparison.compare(release([0, "a", "2", true, "New"], [0, "b", "1", false, "B"], [0, "c", "1", false, "C"]), OLD, answers);
  assert.deepEqual([changed.phases, changed.reopened], [["prepare"], ["phases.prepare"]]);
  const same = runComparison.compare(OLD, OLD, answers);
  assert.deepEqual([same.phases, same.reopened], [[], []]);
});
