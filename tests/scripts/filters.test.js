/* The filter of a phase's page, and addresses that carry it. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { filters } = require("./page_scripts.js")("filters");

const parent = { name: "parent", role: "lead", blocking: false, mine: false, parent: null };
const child = { name: "child", role: "dba", blocking: true, mine: true, parent };
const grandchild = { name: "grandchild", role: "qa", blocking: false, mine: false, parent: child };
const other = { name: "other", role: "dba", blocking: false, mine: false, parent: null };
const filtered = (filter) => {
  const { passing, shown } = filters.filtered([parent, child, grandchild, other], { role: "", blocking: false, mine: false, ...filter });
  return [passing.map(({ name }) => name), [...shown].map(({ name }) => name).sort()];
};

test("a box that passes is shown with the boxes above it, which do not count", () => {
  assert.deepEqual(filtered({ role: "dba" }), [["child", "other"], ["child", "other", "parent"]]);
  assert.deepEqual(filtered({ role: "dba", blocking: true }), [["child"], ["child", "parent"]]);
  assert.deepEqual(filtered({ role: "qa" }), [["grandchild"], ["child", "grandchild", "parent"]]);
  assert.deepEqual(filtered({ role: "nobody" }), [[], []]);
  assert.deepEqual(filtered({ role: "dba", mine: true }), [["child"], ["child", "parent"]]);
  assert.equal(filtered({})[0].length, 4);
});

test("an address carries a filter, beside what else is in it", () => {
  assert.deepEqual(filters.filterOf("?role=dba&blocking=1&q=x"), { role: "dba", blocking: true, mine: false });
  assert.deepEqual(filters.filterOf("?blocking=yes"), { role: "", blocking: false, mine: false });
  const href = filters.withFilter("https://x.example/p?q=a&blocking=1#b", { role: "d b", blocking: false, mine: true });
  assert.equal(href, "https://x.example/p?q=a&role=d+b#b");
  assert.deepEqual(filters.filterOf(new URL(href).search), { role: "d b", blocking: false, mine: false });
  assert.equal(filters.withQuery(href, { q: "", role: "" }), "https://x.example/p#b");
});

test("a filter stays as a setting, and a filter in the address counts more, except for what is about the reader", () => {
  const chosen = { role: "d&b", blocking: true, mine: true };
  const setting = filters.settingOf(chosen);
  assert.deepEqual(filters.startOf("", setting), chosen);
  assert.deepEqual(filters.startOf("?q=x", setting), chosen);
  assert.deepEqual(filters.startOf("?role=qa", setting), { role: "qa", blocking: false, mine: true });
  assert.deepEqual(filters.startOf("?blocking=1&mine=1", null), { role: "", blocking: true, mine: false });
  assert.equal(filters.settingOf(filters.startOf("", null)), null);
});
