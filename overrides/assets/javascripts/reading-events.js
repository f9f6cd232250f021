/* Reads events from links, files and storage, which anybody can write: known fields, bounded, of the right form. Pure. */
const { MAX_COUNT } = runbook.runEvents;
const MAX_EVENTS = 20000;
const MAX_CHARACTERS = 8000000;
/* Clearing all answers undoes every event in one. */
const MAX_IDS = MAX_EVENTS;
const MAX_MOVED = 5000;
const FIRST = Date.UTC(2000) / 1000;
const LAST = Date.UTC(2200) / 1000;
/* The second and the count in base 36, then six letters for the visit. */
const ID = /^([1-9a-z][0-9a-z]{5,6})\.(0|[1-9a-z][0-9a-z]{0,3})\.([0-9a-z]{6})$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const LOCAL = /^(.{16})(?:[+-]\d\d:[0-5]\d)?$/;
const ADDRESS = /^[a-z0-9.-]{1,600}$/;
const ON_BOX = ["done", "failed", "na", "open", "seen", "signed", "note", "claim"];
const ON_RUN = ["begun", "name", "lead", "t0", "hold", "named", "carried", "continued", "ended"];
/* A link has the place of a kind in this list, so a new kind comes last. */
const WHATS = [...ON_BOX, ...ON_RUN, "blank", "undo", "drill"];
/* What an event `drill` can say: that the run is a drill, or that it is not. */
const DRILL = ["yes", ""];

/** Splits an id into second, count and visit; null if it is not exactly of the form that is written.
    @type {(id: any) => [second: number, count: number, node: string] | null} */
const partsOf = (id) => {
  const [, inBase36 = "", number = "", node = ""] = (typeof id === "string" && ID.exec(id)) || [];
  const [second, count] = [parseInt(inBase36, 36), parseInt(number, 36)];
  return second >= FIRST && second < LAST && count <= MAX_COUNT ? [second, count, node] : null;
};
/** @type {(second: number, count: number, node: string) => string} */
const idOf = (second, count, node) => `${second.toString(36)}.${count.toString(36)}.${node}`;
/** Returns a text without characters that cannot be shown, cut to its maximum length; halves of characters become U+FFFD.
    @type {(text: string, most: number) => string} */
const readable = (text, most) =>
  text.slice(0, most).replace(/\p{Surrogate}/gu, "\uFFFD").replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
/** Each reader returns a value that is safe, or null for one that is wrong. @type {(most: number) => (given: any) => string | null} */
const text = (most) => (given) => (typeof given === "string" ? readable(given, most) : null);
/** @type {(pattern: RegExp) => (given: any) => string | null} */
const matching = (pattern) => (given) => (typeof given === "string" && pattern.test(given) ? given : null);
/** @type {(first: number) => (given: any) => string | null} */
const momentFrom = (first) => (given) => {
  const seconds = typeof given === "string" && MOMENT.test(given) ? Date.parse(given) / 1000 : NaN;
  return seconds >= first && seconds < LAST && new Date(seconds * 1000).toISOString() === given.replace("Z", ".000Z") ? given : null;
};
/* With the offset from UTC only if the clocks of the zone show the time twice. */
const localTime = (/** @type {any} */ given) => {
  const [, local = ""] = (typeof given === "string" && LOCAL.exec(given)) || [];
  return given === "" || momentFrom(0)(`${local}:00Z`) ? given : null;
};
const ids = (/** @type {any} */ given) =>
  (Array.isArray(given) && given.length <= MAX_IDS && given.every(partsOf) ? [...given] : null);
const moved = (/** @type {any} */ given) => {
  if (!given || typeof given !== "object" || Array.isArray(given)) return null;
  const pairs = Object.entries(given);
  const isWrong = pairs.length > MAX_MOVED || pairs.some((pair) => !pair.every(matching(ADDRESS)));
  return isWrong ? null : Object.fromEntries(pairs);
};
const id = (/** @type {any} */ given) => (partsOf(given) ? given : null);
const what = (/** @type {any} */ given) => (WHATS.includes(given) ? given : null);
/** @type {[keyof RunEvent, (given: any) => any][]} */
const FIELDS = [
  ["id", id], ["at", momentFrom(FIRST)], ["by", text(200)], ["what", what],
  ["address", matching(ADDRESS)], ["text", text(2000)], ["blank", matching(ADDRESS)], ["way", matching(ADDRESS)],
  ["print", matching(/^~?[\w-]{1,20}$/)], ["through", matching(ADDRESS)], ["replaces", ids], ["undoes", ids],
  ["t0", localTime], ["zone", matching(/^[\w+:/-]{0,60}$/)], ["release", text(100)], ["from", text(100)], ["moved", moved],
];
/** Tells whether an event has what its kind needs. @type {(event: Partial<RunEvent>) => boolean} */
const isWhole = (event) => {
  if (!event.id || !event.at || !event.what) return false;
  if (event.what === "blank") return Boolean(event.blank);
  if (ON_BOX.includes(event.what) !== Boolean(event.address)) return false;
  if (event.what === "drill") return DRILL.includes(event.text || "");
  return (event.what !== "undo" || Boolean(event.undoes?.length)) && (event.what !== "t0" || event.t0 !== undefined);
};
/** Reads one event: keeps known fields; null if one of them is wrong. Reading what it returned changes nothing.
    @type {(given: any) => RunEvent | null} */
const readEvent = (given) => {
  if (!given || typeof given !== "object") return null;
  /** @type {any} */
  const event = {};
  for (const [name, read] of FIELDS) {
    if (!Object.hasOwn(given, name) || given[name] === undefined) continue;
    event[name] = read(given[name]);
    if (event[name] === null) return null;
  }
  return isWhole(event) ? event : null;
};
/** Reads events of a list, the first of each id; `refused` counts the others.
    @type {(given: Iterable<any>, most?: number, characters?: number) => {events: RunEvent[], refused: number}} */
const readEvents = (given, most = MAX_EVENTS, characters = MAX_CHARACTERS) => {
  const events = /** @type {Map<string, RunEvent>} */ (new Map());
  let [refused, room] = [0, characters];
  for (const one of given) {
    const event = events.size < most ? readEvent(one) : null;
    room -= event ? JSON.stringify(event).length : 0;
    if (event && room >= 0 && !events.has(event.id)) events.set(event.id, event);
    else refused += 1;
  }
  return { events: [...events.values()], refused };
};
const readStored = (/** @type {RunEvent[]} */ events) => readEvents(events, Infinity, Infinity).events;
/** Returns a store that gives only events which can be read, because other pages of the origin can write into it. However many there are,
    none of them is left out: somebody may have recorded it here, in a run that was as long as a run from elsewhere may be.
    @type {(store: EventStore) => EventStore} */
const checkedStore = (store) => ({
  ...store,
  factsOf: async (variant) => {
    const runs = Object.entries(await store.factsOf(variant));
    return Object.fromEntries(runs.map(([run, events]) => [run, readStored(events)]));
  },
  eventsOf: async (variant, run) => readStored(await store.eventsOf(variant, run)),
  onChange: (listener) => store.onChange((change) => listener(change && { ...change, events: readStored(change.events) })),
});

runbook.readingEvents = { MAX_EVENTS, MAX_IDS, WHATS, partsOf, idOf, text, matching, readEvent, readEvents, checkedStore };
