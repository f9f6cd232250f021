/* What people have taken on and not finished. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { claims, filters } = require("./page_scripts.js")("answers", "filters", "claims");

const [NOTE, DATA, ORDERS, CARTS] = ["note", "data", "data.orders", "data.carts"].map((item) => `checklists.cut.items.${item}`);
const PHASES = [
  { id: "deploy-day", title: "Day", lists: [
    { id: "checklists.cut", title: "Cut-over", at: "T-0", boxes: [
      [0, NOTE, "", false, "Note", [], "AA1"], [0, DATA, "", false, "Data", [], "AA2"],
      [1, ORDERS, "", false, "Orders", [], "AA2.1"], [1, CARTS, "", false, "Carts", [], "AA2.2"],
    ] },
    { id: "sign-offs.go", title: "Go", at: "", boxes: [[0, "sign-offs.lead", "", false, "Lead"]] },
  ] },
];
const claim = (...names) => ({ names, at: "2026-12-01T16:00:00Z" });
const open = (claimed, states = {}) =>
  claims.openClaims(PHASES, (address) => claimed[address] || null, (address) => states[address] || "open").map(({ short, name }) => [short, name]);

test("claims on lists and boxes are open until these are settled, also by what is below them", () => {
  const claimed = { "checklists.cut": claim("Wei"), [NOTE]: claim("Mona"), [DATA]: claim("Wei"), "sign-offs.lead": claim("Mona") };
  assert.deepEqual(open(claimed), [["AA · Cut-over", "AA · Cut-over"], ["AA1", "AA1 Note"], ["AA2", "AA2 Data"], ["Lead", "Lead"]]);
  assert.deepEqual(open(claimed, { [NOTE]: "done", [ORDERS]: "done", [CARTS]: "na", "sign-offs.lead": "failed" }), [["Lead", "Lead"]]);
  assert.deepEqual(open({ "checklists.gone": claim("Wei") }), []);
});

test("what several people claimed is with each of them", () => {
  const those = claims.openClaims(PHASES, (address) => ({ [NOTE]: claim("Mona", "Wei"), [DATA]: claim("Wei") })[address] || null, () => "open");
  assert.deepEqual(claims.byPerson(those).map(([person, all]) => [person, all.map(({ short }) => short)]), [["Mona", ["AA1"]], ["Wei", ["AA1", "AA2"]]]);
});

test("what is mine or nobody's is for me, however I write my name", () => {
  assert.deepEqual([null, claim("Mona"), claim("Wei", "mona "), claim("Wei")].map((one) => filters.isMine(one, " MONA")), [true, true, true, false]);
  assert.equal(filters.isMine(claim("Wei"), ""), false);
});
