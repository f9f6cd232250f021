/* Writes a run as Markdown for a ticket: what happened, in which order, and who did it. Pure. */
const { clock } = runbook;
const { isSettled, stateOf, statesOf } = runbook.answers;
const { isWork, plannedPhases } = runbook.plannedWork;
const { skewOf } = runbook.runState;
const { escaped, codeSpan } = runbook.markdownTexts;
const MINUTE = 60000;
const ABOUT_RUN = ["begun", "name", "lead", "t0", "hold", "carried", "continued", "ended"];
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
/** @type {(mark: string, title: string, lines: string[]) => string[]} */
const section = (mark, title, lines) => (lines.length ? [`${mark} ${title}`, "", ...lines, ""] : []);
const upperFirst = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
const isWorkOf = (/** @type {List} */ { boxes: rows }) => isWork(rows.map(([, address]) => address));
const toMinute = (/** @type {string | number} */ at) => Math.floor(new Date(at).getTime() / MINUTE) * MINUTE;
const minutesBetween = (/** @type {string | number} */ from, /** @type {string | number} */ to) => (toMinute(to) - toMinute(from)) / MINUTE;

/** Returns functions that write times and events in words. @param {RunState} run @param {Boxes} boxes @param {Shown} shown */
const wordsOf = (run, boxes, { strings, zone, now }) => {
  const first = clock.day(toMinute(run.facts.began || now), zone);
  const full = (/** @type {string | number} */ at) => clock.inWords(toMinute(at), zone);
  /* Leaves out the day on which the run began. */
  const short = (/** @type {string} */ at) => {
    const [day, hour] = [clock.day(toMinute(at), zone), clock.dateAndTime(toMinute(at), zone).slice(-5)];
    return day === first ? hour : `${day} ${hour}`;
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
    if (what === "blank") return `${label(boxes.labels?.blanks, blank)}: ${codeSpan(text) || "–"}`;
    if (what === "hold" && !text) return strings("record.hold.over");
    if (address.startsWith("phases.") && ["done", "open"].includes(what)) return strings(`record.phase.${what}`);
    const values = { text: escaped(text), release: escaped(release), t0: what === "t0" ? t0(event) : "" };
    return [strings(`event.${what}`, values), way(event)].filter(Boolean).join("; ");
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
  return { full, length, stamp, said, past, way, t0 };
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
    const [answer] = counted(`answer ${address}`);
    const label = number ? `${number} ${text}` : text;
    const reason = answer && answer.text ? escaped(answer.text) : "";
    const body = {
      na: `~~${label}~~ ${strings("ticks.word.na")}: ${reason || "–"}`,
      failed: `${label} **${strings("record.failed")}**${reason && `: ${reason}`}`,
    }[/** @type {string} */ (state)] || label;
    const isSaid = answer && !["open", "mixed", "differs"].includes(state);
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
/** Returns the first lines: which run it is, when it was, who was in it, and how it ended.
    @type {(run: RunState, boxes: Boxes, rows: [Row, State][], words: Words, shown: Shown) => string[]} */
const headOf = ({ facts, events, by, held }, boxes, rows, words, { strings, now }) => {
  const people = new Map(/** @type {[string, number][]} */ ([]));
  for (const event of events) people.set(by(event), (people.get(by(event)) || 0) + 1);
  const nameOf = (/** @type {string} */ name) => escaped(name) || strings("ticks.nobody");
  const [done, failed, na] = ["done", "failed", "na"].map((state) => rows.filter(([, one]) => one === state).length);
  const ended = facts.ended && `${words.full(facts.ended.at)} (${nameOf(facts.ended.by)})`;
  const t0 = held.get("t0")?.event;
  const those = (/** @type {(row: Row, state: State) => unknown} */ isOne) =>
    rows.filter(([row, state]) => isOne(row, state)).map(([row]) => row[6] || row[4]).join(", ");
  return [
    ["system", boxes.title],
    ["release", (escaped(facts.release) || "–") + (facts.from && ` (${strings("record.from", { release: escaped(facts.from) })})`)],
    ["lead", escaped(facts.lead) || "–"],
    ["people", [...people].map(([name, n]) => strings("record.entries", { who: nameOf(name), n })).join(", ")],
    ["start", words.full(facts.began || now)],
    ["end", ended || strings("record.not-ended", { when: words.full(facts.last || now) })],
    ["duration", words.length(minutesBetween(facts.began || now, facts.ended?.at || facts.last || now))],
    ["t0", t0 ? words.t0(t0) : "–"],
    ["result", strings("record.totals", { done, failed, na, open: rows.length - done - failed - na, all: rows.length })],
    ["failed", those((_row, state) => state === "failed")],
    ["differs", those((_row, state) => state === "differs")],
    ["changed", those((_row, state) => state === "changed")],
    ["blocking", those(([, , , must], state) => must && !isSettled(state))],
    ["as-of", words.full(now)],
  ].filter(([, value]) => value).map(([key, value]) => `- ${upperFirst(strings(`record.${key}`))}: ${value}`);
};
/** Returns what happened to the run as a whole, in order, and facts that people set differently.
    @type {(run: RunState, words: Words, items: Items, shown: Shown) => string[]} */
const courseOf = (run, words, items, { strings, now }) => {
  const skew = Math.round(skewOf(run.events, now) / 60);
  const facts = ["name", "t0", "release", "hold"].map((fact) => ({ fact, events: items.counted(fact) }));
  return [
    ...run.events.filter(({ what, address }) => ABOUT_RUN.includes(what) && !address).map(words.past),
    ...facts.filter(({ events }) => events.length > 1).map(({ fact, events }) => {
      const values = events.map((event) => `${words.said(event)} (${words.stamp(event)})`).join(", ");
      return `- **${strings("run.fact-differs", { fact: strings(`run.fact.${fact}`), values })}**`;
    }),
    ...(skew ? [`- ${strings("run.skew", { n: skew })}`] : []),
  ];
};
/** Returns the values of the blanks that belong to no row, each with the values that it had before.
    @type {(run: RunState, words: Words, items: Items, strings: Shown["strings"]) => string[]} */
const valuesOf = (run, words, items, strings) => [...run.held].filter(([, { event }]) => event.what === "blank" && !event.address)
  .flatMap(([register, { event: { blank } }]) => {
    const [now, differs] = [items.counted(register), `**${strings("record.differs")}**`];
    const all = run.events.filter((event) => event.what === "blank" && event.blank === blank && !event.address);
    return [
      ...now.map((event) => `- ${words.said(event)}${inBrackets(now.length > 1 && differs, words.stamp(event))}`),
      ...(all.length > now.length ? indented([`- ${strings("record.history")}`, ...indented(all.map(words.past))]) : []),
    ];
  });

/** Returns the rows of the triggers that somebody saw, and how many nobody saw.
    @type {(run: RunState, boxes: Boxes, items: Items, shown: Shown) => string[]} */
const triggersOf = (run, boxes, items, { strings }) => {
  const lists = boxes.phases.flatMap((phase) => phase.lists).filter((list) => !isWorkOf(list));
  return lists.flatMap(({ title, boxes: rows }) => {
    const seen = rows.filter(([, address]) => items.isTouched(address));
    const others = strings(seen.length ? "record.unseen" : "record.unseen.all", { n: rows.length - seen.length });
    const lines = seen.flatMap((row) => items.box(row, stateOf(run.answerOf(row[1]), row[2])));
    const rest = seen.length < rows.length ? [...(lines.length ? [""] : []), others] : [];
    return section("##", title, [...lines, ...rest]);
  });
};
/** Returns the phases with their lists, the rows of these with their states, and all addresses in them.
    @type {(run: RunState, boxes: Boxes) => (Phase & {rows: [Row, State][], addresses: string[]})[]} */
const phasesOf = (run, boxes) => boxes.phases.map((phase) => {
  const lists = phase.lists.filter(isWorkOf);
  const stateOfLeaf = (/** @type {string} */ address, /** @type {string} */ print) => stateOf(run.answerOf(address), print);
  const rows = lists.flatMap((list) => {
    const states = /** @type {State[]} */ (statesOf(list.boxes, stateOfLeaf));
    return states.map((state, at) => /** @type {[Row, State]} */ ([list.boxes[at], state]));
  });
  const addresses = [`phases.${phase.id}`, ...lists.map(({ id }) => id), ...rows.map(([[, address]]) => address)];
  return { ...phase, lists, rows, addresses };
}).filter(({ lists }) => lists.length);

/** Writes a run as Markdown. @type {(run: RunState, boxes: Boxes, shown: Shown) => string} */
const toMarkdown = (run, boxes, shown) => {
  const { strings } = shown;
  const words = wordsOf(run, boxes, shown);
  const items = itemsOf(run, words, shown);
  const history = (/** @type {string} */ address) => run.historyOf(address).map(({ event }) => words.past(event));
  const phases = phasesOf(run, boxes);
  const planned = plannedPhases(boxes.phases, run.answerOf, run.facts.t0);
  const isPart = (/** @type {typeof phases[0]} */ { id, addresses }) => planned.has(id) || addresses.some(items.isTouched);
  const parts = phases.filter(isPart);
  const leftOut = phases.filter((phase) => !isPart(phase)).map(({ title }) => title).join(", ");

  const phaseOf = (/** @type {typeof phases[0]} */ { id, title, lists, rows }) => {
    const states = new Map(rows);
    const tally = strings("progress.of", { n: rows.filter(([, state]) => isSettled(state)).length, all: rows.length });
    const declared = history(`phases.${id}`);
    return [
      `## ${title} (${tally})`, "", ...declared, ...(declared.length ? [""] : []),
      ...lists.flatMap((list) => section("###", list.title + (list.at && ` (${list.at})`), [
        ...items.below(list.id), ...list.boxes.flatMap((row) => items.box(row, /** @type {State} */ (states.get(row)))),
      ])),
    ];
  };
  const rowsOfAll = boxes.phases.flatMap(({ lists }) => lists.flatMap((list) => list.boxes));
  const known = new Set([...rowsOfAll.map(([, address]) => address), ...phases.flatMap(({ addresses }) => addresses)].map(run.current));
  const others = run.addresses.filter((address) => !known.has(address));
  return [
    `# ${[escaped(run.facts.name), boxes.title].filter(Boolean).join(" · ")}`, "",
    ...headOf(run, boxes, parts.flatMap(({ rows }) => rows), words, shown), "",
    ...section("##", strings("record.course"), courseOf(run, words, items, shown)),
    ...triggersOf(run, boxes, items, shown),
    ...section("##", strings("record.values"), valuesOf(run, words, items, strings)),
    ...parts.flatMap(phaseOf),
    ...(leftOut ? [strings("record.left-out", { phases: leftOut }), ""] : []),
    ...section("##", strings("record.others"), others.flatMap((address) => [`- ${codeSpan(address)}`, ...indented(history(address))])),
  ].join("\n");
};

runbook.runRecord = { toMarkdown };
