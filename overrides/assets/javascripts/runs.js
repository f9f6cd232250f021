/* The runs of one system as a browser stores them: which one is open, its name, its T-0, and what was answered in it.
   Pure: storage, clock and ids are given to it. A key of the storage is `site|variant|release|run|item`. */
const { newer, stateOf } = runbook.answers;
const FACTS = "run";
const CLEARED = "undo";

/** @type {(...parts: string[]) => string} */
const key = (...parts) => parts.map((part) => encodeURIComponent(part)).join("|");

/** Opens the runs of the system in a release; each release has runs of its own. @param {Browser} browser */
runbook.openRuns = ({ store, site, variant, release, now, today, newId }) => {
  const OPEN = key(site, variant, "", "", "current");
  const PERSON = key(site, "", "", "", "person");
  const listeners = /** @type {Set<(item: string | null) => void>} */ (new Set());
  let answers = /** @type {Map<string, Answer>} */ (new Map());
  let current = /** @type {Facts | null} */ (null);
  let carriedTo = "";

  const read = (name) => {
    try {
      const value = JSON.parse(store.get(name) || "null");
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  };
  const write = (name, value) => store.set(name, value && JSON.stringify(value));
  const keyOf = (run, item) => key(site, variant, run.release, run.id, item);
  const itemOf = (name) => decodeURIComponent(name.slice(name.lastIndexOf("|") + 1));
  const isAnswer = (item) => item !== FACTS && item !== CLEARED;

  const answersOf = (run) => {
    const items = run ? store.names(keyOf(run, "")).map(itemOf).filter(isAnswer) : [];
    const found = items.map((item) => /** @type {[string, Answer]} */ ([item, read(keyOf(run, item))]));
    return new Map(found.filter(([, answer]) => answer));
  };

  /* All runs of the system in this browser, the youngest first. */
  const list = () =>
    store.names(`${key(site, variant)}|`).filter((name) => name.endsWith(`|${FACTS}`)).map(read).filter(Boolean)
      .sort((one, other) => (one.began < other.began ? 1 : -1));

  /* A run that was carried over is stored in both releases; a page shows that of its own release. */
  const load = () => {
    const chosen = read(OPEN) || { release: "", id: "" };
    current = read(keyOf({ release, id: chosen.id }, FACTS)) || read(keyOf(chosen, FACTS));
    answers = answersOf(current);
    const later = list().find(({ id, from }) => current && id === current.id && from && from === current.release);
    carriedTo = later ? later.release : "";
  };
  /* `item` is that of the answer that changed; null where anything may have. */
  const notify = (item) => listeners.forEach((listener) => listener(item));
  const reload = () => {
    load();
    notify(null);
  };

  /* Follows a key that another tab has changed; null stands for all keys. */
  const follow = (name) => {
    if (name !== null && current && name.startsWith(keyOf(current, "")) && isAnswer(itemOf(name))) {
      const answer = read(name);
      if (answer) answers.set(itemOf(name), answer);
      else answers.delete(itemOf(name));
      notify(itemOf(name));
    } else if (name === null || name === OPEN || name.startsWith(`${key(site, variant)}|`)) reload();
  };

  const open = (run) => {
    write(OPEN, { release: run.release, id: run.id });
    reload();
  };
  const person = () => store.get(PERSON) || "";
  const setPerson = (name) => store.set(PERSON, name || null);

  const start = (facts) => {
    const run = { id: newId(), release, name: "", person: person(), t0: "", zone: "", began: now(), at: now(), ...facts };
    write(keyOf(run, FACTS), run);
    open(run);
  };
  /* A tick before a run is set up goes into the run of the day, which is the same in every tab. */
  const startOfDay = () => {
    const known = read(keyOf({ id: today(), release }, FACTS));
    if (known) open(known);
    else start({ id: today(), name: today() });
  };
  const change = (facts) => {
    current = { ...current, ...facts, at: now() };
    write(keyOf(current, FACTS), current);
    notify(null);
  };

  /** Stores an answer as it is; null removes it. @type {(item: string, answer: Answer | null) => void} */
  const setAnswer = (item, answer) => {
    if (!current) startOfDay();
    if (answer) answers.set(item, answer);
    else answers.delete(item);
    write(keyOf(current, item), answer);
    notify(item);
  };
  /** Records what the person answers now; facts of the answer before that are not given again stay. @type {(item: string, facts: Partial<Answer>) => void} */
  const answer = (item, facts) => {
    if (!current) startOfDay();
    setAnswer(item, { ...answers.get(item), at: now(), by: person() || undefined, replaced: undefined, ...facts });
  };

  /** Records answers that belong together; returns what undoes them, except where somebody has answered since. @param {[string, Partial<Answer>][]} changes */
  const answerAll = (changes) => {
    const stored = () => changes.map(([item]) => JSON.stringify(answers.get(item) || null));
    const before = stored();
    for (const [item, facts] of changes) answer(item, facts);
    const after = stored();
    return () => stored().forEach((text, at) => text === after[at] && setAnswer(changes[at][0], JSON.parse(before[at])));
  };

  /* The whole run, for another browser. */
  const exported = () => ({ ...current, site, variant, answers: Object.fromEntries(answers) });

  /** Opens a run from elsewhere, merged with the same run in this browser. @param {Run} given */
  const merge = ({ answers: theirs, site: _site, variant: _variant, ...facts }) => {
    const here = read(keyOf(facts, FACTS));
    const ours = answersOf(facts);
    for (const [item, given] of Object.entries(theirs)) {
      const own = ours.get(item);
      if (!own || newer(own, given) === given) write(keyOf(facts, item), given);
    }
    if (!here || here.at < facts.at) write(keyOf(facts, FACTS), facts);
    open(facts);
  };

  /* Clears all answers; they can be restored until the next time. */
  const clear = () => {
    write(keyOf(current, CLEARED), Object.fromEntries(answers));
    for (const item of answers.keys()) write(keyOf(current, item), null);
    reload();
  };
  const cleared = () => current && read(keyOf(current, CLEARED));
  const restore = () => {
    for (const [item, given] of Object.entries(cleared() || {})) if (!answers.has(item)) write(keyOf(current, item), given);
    write(keyOf(current, CLEARED), null);
    reload();
  };
  /* Removes the run with all its answers, and returns it. */
  const remove = () => {
    const removed = exported();
    for (const name of store.names(keyOf(removed, ""))) store.set(name, null);
    store.set(OPEN, null);
    reload();
    return removed;
  };

  load();
  return {
    variant, release, list, follow, open, start, change, person, setPerson, answer, answerAll, setAnswer, exported, merge, clear, cleared, restore, remove,
    current: () => current, carriedTo: () => carriedTo, answerOf: (item) => answers.get(item),
    stateOf: (/** @type {string} */ item, /** @type {string} */ print) => stateOf(answers.get(item), print),
    isDeclared: (/** @type {string} */ phase) => stateOf(answers.get(`phases.${phase}`)) === "done",
    onChange: (/** @type {(item: string | null) => void} */ listener) => listeners.add(listener),
  };
};
