/* Words of a record: times, what people did, and boxes with what people said about them. Pure. */
const { clock } = runbook;
const { isSettled, doneOf } = runbook.answers;
const { minutesBetween } = runbook.runSummary;
const { escaped, codeSpan } = runbook.markdownTexts;
const MINUTE = 60000;
const MARKS = { done: "x", na: " ", failed: " ", changed: " ", differs: " ", open: " ", mixed: " " };
/** What a record needs beside the run.
    @typedef {object} Shown
    @property {(key: string, values?: object) => string} strings
    @property {string} zone The zone of times.
    @property {number} now */

/** @type {(lines: string[], depth?: number) => string[]} */
const indented = (lines, depth = 1) => lines.map((line) => "  ".repeat(depth) + line);
/** @type {(...parts: (string | false | undefined)[]) => string} */
const inBrackets = (...parts) => (parts.some(Boolean) ? ` (${parts.filter(Boolean).join("; ")})` : "");
const toMinute = (/** @type {string | number} */ at) => Math.floor(new Date(at).getTime() / MINUTE) * MINUTE;

/** Returns functions that write times and events in words. @param {RunState} run @param {Boxes} boxes @param {Shown} shown */
const wordsOf = (run, boxes, { strings, zone, now }) => {
  const first = clock.day(toMinute(run.facts.began || now), zone);
  const full = (/** @type {string | number} */ at) => clock.inWords(toMinute(at), zone);
  /* Leaves out the day on which the run began. */
  const short = (/** @type {string} */ at) => {
    const moment = toMinute(at);
    return clock.day(moment, zone) === first ? clock.time(moment, zone) : clock.dateAndTime(moment, zone);
  };
  const length = (/** @type {number} */ minutes) => {
    const parts = [[Math.floor(minutes / 1440), "d"], [Math.floor(minutes / 60) % 24, "h"], [minutes % 60, "min"]].filter(([n]) => n);
    return parts.map(([n, unit]) => strings(`clock.${unit}`, { n })).join(" ") || strings("clock.min", { n: 0 });
  };
  const who = (/** @type {RunEvent} */ event) => escaped(run.by(event) || strings("ticks.nobody"));
  const stamp = (/** @type {RunEvent} */ event) => `${who(event)}, ${short(event.at)}`;
  const t0 = (/** @type {RunEvent} */ event) => {
    const moment = clock.start(event);
    return Number.isNaN(moment) ? escaped(`${event.t0} ${event.zone || ""}`) || "–" : clock.inWords(moment, event.zone);
  };
  /* Labels are Markdown. */
  const label = (/** @type {Record<string, string> | undefined} */ labels, /** @type {string} */ key, id = key) =>
    (labels && Object.hasOwn(labels, key) ? labels[key] : escaped(id));
  const way = (/** @type {RunEvent} */ { way: id, address }) =>
    id && strings("record.way", { way: label(boxes.labels?.ways, `${address}.choices.${id}`, id) });
  /* What an event says, without who and when. */
  const said = (/** @type {RunEvent} */ event) => {
    const { what, address = "", text = "", blank = "", release = "" } = event;
    const isSecret = Object.hasOwn(boxes.labels?.secrets || {}, blank);
    if (isSecret) return `${label(boxes.labels?.secrets, blank)}: ${strings("record.secret")}`;
    if (what === "blank") return `${label(boxes.labels?.blanks, blank)}: ${codeSpan(text) || "–"}`;
    if (what === "hold" && !text) return strings("record.hold.over");
    if (what === "drill" && !text) return strings("event.drill.no");
    const from = run.takenFrom(event).join(" / ");
    if (what === "claim" && !text.trim()) return strings("event.given-back");
    if (from) return strings("event.taken-over", { text: escaped(text), from: escaped(from) });
    if (address.startsWith("phases.") && ["done", "open"].includes(what)) {
      return strings(`record.phase.${what === "done" && text ? "why" : what}`, { text: escaped(text) });
    }
    const word = what === "failed" && doneOf(address) === "signed" ? "refused" : what;
    const values = { text: escaped(text), release: escaped(release), t0: what === "t0" ? t0(event) : "" };
    return [strings(`event.${word}`, values), way(event)].filter(Boolean).join("; ");
  };
  /* An event as a line of a history, with how long a hold took and how far T-0 moved. */
  const past = (/** @type {RunEvent} */ event) => {
    const before = run.events.filter(({ id, what }) => what === event.what && (event.replaces || []).includes(id)).pop();
    const isOver = event.what === "hold" && before && before.text && !event.text;
    const moved = event.what === "t0" && before ? (clock.start(event) - clock.start(before)) / MINUTE : 0;
    const more = isOver ? length(minutesBetween(before.at, event.at))
      : moved ? strings(moved > 0 ? "record.later" : "record.earlier", { time: length(Math.abs(moved)) }) : "";
    const line = `${short(event.at)} ${said(event)}${more && `, ${more}`} (${who(event)})`;
    const undo = run.undone.get(event.id);
    return undo ? `- ~~${line}~~ ${strings("event.undone", { who: stamp(undo) })}` : `- ${line}`;
  };
  return { full, short, length, stamp, said, past, way, t0 };
};

/** @typedef {ReturnType<typeof wordsOf>} Words */
/** Returns functions that write boxes with what people said about them. @param {RunState} run @param {Words} words @param {Shown} shown */
const itemsOf = (run, words, { strings }) => {
  /* The events of a register that count: several if people gave different answers. */
  const counted = (/** @type {string} */ register) => {
    const held = run.held.get(register);
    return held ? (held.contradicts ? held.heads : [held.event]) : [];
  };
  const cells = /** @type {Map<string, string[]>} */ (new Map());
  for (const [register, { event: { what, address } }] of run.held) {
    const place = what === "blank" && address ? run.current(address) : "";
    if (place) cells.set(place, [...(cells.get(place) || []), register]);
  }
  const isTouched = (/** @type {string} */ address) => run.historyOf(address).length > 0;
  /* Notes, cells, answers that differ; and the history, if something in it counts no more. */
  const below = (/** @type {string} */ address) => {
    const answers = counted(`answer ${address}`);
    const notes = [`note ${address}`, ...(cells.get(address) || []), `claim ${address}`].flatMap(counted).filter(({ text }) => text);
    const events = run.historyOf(address).map(({ event }) => event);
    const known = new Set([...answers, ...notes].map(({ id }) => id));
    return [
      ...(answers.length > 1 ? answers : []).map((event) => `- **${words.said(event)}** (${words.stamp(event)})`),
      ...notes.map((event) => `- ${words.said(event)} (${words.stamp(event)})`),
      ...(events.every(({ id }) => known.has(id)) ? [] : [`- ${strings("record.history")}`, ...indented(events.map(words.past))]),
    ];
  };
  const box = (/** @type {Row} */ [depth, place, , must, text, , number = ""], /** @type {State} */ state) => {
    const address = run.current(place);
    const answers = counted(`answer ${address}`);
    const [answer] = answers;
    const label = number ? `${number} ${text}` : text;
    const reason = answer && answer.text ? escaped(answer.text) : "";
    const body = {
      na: `~~${label}~~ ${strings("ticks.word.na")}: ${reason || "–"}`,
      failed: `${label} **${strings(`record.${doneOf(place) === "signed" ? "refused" : "failed"}`)}**${reason && `: ${reason}`}`,
    }[/** @type {string} */ (state)] || label;
    /* A decision with items below has a way of its own, whatever the state of these. */
    const isSaid = answers.length === 1 && (Boolean(answer.way) || !["open", "mixed", "differs"].includes(state));
    const brackets = inBrackets(
      Boolean(must) && !isSettled(state) && `**${strings("record.blocking")}**`,
      (state === "changed" || state === "differs") && `**${strings(`record.${state}`)}**`,
      isSaid && ["seen", "signed"].includes(answer.what) && words.said(answer), isSaid && words.way(answer), isSaid && words.stamp(answer),
    );
    return indented([`- [${MARKS[state]}] ${body}${brackets}`, ...indented(below(address))], depth);
  };
  return { counted, isTouched, below, box };
};
/** @typedef {ReturnType<typeof itemsOf>} Items */

runbook.recordWords = { indented, inBrackets, wordsOf, itemsOf };
