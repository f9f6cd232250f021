/* Runs of version 0.1 as events. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { earlierRuns, readingEvents, readingRuns, runEvents, runState } = require("./page_scripts.js")(
  ...["run-events", "reading-events", "reading-runs", "earlier-runs", "run-state"],
);

const { eventsOfRun, runsIn, idOf } = earlierRuns;
const PAST = join(__dirname, "../frozen/0.1.0");
const readJson = (path) => JSON.parse(readFileSync(join(PAST, path), "utf8"));
const STORAGE = readJson("storage.json");
const EXPORTS = readdirSync(join(PAST, "exports")).map((file) => readJson(`exports/${file}`));
const NOT_RUNS = ["format", "version", "cleared"];
const VISA = "checklists.till.items.visa";
const RUN = {
  id: "id1", release: "2026.11", name: "Night", person: "Mona", t0: "", zone: "", began: "2026-12-01T16:00:00.000Z",
  at: "2026-12-01T16:00:00.000Z", site: "https://x.example/", variant: "shop", answers: {},
};
const eventsOf = (answer, more = {}) =>
  eventsOfRun({ ...RUN, ...more, answers: { [VISA]: { at: "2026-12-01T16:01:02.345Z", ...answer } } }).events.filter(({ address }) => address);
const without = (run) => Object.fromEntries(Object.entries(run).filter(([name]) => !NOT_RUNS.includes(name)));

test("the frozen runs of a browser are those that it exported, with what was cleared", () => {
  const runs = ["shop", "forum"].flatMap((variant) => runsIn(STORAGE, "https://runbooks.example/", variant));
  const inOrder = (these) => these.map(without).sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  assert.equal(runs.length, EXPORTS.length + 1);
  assert.deepEqual(inOrder(runs.filter(({ name }) => name !== "Cleared")), inOrder(EXPORTS));
  const [cleared] = runs.filter(({ name }) => name === "Cleared");
  assert.deepEqual([Object.keys(cleared.answers), Object.keys(cleared.cleared)],
    [[], ["procedures.respond.steps.call", "procedures.respond.steps.note"]]);
  assert.deepEqual(runsIn(STORAGE, "https://runbooks.example", "shop"), []);
});

test("a frozen run is the same log from the storage and from a file, and every event of it is accepted", () => {
  const stored = ["shop", "forum"].flatMap((variant) => runsIn(STORAGE, "https://runbooks.example/", variant)).map(eventsOfRun);
  const ids = ({ events }) => events.map(({ id }) => id).sort();
  for (const log of stored) assert.deepEqual(readingEvents.readEvents(log.events), { events: log.events, refused: 0 });
  for (const given of EXPORTS) {
    const log = eventsOfRun(given);
    assert.deepEqual(ids(log), ids(stored.find(({ run }) => run === log.run)));
  }
  assert.equal(new Set(stored.map(({ run }) => run)).size, stored.length);
  assert.ok(stored.every(({ run }) => readingRuns.readFacts({ id: run })));
});

test("an answer becomes an event of its second, and its note another", () => {
  const [answer, note, ...others] = eventsOf({ state: "na", by: "Ali", print: "0173c886", because: "no\ncards", note: "asked 🙂" });
  assert.deepEqual(others, []);
  const { id, ...rest } = answer;
  assert.deepEqual(rest,
    { at: "2026-12-01T16:01:02Z", what: "na", by: "Ali", address: VISA, text: "no\ncards", print: "0173c886" });
  const second = (Date.parse("2026-12-01T16:01:02Z") / 1000).toString(36);
  assert.match(id, new RegExp(`^${second}\\.${(345).toString(36)}\\.0[0-9a-z]{5}$`));
  assert.deepEqual(note, { id: note.id, at: "2026-12-01T16:01:02Z", what: "note", by: "Ali", address: VISA, text: "asked 🙂" });
  assert.deepEqual(eventsOf({ note: "alone" }).map(({ what }) => what), ["note"]);
  assert.deepEqual(eventsOf({ state: "na" }).map(({ text }) => text), [""]);
});

test("the same answer gives the same event on every device, and another answer gives another", () => {
  const given = { state: "done", by: "Ali", print: "1" };
  const id = (answer, more) => eventsOf(answer, more)[0].id;
  assert.equal(id(given), id({ print: "1", by: "Ali", state: "done" }, { at: "2026-12-02T16:00:00.000Z", person: "Wei" }));
  const others = [{ ...given, by: "Wei" }, { ...given, state: "open" }, { ...given, print: "2" }, { ...given, at: "2026-12-01T16:01:02.346Z" }];
  assert.equal(new Set([given, ...others].map((one) => id(one))).size, 5);
});

test("an answer through a parent names the parent and what the parent knew", () => {
  const [unknowing] = eventsOf({ state: "done", replaced: "1970-01-01T00:00:00.000Z" });
  assert.deepEqual([unknowing.through, unknowing.replaces], ["checklists.till", undefined]);
  const known = eventsOf({ state: "open", at: "2026-12-01T16:00:30.000Z" })[0];
  const [knowing] = eventsOf({ state: "done", replaced: "2026-12-01T16:00:30.000Z" });
  assert.ok(runEvents.compareIds(knowing.replaces[0], known.id) > 0 && runEvents.compareIds(knowing.replaces[0], knowing.id) < 0);
});

/* As version 0.1 chose one of two answers on a box. */
const newer = (one, other) => {
  const yields = (mine, theirs) => Boolean(mine.replaced && theirs.state === "na" && mine.replaced < theirs.at);
  if (yields(one, other) !== yields(other, one)) return yields(one, other) ? other : one;
  return one.at < other.at ? other : one;
};

test("of any two answers, the one counts that counted in version 0.1", () => {
  const times = ["2026-12-01T16:00:00.100Z", "2026-12-01T16:00:00.900Z", "2026-12-01T16:00:07.000Z"];
  const answers = times.flatMap((at) => ["done", "na", "open"].flatMap((state) =>
    [undefined, "1970-01-01T00:00:00.000Z", ...times.filter((known) => known < at)].map((replaced) => ({ at, state, replaced }))));
  for (const one of answers) {
    for (const other of answers.filter(({ at }) => at !== one.at)) {
      const { state, at } = newer(one, other);
      const derived = runState.derive([...eventsOf(one), ...eventsOf(other)]).answerOf(VISA);
      assert.deepEqual([derived.state, derived.at], [state, `${at.slice(0, 19)}Z`], JSON.stringify([one, other]));
      assert.equal(derived.contradicts, undefined);
    }
  }
});

test("a note that version 0.1 changed without a new time is shown with the note before it", () => {
  const events = ["first", "second"].flatMap((note) => eventsOf({ state: "done", note }));
  assert.equal(new Set(events.map(({ id }) => id)).size, 3);
  const { note, state, contradicts } = runState.derive(events).answerOf(VISA);
  assert.deepEqual([note.split("\n").sort(), state, contradicts], [["first", "second"], "done", undefined]);
});

test("the facts of a run become events; one that was emptied is an event too", () => {
  const said = (facts) => eventsOfRun({ ...RUN, ...facts }).events.map(({ id: _id, ...event }) => event);
  const [began, later] = ["2026-12-01T16:00:00Z", "2026-12-01T17:00:00Z"];
  assert.deepEqual(said({ from: "2026.10", t0: "2026-12-02T22:00", zone: "Asia/Dhaka" }), [
    { at: began, what: "begun", release: "2026.11", from: "2026.10" }, { at: began, what: "name", text: "Night" },
    { at: began, what: "lead", text: "Mona" }, { at: began, what: "t0", t0: "2026-12-02T22:00", zone: "Asia/Dhaka" },
  ]);
  assert.deepEqual(said({ person: "", at: "2026-12-01T17:00:00.000Z", zone: "Asia/Dhaka" }), [
    { at: began, what: "begun", release: "2026.11" }, { at: later, what: "name", text: "Night" },
    { at: later, what: "lead", text: "" }, { at: later, what: "t0", t0: "" },
  ]);
});

test("answers that were cleared are undone by one event, which comes after them", () => {
  const cleared = { [VISA]: { at: "2026-12-01T16:01:02.999Z", state: "done", note: "x" }, "a.b": { at: "2026-12-01T16:01:00.000Z", state: "na" } };
  const { events } = eventsOfRun({ ...RUN, cleared });
  const undone = events.filter(({ address }) => address);
  const [undo, ...others] = events.filter(({ what }) => what === "undo");
  assert.deepEqual([undone.length, others], [3, []]);
  assert.deepEqual(undo.undoes, undone.map(({ id }) => id).sort());
  assert.ok(undone.every(({ id }) => runEvents.compareIds(id, undo.id) < 0));
});

test("runs that version 0.1 stored under one id are logs of their own, under ids that are accepted", () => {
  const ids = ["", "2026.10", "2026.11"].map((release) => idOf({ release, id: "2026-12-01" }));
  assert.equal(ids[0], "2026-12-01");
  assert.equal(new Set(ids).size, 3);
  const long = idOf({ release: "2026.10", id: "x".repeat(40) });
  assert.ok([...ids, long].every((id) => readingRuns.readFacts({ id })));
});

test("broken entries are left out, and the rest is read", () => {
  const key = (item) => `https%3A%2F%2Fx.example%2F|shop|2026.11|id1|${item}`;
  const stored = {
    [key("run")]: JSON.stringify(RUN), [key(VISA)]: '{"at":"never","state":"done","print":"<b>"}', [key("A B")]: "{}", [key("a.b")]: "{",
    [key("undo")]: "null", "https%3A%2F%2Fx.example%2F|shop|2026.11|id2|a.b": '{"state":"done"}', "runbook.scheme": "slate",
    "https%3A%2F%2Fx.example%2F|shop|||current": '{"release":"","id":"id1"}',
  };
  const runs = runsIn(stored, "https://x.example/", "shop");
  assert.deepEqual(runs.map(({ id, answers }) => [id, Object.keys(answers)]), [["id1", [VISA]]]);
  const { events } = eventsOfRun(runs[0]);
  assert.deepEqual(readingEvents.readEvents(events), { events, refused: 0 });
});
