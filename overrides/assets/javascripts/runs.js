/* The runs of one system: which run is open, what people record in it, and what comes from elsewhere. A run is a log of events; see
   run-events.js for their form and run-state.js for the state that follows from them. Pure: the caller gives the store, clock and ids. */
const { openClock, timeOf, partsOf } = runbook.runEvents;
const { derive, skewOf } = runbook.runState;
const { stateOf } = runbook.answers;
const DAY = 24 * 60 * 60 * 1000;
const MOST_VISITS = 50;
/* A visit counts its own events within a second from 0, so an event that another visit writes for it is never the same. */
const FOR_OTHERS = "jagc";
/** Opens the runs of a system on a page of a release. `plannedEnd` gives the last planned moment of a run; NaN without T-0.
    @param {Browser} browser */
runbook.openRuns = ({ store, variant, release, now, today, node, newId, plannedEnd }) => {
  const [OPEN, DELETED, UNNAMED, PERSON, BROWSER] = [`open ${variant}`, `deleted ${variant}`, `unnamed ${variant}`, "person", "browser"];
  const clock = openClock(node, now);
  const listeners = /** @type {Set<(address: string | null) => void>} */ (new Set());
  let about = /** @type {Record<string, RunEvent[]>} */ ({});
  let id = "";
  let isLoaded = false;
  const waiting = /** @type {(() => void)[]} */ ([]);
  let state = /** @type {RunState} */ (derive([]));
  let why = /** @type {"" | "ended" | "another" | "over"} */ ("");

  /* Tells listeners which address changed, or null if anything may have changed. */
  const notify = (/** @type {string | null} */ address) => listeners.forEach((listener) => listener(address));
  /** Returns why the open run is only offered: it has `ended`, is of `another` release, or its last moment is more than a day ago. With T-0
      that is the last planned moment, or when somebody began or continued the run or set T-0, if that was later. Clocks can be wrong:
      what is more than a day ahead of now keeps no run open. @type {() => "" | "ended" | "another" | "over" } */
  const whyOffered = () => {
    const { facts, events } = state;
    if (!events.length) return "";
    if (facts.ended) return "ended";
    if (facts.release !== release) return "another";
    const planned = plannedEnd(facts);
    const deciding = Number.isNaN(planned) ? events : events.filter(({ what }) => ["begun", "t0", "continued"].includes(what));
    const moments = deciding.map(({ at }) => Date.parse(at)).filter((moment) => moment <= now() + DAY);
    const last = [...moments, planned].reduce((most, moment) => (moment > most ? moment : most), 0);
    return last && now() - last > DAY ? "over" : "";
  };
  /* Shows the events of a run, which is in the list from now on. */
  const show = (/** @type {RunEvent[]} */ events, run = id) => {
    id = run;
    state = derive(events);
    if (events.length) about = { ...about, [id]: state.events };
    for (const event of state.events) clock.see(event.id);
    why = whyOffered();
  };
  /** Reads the open run again. */
  const load = async () => {
    await store.ready;
    if (!store.setting(BROWSER)) store.setSetting(BROWSER, newId().slice(0, 6));
    const run = store.setting(OPEN) || "";
    const [known, events] = await Promise.all([store.factsOf(variant), run ? store.eventsOf(variant, run) : []]);
    about = known;
    if (run !== (store.setting(OPEN) || "")) return; // another run was opened meanwhile
    show(run === id ? [...state.events, ...events] : events, run); // what was recorded meanwhile stays
    isLoaded = true;
    notify(null);
    for (const later of waiting.splice(0)) later();
  };
  /** Looks again whether the run goes on by itself, because time has passed. */
  const check = () => {
    const before = why;
    why = whyOffered();
    if (why !== before) notify(null);
  };
  /** Returns the facts of the run that goes on here, or null. */
  const current = () => (state.events.length && !why ? { id, ...state.facts } : null);
  /** Returns the facts of the run that was open last, with the reason why it does not go on by itself; or null. */
  const offered = () => (why ? { id, ...state.facts, why } : null);
  const person = () => store.setting(PERSON) || "";
  const deleted = () => (store.setting(DELETED) || "").split(" ").filter(Boolean);
  const setDeleted = (/** @type {string[]} */ ids) => store.setSetting(DELETED, ids.join(" ") || null);

  const follow = (/** @type {{variant: string, run: string, events: RunEvent[]} | null} */ change) => {
    if (!change) return load();
    if (change.variant !== variant) return undefined;
    if (change.run !== id) return load();
    show([...state.events, ...change.events]);
    const addresses = new Set(change.events.map(({ what, address }) => (what === "undo" ? undefined : address)));
    for (const address of addresses.has(undefined) ? [null] : addresses) notify(/** @type {string | null} */ (address));
    return undefined;
  };
  const open = async (/** @type {string} */ run) => {
    store.setSetting(OPEN, run); // also an empty one, so that no earlier id of the system opens another
    await load();
  };
  /* The visits of this browser that recorded something without a name. */
  const unnamed = () => /** @type {string[]} */ (JSON.parse(store.setting(UNNAMED) || "[]"));
  /* Returns the id of an event of another visit. */
  const idFor = (/** @type {string} */ visit) => clock.next().replace(/\..*/, `.${FOR_OTHERS}.${visit}`);
  /** Adds events to the open run, which replace what their writer sees. @type {(given: (NewEvent & {id?: string})[]) => string[]} */
  const record = (given) => {
    const events = given.map((one) => {
      const event = /** @type {RunEvent} */ ({ id: clock.next(), at: timeOf(now()), by: person() || undefined, ...one });
      const replaces = state.headsOf(event);
      const all = { ...event, replaces: replaces.length ? replaces : undefined };
      const known = Object.entries(all).filter(([, value]) => value !== undefined);
      return /** @type {RunEvent} */ (/** @type {unknown} */ (Object.fromEntries(known)));
    });
    show([...state.events, ...events]);
    store.add(variant, id, events);
    if (events.some(({ by }) => !by) && !unnamed().includes(node)) {
      store.setSetting(UNNAMED, JSON.stringify([...unnamed(), node].slice(-MOST_VISITS)));
    }
    return events.map((event) => event.id);
  };
  /** Begins a run and opens it. @typedef {{name: string, lead?: string, t0?: string, zone?: string, drill?: boolean}} Given
      @type {(facts: Given, run?: string) => void} */
  const begin = ({ name, lead = "", t0 = "", zone = "", drill = false }, run = newId()) => {
    show([], run);
    store.setSetting(OPEN, id);
    record(/** @type {NewEvent[]} */ ([
      { what: "begun", release }, { what: "name", text: name }, lead && { what: "lead", text: lead },
      t0 && { what: "t0", t0, zone }, drill && { what: "drill", text: "yes" },
    ].filter(Boolean)));
    notify(null);
  };
  /* Two tabs that begin a run of the day at the same time begin the same run; two browsers do not. */
  const idOfDay = () => {
    const start = `${today()}-${store.setting(BROWSER)}`;
    const taken = (/** @type {number} */ number) => about[number ? `${start}-${number}` : start];
    let number = 0;
    while (taken(number)) number += 1;
    return number ? `${start}-${number}` : start;
  };
  /** Records what the person says about addresses, which belongs together; returns a function that undoes it. The first answer without a
      run begins one. @type {(...events: NewEvent[]) => () => void} */
  const say = (...events) => {
    if (!isLoaded) {
      /* A tick on a slow device belongs to the run that is being read. */
      let undoSaid = () => {};
      waiting.push(() => (undoSaid = say(...events)));
      return () => undoSaid();
    }
    check();
    if (!current()) begin({ name: today(), lead: person() }, idOfDay());
    const ids = record(events);
    for (const { address = null } of events) notify(address);
    const run = id;
    return () => (run === id ? undo(ids) : void open(run).then(() => undo(ids)));
  };
  /** Undoes events, or an undo. @type {(ids: string[], text?: string) => void} */
  const undo = (ids, text) => {
    if (ids.length) record([{ what: "undo", undoes: ids, text }]);
    notify(null);
  };
  /** Undoes what undid one event; the other events that were undone with it stay undone. @type {(event: string) => void} */
  const restoreOne = (event) => {
    for (let by = state.undone.get(event); by; by = state.undone.get(event)) {
      const { text, undoes = [] } = by;
      const others = undoes.filter((one) => one !== event && state.undone.get(one)?.id === by?.id);
      record([{ what: "undo", undoes: [by.id] }]);
      if (others.length) record([{ what: "undo", undoes: others, text }]);
    }
    notify(null);
  };
  /** Records the facts that differ from those of the open run.
      @type {(facts: {name: string, lead: string, t0: string, zone: string}) => void} */
  const change = ({ name, lead, t0, zone }) => {
    const { facts, held } = state;
    const differs = (/** @type {string} */ fact) => held.get(fact)?.contradicts;
    record(/** @type {NewEvent[]} */ ([
      (name !== facts.name || differs("name")) && { what: "name", text: name },
      (lead !== facts.lead || differs("lead")) && { what: "lead", text: lead },
      (t0 !== facts.t0 || (t0 && zone !== facts.zone) || differs("t0")) && { what: "t0", t0, zone: t0 ? zone : "" },
    ].filter(Boolean)));
    notify(null);
  };
  /** Sets the name of the person in this browser; what earlier visits recorded in the open run without a name gets it too:
      the event that names a visit has its node.
      @type {(name: string) => void} */
  const setPerson = (name) => {
    store.setSetting(PERSON, name || null);
    const nameless = new Set(state.events.filter((event) => !state.by(event)).map((event) => partsOf(event.id)[2]));
    const visits = name ? unnamed().filter((visit) => nameless.has(visit)) : [];
    if (visits.length) record(visits.map((visit) => ({ id: idFor(visit), what: "named", text: name })));
    notify(null);
  };
  const end = () => {
    record([{ what: "ended" }]);
    notify(null);
  };
  /** Goes on with the run that was offered. */
  const goOn = () => {
    record([{ what: "continued" }]);
    notify(null);
  };
  /** Opens a run that the reader chose; one that is over goes on. @type {(run: string) => Promise<void>} */
  const choose = async (run) => {
    await open(run);
    if (why === "over") goOn();
  };
  /** Carries the run over to the release of the page. `reopened` are the addresses whose answers count no more.
      @type {(moved: Record<string, string>, reopened: string[]) => () => void} */
  const carry = (moved, reopened) => {
    const opened = reopened.map((address) => /** @type {NewEvent} */ ({ what: "open", address }));
    const ids = record([{ what: "carried", release, from: state.facts.release, moved }, ...opened]);
    notify(null);
    return () => undo(ids);
  };

  const inEffect = () => state.events.filter((event) => !state.isUndone(event.id));
  /* Undoes every answer, note and claim at once; `restore` undoes that. */
  const clearable = () => inEffect().filter(({ address }) => address !== undefined).map((event) => event.id);
  const clear = () => undo(clearable(), "all");
  const cleared = () => inEffect().filter(({ what, text }) => what === "undo" && text === "all").at(-1) || null;
  const restore = () => {
    const last = cleared();
    if (last) undo([last.id]);
  };

  /** Returns the facts of all runs in this browser, the youngest first. */
  const list = () => Object.entries(about).map(([run, events]) => ({ id: run, ...derive(events).facts }))
    .sort((one, other) => (one.began < other.began ? 1 : -1));
  const exported = () => ({ id, variant, release: state.facts.release, events: state.events });
  /** Adds the events of a run from elsewhere to those in this browser, and opens the run.
      @type {(run: string, events: RunEvent[]) => Promise<void>} */
  const join = async (run, events) => {
    setDeleted(deleted().filter((one) => one !== run));
    store.add(variant, run, events);
    await choose(run);
  };
  /** Deletes the open run from this browser; returns it. The store remembers that, so that nothing copies it again. */
  const remove = async () => {
    const removed = exported();
    setDeleted([...deleted(), id]);
    await store.remove(variant, id);
    await open("");
    return removed;
  };

  const answerOf = (/** @type {string} */ address) => (why ? undefined : state.answerOf(address));
  store.onChange(follow);
  return {
    variant, release, load, check, list, open, choose, begin,
    change, person, setPerson, say, undo, restoreOne, end, goOn, carry, clearable, clear, cleared, restore,
    exported, join, remove, deleted, current, offered,
    isLoaded: () => isLoaded,
    state: () => state,
    answerOf,
    claimOf: (/** @type {string} */ address) => (why ? null : state.claimOf(address)),
    eventsOf: (/** @type {string} */ run) => store.eventsOf(variant, run),
    historyOf: (/** @type {string} */ address) => (why ? [] : state.historyOf(address)),
    stateOf: (/** @type {string} */ address, /** @type {string} */ print) => stateOf(answerOf(address), print),
    isDeclared: (/** @type {string} */ phase) => stateOf(answerOf(`phases.${phase}`)) === "done",
    skew: () => skewOf(state.events, now()),
    onChange: (/** @type {(address: string | null) => void} */ listener) => listeners.add(listener),
  };
};
