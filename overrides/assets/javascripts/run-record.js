/* Writes a run as Markdown for a ticket: what happened, in which order, and who did it. Pure. */
const { isSettled, stateOf } = runbook.answers;
const { isWork } = runbook.plannedWork;
const { minutesBetween, workOf, plannedRows, totalsOf } = runbook.runSummary;
const { skewOf } = runbook.runState;
const { openClaims } = runbook.claims;
const { escaped, codeSpan } = runbook.markdownTexts;
const { indented, inBrackets, wordsOf, itemsOf } = runbook.recordWords;
const ABOUT_RUN = ["begun", "name", "lead", "t0", "hold", "drill", "carried", "continued", "ended"];

/** @typedef {Phase & {rows: [Row, State][], isPlanned: boolean}} Worked */

/** @type {(mark: string, title: string, lines: string[]) => string[]} */
const section = (mark, title, lines) => (lines.length ? [`${mark} ${title}`, "", ...lines, ""] : []);
const upperFirst = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
const isWorkOf = (/** @type {List} */ { boxes: rows }) => isWork(rows.map(([, address]) => address));

/** Returns for how many minutes the run was on hold. @type {(run: RunState, until: string) => number} */
const minutesOnHold = ({ events, undone }, until) => {
  let [minutes, since] = [0, ""];
  for (const { at, text } of events.filter(({ id, what }) => what === "hold" && !undone.has(id))) {
    if (since && !text) minutes += minutesBetween(since, at);
    since = text ? since || at : "";
  }
  return Math.max(0, minutes + (since ? minutesBetween(since, until) : 0));
};
/** Returns the first lines: which run it is, when it was, who was in it, and how it ended.
    @type {(run: RunState, boxes: Boxes, rows: [Row, State][], words: Words, shown: Shown) => string[]} */
const headOf = (run, boxes, rows, words, { strings, now }) => {
  const { facts, events, by, held } = run;
  const until = facts.ended?.at || facts.last || new Date(now).toISOString();
  const people = new Map(/** @type {[string, number][]} */ ([]));
  for (const event of events) people.set(by(event), (people.get(by(event)) || 0) + 1);
  const nameOf = (/** @type {string} */ name) => escaped(name) || strings("ticks.nobody");
  const ended = facts.ended && `${words.full(facts.ended.at)} (${nameOf(facts.ended.by)})`;
  const hold = strings("run.on-hold", { reason: escaped(facts.hold) });
  const t0 = held.get("t0")?.event;
  const those = (/** @type {(row: Row, state: State) => unknown} */ isOne) =>
    rows.filter(([row, state]) => isOne(row, state)).map(([row]) => row[6] || row[4]).join(", ");
  return [
    ["system", boxes.title],
    ["release", (escaped(facts.release) || "–") + (facts.from && ` (${strings("record.from", { release: escaped(facts.from) })})`)],
    ["drill", facts.drill && strings("record.drill.yes")],
    ["lead", escaped(facts.lead) || "–"],
    ["people", [...people].map(([name, n]) => strings("record.entries", { who: nameOf(name), n })).join(", ")],
    ["start", words.full(facts.began || now)],
    ["end", ended || strings("record.not-ended", { when: words.full(facts.last || now) })],
    ["duration", words.length(minutesBetween(facts.began || now, until))],
    ["on-hold", events.some(({ what }) => what === "hold") && words.length(minutesOnHold(run, until)) + (facts.hold && `; ${hold}`)],
    ["t0", t0 ? words.t0(t0) : "–"],
    ["result", strings("record.totals", totalsOf(rows))],
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
  const facts = ["name", "lead", "t0", "release", "hold", "drill"].map((fact) => ({ fact, events: items.counted(fact) }));
  return [
    ...run.events.filter(({ what, address }) => ABOUT_RUN.includes(what) && !address).map(words.past),
    ...facts.filter(({ events }) => events.length > 1).map(({ fact, events }) => {
      const values = events.map((event) => `${words.said(event)} (${words.stamp(event)})`).join(", ");
      return `- **${strings("run.fact-differs", { fact: strings(`run.fact.${fact}`), values })}**`;
    }),
    ...(skew ? [`- ${strings("run.skew", { time: words.length(skew) })}`] : []),
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

/** Returns what people have taken on and not finished. @type {(run: RunState, boxes: Boxes, words: Words) => string[]} */
const claimsOf = (run, boxes, words) => {
  const stateOfLeaf = (/** @type {string} */ address, /** @type {string} */ print) => stateOf(run.answerOf(address), print);
  const open = /** @type {OpenClaim[]} */ (openClaims(boxes.phases, run.claimOf, stateOfLeaf));
  return open.map(({ name, claim: { names, at } }) => `- ${name}: ${escaped(names.join(" / "))}, ${words.short(at)}`);
};

/** Returns the rows of the triggers that somebody saw, and how many nobody saw.
    @type {(run: RunState, boxes: Boxes, items: Items, shown: Shown) => string[]} */
const triggersOf = (run, boxes, items, { strings }) => {
  const lists = boxes.phases.flatMap((phase) => phase.lists).filter((list) => !isWorkOf(list));
  return lists.flatMap(({ id, title, boxes: rows }) => {
    const seen = rows.filter(([, address]) => items.isTouched(address));
    const others = strings(seen.length ? "record.unseen" : "record.unseen.all", { n: rows.length - seen.length });
    const lines = [...items.below(id), ...seen.flatMap((row) => items.box(row, stateOf(run.answerOf(row[1]), row[2])))];
    const rest = seen.length < rows.length ? [...(lines.length ? [""] : []), others] : [];
    return section("##", title, [...lines, ...rest]);
  });
};
/** Returns the phases that have work, with all addresses in them.
    @type {(run: RunState, boxes: Boxes) => (Worked & {addresses: string[]})[]} */
const phasesOf = (run, boxes) => workOf(run, boxes).map((/** @type {Worked} */ phase) => (
  { ...phase, addresses: [`phases.${phase.id}`, ...phase.lists.map(({ id }) => id), ...phase.rows.map(([[, address]]) => address)] }));

/** Writes a run as Markdown. @type {(run: RunState, boxes: Boxes, shown: Shown) => string} */
const toMarkdown = (run, boxes, shown) => {
  const { strings } = shown;
  const words = wordsOf(run, boxes, shown);
  const items = itemsOf(run, words, shown);
  const history = (/** @type {string} */ address) => run.historyOf(address).map(({ event }) => words.past(event));
  const phases = phasesOf(run, boxes);
  const isPart = (/** @type {typeof phases[0]} */ { isPlanned, addresses }) => isPlanned || addresses.some(items.isTouched);
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
  const lists = boxes.phases.flatMap((phase) => phase.lists);
  const places = lists.flatMap((list) => [list.id, ...list.boxes.map(([, address]) => address)]);
  const known = new Set([...places, ...phases.flatMap(({ addresses }) => addresses)].map(run.current));
  const others = run.addresses.filter((address) => !known.has(address));
  return [
    `# ${[run.facts.drill && strings("record.drill"), escaped(run.facts.name), boxes.title].filter(Boolean).join(" · ")}`, "",
    ...headOf(run, boxes, plannedRows(phases), words, shown), "",
    ...section("##", strings("record.course"), courseOf(run, words, items, shown)),
    ...section("##", strings("record.claims"), claimsOf(run, boxes, words)),
    ...triggersOf(run, boxes, items, shown),
    ...section("##", strings("record.values"), valuesOf(run, words, items, strings)),
    ...parts.flatMap(phaseOf),
    ...(leftOut ? [strings("record.left-out", { phases: leftOut }), ""] : []),
    ...section("##", strings("record.others"), others.flatMap((address) => [`- ${codeSpan(address)}`, ...indented(history(address))])),
  ].join("\n");
};

runbook.runRecord = { toMarkdown };
