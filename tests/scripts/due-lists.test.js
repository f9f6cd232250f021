/* Which lists of a run are due or overdue, since when it is on hold, and what is said of them. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { dueLists, listPace, alertLog } = require("./page_scripts.js")("run-events", "due-lists", "list-pace", "alert-log");

const MINUTE = 60000;
/* A list as [id, start, end, open, must]; moments in minutes. */
const lists = (...rows) => rows.map(([id, at, end = NaN, open = 1, must = 0]) => ({ id, at: at * MINUTE, end: end * MINUTE, open, must }));
const found = (now, ...rows) => {
  const { overdue, due, next } = dueLists.dueAt(lists(...rows), now * MINUTE);
  return [overdue, due, next ? [next] : []].map((those) => those.map(({ id }) => id).join(" ")).join(" | ");
};

test("a list is due from its start on, and overdue from its planned end, or else from when the next list begins", () => {
  const rows = [["early", 0, 30], ["main", 60], ["after", 90], ["last", 120]];
  assert.equal(found(-1, ...rows), " |  | early");
  assert.equal(found(29.9, ...rows), " | early | main");
  assert.equal(found(30, ...rows), "early |  | main");
  assert.equal(found(89.9, ...rows), "early | main | after");
  assert.equal(found(90, ...rows), "early main | after | last");
  assert.equal(found(9999, ...rows), "early main after | last | ");
});

test("lists that begin together do not end each other; a list that nobody needs any more still ends the one before it", () => {
  assert.equal(found(70, ["one", 60], ["two", 60], ["three", 90, NaN, 0]), " | one two | ");
  assert.equal(found(90, ["one", 60], ["two", 60], ["three", 90, NaN, 0]), "one two |  | ");
});

test("no list with open items is forgotten, and none without them is named; unknown moments are never due", () => {
  assert.equal(found(100, ["done", 0, 10, 0], ["early", 1, 2], ["unknown", NaN], ["main", 50, 200]), "early | main | ");
});

test("of overdue lists those with open “Must” items come first, then the longest; of due lists the first to be overdue", () => {
  assert.equal(found(100, ["old", 0, 10], ["must", 0, 50, 2, 1], ["older", 0, 5], ["slow", 90, 150], ["fast", 95, 120]), "must older old | fast slow | ");
});

test("an end within a minute is the next minute, as pages show it", () => {
  assert.equal(found(0.8, ["short", 0, 0.75]), " | short | ");
  assert.equal(found(1, ["short", 0, 0.75]), "short |  | ");
});

test("a hold begins with its first reason, and ends when the run goes on", () => {
  const hold = (at, text) => ({ what: "hold", at: `2026-12-01T16:0${at}:00Z`, text });
  const since = (...events) => dueLists.heldSince(events);
  assert.ok(Number.isNaN(since()));
  assert.equal(since(hold(1, "mail"), hold(2, "")), NaN);
  assert.equal(since(hold(1, "mail"), hold(2, ""), hold(3, "disk"), hold(5, "the disk")), Date.parse("2026-12-01T16:03:00Z"));
});

test("the work on a list begins with its first answer and ends with the last; what was undone or opened again does not count", () => {
  const events = [["a", "open", 1], ["b", "done", 2], ["c", "done", 3], ["c", "na", 5], ["d", "note", 0], ["e", "done", 9]]
    .map(([address, what, minute], at) => ({ id: String(at), address, what, at: `2026-12-01T16:0${minute}:00Z` }));
  const times = listPace.answered({ events, isUndone: (id) => id === "1", current: (address) => address });
  const minutes = (...addresses) => {
    const pace = listPace.paceOf(times, addresses);
    return pace && [pace.first, pace.last].map((moment) => new Date(moment).getUTCMinutes());
  };
  assert.deepEqual(minutes("a", "b", "c", "d"), [3, 5]);
  assert.deepEqual(minutes("c", "e"), [3, 9]);
  assert.equal(minutes("a", "b"), null);
  assert.equal(listPace.minutesBetween(Date.parse("2026-12-01T16:00:59Z"), Date.parse("2026-12-01T16:02:00Z")), 2);
  assert.equal(listPace.minutesBetween(MINUTE, 0), 0);
});

test("each list is said once when it is due and once when it is overdue, in each run; one that T-0 moves into the future is said again", () => {
  const alerts = [["due", "main"], ["overdue", "early"]].map(([kind, id]) => ({ kind, id, title: id }));
  const setting = alertLog.settingOf(alertLog.settingOf(null, "r1", ["due early", "due main"]), "r2", ["due late"]);
  const said = alertLog.saidOf(setting, "r1");
  assert.deepEqual(alertLog.fresh(alerts, said).map(alertLog.keyOf), ["overdue early"]);
  assert.deepEqual(["r2", "r3"].map((run) => alertLog.saidOf(setting, run)), [["due late"], []]);
  assert.deepEqual(alertLog.saidOf(alertLog.settingOf(setting, "r1", []), "r1"), []);
  const places = [{ id: "main", at: 20, until: 30 }, { id: "early", at: 0, until: 10 }];
  assert.deepEqual(alertLog.holding(["due main", "overdue early", "due gone"], places, 15), ["overdue early", "due gone"]);
  assert.deepEqual(alertLog.holding(["due main", "overdue early"], places, 5), []);
});

test("alerts that were missed are said together, the overdue ones first", () => {
  const strings = (key, { n, lists: titles }) => `${key} ${n}: ${titles}`;
  const alerts = [["due", "C"], ["overdue", "A"], ["due", "D"]].map(([kind, title]) => ({ kind, id: title, title }));
  assert.equal(alertLog.textOf(alerts, strings), "due.alert.overdue 1: A due.alert.due 2: C, D");
});
