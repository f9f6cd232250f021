/* The state of a run, which follows from its events alone, in any order. Pure. */
const { partsOf, compareIds, isEarlier, registerOf, valueOf } = runbook.runEvents;
/** Who has taken something on, and since when. Several people if they claimed it without knowing of each other.
    @typedef {{names: string[], at: string}} Claim */
/** An answer on a box, or on a whole phase under `phases.ID`, with the note on it.
    @typedef {object} Answer
    @property {"done" | "failed" | "na" | "open" | "seen" | "signed"} [state] Missing if there is only a note.
    @property {string} at When it was given, by the clock of the device.
    @property {string} [by] Who answered.
    @property {string} [text] Why it is not applicable, or what was done about the failure.
    @property {string} [way] The id of the way that was chosen.
    @property {string} [print] The fingerprint of the box at the time of the answer.
    @property {string} [through] The parent whose tick gave this answer.
    @property {string} [id] The event.
    @property {string} [note]
    @property {RunEvent[]} [contradicts] The answers that people gave without knowing of each other, if they differ. */
/** What one register holds: the event that counts, the events that people gave without knowing of each other, and all that nobody replaced.
    @typedef {{event: RunEvent, heads: RunEvent[], open: RunEvent[], contradicts: boolean}} Held */

/** Returns the events in order, each once. @type {(events: Iterable<RunEvent>) => RunEvent[]} */
const inOrder = (events) =>
  [...new Map([...events].map((event) => [event.id, event])).values()].sort((one, other) => compareIds(one.id, other.id));
/** Returns which events are undone, and by which event. An undo that is undone itself has no effect.
    @type {(events: RunEvent[]) => Map<string, RunEvent>} */
const undoneIn = (events) => {
  const undone = /** @type {Map<string, RunEvent>} */ (new Map());
  for (const event of [...events].reverse()) {
    if (event.what !== "undo" || undone.has(event.id)) continue;
    for (const id of event.undoes || []) if (compareIds(id, event.id) < 0 && !undone.has(id)) undone.set(id, event);
  }
  return undone;
};
/** Of answers of version 0.1 the later counts, but the tick of a parent yields to "not applicable" if it did not know of that.
    @type {(events: RunEvent[]) => RunEvent} */
const lastOfEarlier = (events) => {
  const yields = (/** @type {RunEvent} */ mine, /** @type {RunEvent} */ theirs) =>
    Boolean(mine.through) && theirs.what === "na" && compareIds(theirs.id, mine.replaces?.[0] || "") > 0;
  return events.reduce((one, other) => (yields(other, one) && !yields(one, other) ? one : other));
};
/** Returns what a register holds. Events that nobody replaced are its heads; an answer on a box itself counts more than one through a
    parent that did not know of it. @type {(events: RunEvent[]) => Held} */
const heldBy = (events) => {
  const replaced = new Set(events.flatMap(({ id, replaces = [] }) => replaces.filter((other) => compareIds(other, id) < 0)));
  const heads = events.filter(({ id }) => !replaced.has(id));
  const earlier = heads.filter(({ id }) => isEarlier(id));
  /* Version 0.1 kept the time of an answer when its note changed; then nothing tells which note is the last. */
  const isLast = (/** @type {RunEvent} */ { id }) => id.slice(0, -6) === lastOfEarlier(earlier).id.slice(0, -6);
  const open = heads.filter((event) => !isEarlier(event.id) || isLast(event));
  const own = open.filter(({ through }) => !through);
  /* To give back contradicts nobody who takes over. */
  const taken = open.filter(({ what, text = "" }) => what === "claim" && text.trim());
  const counted = [taken, own, open].find((those) => those.length) || open;
  const contradicts = new Set(counted.map(valueOf)).size > 1;
  return { event: counted[counted.length - 1], heads: counted, open, contradicts };
};
/** Returns the address that a box has now, after the run was carried over. If the run was carried back, two addresses lead to each other:
    both are one. @type {(events: RunEvent[]) => (address: string) => string} */
const movesOf = (events) => {
  const moved = new Map(events.flatMap(({ what, moved: given }) => (what === "carried" ? Object.entries(given || {}) : [])));
  const ends = /** @type {Map<string, string>} */ (new Map());
  return (address) => {
    const way = /** @type {Set<string>} */ (new Set());
    let at = address;
    for (; moved.has(at) && !ends.has(at) && !way.has(at); at = moved.get(at) || "") way.add(at);
    const end = ends.get(at) ?? (way.has(at) ? [...way].slice([...way].indexOf(at)).sort()[0] : at);
    for (const one of way) ends.set(one, end);
    return end;
  };
};

/** Derives the state of a run. @param {Iterable<RunEvent>} given @returns {RunState} */
const derive = (given) => {
  const events = inOrder(given);
  const undone = undoneIn(events);
  const counted = events.filter(({ id }) => !undone.has(id));
  const current = movesOf(counted);
  const registers = /** @type {Map<string, RunEvent[]>} */ (new Map());
  for (const event of counted) {
    const register = registerOf(event, current);
    if (register) registers.set(register, registers.get(register) || []);
    registers.get(register)?.push(event);
  }
  const held = new Map([...registers].map(([register, those]) => [register, heldBy(those)]));
  const by = (/** @type {RunEvent} */ event) => event.by || held.get(`named ${partsOf(event.id)[2]}`)?.event.text || "";
  const textOf = (/** @type {string} */ register) => held.get(register)?.event.text || "";

  /** @type {(address: string) => Answer | undefined} */
  const answerOf = (address) => {
    const place = current(address);
    const [answer, note] = ["answer", "note"].map((kind) => held.get(`${kind} ${place}`));
    const last = answer || note;
    if (!last) return undefined;
    const { at, text, way, print, through, id, what } = last.event;
    const own = answer && { state: /** @type {Answer["state"]} */ (what), text, way, print, through, id };
    return {
      ...own, at, by: by(last.event) || undefined,
      note: note && [...new Set(note.heads.map((event) => (event.text || "").trim()))].filter(Boolean).join("\n"),
      contradicts: answer && answer.contradicts ? answer.heads : undefined,
    };
  };
  /** Returns the claim on a box or a list. It settles nothing. @type {(address: string) => Claim | null} */
  const claimOf = (address) => {
    const those = (held.get(`claim ${current(address)}`)?.heads || []).filter(({ text = "" }) => text.trim());
    const names = [...new Set(those.map(({ text = "" }) => text.trim()))];
    return names.length ? { names, at: those[those.length - 1].at } : null;
  };
  /** Returns who had what a claim took over. @type {(event: RunEvent) => string[]} */
  const takenFrom = ({ id, what, text = "", replaces = [] }) => {
    const wasUndone = (/** @type {RunEvent} */ one) => compareIds(undone.get(one.id)?.id || id, id) < 0;
    const before = events.filter((one) => what === "claim" && replaces.includes(one.id) && !wasUndone(one));
    return [...new Set(before.map((one) => (one.text || "").trim()))].filter((name) => name && name !== text.trim());
  };
  /* Everything that happened on an address, with what was undone since. */
  const historyOf = (/** @type {string} */ address) => {
    const place = current(address);
    const own = events.filter((event) => event.address !== undefined && current(event.address) === place);
    return own.map((event) => ({ event, by: by(event), undone: undone.get(event.id) }));
  };
  const addresses = [...new Set(counted.flatMap(({ address }) => (address === undefined ? [] : [current(address)])))];
  const [began] = events.filter(({ what }) => what === "begun");
  const belongs = held.get("release")?.event;
  const t0 = held.get("t0")?.event;
  const end = held.get("ended")?.event;
  const at = events.map((event) => event.at).sort();
  const facts = {
    name: textOf("name"), lead: textOf("lead"), t0: t0?.t0 || "", zone: t0?.zone || "", hold: textOf("hold"),
    drill: Boolean(textOf("drill")),
    release: belongs?.release || "", from: belongs?.from || "", began: began?.at || at[0] || "", last: at[at.length - 1] || "",
    ended: end && end.what === "ended" ? { at: end.at, by: by(end) } : null,
  };
  return {
    events, undone, facts, by, current, answerOf, claimOf, takenFrom, historyOf, addresses,
    isUndone: (/** @type {string} */ id) => undone.has(id),
    /** Returns the ids of the events that a new event replaces: those that count in its register, and those that would count again if they
        were no longer undone. @type {(event: RunEvent) => string[]} */
    headsOf: (event) => {
      const register = registerOf(event, current);
      const known = register ? events.filter((one) => registerOf(one, current) === register) : [];
      const replaced = new Set(known.flatMap(({ replaces = [] }) => replaces));
      const open = new Set(held.get(register)?.open);
      return known.filter((one) => open.has(one) || (undone.has(one.id) && !replaced.has(one.id))).map(({ id }) => id);
    },
    /** Returns the value of a blank, by its id, and for a cell by the address of its row.
        @type {(blank: string, address?: string) => Held | undefined} */
    blankOf: (blank, address) => held.get(`blank ${blank}${address ? ` ${current(address)}` : ""}`),
    held,
  };
};
/** Returns by how many seconds clocks in the run differ at most: how far an event was behind others that its writer knew, or ahead of now.
    @type {(events: RunEvent[], now: number) => number} */
const skewOf = (events, now) => events.reduce((most, { id, at }) => {
  const shown = Date.parse(at) / 1000;
  return Math.max(most, partsOf(id)[0] - shown, isEarlier(id) ? 0 : shown - now / 1000);
}, 0);

runbook.runState = { inOrder, derive, skewOf };
