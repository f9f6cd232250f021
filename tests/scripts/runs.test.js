/* Runs as they are stored. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { openRuns } = require("./page_scripts.js")("answers", "runs");

const VISA = "checklists.till.items.visa";
const CASH = "checklists.till.items.cash";

/* A storage, and runs of one page on it with a clock that moves a minute at each answer. */
const browser = (entries = {}) => {
  const map = new Map(Object.entries(entries));
  const store = {
    get: (key) => map.get(key) ?? null,
    set: (key, value) => (value === null ? map.delete(key) : map.set(key, value)),
    names: (start) => [...map.keys()].filter((key) => key.startsWith(start)),
  };
  let minutes = 0;
  let ids = 0;
  const page = (release = "2026.11") => openRuns({
    store, site: "https://x.example/", variant: "shop", release, today: () => "2026-12-01",
    now: () => new Date(Date.UTC(2026, 11, 1, 16, (minutes += 1))).toISOString(), newId: () => `id${(ids += 1)}`,
  });
  return { map, store, page };
};
const keyOf = (item, run = "id1", release = "2026.11") => `https%3A%2F%2Fx.example%2F|shop|${release}|${run}|${item}`;

test("a key has five parts, and each answer has its own", () => {
  const { map, page } = browser();
  const run = page();
  run.start({ name: "Night", person: "Mona" });
  run.setPerson("Mona");
  run.answer(VISA, { state: "done", print: "1" });
  assert.deepEqual([...map.keys()].sort(), [
    "https%3A%2F%2Fx.example%2F||||person", "https%3A%2F%2Fx.example%2F|shop|||current", keyOf(VISA), keyOf("run"),
  ].sort());
  assert.deepEqual(JSON.parse(map.get(keyOf(VISA))), { at: "2026-12-01T16:03:00.000Z", by: "Mona", state: "done", print: "1" });
});

test("a first tick starts the run of the day, which is the same in every tab", () => {
  const { page } = browser();
  const [one, other] = [page(), page()];
  one.answer(VISA, { state: "done" });
  other.answer(CASH, { state: "done" });
  assert.equal(one.current().id, "2026-12-01");
  assert.equal(one.current().name, "2026-12-01");
  assert.deepEqual(Object.keys(page().exported().answers).sort(), [CASH, VISA]);
});

test("a page follows what another tab stores, and reads nothing that is broken", () => {
  const { store, page } = browser();
  const run = page();
  run.start({ name: "Night" });
  const seen = [];
  run.onChange((item) => seen.push(item));
  store.set(keyOf(VISA), '{"at":"2026-12-01T17:00:00.000Z","state":"na"}');
  run.follow(keyOf(VISA));
  assert.equal(run.stateOf(VISA, "1"), "na");
  store.set(keyOf(VISA), "{");
  run.follow(keyOf(VISA));
  assert.equal(run.stateOf(VISA, "1"), "open");
  run.follow(keyOf("run"));
  run.follow("another|site");
  run.follow(null);
  assert.deepEqual(seen, [VISA, VISA, null, null]);
});

test("a later answer keeps what is not given again, such as a note, but not what the answer of a parent replaced", () => {
  const { page } = browser();
  const run = page();
  run.answer(VISA, { state: "done", note: "asked", replaced: "2026-12-01T10:00:00.000Z" });
  run.answer(VISA, { state: "open" });
  const { note, state, replaced } = run.answerOf(VISA);
  assert.deepEqual({ note, state, replaced }, { note: "asked", state: "open", replaced: undefined });
});

test("answers that were recorded together are undone, except where somebody has answered since", () => {
  const { page } = browser();
  const run = page();
  run.answer(VISA, { state: "na", because: "no Visa" });
  const before = JSON.stringify(run.answerOf(VISA));
  const undo = run.answerAll([[VISA, { state: "done" }], [CASH, { state: "done" }], ["x", { state: "done" }]]);
  assert.deepEqual([VISA, CASH, "x"].map((item) => run.stateOf(item)), ["done", "done", "done"]);
  run.answer("x", { state: "na", because: "later" });
  undo();
  assert.equal(JSON.stringify(page().answerOf(VISA)), before);
  assert.equal(page().answerOf(CASH), undefined);
  assert.equal(run.answerOf("x").because, "later");
});

test("answers that were cleared can be restored, except over newer ones", () => {
  const { page } = browser();
  const run = page();
  run.answer(VISA, { state: "done" });
  run.answer(CASH, { state: "done" });
  run.clear();
  assert.deepEqual(run.exported().answers, {});
  run.answer(CASH, { state: "na", because: "free" });
  assert.deepEqual(Object.keys(page().cleared()).sort(), [CASH, VISA]);
  run.restore();
  assert.deepEqual([run.stateOf(VISA), run.stateOf(CASH)], ["done", "na"]);
  assert.equal(run.cleared(), null);
});

test("a run that was removed leaves nothing, and merging it again brings it all back", () => {
  const { map, page } = browser();
  const run = page();
  run.start({ name: "Night" });
  run.answer(VISA, { state: "done" });
  const before = new Map(map);
  const removed = run.remove();
  assert.equal(run.current(), null);
  assert.deepEqual([...map.keys()], []);
  run.merge(removed);
  assert.deepEqual(new Map([...map].sort()), new Map([...before].sort()));
});

test("of a run that is merged, on each box the answer that counts is kept, and the newer facts", () => {
  const [mine, theirs] = [browser().page(), browser().page()];
  mine.start({ name: "Night" });
  mine.answer(VISA, { state: "na", because: "no Visa" });
  theirs.merge(mine.exported());
  theirs.setPerson("Rahim");
  for (let minute = 0; minute < 5; minute += 1) theirs.answer(CASH, { state: "done" });
  theirs.answer(VISA, { state: "done", replaced: "1970-01-01T00:00:00.000Z" });
  theirs.change({ name: "Second night" });
  mine.merge(theirs.exported());
  assert.equal(mine.answerOf(VISA).because, "no Visa");
  assert.equal(mine.answerOf(CASH).by, "Rahim");
  assert.equal(mine.current().name, "Second night");
});

test("of two merged answers on a box the later one counts on both sides", () => {
  const [mine, theirs] = [browser().page(), browser().page()];
  mine.start({ name: "Night" });
  mine.answer(VISA, { state: "na", because: "no Visa" });
  theirs.merge(mine.exported());
  theirs.answer(VISA, { state: "na", because: "unrelated" });
  theirs.answer(VISA, { state: "open" });
  theirs.answer(VISA, { state: "open" });
  theirs.answer(VISA, { state: "done" });
  mine.merge(theirs.exported());
  theirs.merge(mine.exported());
  assert.deepEqual([mine.stateOf(VISA), theirs.stateOf(VISA)], ["done", "done"]);
});

test("a page shows a run that was carried over in its own release, and says where it goes on", () => {
  const { page } = browser();
  const old = page("2026.10");
  old.start({ name: "Night" });
  old.answer(VISA, { state: "done" });
  const current = page("2026.11");
  current.merge({ ...current.exported(), release: "2026.11", from: "2026.10", answers: {} });
  assert.deepEqual([current.current().release, current.carriedTo()], ["2026.11", ""]);
  assert.deepEqual(current.exported().answers, {});
  const again = page("2026.10");
  assert.deepEqual([again.current().release, again.carriedTo(), again.stateOf(VISA)], ["2026.10", "2026.11", "done"]);
  assert.deepEqual(page("2026.12").current().from, "2026.10");
});

test("runs are listed with the youngest first, and any of them can be opened", () => {
  const { page } = browser();
  const run = page();
  run.start({ name: "First" });
  run.start({ name: "Second" });
  assert.deepEqual(run.list().map(({ name }) => name), ["Second", "First"]);
  run.open(run.list()[1]);
  assert.equal(page().current().name, "First");
});

test("a phase is declared done by an answer of its own", () => {
  const run = browser().page();
  run.answer("phases.deploy-day", { state: "done" });
  assert.ok(run.isDeclared("deploy-day"));
  run.answer("phases.deploy-day", { state: "open" });
  assert.ok(!run.isDeclared("deploy-day"));
});
