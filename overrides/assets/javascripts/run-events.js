/* The events of a run: their ids, the clock that orders them, and the registers that they write. Pure: the caller gives the time.
   An id is `SECOND.COUNT.NODE`: a hybrid logical clock, which never runs behind an event that it has seen, and the page visit that wrote
   the event. So events have the same order on every device, whatever the clocks of the devices show. The numbers are in base 36. */
const ID = /^([1-9a-z][0-9a-z]{0,6})\.([0-9a-z]{1,4})\.([0-9a-z]{6})$/;
/* The largest count in an id; nobody reads a larger one. */
const MAX_COUNT = 999999;
const ANSWERS = new Set(["done", "failed", "na", "open", "seen", "signed"]);
/* Events about the run that answer the same question share a register. */
const SHARED = /** @type {Record<string, string>} */ ({ begun: "release", carried: "release", continued: "ended" });

/** @type {(id: string) => [second: number, count: number, node: string]} */
const partsOf = (id) => {
  const [, second, count, node] = ID.exec(id) || ["", "0", "0", ""];
  return [parseInt(second, 36), parseInt(count, 36), node];
};
/** @type {(one: string, other: string) => number} */
const compareIds = (one, other) => {
  if (one === other) return 0;
  const [[second, count, node], [otherSecond, otherCount, otherNode]] = [partsOf(one), partsOf(other)];
  return second - otherSecond || count - otherCount || (node < otherNode ? -1 : 1);
};
/** Answers of version 0.1 did not record what they replaced. The nodes of their events begin with 0, which no page visit's node does.
    @type {(id: string) => boolean} */
const isEarlier = (id) => partsOf(id)[2].startsWith("0");
/** Makes a node for a page visit from six random numbers. @type {(random: ArrayLike<number>) => string} */
const nodeOf = (random) =>
  Array.from(random, (number, at) => (at ? (number % 36).toString(36) : (10 + (number % 26)).toString(36))).slice(0, 6).join("");

/** Returns a moment that an event can have: the clock of a device may begin in 1970. @type {(moment: number) => number} */
const possible = (moment) => Math.min(Math.max(moment, Date.UTC(2000)), Date.UTC(2200) - 1000);
/** Makes the clock of a page visit. `now` gives milliseconds since 1970. @type {(node: string, now: () => number) => EventClock} */
const openClock = (node, now) => {
  let [last, count] = [0, -1];
  /** Never goes behind an event that somebody else wrote. */
  const see = (/** @type {string} */ id) => {
    const [second, at] = partsOf(id);
    if (second > last || (second === last && at > count)) [last, count] = [second, at];
  };
  const next = () => {
    const second = Math.floor(possible(now()) / 1000);
    if (second > last || count >= MAX_COUNT) [last, count] = [Math.max(second, last + 1), 0];
    else count += 1;
    return `${last.toString(36)}.${count.toString(36)}.${node}`;
  };
  return { see, next };
};
/** Writes a moment as events have it: ISO 8601 in UTC, whole seconds. @type {(moment: number) => string} */
const timeOf = (moment) => `${new Date(possible(moment)).toISOString().slice(0, 19)}Z`;

/** Returns the name of the register that an event writes; empty for an undo, which writes none. `current` gives the address that a box has
    now. @type {(event: RunEvent, current?: (address: string) => string) => string} */
const registerOf = ({ id, what, address = "", blank = "" }, current = (one) => one) => {
  if (what === "undo") return "";
  if (what === "named") return `named ${partsOf(id)[2]}`;
  const place = address && ` ${current(address)}`;
  if (what === "blank") return `blank ${blank}${place}`;
  if (ANSWERS.has(what)) return `answer${place}`;
  return `${SHARED[what] || what}${place}`;
};
/** Returns what an event says, so that two events that say the same do not contradict each other. @type {(event: RunEvent) => string} */
const valueOf = ({ what, text = "", way = "", t0 = "", zone = "", release = "" }) =>
  JSON.stringify([what, ANSWERS.has(what) && what !== "na" && what !== "failed" ? "" : text.trim(), way, t0, zone, release]);

runbook.runEvents = { ID, MAX_COUNT, ANSWERS, partsOf, compareIds, isEarlier, nodeOf, openClock, timeOf, registerOf, valueOf };
