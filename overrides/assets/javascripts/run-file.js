/* Reads a run from a file, also one of version 0.1, and writes it as a file. Pure. */
const { readEvents } = runbook.readingEvents;
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
/** Returns the file of a run: facts and answers of version 0.1, which the caller derives so that its pages can read the file; the boxes of
    the release, so that paper can name those that another release does not have; then the events. Each box and event is on its own line.
    @type {(run: RunKey, events: RunEvent[], derived: Partial<Run>, boxes?: Boxes | null) => string} */
const toFile = (run, events, derived, boxes = null) => {
  const { id, site, variant, release } = run;
  const { answers = {}, ...facts } = derived;
  const data = { format: FORMAT, version: 2, id, site, variant, release, ...facts, answers };
  const rows = (boxes?.phases || []).flatMap(({ lists }) => lists.flatMap((list) => list.boxes));
  const known = rows.map(([, address, print, , text, , number = ""]) => [address, print, number, runbook.plainText(text)]);
  const listed = (/** @type {string} */ name, /** @type {unknown[]} */ those) =>
    `,\n  "${name}": [\n${those.map((one) => `    ${JSON.stringify(one)}`).join(",\n")}\n  ]`;
  return `${JSON.stringify(data, null, 2).slice(0, -2)}${known.length ? listed("boxes", known) : ""}${listed("events", events)}\n}\n`;
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
