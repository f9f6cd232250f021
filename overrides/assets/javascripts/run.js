/* The run in view: its name, its person, its T-0, and what was answered on each item. Runs are known by variant and release. */
(() => {
  "use strict";
  const { runbook } = window;
  const { store, answers: rules } = runbook;
  const place = document.querySelector("[data-rb-run]");
  if (!place) return;
  const { rbRun: variant, rbSite: site, rbRelease: release, rbPhase: phase } = place.dataset;
  const FACTS = "run";
  const TAKEN = "undo";
  const POINTER = store.key(site, variant, "", "", "current");
  const PERSON = store.key(site, "", "", "", "person");
  const listeners = new Set();
  let answers = new Map();
  let current = null;
  let carriedTo = "";

  const read = (name) => {
    try {
      const value = JSON.parse(store.get(name));
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  };
  const write = (name, value) => store.set(name, value === null ? null : JSON.stringify(value));
  const now = () => new Date().toISOString();
  const keyOf = (run, item) => store.key(site, variant, run.release, run.id, item);
  const itemOf = (name) => decodeURIComponent(name.slice(name.lastIndexOf("|") + 1));
  const isAnswer = (item) => item !== FACTS && item !== TAKEN;

  /* Everything that was answered in a run, by item. */
  const answersOf = (run) => {
    const found = new Map();
    for (const name of run ? store.names(keyOf(run, "")) : []) {
      const answer = isAnswer(itemOf(name)) && read(name);
      if (answer) found.set(itemOf(name), answer);
    }
    return found;
  };

  /* All runs of the variant in this browser, the youngest first. */
  const runs = () =>
    store.names(`${store.key(site, variant)}|`).filter((name) => name.endsWith(`|${FACTS}`)).map(read).filter(Boolean)
      .sort((one, other) => (one.began < other.began ? 1 : -1));

  /* A run that was carried over is one in each of the two releases, and a page shows that of its own. */
  const load = () => {
    const chosen = read(POINTER) || { release: "", id: "" };
    current = read(keyOf({ release, id: chosen.id }, FACTS)) || read(keyOf(chosen, FACTS));
    answers = answersOf(current);
    const later = current && runs().find(({ id, from }) => id === current.id && from && from === current.release);
    carriedTo = later ? later.release : "";
  };

  const tell = (item) => {
    for (const listener of listeners) listener(item);
  };

  store.on((name) => {
    if (name !== null && current && name.startsWith(keyOf(current, "")) && isAnswer(itemOf(name))) {
      const answer = read(name);
      if (answer) answers.set(itemOf(name), answer);
      else answers.delete(itemOf(name));
      tell(itemOf(name));
    } else if (name === null || name === POINTER || name.startsWith(`${store.key(site, variant)}|`)) {
      load();
      tell(null);
    }
  });

  const newId = () => [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(36).padStart(2, "0")).join("");

  const choose = (run) => {
    write(POINTER, { release: run.release, id: run.id });
    load();
    tell(null);
  };

  const me = () => store.get(PERSON) || "";
  const callMe = (person) => store.set(PERSON, person || null);

  const start = (facts) => {
    const run = { id: newId(), release, name: "", person: me(), t0: "", zone: "", began: now(), at: now(), ...facts };
    write(keyOf(run, FACTS), run);
    choose(run);
    return run;
  };

  /* Whoever ticks before they have set up a run is in the run of the day, which is the same one in every tab. */
  const startOfDay = () => {
    const name = runbook.times.today();
    const known = read(keyOf({ id: name, release }, FACTS));
    if (known) choose(known);
    else start({ id: name, name });
  };

  const change = (facts) => {
    current = { ...current, ...facts, at: now() };
    write(keyOf(current, FACTS), current);
    tell(null);
  };

  const put = (item, answer) => {
    if (!current) startOfDay();
    if (answer) answers.set(item, answer);
    else answers.delete(item);
    write(keyOf(current, item), answer);
    tell(item);
  };

  /* What is answered on an item: `done`, `na` or `open`, who answered and when; what was said before and is not said again stays.
     An answer that a parent's brought has `replaced`: the moment of the answer before it. */
  const say = (item, facts) => {
    if (!current) startOfDay();
    put(item, { ...answers.get(item), at: now(), by: me() || undefined, replaced: undefined, ...facts });
  };

  const stateOf = (item, print) => rules.stateOf(answers.get(item), print);

  /* All of a run that can leave this browser. */
  const pack = () => ({ ...current, site, variant, answers: Object.fromEntries(answers) });

  /* A run from elsewhere: opened as it is, or joined with the same run here. */
  const join = ({ answers: theirs, site: _site, variant: _variant, ...facts }) => {
    const here = read(keyOf(facts, FACTS));
    const ours = answersOf(facts);
    for (const [item, answer] of Object.entries(theirs)) {
      if (!ours.has(item) || rules.newer(ours.get(item), answer) === answer) write(keyOf(facts, item), answer);
    }
    if (!here || here.at < facts.at) write(keyOf(facts, FACTS), facts);
    choose(facts);
  };

  /* All answers are taken out of the run, and can be put back until the next time. */
  const reset = () => {
    write(keyOf(current, TAKEN), Object.fromEntries(answers));
    for (const item of answers.keys()) write(keyOf(current, item), null);
    load();
    tell(null);
  };
  const taken = () => (current && read(keyOf(current, TAKEN))) || null;
  const undo = () => {
    for (const [item, answer] of Object.entries(taken() || {})) if (!answers.has(item)) write(keyOf(current, item), answer);
    write(keyOf(current, TAKEN), null);
    load();
    tell(null);
  };

  /* A run with all its answers goes; what was in it is given back, for whoever wants to join it again. */
  const forget = () => {
    const gone = pack();
    for (const name of store.names(keyOf(current, ""))) store.set(name, null);
    store.set(POINTER, null);
    load();
    tell(null);
    return gone;
  };

  load();
  runbook.run = {
    place, site, variant, release, phase, runs, choose, start, change, put, say, stateOf, pack, join, reset, taken, undo, forget,
    current: () => current, carriedTo: () => carriedTo, answer: (item) => answers.get(item), me, callMe, on: (listener) => listeners.add(listener),
  };
})();
