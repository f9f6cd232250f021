/* Reads a run from a file or a link, and writes it as a file, a link or Markdown for a ticket. Pure. */
const { UnreadableRun, readEvents, readLog } = runbook.readingEvents;
const { isSettled, statesOf } = runbook.answers;
const FORMAT = "runbook-run";
const MAX_BYTES = 1000000;
const MAX_FILE = 8000000;
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
/** @param {Run} run */
const fileOf = (run) => ({ format: FORMAT, version: 1, ...run });
/** Returns the file of a run: facts and answers of version 0.1, which the caller derives so that its pages can read the file, then the
    events, one on a line. @type {(run: RunKey, events: RunEvent[], derived: Partial<Run>) => string} */
const toFile = (run, events, derived) => {
  const { id, site, variant, release } = run;
  const { answers = {}, ...facts } = derived;
  const data = { format: FORMAT, version: 2, id, site, variant, release, ...facts, answers };
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n");
  return `${JSON.stringify(data, null, 2).slice(0, -2)},\n  "events": [\n${lines}\n  ]\n}\n`;
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
/** @type {(stream: any, bytes: BlobPart) => Promise<Uint8Array>} */
const through = async (stream, bytes) => {
  let length = 0;
  const limit = new TransformStream({
    transform(piece, to) {
      length += piece.length;
      if (length > MAX_BYTES) throw new RangeError("too long");
      to.enqueue(piece);
    },
  });
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream).pipeThrough(limit)).arrayBuffer());
};
const toBase64 = (/** @type {Uint8Array} */ bytes) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fromBase64 = (/** @type {string} */ text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
/** Returns the fragment of a link with a run: compressed after `z`, or after `j` if the browser cannot compress. @param {Run} run */
const toFragment = async (run) => {
  const bytes = new TextEncoder().encode(JSON.stringify(fileOf(run)));
  if (!window.CompressionStream) return `#run=j${toBase64(bytes)}`;
  return `#run=z${toBase64(await through(new CompressionStream("deflate-raw"), bytes))}`;
};
/** @param {string} fragment */
const fromFragment = async (fragment) => {
  const [, kind, text] = /^#run=(.)(.*)$/s.exec(fragment) || [];
  const bytes = fromBase64(text);
  return JSON.parse(new TextDecoder().decode(kind === "z" ? await through(new DecompressionStream("deflate-raw"), bytes) : bytes));
};
/** Returns a text on one line, with all Markdown escaped. @param {string} text */
const escaped = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~!&@]/g, "\\$&");
/** Writes a run as Markdown. `when` formats a moment; `t0` is empty if the run has no T-0.
    @typedef {{strings: (key: string, values?: object) => string, stateOf: (item: string, print?: string) => State,
      when: (moment: string) => string, t0: string, now: string}} Shown
    @type {(run: Run, boxes: Boxes, shown: Shown) => string} */
const toMarkdown = (run, boxes, { strings, stateOf, when, t0, now }) => {
  /** @type {(row: Row, state: State) => string} */
  const line = ([depth, address, , blocking, text, , number = ""], state) => {
    const answer = run.answers[address] || { at: "" };
    const indent = "  ".repeat(depth);
    const more = [
      blocking && !isSettled(state) && `**${strings("record.blocking")}**`,
      state === "na" && answer.because && strings("ticks.because", { reason: escaped(answer.because) }),
      state === "changed" && `**${strings("record.changed")}**`,
      answer.state && state !== "open" && [escaped(answer.by || ""), when(answer.at)].filter(Boolean).join(", "),
    ].filter(Boolean).join("; ");
    const note = answer.note ? `${indent}  - ${strings("ticks.note", { note: escaped(answer.note) })}\n` : "";
    return `${indent}- [${isSettled(state) ? "x" : " "}] ${number && `${number} `}${text}${more && ` (${more})`}\n${note}`;
  };
  /** @type {(phase: Phase) => string} */
  const phaseOf = ({ id, title, lists }) => {
    const states = lists.map((list) => statesOf(list.boxes, stateOf));
    const all = states.flat();
    const answer = run.answers[`phases.${id}`];
    const values = answer && { phase: title, who: escaped(answer.by || strings("ticks.nobody")), when: when(answer.at) };
    const declared = stateOf(`phases.${id}`) === "done" ? `\n${strings("finish.by", values)}\n` : "";
    const texts = lists.map((list, at) =>
      `### ${list.title}${list.at && ` (${list.at})`}\n\n${list.boxes.map((row, number) => line(row, states[at][number])).join("")}`);
    const tally = strings("progress.of", { n: all.filter(isSettled).length, all: all.length });
    return `## ${title} (${tally})\n${declared}\n${texts.join("\n")}`;
  };
  const from = run.from ? ` (${escaped(strings("run.carried-from", { release: run.from }))})` : "";
  const facts = [
    ["record.system", boxes.title],
    ["record.run", escaped(run.name)],
    ["record.person", escaped(run.person || "–")],
    ["record.release", escaped(run.release || "–") + from],
    ["record.t0", t0 || "–"],
    ["record.as-of", now],
  ].map(([key, value]) => `- ${strings(key)}: ${value}`);
  const phases = boxes.phases.filter(({ lists }) => lists.length).map(phaseOf);
  return `# ${escaped(run.name)} · ${boxes.title}\n\n${facts.join("\n")}\n\n${phases.join("\n")}`;
};

runbook.runFile = { MAX_BYTES, MAX_FILE, toFile, readFile, readRun, fileOf, toFragment, fromFragment, toMarkdown };
