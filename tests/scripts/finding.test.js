/* Finding: what has the words of a query, what comes first, and what is nearly the same word. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { finding } = require("./page_scripts.js")("finding");

const DATA = {
  pages: [["index.html", "Overview"], ["deploy-day/index.html", "Deployment day"], ["rollback/index.html", "Rollback"], ["emergency/index.html", "Emergency"]],
  entries: [
    [1, "checklist", "checklists.deployment", "Deployment"],
    [1, "item", "checklists.deployment.items.maintenance", "Turn maintenance mode on", "", "dba", 1],
    [1, "item", "checklists.deployment.items.backup", "The database backup is complete", "pg_dump prod"],
    [2, "command", "commands.restore", "Restore a backup", "pg_restore --clean prod"],
    [2, "item", "checklists.back.items.sale", "The résumé page is back", "", "dba"],
  ],
};
const entries = finding.entriesOf("shop", DATA);
const titles = (query, filters) => finding.find(entries, query, filters).map(({ title }) => title);

test("an entry knows its address, and what it is part of unless that is its own title", () => {
  const [item] = finding.find(entries, "maintenance");
  assert.equal(item.href, "shop/deploy-day/index.html#checklists.deployment.items.maintenance");
  assert.deepEqual(item.where, ["Deployment", "Deployment day"]);
  assert.deepEqual(finding.entriesOf("", { pages: [], entries: [], systems: { shop: ["Shop", "Sells"] } }).map(({ href, kind }) => [href, kind]), [["shop/index.html", "system"]]);
});

test("an entry is found only if it has all words, in its title, its text or what it is part of", () => {
  assert.deepEqual(titles("deployment maintenance"), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("maintenance backup"), []);
  assert.deepEqual(titles("pg_dump"), ["The database backup is complete"]);
  assert.deepEqual(titles("  "), []);
});

test("what people look for in a hurry comes first, and whole words come before parts of words", () => {
  assert.deepEqual(titles("backup"), ["Restore a backup", "The database backup is complete"]);
  assert.equal(titles("back")[0], "The résumé page is back");
});

test("case and the marks of Latin letters do not matter, those of other scripts do", () => {
  assert.deepEqual(titles("RESUME"), ["The résumé page is back"]);
  assert.equal(finding.fold("ÅNGSTRÖM"), "angstrom");
  assert.notEqual(finding.fold("কি"), finding.fold("কী"));
});

test("filters alone show all that pass, in order, and with words they narrow", () => {
  assert.deepEqual(titles("", { role: "dba" }), ["Turn maintenance mode on", "The résumé page is back"]);
  assert.deepEqual(titles("", { blocking: true }), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("backup", { phase: "rollback" }), ["Restore a backup"]);
});

for (const [one, other, near] of [
  ["backup", "bakcup", true], ["backup", "backp", true], ["backup", "bbackup", true], ["backup", "backop", true], ["backup", "backup", true],
  ["backup", "bakcpu", false], ["backup", "back", false], ["", "ab", false], ["ab", "cd", false],
]) test(`${one} and ${other} are ${near ? "" : "not "}nearly the same`, () => assert.deepEqual([finding.isNear(one, other), finding.isNear(other, one)], [near, near]));

test("a mistyped word finds what it probably means, also where only its start was typed", () => {
  assert.deepEqual(titles("databse bakcup"), ["The database backup is complete"]);
  assert.deepEqual(titles("maitnenanc"), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("abc"), []);
});

test("the words of a query are cut out of a text, the longest first, to be marked", () => {
  assert.deepEqual(finding.pieces("Restore a backup", "a Backup"), ["Restore ", "a", " ", "backup", ""]);
  assert.deepEqual(finding.pieces("Restore", "x"), ["Restore"]);
});

test("a place in another system is the same item, else what has it, else the page if anything is on it, else the overview", () => {
  const index = { ...DATA, id: "shop", found: entries };
  const at = (address, page) => finding.placeIn(index, address, page);
  assert.equal(at("checklists.deployment.items.backup", "x"), "shop/deploy-day/index.html#checklists.deployment.items.backup");
  assert.equal(at("checklists.deployment.items.other.items.deep", "x"), "shop/deploy-day/index.html#checklists.deployment");
  assert.equal(at("", "rollback/index.html"), "shop/rollback/index.html");
  assert.equal(at("", "emergency/index.html"), "shop/emergency/index.html");
  assert.equal(at("", "operate/index.html"), "shop/index.html");
});
