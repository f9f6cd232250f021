/* Runs that come from files and links, and that leave as such or as Markdown. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { runFile, readingEvents } = require("./page_scripts.js")("answers", "reading-events", "run-file");
const { longRun, numbers } = require("./long_run.js");

const AT = "2026-12-01T16:00:00.000Z";
const VISA = "checklists.till.items.visa";
const RUN = {
  id: "abc-1", release: "2026.11", from: "2026.10", name: "Night | 7", person: "Mona", t0: "2026-12-01T22:00", zone: "Asia/Dhaka", began: AT, at: AT,
  site: "https://x.example/", variant: "shop",
  answers: { [VISA]: { at: AT, by: "Mona", state: "done", print: "1" }, "phases.deploy-day": { at: AT, by: "Mona", state: "done" } },
};

test("a run comes out of its file as it went in", () => {
  assert.deepEqual(runFile.readRun(JSON.parse(JSON.stringify(runFile.fileOf(RUN)))), RUN);
});

test("a run comes out of a link as it went in, compressed or not", async () => {
  const packed = await runFile.toFragment(RUN);
  assert.match(packed, /^#run=z[\w-]+$/);
  const { CompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  const plain = await runFile.toFragment(RUN);
  globalThis.CompressionStream = CompressionStream;
  assert.match(plain, /^#run=j[\w-]+$/);
  for (const fragment of [packed, plain]) assert.deepEqual(runFile.readRun(await runFile.fromFragment(fragment)), RUN);
});

test("a link that is broken, or unpacks to more than a megabyte, is refused", async () => {
  const bomb = await runFile.toFragment({ ...RUN, name: "x".repeat(runFile.MAX_BYTES) });
  assert.ok(bomb.length < 10000);
  await assert.rejects(runFile.fromFragment(bomb), RangeError);
  for (const fragment of ["#run=", "#run=z", "#run=j!", "#run=zAAAA", "#run=jAAAA"]) await assert.rejects(runFile.fromFragment(fragment), fragment);
});

test("only known fields come in, none longer than it may be, and answers on addresses alone", () => {
  const given = { ...runFile.fileOf(RUN), name: "x".repeat(300), evil: "<b>", t0: "tonight", zone: 7, site: "s".repeat(3000) };
  given.answers = { [VISA]: RUN.answers[VISA], "<b>": RUN.answers[VISA], "checklists.x": { state: "done" }, "checklists.y": null };
  const run = runFile.readRun(given);
  assert.deepEqual([run.name.length, run.t0, run.zone, run.site.length, "evil" in run, "format" in run], [200, "", "", 2000, false, false]);
  assert.deepEqual(run.answers, { [VISA]: RUN.answers[VISA] });
});

test("what is not a run is refused", () => {
  const file = runFile.fileOf(RUN);
  for (const wrong of [null, 1, "run", [], {}, { ...file, format: "other" }, { ...file, answers: null }, { ...file, answers: 1 }, { ...file, id: "a b" }, { ...file, id: "" }]) {
    assert.equal(runFile.readRun(wrong), null);
  }
});

const BOXES = {
  title: "Shop",
  phases: [
    { id: "prepare", title: "Prepare", lists: [] },
    {
      id: "deploy-day", title: "Deployment day",
      lists: [{
        id: "checklists.till", title: "Till", at: "T-0",
        boxes: [
          [0, "checklists.till.items.pays", "0", false, "**Payments** work", [], "B1"],
          [1, VISA, "1", true, "Visa works", [], "B1.1"],
          [1, "checklists.till.items.cash", "1", true, "Cash works"],
        ],
      }],
    },
  ],
};
const stateOf = (answer, print) => (answer && answer.print && print && answer.print !== print ? "changed" : answer?.state || "open");
const markdown = (given) => {
  const run = { ...RUN, answers: { ...RUN.answers, ...given } };
  return runFile.toMarkdown(run, BOXES, {
    strings: (key, values) => `${key}${values ? JSON.stringify(Object.values(values)) : ""}`,
    stateOf: (item, print) => stateOf(run.answers[item], print),
    when: (moment) => moment.slice(11, 16), t0: "", now: "now",
  });
};

test("the record for the ticket has the facts, and each list with its boxes, who and when", () => {
  assert.equal(markdown({}), `# Night \\| 7 · Shop

- record.system: Shop
- record.run: Night \\| 7
- record.person: Mona
- record.release: 2026.11 (run.carried-from\\["2026.10"\\])
- record.t0: –
- record.as-of: now

## Deployment day (progress.of[1,3])

finish.by["Deployment day","Mona","16:00"]

### Till (T-0)

- [ ] B1 **Payments** work
  - [x] B1.1 Visa works (Mona, 16:00)
  - [ ] Cash works (**record.blocking**)
`);
});

test("the record has reasons, notes and changes, escaped", () => {
  const text = markdown({
    [VISA]: { at: AT, state: "na", because: "no *Visa*", by: "M_na", note: "asked\ntwice" },
    "checklists.till.items.cash": { at: AT, state: "done", print: "other" },
    "phases.deploy-day": { at: AT, state: "open" },
  });
  assert.ok(text.includes('- [x] B1.1 Visa works (ticks.because["no \\\\*Visa\\\\*"]; M\\_na, 16:00)\n    - ticks.note["asked twice"]\n'), text);
  assert.ok(text.includes("- [ ] Cash works (**record.blocking**; **record.changed**; 16:00)"), text);
  assert.ok(!text.includes("finish.by"));
});

const KEY = { id: "abc-1", site: "https://x.example/", variant: "shop", release: "2026.11" };
const { name, person, t0, zone, began, at } = RUN;
const DERIVED = { name, person, t0, zone, began, at, from: "2026.10", answers: RUN.answers };

test("the events of a run come out of its file as they went in, and pages of 0.1.0 can read the file", () => {
  const events = longRun();
  const text = runFile.toFile(KEY, events, DERIVED);
  assert.deepEqual(runFile.readFile(text), { ...KEY, events, refused: 0 });
  assert.deepEqual(JSON.parse(text), { format: "runbook-run", version: 2, ...KEY, ...DERIVED, events });
  assert.deepEqual(runFile.readRun(JSON.parse(text)), { ...RUN, ...DERIVED });
  assert.equal(text.split("\n").filter((line) => line.startsWith('    {"id":')).length, events.length);
  assert.deepEqual(JSON.parse(runFile.toFile(KEY, [], {})).events, []);
});

test("of a file with events, only these are read", () => {
  const events = longRun().slice(0, 3);
  assert.deepEqual(runFile.readFile(runFile.toFile(KEY, events, { answers: { [VISA]: "wrong" }, name: "other" })).events, events);
  assert.throws(() => runFile.readFile(JSON.stringify({ ...runFile.fileOf(RUN), events: "none" })), readingEvents.UnreadableRun);
});

test("a file of version 0.1 is read as events", () => {
  const event = { id: "tq3a80.0.0x9abc", at: "2026-12-01T16:00:00Z", what: "done", address: VISA };
  runbook.earlierRuns = { eventsOfRun: (run) => ({ run: `${run.id}-x`, events: run.answers[VISA] ? [event, { ...event, id: "wrong" }] : [] }) };
  assert.deepEqual(runFile.readFile(JSON.stringify(runFile.fileOf(RUN))), { ...KEY, id: "abc-1-x", events: [event], refused: 1 });
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
      assert.ok(error instanceof readingEvents.UnreadableRun, error.stack);
    }
  }
  assert.ok(read > 100, `${read} of them could be read`);
  assert.throws(() => runFile.readFile(" ".repeat(runFile.MAX_FILE + 1)), readingEvents.UnreadableRun);
});
