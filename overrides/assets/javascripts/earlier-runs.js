/* Reads runs of version 0.1, which stored the last answer on each box, as logs of events. Pure.
   The same answer gives the same event on every device, so that a run can be copied many times and joined with its copies. The id of an
   event is the second and the millisecond of the answer, then 0, which begins no other node, and a hash of what was answered. */
const ADDRESS = /^[a-z0-9.-]{1,600}$/;
const PRINT = /^[\w-]{1,20}$/;
const ZONE = /^[\w+:/-]{0,60}$/;
const FIRST = Date.UTC(2000);
const LAST = Date.UTC(2200) - 1;
const NEVER = new Date(0).toISOString();
/** @typedef {Run["answers"][string]} EarlierAnswer */
/** A run with the answers that were cleared last.
    @typedef {Run & {cleared?: Record<string, EarlierAnswer>}} EarlierRun */

/** Returns five letters that tell texts apart (FNV-1a). @type {(text: string) => string} */
const hashOf = (text) => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % 36 ** 5).toString(36).padStart(5, "0");
};
/** @type {(at: string) => number} */
const momentOf = (at) => Math.min(Math.max(Date.parse(at) || FIRST, FIRST), LAST);
/** @type {(moment: number, node: string, later?: number) => string} */
const idAt = (moment, node, later = 0) =>
  `${Math.floor(moment / 1000).toString(36)}.${((moment % 1000) + later).toString(36)}.${node}`;
/** Makes an event without the fields that are missing or empty.
    @type {(at: string, fields: Partial<RunEvent>, later?: number) => RunEvent} */
const eventAt = (at, fields, later) => {
  const moment = momentOf(at);
  const given = Object.entries(fields).filter(([name, value]) => value || (value === "" && (name === "text" || name === "t0")));
  const event = { at: `${new Date(moment).toISOString().slice(0, 19)}Z`, ...Object.fromEntries(given) };
  return /** @type {RunEvent} */ ({ id: idAt(moment, `0${hashOf(JSON.stringify(event))}`, later), ...event });
};

/** Returns the events of the answer on a box. An answer that a parent gave tells which answers the parent knew: those up to `replaces`.
    @type {(address: string, answer: EarlierAnswer) => RunEvent[]} */
const eventsOfAnswer = (address, { state, at, by, print = "", because = "", note, replaced }) => {
  const parent = address.split(".").slice(0, -2).join(".") || address;
  const known = replaced && replaced !== NEVER ? [idAt(momentOf(replaced), "zzzzzz")] : undefined;
  const answer = state && eventAt(at, {
    what: state, by, address, text: state === "na" ? because : undefined, print: PRINT.test(print) ? print : undefined,
    through: replaced ? parent : undefined, replaces: known,
  });
  return [...(answer ? [answer] : []), ...(note ? [eventAt(at, { what: "note", by, address, text: note })] : [])];
};
/** @type {(answers: Record<string, EarlierAnswer>) => RunEvent[]} */
const eventsOfAnswers = (answers) => Object.entries(answers).flatMap(([address, answer]) => eventsOfAnswer(address, answer));
/** Returns the events of the facts of a run. A fact that was emptied is an event too. @type {(facts: Facts) => RunEvent[]} */
const eventsOfFacts = ({ release, from, name, person, t0, zone, began, at }) => {
  const isChanged = at !== began;
  return [
    eventAt(began, { what: "begun", release, from }),
    ...(name ? [eventAt(at, { what: "name", text: name })] : []),
    ...(person || isChanged ? [eventAt(at, { what: "lead", text: person })] : []),
    ...(t0 || isChanged ? [eventAt(at, { what: "t0", t0, zone: t0 && ZONE.test(zone) ? zone : "" })] : []),
  ];
};
/** Returns the id that a run of version 0.1 has as a log. In version 0.1, a run that was carried over had the same id in both releases, and
    all runs of a day have one id. @type {(run: {release: string, id: string}) => string} */
const idOf = ({ release, id }) => (release ? `${id.slice(0, 34)}-${hashOf(release)}` : id);
/** Returns a run of version 0.1 as events. Answers that were cleared are undone together.
    @type {(run: EarlierRun) => {run: string, events: RunEvent[]}} */
const eventsOfRun = (run) => {
  const cleared = eventsOfAnswers(run.cleared || {});
  const undoes = cleared.map(({ id }) => id).sort();
  const last = Object.values(run.cleared || {}).map(({ at }) => momentOf(at)).sort((one, other) => other - one)[0];
  const undo = undoes.length ? [eventAt(new Date(last).toISOString(), { what: "undo", text: "all", undoes }, 1000)] : [];
  const events = [...eventsOfFacts(run), ...eventsOfAnswers(run.answers), ...cleared, ...undo];
  return { run: idOf(run), events: [...new Map(events.map((event) => [event.id, event])).values()] };
};

/** @type {(text: string) => any} */
const parsed = (text) => {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
};
const FACTS = "run";
const CLEARED = "undo";
/** @type {(entries: [string, any][]) => Record<string, EarlierAnswer>} */
const answersIn = (entries) => Object.fromEntries(entries.filter(([address, answer]) => ADDRESS.test(address) && answer));
/** Returns the runs of a system that version 0.1 stored. Keys are `site|variant|release|run|item`; an item is an address, `run` for the
    facts of the run, or `undo` for the answers that were cleared last.
    @type {(stored: Record<string, string>, site: string, variant: string) => EarlierRun[]} */
const runsIn = (stored, site, variant) => {
  const start = `${[site, variant].map(encodeURIComponent).join("|")}|`;
  const runs = /** @type {Map<string, [string, any][]>} */ (new Map());
  for (const [key, text] of Object.entries(stored).filter(([name]) => name.startsWith(start))) {
    const run = key.slice(0, key.lastIndexOf("|"));
    const item = key.slice(run.length + 1);
    runs.set(run, [...(runs.get(run) || []), [item, parsed(text)]]);
  }
  return [...runs.values()].flatMap((entries) => {
    const { [FACTS]: facts, [CLEARED]: cleared } = Object.fromEntries(entries);
    if (!facts || typeof facts.id !== "string") return [];
    const answers = answersIn(entries.filter(([item]) => item !== FACTS && item !== CLEARED));
    return [{ ...facts, site, variant, answers, ...(cleared ? { cleared: answersIn(Object.entries(cleared)) } : {}) }];
  });
};

runbook.earlierRuns = { idOf, eventsOfRun, runsIn };
