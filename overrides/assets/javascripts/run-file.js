/* Reads a run from a file, also one of version 0.1, and writes it as a file. Pure. */
const { readEvents } = runbook.readingEvents;
const { compareIds } = runbook.runEvents;
const { FORMAT, UnreadableRun, readLog } = runbook.readingRuns;
/* Events of eight million characters, the answers that follow from them, and letters of three bytes. */
const MAX_FILE = 32000000;
const MAX_LENGTHS = {
  id: 40, release: 100, from: 100, name: 200, person: 200, t0: 20, zone: 60, began: 30, at: 30, site: 2000, variant: 100,
};
const MAX_ANSWER = { at: 30, by: 200, print: 20, because: 400, note: 2000, replaced: 30 };
/** Reads an answer of version 0.1: known strings, cut to their maximum lengths. @type {(given: any) => EarlierAnswer | null} */
const readAnswer = (given) => {
  if (!given || typeof given !== "object" || Number.isNaN(Date.parse(given.at))) return null;
  const found = Object.entries(MAX_ANSWER).map(([key, most]) => [key, typeof given[key] === "string" ? given[key].slice(0, most) : ""]);
  const state = ["done", "na", "open"].includes(given.state) ? { state: given.state } : {};
  return { ...Object.fromEntries(found.filter(([, value]) => value)), ...state };
};
/** Reads a run from elsewhere: keeps known strings, cut to their maximum lengths. Null for other data. @type {(data: any) => Run | null} */
const readRun = (data) => {
  if (!data || data.format !== FORMAT || typeof data.answers !== "object" || !data.answers) return null;
  const texts = Object.entries(MAX_LENGTHS).map(([key, most]) => [key, typeof data[key] === "string" ? data[key].slice(0, most) : ""]);
  const facts = Object.fromEntries(texts);
  if (!/^[\w-]{1,40}$/.test(facts.id)) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(facts.t0)) facts.t0 = "";
  const answers = Object.entries(data.answers).map(([item, given]) => [item, /^[a-z0-9.-]{1,600}$/.test(item) && readAnswer(given)]);
  return { ...facts, answers: Object.fromEntries(answers.filter(([, answer]) => answer)) };
};
/** Returns the lists of a release as rows [phase, address, title, at, lasts], and its boxes as rows [address, print, number, text, depth,
    must, role, place of the list]. @type {(boxes: Boxes | null) => {lists: unknown[][], boxes: unknown[][]}} */
const rowsOf = (boxes) => {
  const all = (boxes?.phases || []).flatMap((phase) => phase.lists.map((list) => ({ ...list, phase: phase.id })));
  return {
    lists: all.map(({ phase, id, title, at, lasts = "" }) => [phase, id, runbook.plainText(title), at, lasts]),
    boxes: all.flatMap((list, place) => list.boxes.map(([depth, address, print, must, text, , number = "", role = ""]) =>
      [address, print, number, runbook.plainText(text), depth, Number(must), role, place])),
  };
};
/** Returns the file of a run: the release; what follows from the events; facts and answers of version 0.1, so that its pages can read the
    file; the lists and boxes of the release, so that others know them without its data; then the events. Lists, boxes and events have one
    line each. The same state gives the same bytes, whoever exports it: events are in order, and their fields too.
    @type {(run: RunKey, events: RunEvent[], derived: Partial<Run>, boxes?: Boxes | null, summary?: object) => string} */
const toFile = (run, events, derived, boxes = null, summary = {}) => {
  const { id, site, variant, release } = run;
  const { answers = {}, ...facts } = derived;
  const { commit, data } = boxes || {};
  const head = { format: FORMAT, version: 2, id, site, variant, release, commit, data, ...summary, ...facts, answers };
  const inOrder = readEvents([...events].sort((one, other) => compareIds(one.id, other.id)), Infinity, Infinity).events;
  const listed = (/** @type {string} */ name, /** @type {unknown[]} */ those) =>
    `,\n  "${name}": [\n${those.map((one) => `    ${JSON.stringify(one)}`).join(",\n")}\n  ]`;
  const known = Object.entries(rowsOf(boxes)).filter(([, rows]) => rows.length).map(([name, rows]) => listed(name, rows));
  return `${JSON.stringify(head, null, 2).slice(0, -2)}${known.join("")}${listed("events", inOrder)}\n}\n`;
};
/** Reads the data of a file; of files with events, only these. @type {(data: any) => RunLog | null} */
const readData = (data) => {
  if (data && data.events !== undefined) return readLog(data);
  const run = readRun(data);
  if (!run) return null;
  const { site, variant, release } = run;
  const { run: id, events } = runbook.earlierRuns.eventsOfRun(run);
  return { id, site, variant, release, ...readEvents(events) };
};
/** @type {(text: string) => any} */
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
/** Reads a file, of version 0.1 too; throws `UnreadableRun` and nothing else. @type {(text: string) => RunLog} */
const readFile = (text) => {
  if (text.length > MAX_FILE) throw new UnreadableRun("size");
  const log = readData(parsed(text));
  if (!log) throw new UnreadableRun("form");
  return log;
};
/** Reads a file that somebody chose; one that is too large is not even loaded. @type {(file: Blob) => Promise<RunLog>} */
const readChosen = async (file) => {
  if (file.size > MAX_FILE) throw new UnreadableRun("size");
  return readFile(await file.text());
};

runbook.runFile = { MAX_FILE, readRun, toFile, readFile, readChosen };
