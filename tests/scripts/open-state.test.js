/* What a run has answered, handed over to a sheet in its address. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { openState, runState, plainText } = require("./page_scripts.js")("run-events", "run-state", "answers", "plain-text", "open-state");

const ADDRESS = "checklists.cut-over.items";
const at = (second) => `2026-12-01T22:00:${String(second).padStart(2, "0")}Z`;
const event = (second, what, item, more = {}) =>
  ({ id: `tpzmo${second}.0.aaaaaa`, at: at(second), what, by: "Ada", address: `${ADDRESS}.${item}`, ...more });
const LISTS = [{
  id: "checklists.cut-over", title: "Cut-over", at: "T-0", boxes: [
    [0, `${ADDRESS}.stop`, "p1", 0, "Stop"], [0, `${ADDRESS}.wait`, "p2", 0, "Wait"],
    [0, `${ADDRESS}.data`, "p3", 0, "Data"], [1, `${ADDRESS}.data.items.one`, "p4", 0, "One"], [1, `${ADDRESS}.data.items.two`, "p5", 0, "Two"],
    [0, `${ADDRESS}.check`, "new", 0, "Check"], [0, `${ADDRESS}.start`, "p6", 0, "Start"],
  ],
}];
const RUN = runState.derive([
  event(1, "done", "stop", { print: "p1", way: "low" }), event(2, "note", "wait", { text: "Ask Ben — “soon” ☂", by: "" }),
  event(3, "done", "data.items.one"), event(4, "na", "data.items.two", { text: "No second host" }),
  event(7, "blank", "", { address: undefined, blank: "commit", text: "4f2a91c" }),
  event(8, "blank", "stop", { blank: "owner", text: "Ben" }), event(9, "blank", "", { address: undefined, blank: "token", text: "s3cret" }),
  event(5, "done", "check", { print: "old" }), event(6, "failed", "start", { text: "Port in use", by: "Ben" }),
]);
const boxes = () => openState.openedIn(LISTS, RUN, { blanks: {}, ways: { [`${ADDRESS}.stop.choices.low`]: "Keep **watching**" } });
const state = (more = {}) => ({
  variant: "shop", version: "v1", name: "Release 4.2", hold: "", drill: "yes", zone: "Asia/Dhaka", began: at(0), at: at(30), boxes: boxes(),
  values: openState.valuesIn(RUN, { token: "Token" }), ...more,
});

test("only boxes about which somebody said something are handed over, each with its state", () => {
  assert.deepEqual(boxes().map(({ address, state: one, parts }) => [address.slice(ADDRESS.length + 1), one, parts]), [
    ["stop", "done", 0], ["wait", "open", 0], ["data", "done", 2], ["data.items.one", "done", 0], ["data.items.two", "na", 0],
    ["check", "changed", 0], ["start", "failed", 0],
  ]);
  assert.deepEqual(boxes()[0].said, [{ what: "done", at: at(1), by: "Ada", text: "", way: plainText("Keep **watching**") }]);
  assert.equal(boxes()[1].notes[0].text, "Ask Ben — “soon” ☂");
});

test("a sheet reads what the page Print wrote", () => {
  const read = openState.fromFragment(openState.toFragment(state()));
  assert.deepEqual(JSON.parse(JSON.stringify(read).replaceAll(".000Z", "Z")), state());
  const fragment = openState.toFragment(state());
  assert.match(fragment, /^#open=[\w-]+$/);
});

test("values of blanks and of cells are handed over, but never those of secrets", () => {
  const { values } = openState.fromFragment(openState.toFragment(state()));
  assert.deepEqual(values.map(({ blank, row, said }) => [blank, row, said[0].text]), [
    ["commit", "", "4f2a91c"], ["owner", `${ADDRESS}.stop`, "Ben"],
  ]);
  assert.doesNotMatch(Buffer.from(openState.toFragment(state()).slice(6), "base64url").toString(), /s3cret/);
});

test("three hundred boxes fit into an address", () => {
  const many = Array.from({ length: 300 }, (_one, number) => ({
    address: `${ADDRESS}.line-number-${number}`, state: "done", parts: 0, notes: [],
    said: [{ what: "done", at: at(number % 60), by: `Person ${number % 4}`, text: "", way: "" }],
  }));
  const fragment = openState.toFragment(state({ boxes: many }));
  assert.ok(fragment.length < 32000, String(fragment.length));
  assert.equal(openState.fromFragment(fragment).boxes.length, 300);
});

test("what cannot be read is refused as a whole", () => {
  const written = (change) => {
    const { boxes: _boxes, values: _values, ...facts } = state();
    const data = { ...facts, people: ["Ada"], noted: [], rows: [[`${ADDRESS}.stop`, 2, 0, [[0, 1700000000, 0]]]] };
    change(data);
    return `#open=${Buffer.from(JSON.stringify(data)).toString("base64url")}`;
  };
  assert.equal(openState.fromFragment(written(() => {})).boxes.length, 1);
  const wrong = [
    (data) => (data.rows[0][0] = "<img src=x>"), (data) => (data.rows[0][1] = 9), (data) => (data.rows[0][3] = "x"),
    (data) => (data.rows[0][3] = [[9, 1, 0]]), (data) => (data.rows[0][3] = [[0, 1e300, 0]]), (data) => (data.rows = {}),
    (data) => (data.began = "soon"), (data) => delete data.people, (data) => (data.rows = Array(5001).fill(data.rows[0])),
    (data) => delete data.noted, (data) => (data.noted = [["<b>", "", []]]), (data) => (data.noted = [["a", "<b>", []]]),
  ];
  for (const change of wrong) assert.equal(openState.fromFragment(written(change)), null, String(change));
  for (const text of ["", "#open=", "#open=x", "#open=%00", "#run=abc", `#open=${"A".repeat(1500001)}`]) {
    assert.equal(openState.fromFragment(text), null);
  }
  assert.equal(openState.fromFragment(written((data) => (data.people = [{}]))).boxes[0].said[0].by, "");
});
