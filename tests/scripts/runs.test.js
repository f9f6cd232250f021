/* The runs of a system: which one goes on, what is recorded, and what comes from elsewhere. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { VISA, CASH, MINUTE, turn, browser, stateOf } = require("./run_browsers.js");
const { readEvents } = require("./page_scripts.js")("reading-events").readingEvents;
const { difference } = require("./page_scripts.js")("log-difference").logDifference;

test("only events are stored, and each says who, when, what and where", async () => {
  const { page, logs } = browser();
  const runs = await page();
  runs.setPerson("Mona");
  runs.begin({ name: "Night", lead: "Mona", t0: "2026-12-01T22:00", zone: "Asia/Dhaka" });
  runs.say({ what: "done", address: VISA, print: "1" });
  const [log] = logs.values();
  assert.deepEqual(log.map(({ what }) => what), ["begun", "name", "lead", "t0", "done"]);
  assert.deepEqual(Object.keys(log[4]).sort(), ["address", "at", "by", "id", "print", "what"]);
  assert.match(log[4].at, /^2026-12-01T16:00:\d\dZ$/);
  const again = await page();
  assert.deepEqual([again.current().name, again.current().lead, again.current().t0, again.stateOf(VISA, "1"), again.stateOf(VISA, "2")],
    ["Night", "Mona", "2026-12-01T22:00", "done", "changed"]);
});

test("a first answer without a run begins one, which other tabs show", async () => {
  const { page } = browser();
  const [one, other] = [await page(), await page()];
  const seen = [];
  other.onChange((address) => seen.push(address));
  one.say({ what: "done", address: VISA });
  await turn();
  assert.equal(one.current().name, "2026-12-01");
  assert.equal(other.current().id, one.current().id);
  assert.deepEqual(stateOf(other), ["done", "open"]);
  other.say({ what: "done", address: CASH });
  assert.deepEqual(stateOf(one), ["done", "done"]);
});

test("answers that belong together are undone together, and somebody else's answer since stays", async () => {
  const { page } = browser();
  const runs = await page();
  runs.say({ what: "na", address: VISA, text: "no Visa" });
  const undo = runs.say({ what: "done", address: VISA }, { what: "done", address: CASH });
  runs.say({ what: "failed", address: CASH, text: "no change" });
  undo();
  assert.deepEqual(stateOf(runs), ["na", "failed"]);
  assert.deepEqual(runs.historyOf(VISA).map(({ event, undone }) => [event.what, Boolean(undone)]), [["na", false], ["done", true]]);
});

test("an undo that comes after another run was opened undoes what it is about, in its own run", async () => {
  const { page } = browser();
  const runs = await page();
  const undo = runs.say({ what: "done", address: VISA });
  const { id } = runs.current();
  runs.begin({ name: "Another" });
  undo();
  await turn();
  assert.deepEqual([runs.current().id, stateOf(runs)[0], runs.list().length], [id, "open", 2]);
});

test("clearing twice loses nothing: what was cleared comes back", async () => {
  const { page } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA }, { what: "na", address: CASH, text: "free" });
  runs.clear();
  assert.deepEqual([stateOf(runs), runs.clearable().length], [["open", "open"], 0]);
  runs.clear();
  runs.say({ what: "done", address: CASH });
  runs.clear();
  runs.restore();
  runs.restore();
  assert.deepEqual([stateOf(runs), runs.cleared()], [["done", "done"], null]);
  assert.equal(runs.historyOf(CASH)[0].event.text, "free");
});

test("one answer of many that were undone together comes back alone, and the others can still be restored", async () => {
  const { page } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  runs.say({ what: "na", address: CASH, text: "no cash" });
  runs.clear();
  const [visa] = runs.historyOf(VISA);
  runs.restoreOne(visa.event.id);
  assert.deepEqual(stateOf(runs), ["done", "open"]);
  runs.restore();
  assert.deepEqual(stateOf(runs), ["done", "na"]);
  runs.restoreOne(visa.event.id);
  assert.deepEqual(stateOf(runs), ["done", "na"], "what is not undone stays");
  runs.say({ what: "signed", address: VISA, by: "Ravi" });
  assert.equal(runs.answerOf(VISA).by, "Ravi");
});

test("two tabs that begin a run of the day at the same time begin the same run, and two browsers do not", async () => {
  const [mine, theirs] = [browser(), browser()];
  const [one, other, away] = [await mine.page(), await mine.page(), await theirs.page()];
  one.say({ what: "done", address: VISA });
  const { id } = one.current();
  other.say({ what: "done", address: CASH });
  away.say({ what: "done", address: CASH });
  await turn();
  assert.deepEqual([other.current().id, stateOf(one), away.current().id === id], [id, ["done", "done"], false]);
  one.end();
  one.say({ what: "done", address: CASH });
  assert.notEqual(one.current().id, id);
});

test("a run of another release is offered, and carried over with its answers", async () => {
  const { page } = browser();
  const old = await page("2026.10");
  old.say({ what: "done", address: "checklists.till.items.card" }, { what: "done", address: "phases.prepare" });
  const runs = await page("2026.11");
  assert.deepEqual([runs.current(), runs.offered().why, runs.offered().release], [null, "another", "2026.10"]);
  const undo = runs.carry({ "checklists.till.items.card": VISA }, ["phases.prepare"]);
  assert.deepEqual([runs.current().release, runs.current().from, runs.stateOf(VISA), runs.isDeclared("prepare")], ["2026.11", "2026.10", "done", false]);
  await turn();
  assert.equal(old.offered().release, "2026.11");
  undo();
  assert.equal(runs.offered().release, "2026.10");
});

test("a name that is given after the first answers is on them too, but not on those of others", async () => {
  const [mine, theirs] = [await browser().page(), await browser().page()];
  mine.say({ what: "done", address: VISA });
  mine.setPerson("Mona");
  mine.say({ what: "done", address: CASH });
  assert.deepEqual([VISA, CASH].map((address) => mine.answerOf(address).by), ["Mona", "Mona"]);
  await theirs.join(mine.current().id, mine.exported().events);
  assert.equal(theirs.person(), "");
});

test("a name that is given on a later page is on what this browser recorded without one, and on nothing else", async () => {
  const [mine, theirs] = [browser(), await browser().page()];
  (await mine.page()).say({ what: "done", address: VISA });
  const runs = await mine.page();
  await theirs.join(runs.current().id, runs.exported().events);
  theirs.say({ what: "done", address: CASH });
  await runs.join(runs.current().id, theirs.exported().events);
  runs.setPerson("Mona");
  assert.deepEqual([VISA, CASH].map((address) => runs.answerOf(address).by), ["Mona", undefined]);
  const { length } = runs.exported().events;
  runs.setPerson("Rahim");
  assert.deepEqual([runs.answerOf(VISA).by, runs.exported().events.length, readEvents(runs.exported().events).refused], ["Mona", length, 0]);
});

test("what another tab adds to another run is not in the open one", async () => {
  const { page, store } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  store().add("shop", "another", [{ id: "zzzzzz.0.abcdef", at: "2026-12-01T16:00:00Z", what: "done", address: CASH }]);
  await turn();
  assert.deepEqual([stateOf(runs), runs.exported().events.length], [["done", "open"], 3]);
});

test("joining brings every event once, and says before what is new and what contradicts", async () => {
  const [mine, other] = [browser(), browser()];
  const [runs, theirs] = [await mine.page(), await other.page()];
  runs.begin({ name: "Night" });
  runs.say({ what: "done", address: VISA });
  const { id, events } = runs.exported();
  await theirs.join(id, events);
  assert.deepEqual(theirs.exported(), runs.exported());
  other.wait(10 * MINUTE);
  theirs.say({ what: "note", address: VISA, text: "slow" });
  theirs.say({ what: "failed", address: CASH, text: "no change" });
  runs.say({ what: "done", address: CASH });
  const found = difference(await runs.eventsOf(id), theirs.exported().events);
  assert.deepEqual([found.fresh.length, found.changes.map(({ contradicts }) => contradicts)], [2, [false, true]]);
  await runs.join(id, theirs.exported().events);
  await runs.join(id, theirs.exported().events);
  assert.deepEqual([runs.answerOf(VISA).note, runs.stateOf(CASH), runs.exported().events.length], ["slow", "differs", 6]);
  runs.say({ what: "done", address: CASH });
  assert.equal(runs.stateOf(CASH), "done");
});

test("only facts that differ are recorded, and a T-0 that two people moved is settled by the next", async () => {
  const { page } = browser();
  const runs = await page();
  runs.begin({ name: "Night", lead: "Mona", t0: "2026-12-01T22:00", zone: "UTC" });
  const facts = { name: "Night", lead: "Mona", t0: "2026-12-01T22:00", zone: "UTC" };
  runs.change(facts);
  assert.equal(runs.exported().events.length, 4);
  runs.change({ ...facts, zone: "Asia/Dhaka" });
  assert.deepEqual([runs.current().zone, runs.exported().events.length], ["Asia/Dhaka", 5]);
  const { id } = runs.current();
  const t0 = { at: "2026-12-01T16:00:00Z", what: "t0", t0: "2026-12-01T22:10", zone: "UTC" };
  await runs.join(id, ["aaaaaa", "bbbbbb"].map((node, at) => ({ ...t0, id: `typc00.0.${node}`, zone: ["UTC", "Asia/Dhaka"][at] })));
  const names = ["A", "B"].map((text, at) => ({ id: `typc00.1.${["aaaaaa", "bbbbbb"][at]}`, at: t0.at, what: "name", text }));
  await runs.join(id, names);
  const differing = () => ["name", "t0"].map((fact) => runs.state().held.get(fact).contradicts);
  assert.deepEqual(differing(), [true, true]);
  const { name, t0: moment, zone } = runs.current();
  runs.change({ name, lead: "Mona", t0: moment, zone });
  assert.deepEqual(differing(), [false, false]);
  const before = runs.exported().events.length;
  runs.change({ name, lead: "Mona", t0: "2026-12-01T22:30", zone });
  assert.deepEqual([runs.current().t0, runs.exported().events.length], ["2026-12-01T22:30", before + 1]);
  assert.equal(runs.list()[0].t0, "2026-12-01T22:30");
});

test("a run that was deleted is gone, and comes back whole", async () => {
  const { page, logs } = browser();
  const runs = await page();
  runs.say({ what: "done", address: VISA });
  const removed = await runs.remove();
  assert.deepEqual([runs.current(), runs.list(), logs.size, runs.deleted()], [null, [], 0, [removed.id]]);
  await runs.join(removed.id, removed.events);
  assert.deepEqual([stateOf(runs), runs.deleted()], [["done", "open"], []]);
});

test("runs are listed with the youngest first, and any of them can be opened", async () => {
  const { page } = browser();
  const runs = await page();
  runs.begin({ name: "First" });
  runs.end();
  runs.begin({ name: "Second" });
  assert.deepEqual(runs.list().map(({ name, ended }) => [name, Boolean(ended)]), [["Second", false], ["First", true]]);
  await runs.open(runs.list()[1].id);
  assert.equal((await page()).offered().name, "First");
});

test("a run that another tab begins is in the list, also if its events come after the news that it is open", async () => {
  const { page, store } = browser();
  const runs = await page();
  runs.begin({ name: "First" });
  const other = store();
  other.setSetting("open shop", "second");
  await turn();
  const event = { id: "typc00.0.aaaaaa", at: "2026-12-01T16:00:00Z" };
  other.add("shop", "second", [{ ...event, what: "begun", release: "2026.11" }, { ...event, id: "typc00.1.aaaaaa", what: "name", text: "Second" }]);
  assert.equal(runs.current().name, "Second");
  assert.deepEqual(runs.list().map(({ name }) => name).sort(), ["First", "Second"]);
});
