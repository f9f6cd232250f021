/* Runs that come from files, also of version 0.1, and that leave as such. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { runFile, readingEvents, readingRuns } = require("./page_scripts.js")("run-events", "reading-events", "reading-runs", "plain-text", "run-file");
const { longRun, numbers } = require("./long_run.js");
const { runState, runSummary } = require("./page_scripts.js")("run-state", "answers", "planned-work", "run-summary");
const { timeOf } = runbook.runEvents;
const ordered = (events) => runState.inOrder(events);

const AT = "2026-12-01T16:00:00.000Z";
const VISA = "checklists.till.items.visa";
const RUN = {
  id: "abc-1", release: "2026.11", from: "2026.10", name: "Night | 7", person: "Mona", t0: "2026-12-01T22:00", zone: "Asia/Dhaka", began: AT, at: AT,
  site: "https://x.example/", variant: "shop",
  answers: { [VISA]: { at: AT, by: "Mona", state: "done", print: "1" }, "phases.deploy-day": { at: AT, by: "Mona", state: "done" } },
};

const fileOf = (run) => ({ format: "runbook-run", version: 1, ...run });

test("a run of version 0.1 is read as it was written", () => {
  assert.deepEqual(runFile.readRun(JSON.parse(JSON.stringify(fileOf(RUN)))), RUN);
});

test("only known fields come in, none longer than it may be, and answers on addresses alone", () => {
  const given = { ...fileOf(RUN), name: "x".repeat(300), evil: "<b>", t0: "tonight", zone: 7, site: "s".repeat(3000) };
  given.answers = { [VISA]: RUN.answers[VISA], "<b>": RUN.answers[VISA], "checklists.x": { state: "done" }, "checklists.y": null };
  const run = runFile.readRun(given);
  assert.deepEqual([run.name.length, run.t0, run.zone, run.site.length, "evil" in run, "format" in run], [200, "", "", 2000, false, false]);
  assert.deepEqual(run.answers, { [VISA]: RUN.answers[VISA] });
});

test("what is not a run is refused", () => {
  const file = fileOf(RUN);
  for (const wrong of [null, 1, "run", [], {}, { ...file, format: "other" }, { ...file, answers: null }, { ...file, answers: 1 }, { ...file, id: "a b" }, { ...file, id: "" }]) {
    assert.equal(runFile.readRun(wrong), null);
  }
});

const KEY = { id: "abc-1", site: "https://x.example/", variant: "shop", release: "2026.11" };
const { name, person, t0, zone, began, at } = RUN;
const DERIVED = { name, person, t0, zone, began, at, from: "2026.10", answers: RUN.answers };

test("the events of a run come out of its file as they went in, and pages of 0.1.0 can read the file", () => {
  const events = ordered(longRun());
  const text = runFile.toFile(KEY, events, DERIVED);
  assert.deepEqual(runFile.readFile(text), { ...KEY, events, refused: 0 });
  assert.deepEqual(JSON.parse(text), { format: "runbook-run", version: 2, ...KEY, ...DERIVED, events });
  assert.deepEqual(runFile.readRun(JSON.parse(text)), { ...RUN, ...DERIVED });
  assert.equal(text.split("\n").filter((line) => line.startsWith('    {"id":')).length, events.length);
  assert.deepEqual(JSON.parse(runFile.toFile(KEY, [], {})).events, []);
});

const PAYS = "checklists.till.items.pays";
const BOXES = {
  title: "Shop", commit: "4f1c".repeat(10), data: `sha256:${"5a".repeat(32)}`,
  phases: [
    { id: "prepare", title: "Prepare", lists: [] },
    { id: "deploy-day", title: "Deployment day", lists: [
      { id: "checklists.till", title: "**Till** on", at: "T-0", lasts: "30 min", boxes: [
        [0, PAYS, "1f", 1, "**Payments** work", [], "B1", "dba"], [1, VISA, "2f", 0, "Visa works", ["checklists.x"], "B1.1", ""]] },
      { id: "sign-offs", title: "Sign-offs", at: "", boxes: [[0, "sign-offs.go", "3f", 0, "Go"]] },
    ] },
    { id: "rollback", title: "Rollback", lists: [{ id: "triggers", title: "Triggers", at: "", boxes: [[0, "triggers.late", "4f", 0, "Late", [], "S1", ""]] }] },
  ],
};
const LISTS = [["deploy-day", "checklists.till", "Till on", "T-0", "30 min"], ["deploy-day", "sign-offs", "Sign-offs", "", ""], ["rollback", "triggers", "Triggers", "", ""]];
const ROWS = [
  [PAYS, "1f", "B1", "Payments work", 0, 1, "dba", 0], [VISA, "2f", "B1.1", "Visa works", 1, 0, "", 0],
  ["sign-offs.go", "3f", "", "Go", 0, 0, "", 1], ["triggers.late", "4f", "S1", "Late", 0, 0, "", 2],
];
test("a file has the release: its data, and its lists and boxes, one on a line, so that others know them without that release", () => {
  const events = ordered(longRun().slice(0, 3));
  const text = runFile.toFile(KEY, events, DERIVED, BOXES);
  const { commit, data } = BOXES;
  assert.deepEqual(JSON.parse(text), { format: "runbook-run", version: 2, ...KEY, commit, data, ...DERIVED, lists: LISTS, boxes: ROWS, events });
  assert.deepEqual(runFile.readFile(text), { ...KEY, events, refused: 0 });
  assert.match(text, /\n {4}\["sign-offs\.go","3f","","Go",0,0,"",1\],\n/);
});

test("a file says when the run ended, how long it took, and the totals of what it planned", () => {
  const start = Date.UTC(2026, 11, 1, 16) / 1000;
  const said = [
    [0, { what: "begun" }], [60, { what: "done", address: VISA, print: "2f" }], [90, { what: "failed", address: "sign-offs.go", text: "red" }],
    [100, { what: "drill", text: "yes" }], [3719, { what: "ended" }],
  ];
  const events = said.map(([after, event]) => ({ id: readingEvents.idOf(start + after, 0, "k3x9ab"), at: timeOf((start + after) * 1000), ...event }));
  const ofRun = (those, boxes = BOXES) => runSummary.summaryOf(runState.derive(those), boxes);
  assert.deepEqual(ofRun(events), { drill: true, ended: "2026-12-01T17:01:59Z", minutes: 61, totals: { all: 3, done: 2, failed: 1, na: 0, open: 0 } });
  assert.deepEqual(ofRun(events.slice(0, 3)), { drill: false, ended: "", minutes: 1, totals: { all: 3, done: 2, failed: 1, na: 0, open: 0 } });
  assert.deepEqual(ofRun(events, null), { drill: true, ended: "2026-12-01T17:01:59Z", minutes: 61 });
  const file = JSON.parse(runFile.toFile(KEY, events, {}, BOXES, ofRun(events)));
  assert.deepEqual([file.drill, file.ended, file.minutes, file.totals.all], [true, "2026-12-01T17:01:59Z", 61, 3]);
});

test("the same state gives the same bytes, in whatever order events came and whoever wrote their fields", () => {
  const events = longRun(4).slice(0, 40);
  const text = runFile.toFile(KEY, events, DERIVED, BOXES);
  const others = [...events].reverse().map((event) => Object.fromEntries(Object.entries({ ...event, later: 1 }).reverse()));
  assert.equal(runFile.toFile(KEY, [...others, ...events], DERIVED, BOXES), text);
  assert.equal(runFile.toFile(KEY, runFile.readFile(text).events, DERIVED, BOXES), text);
});

test("of a file with events, only these are read", () => {
  const events = ordered(longRun().slice(0, 3));
  assert.deepEqual(runFile.readFile(runFile.toFile(KEY, events, { answers: { [VISA]: "wrong" }, name: "other" })).events, events);
  assert.throws(() => runFile.readFile(JSON.stringify({ ...fileOf(RUN), events: "none" })), readingRuns.UnreadableRun);
});

test("a file of version 0.1 is read as events", () => {
  const event = { id: "tq3a80.0.0x9abc", at: "2026-12-01T16:00:00Z", what: "done", address: VISA };
  runbook.earlierRuns = { eventsOfRun: (run) => ({ run: `${run.id}-x`, events: run.answers[VISA] ? [event, { ...event, id: "wrong" }] : [] }) };
  assert.deepEqual(runFile.readFile(JSON.stringify(fileOf(RUN))), { ...KEY, id: "abc-1-x", events: [event], refused: 1 });
});

test("whatever is changed in a file, it is refused or gives safe events", () => {
  const text = runFile.toFile(KEY, longRun().slice(0, 30), DERIVED);
  const random = numbers(3);
  const pieces = ["null", "[]", "{}", '"__proto__"', "1e999", '"<img onerror=x>"', ",", '"', "}", '"events":', '"\\ud800"', "\\u0000", "-1", "true"];
  let read = 0;
  for (let round = 0; round < 3000; round += 1) {
    const [from, piece] = [random(text.length), pieces[random(pieces.length)]];
    /* Replace a value, or any characters. */
    const value = text.slice(from).search(/(?<=[:[] ?)("[^"]*"|\d+)/);
    const start = random(2) && value > 0 ? from + value : from;
    const length = start === from ? random(9) : /^("[^"]*"|\d+)/.exec(text.slice(start))[0].length;
    try {
      const log = runFile.readFile(text.slice(0, start) + piece + text.slice(start + length));
      for (const event of log.events) assert.deepEqual(readingEvents.readEvent(event), event);
      read += 1;
    } catch (error) {
      assert.ok(error instanceof readingRuns.UnreadableRun, error.stack);
    }
  }
  assert.ok(read > 100, `${read} of them could be read`);
  assert.throws(() => runFile.readFile(" ".repeat(runFile.MAX_FILE + 1)), readingRuns.UnreadableRun);
});

test("a file that is too large is refused before it is loaded", async () => {
  const log = { ...KEY, events: ordered(longRun().slice(0, 3)), refused: 0 };
  assert.deepEqual(await runFile.readChosen(new Blob([runFile.toFile(KEY, log.events, DERIVED)])), log);
  const large = { size: runFile.MAX_FILE + 1, text: () => assert.fail("loaded") };
  await assert.rejects(runFile.readChosen(large), { reason: "size" });
});
