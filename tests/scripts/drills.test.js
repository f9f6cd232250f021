/* Drills: what a run says that is one. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { turn, browser } = require("./run_browsers.js");
const { NIGHT, eventsOf, record, part } = require("./night_run.js");

test("the record of a drill says so in its title and head, and when somebody said it", () => {
  const said = eventsOf([2, "Mona", { what: "drill", text: "yes" }], [3, "Wei", { what: "drill", text: "", replaces: [0] }]);
  const text = record([...NIGHT.slice(0, 4), said[0]]);
  assert.ok(text.startsWith("# Drill · Night \\| 7 · Shop\n"), text);
  assert.equal(part(text, "- Drill", "\n- Run by"), "- Drill: yes, this run was only practice");
  assert.match(part(text, "## Course"), /- 22:02 this run is a drill \(Mona\)/);
  const other = record([...NIGHT.slice(0, 4), ...said]);
  assert.ok(other.startsWith("# Night \\| 7 · Shop\n") && !other.includes("\n- Drill"), other);
  assert.match(part(other, "## Course"), /- 22:02 this run is a drill \(Mona\)\n- 22:03 this run is not a drill \(Wei\)/);
  const differing = record([...NIGHT.slice(0, 4), said[0], { ...said[1], replaces: undefined }]);
  assert.match(part(differing, "## Course"), /- \*\*Whether it is a drill differs: this run is a drill \(Mona, 22:02\), this run is not a drill \(Wei, 22:03\)/);
});

test("a run that begins as a drill is one until somebody says that it is not, and again after an undo", async () => {
  const { page, logs } = browser();
  const [runs, other] = [await page(), await page()];
  runs.begin({ name: "Fire drill", drill: true });
  await turn();
  assert.deepEqual([runs.current().drill, other.current().drill, other.list()[0].drill], [true, true, true]);
  const undo = runs.say({ what: "drill", text: "" });
  assert.equal(runs.current().drill, false);
  undo();
  assert.equal(runs.current().drill, true);
  const all = [...logs.values()][0].filter(({ what }) => what === "drill");
  assert.deepEqual(all.map(({ text, replaces }) => [text, replaces]), [["yes", undefined], ["", [all[0].id]]]);
  runs.begin({ name: "Night" });
  assert.equal(runs.current().drill, false);
});
