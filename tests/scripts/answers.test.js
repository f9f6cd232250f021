/* The rules of answers, and what a tick changes. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { answers } = require("./page_scripts.js")("answers");

const AT = "2026-12-01T16:00:00.000Z";

test("a box is settled when it is done or not applicable", () => {
  assert.deepEqual(["done", "na", "open", "changed", "mixed", undefined].map(answers.isSettled), [true, true, false, false, false, false]);
});

for (const [below, state] of [
  [["done", "done"], "done"],
  [["na", "na"], "na"],
  [["done", "na"], "done"],
  [["open", "open"], "open"],
  [["done", "open"], "mixed"],
  [["changed", "changed"], "mixed"],
  [["changed", "done"], "mixed"],
  [["mixed"], "mixed"],
  [["failed", "failed"], "mixed"],
  [["differs", "done"], "mixed"],
  [["open"], "open"],
]) test(`above ${below.join(" and ")} a box is ${state}`, () => assert.equal(answers.stateOfParent(below), state));

test("in a list each parent follows the boxes one step below it", () => {
  const rows = [[0, "a", "p"], [1, "b", "p"], [2, "c", "p"], [2, "d", "p"], [1, "e", "p"], [0, "f", "p"]];
  const settled = { c: "done", d: "na", e: "done", f: "na" };
  assert.deepEqual(answers.statesOf(rows, (address) => settled[address] || "open"), ["done", "done", "done", "na", "done", "na"]);
  assert.deepEqual(answers.statesOf(rows, (address) => (address === "d" ? "open" : "done")), ["mixed", "mixed", "done", "open", "done", "done"]);
  assert.deepEqual(answers.statesOf([], () => "open"), []);
});

test("the first open box of a list is one without boxes below it", () => {
  const rows = [[0, "a", "p"], [0, "b", "p"], [1, "c", "p"], [1, "d", "p"], [0, "e", "p"]];
  const first = (states) => answers.openLeaves(rows, (address) => states[address] || "open")[0]?.[1];
  assert.equal(first({}), "a");
  assert.equal(first({ a: "na", c: "done" }), "d");
  assert.equal(first({ a: "failed" }), "a");
  assert.equal(first({ a: "done", c: "done", d: "na", e: "done" }), undefined);
});

/* A parent with four leaves, two of them one step further down. */
const tree = (states) => {
  const leaf = (address) => ({ address, print: `print of ${address}`, state: states[address] || "open", children: [] });
  const inner = { address: "card", state: "mixed", children: [leaf("visa"), leaf("amex")] };
  return { address: "pays", state: states.pays || "mixed", children: [inner, leaf("cash"), leaf("coupon")] };
};
const tick = (states, given = {}) => {
  const { boxes, state, kept } = answers.tick(tree(states), (address) => given[address]);
  return [boxes.map(({ address }) => address).join(" "), state, kept];
};

test("a tick on a box without boxes below it ticks or unticks that box", () => {
  const box = (state) => ({ address: "visa", state, children: [] });
  for (const [before, after] of [["open", "done"], ["na", "done"], ["changed", "done"], ["done", "open"]]) {
    assert.deepEqual(answers.tick(box(before), () => ({ at: AT, state: before })), { boxes: [box(before)], state: after, kept: 0 });
  }
});

test("a tick on a parent ticks the open boxes below it, and a tick on one that is done opens them again", () => {
  assert.deepEqual(tick({}), ["visa amex cash coupon", "done", 0]);
  assert.deepEqual(tick({ visa: "done", cash: "done" }), ["amex coupon", "done", 0]);
  assert.deepEqual(tick({ pays: "done", visa: "done", amex: "done", cash: "done", coupon: "done" }), ["visa amex cash coupon", "open", 0]);
});

test("a tick on a parent keeps boxes that are not applicable, even those that have changed since", () => {
  for (const amex of ["na", "changed"]) {
    const given = { amex: { at: AT, state: "na", text: "no Amex", print: "1" } };
    assert.deepEqual(tick({ amex, visa: "done" }, given), ["cash coupon", "done", 1]);
    assert.deepEqual(tick({ pays: "done", visa: "done", amex, cash: "done", coupon: "done" }, given), ["visa cash coupon", "open", 1]);
  }
});

test("a tick on a parent changes nothing where only boxes that are not applicable are not done", () => {
  const given = { amex: { at: AT, state: "na" } };
  assert.deepEqual(tick({ visa: "done", amex: "changed", cash: "done", coupon: "done" }, given), ["", "open", 1]);
});

test("a reason is that of the parent where all boxes below share it, and can be changed there", () => {
  const box = tree({});
  const of = (address) => ({ at: AT, state: "na", text: address === "visa" ? "no Visa" : "no shop" });
  const names = (boxes) => boxes.map(({ address }) => address);
  assert.equal(answers.sharedReason(box, of), "");
  assert.deepEqual(names(answers.answerable(box, of)), []);
  assert.equal(answers.sharedReason(box.children[1], of), "no shop");
  const shared = () => of("");
  assert.equal(answers.sharedReason(box, shared), "no shop");
  assert.deepEqual(names(answers.answerable(box, shared)), ["visa", "amex", "cash", "coupon"]);
  const none = (address) => (address === "amex" ? of(address) : undefined);
  assert.equal(answers.sharedReason(box, none), "");
  assert.deepEqual(names(answers.answerable(box, none)), ["visa", "cash", "coupon"]);
});

test("a tick on a parent leaves decisions that wait for a way; another answer holds for them too", () => {
  const box = tree({ visa: "open" });
  const [visa] = answers.leaves(box);
  visa.decides = true;
  const names = (boxes) => boxes.map(({ address }) => address).join(" ");
  assert.deepEqual([names(answers.tick(box, () => undefined).boxes), answers.tick(box, () => undefined).kept], ["amex cash coupon", 1]);
  assert.equal(names(answers.answerable(box, () => undefined, "done")), "amex cash coupon");
  assert.equal(names(answers.answerable(box, () => undefined, "na")), "visa amex cash coupon");
  visa.state = "done";
  assert.equal(names(answers.answerable(box, () => undefined, "done")), "visa amex cash coupon");
});

test("a tick asks first where it would lose a reason, a signature or one of several answers", () => {
  const asks = (state, given) => answers.asksFirst({ address: "visa", state, children: [] }, () => ({ at: AT, state: given }));
  assert.deepEqual([asks("failed", "failed"), asks("na", "na"), asks("changed", "na"), asks("done", "signed"), asks("differs", "done")], Array(5).fill(true));
  assert.deepEqual([asks("open", "open"), asks("done", "done"), asks("done", "seen"), asks("changed", "done")], Array(4).fill(false));
  assert.equal(answers.asksFirst(tree({}), () => ({ at: AT, state: "na" })), false, "a parent keeps the answers below it");
});

test("each leaf gets an event of its own, which names the parent whose answer it is; triggers are seen, sign-offs are signed", () => {
  const box = tree({});
  const [visa, amex] = answers.leaves(box);
  assert.deepEqual(answers.eventsOf(box, [visa, amex], { what: "na", text: "new" }), ["visa", "amex"].map((address) =>
    ({ what: "na", address, print: `print of ${address}`, through: "pays", text: "new" })));
  assert.deepEqual(answers.eventsOf(visa, [visa], {}), [{ what: "done", address: "visa", print: "print of visa", through: undefined }]);
  assert.deepEqual(["triggers.x", "sign-offs.y", "checklists.z"].map(answers.doneOf), ["seen", "signed", "done"]);
});

test("what blocks is counted while it is open", () => {
  const one = answers.tally(["done", "open", "changed", "na"], [true, true, true, false]);
  assert.deepEqual(one, { all: 4, settled: 2, failed: 0, changed: 1, differs: 0, blocking: 2 });
  assert.deepEqual(answers.sum([one, one, answers.tally([], [])]), { all: 8, settled: 4, failed: 0, changed: 2, differs: 0, blocking: 4 });
  assert.deepEqual(answers.sum([]), { all: 0, settled: 0, failed: 0, changed: 0, differs: 0, blocking: 0 });
});
