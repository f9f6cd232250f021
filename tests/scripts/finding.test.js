/* Finding: what has the words of a query, what comes first, and what is nearly the same word. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { finding, spelling, searchMarks, normalTexts } = require("./page_scripts.js")(
  "search-words", "normal-texts", "search-query", "search-index", "spelling", "finding", "search-marks");

const DATA = {
  title: "Web-shop",
  pages: [["index.html", "Overview"], ["deploy-day/index.html", "Deployment day"], ["rollback/index.html", "Rollback"],
    ["emergency/index.html", "Emergency"], ["contacts/index.html", "Contacts"]],
  entries: [
    [1, "checklist", "checklists.deployment", "Deployment", "T-2h"],
    [1, "item", "checklists.deployment.items.maintenance", "Turn maintenance mode on", "B1", "dba", 1],
    [1, "item", "checklists.deployment.items.backup", "The database backup is complete", "B2 · pg_dump prod"],
    [1, "item", "checklists.deployment.items.shows", "Book a room for the shows", "B2.1"],
    [2, "command", "commands.restore", "Restore a backup", "docker run --rm -f file.yml pg_restore --clean prod"],
    [2, "item", "checklists.back.items.sale", "The résumé page is back", "R2", "dba"],
    [2, "item", "checklists.back.items.review", "Hold a post-mortem and collect feedback", "R3"],
    [2, "procedure", "procedures.roll-back", "Roll back a release"],
    [4, "contact", "contacts.dba", "Database administrator", "Ann · +880 1711-000003 · #shop-leads"],
    [4, "contact", "contacts.host", "Host", "Imran · imran@host.example · 02 5566 7788"],
    [4, "contact", "contacts.lead", "দলনেতা", "ফোন"],
  ],
};
const shop = finding.indexOf("shop", DATA);
const find = (query, filters) => finding.find([shop], query, filters);
const titles = (query, filters) => find(query, filters).hits.map(({ entry }) => entry.title);
const first = (query) => titles(query)[0];

test("an entry knows its address, and what it is part of unless that is its own title", () => {
  const [{ entry }] = find("maintenance").hits;
  assert.equal(entry.href, "shop/deploy-day/index.html#checklists.deployment.items.maintenance");
  assert.deepEqual(entry.where, ["Deployment", "Deployment day"]);
  const { found } = finding.indexOf("", { pages: [], entries: [], systems: { shop: ["Shop", "Sells"] } });
  assert.deepEqual(found.map(({ href, kind, id }) => [href, kind, id]), [["shop/index.html", "system", "shop"]]);
});

test("an entry is found if it has all words, in its title, its text or what it is part of", () => {
  assert.deepEqual(titles("deployment maintenance"), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("pg_dump"), ["The database backup is complete"]);
  assert.deepEqual(titles("  "), []);
});

test("if nothing has all words, entries with most of them are shown, with the words that they lack", () => {
  const { hits, isPartial } = find("restore backup yesterday");
  assert.ok(isPartial);
  assert.deepEqual(hits.map(({ entry, missing }) => [entry.title, missing]), [["Restore a backup", ["yesterday"]]]);
  assert.equal(find("restore backup").isPartial, false);
});

test("fillers exclude nothing, and lead to what they ask for", () => {
  assert.equal(first("& restore a backup?"), "Restore a backup");
  assert.equal(first("roll it back"), "Roll back a release");
  assert.equal(first("how to roll back the thing that is a release"), "Roll back a release");
  assert.equal(first("who to call"), "Contacts");
  assert.deepEqual(titles("the"), titles("the").filter((title) => / the |^The /.test(title)));
});

test("what people look for in a hurry comes first, and whole words come before parts of words", () => {
  assert.deepEqual(titles("backup"), ["Restore a backup", "The database backup is complete"]);
  assert.deepEqual(titles("back").slice(0, 2), ["Roll back a release", "The résumé page is back"]);
  assert.equal(first("dba"), "Database administrator");
  assert.ok(!titles("dba").includes("Hold a post-mortem and collect feedback"));
});

test("case and the marks of Latin letters do not matter, those of other scripts do", () => {
  assert.deepEqual(titles("RESUME"), ["The résumé page is back"]);
  assert.equal(finding.fold("ÅNGSTRÖM"), "angstrom");
  assert.notEqual(finding.fold("কি"), finding.fold("কী"));
  assert.deepEqual(titles("দলনেতা"), ["দলনেতা"]);
});

for (const query of ["postmortem", "post-mortem", "post mortem", "post‑mortem", "Postmortem?"]) {
  test(`hyphens and spaces are folded: ${query}`, () => assert.equal(first(query), "Hold a post-mortem and collect feedback"));
}
for (const query of ["webshop rollback", "web-shop rollback", "shop rollback", "web shop roll back"]) {
  test(`the name and the id of a system are words of its pages: ${query}`, () => assert.ok(titles(query).includes("Rollback")));
}
test("the name of a system alone leads to its pages, not to all of its entries", () => {
  assert.deepEqual(new Set(find("webshop").hits.map(({ entry }) => entry.kind)), new Set(["page"]));
});

for (const [query, title] of [
  ["--rm", "Restore a backup"], ["-f file", "Restore a backup"], ["T-2h", "Deployment"], ["#shop-leads", "Database administrator"], ["imran@", "Host"],
  ["file.yml", "Restore a backup"], ["pg_restore --clean", "Restore a backup"],
]) test(`options, moments and channels are found as typed: ${query}`, () => assert.equal(first(query), title));

for (const query of ["01711000003", "+8801711000003", "+880 1711-000003", "01711 000003", "0088 01711000003", "1711000003", "0171100"]) {
  test(`telephone numbers are found with and without spaces and the country: ${query}`, () => assert.deepEqual(titles(query), ["Database administrator"]));
}
test("a telephone number without its country finds the one with it, and the other way round", () => {
  assert.deepEqual(titles("+880255667788"), ["Host"]);
});

for (const [query, title] of [
  ["/emergency", "Emergency"], ["deploy-day", "Deployment day"], ["shop/rollback/", "Rollback"], ["rollback/index.html", "Rollback"],
  ["checklists.back.items.sale", "The résumé page is back"], ["back.items.sale", "The résumé page is back"],
  ["#checklists.back.items.sale", "The résumé page is back"], ["B2", "The database backup is complete"], ["b2.1", "Book a room for the shows"],
  ["https://host.example/docs/latest/shop/rollback/index.html#checklists.back.items.sale", "The résumé page is back"],
  ["http://localhost:8000/shop/deploy-day/?role=dba", "Deployment day"], ["%E0%A4%A", undefined],
]) test(`addresses and numbers on paper are found: ${query}`, () => assert.equal(first(query), title));

test("quoted words are found in their order; a quote that is not closed does no harm", () => {
  assert.deepEqual(titles('"backup is"'), ["The database backup is complete"]);
  assert.deepEqual(titles("“is backup” «is backup»"), []);
  assert.deepEqual(titles("„backup is“"), ["The database backup is complete"]);
  assert.deepEqual(titles('"backup is database'), ["The database backup is complete"]);
  assert.deepEqual(titles('""'), []);
});

test("words that mean the same are found below those that were typed, in both directions", () => {
  assert.equal(first("db backup"), "The database backup is complete");
  assert.equal(first("revert"), "Roll back a release");
  assert.equal(first("telephone"), "Contacts");
  assert.equal(first("oncall"), "Contacts");
  assert.equal(first("escalation"), "Contacts");
  assert.deepEqual(titles("back up")[0], "Restore a backup");
});

test("filters alone show all that pass, in order, and with words they narrow", () => {
  assert.deepEqual(titles("", { role: "dba" }), ["Turn maintenance mode on", "The résumé page is back"]);
  assert.deepEqual(titles("", { blocking: true }), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("backup", { phase: "rollback" }), ["Restore a backup"]);
});

for (const [one, other, near] of [
  ["backup", "bakcup", true], ["backup", "backp", true], ["backup", "bbackup", true], ["backup", "backop", true], ["backup", "backup", true],
  ["backup", "bakcpu", false], ["backup", "back", false], ["", "ab", false], ["ab", "cd", false],
]) test(`${one} and ${other} are ${near ? "" : "not "}nearly the same`, () => {
  assert.deepEqual([spelling.isNear(one, other), spelling.isNear(other, one)], [near, near]);
});

test("a mistyped word finds what it probably means, also where only its start was typed, and the correction is named", () => {
  assert.deepEqual(titles("databse bakcup"), ["The database backup is complete"]);
  assert.deepEqual(find("databse bakcup").corrections, [["databse", "database"], ["bakcup", "backup"]]);
  assert.deepEqual(titles("maitnenanc"), ["Turn maintenance mode on"]);
  assert.deepEqual(titles("দলনেত").slice(0, 1), ["দলনেতা"]);
  assert.deepEqual(find("দলনাতা").corrections, [["দলনাতা", "দলনেতা"]]);
  assert.deepEqual(titles("abc"), []);
});

test("a word that is only inside others is found, and a similar word is offered", () => {
  const { hits, offered, corrections } = find("tore");
  assert.deepEqual([hits.map(({ entry }) => entry.title), offered, corrections], [["Restore a backup"], null, []]);
  assert.deepEqual(find("hows").offered, ["hows", "shows"]);
});

test("what was found is marked, the longest first; words that mean the same only as whole words", () => {
  const pieces = (text, query) => searchMarks.pieces(text, searchMarks.marksOf(find(query).units));
  assert.deepEqual(pieces("Restore a backup", "res Backup"), ["", "Res", "tore a ", "backup", ""]);
  assert.deepEqual(pieces("Hold a post-mortem", "postmortem"), ["Hold a ", "post-mortem", ""]);
  assert.deepEqual(pieces("feedback of the db", "database"), ["feedback of the ", "db", ""]);
  assert.deepEqual(pieces("Restore", ""), ["Restore"]);
  assert.deepEqual(pieces("docker run --rm -f file.yml", "--rm -f"), ["docker run ", "--rm", " ", "-f", " file.yml"]);
  for (const sign of "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") {
    assert.deepEqual(pieces(`Type a${sign}b`, `"a${sign}b"`), ["Type ", `a${sign}b`, ""]);
  }
});

test("systems come in the order of their best hits, share the places of the list, and none is hidden", () => {
  const hit = (id, rank) => ({ entry: { id }, rank });
  const hits = [hit("b", 9), ...Array.from({ length: 60 }, () => hit("a", 5)), hit("c", 1)];
  const groups = searchMarks.grouped(hits, 50, "");
  assert.deepEqual(groups.map(({ id, hits: all, first: most }) => [id, all.length, most]), [["b", 1, 16], ["a", 60, 16], ["c", 1, 16]]);
  assert.deepEqual(searchMarks.grouped(hits, 50, "c").map(({ id }) => id), ["c", "b", "a"]);
});

test("texts are split into words with all their letters", () => {
  assert.deepEqual(normalTexts.tokensOf("roll back the end-to-end test"), [
    "roll", "rollback", "back", "the", "end", "endto", "endtoend", "to", "toend", "end", "endtest", "test"]);
});

test("a place in another system is the same item, else what has it, else the page if anything is on it, else the overview", () => {
  const at = (address, page) => finding.placeIn({ ...DATA, ...shop }, address, page);
  assert.equal(at("checklists.deployment.items.backup", "x"), "shop/deploy-day/index.html#checklists.deployment.items.backup");
  assert.equal(at("checklists.deployment.items.other.items.deep", "x"), "shop/deploy-day/index.html#checklists.deployment");
  assert.equal(at("", "rollback/index.html"), "shop/rollback/index.html");
  assert.equal(at("", "emergency/index.html"), "shop/emergency/index.html");
  assert.equal(at("", "operate/index.html"), "shop/index.html");
});

test("a part of the name of a system is found, and a number of paper only as typed", () => {
  const { hits, isPartial } = finding.find([finding.indexOf("workshop", { ...DATA, title: "Workshop" })], "kshop restore");
  assert.deepEqual([hits[0].entry.title, isPartial], ["Restore a backup", false]);
  const numbered = finding.indexOf("a", { title: "A", pages: [["p/index.html", "P"]], entries: [
    [0, "item", "checklists.a.items.b", "Seed the data", "P1"], [0, "severity", "severities.p1", "P1 Broken", "15 min"],
  ] });
  assert.equal(finding.find([numbered], "sev1").hits[0].entry.kind, "severity");
  assert.equal(finding.find([numbered], "P1").hits.length, 2);
});
