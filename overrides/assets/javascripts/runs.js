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

  const read = (/** @type {string} */ name) => {
    try {
      const value = JSON.parse(store.get(name) || "null");
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  };
  const write = (/** @type {string} */ name, /** @type {object | null} */ value) => store.set(name, value && JSON.stringify(value));
  /** @type {(run: {release: string, id: string}, item: string) => string} */
  const keyOf = (run, item) => key(site, variant, run.release, run.id, item);
  const keyHere = (/** @type {string} */ item) => keyOf(/** @type {Facts} */ (current), item);
  const itemOf = (/** @type {string} */ name) => decodeURIComponent(name.slice(name.lastIndexOf("|") + 1));
  const isAnswer = (/** @type {string} */ item) => item !== FACTS && item !== CLEARED;

  const answersOf = (/** @type {Facts} */ run) => {
    const found = store.names(keyOf(run, "")).map((name) => /** @type {[string, Answer]} */ ([itemOf(name), read(name)]));
    return new Map(found.filter(([item, answer]) => isAnswer(item) && answer));
  };
  const list = () =>
    store.names(`${key(site, variant)}|`).filter((name) => name.endsWith(`|${FACTS}`)).map(read).filter(Boolean)
      .sort((one, other) => (one.began < other.began ? 1 : -1));
  /* A run that was carried over is stored in both releases; a page shows that of its own release. */
  const load = () => {
    const chosen = read(OPEN) || { release: "", id: "" };
    current = read(keyOf({ release, id: chosen.id }, FACTS)) || read(keyOf(chosen, FACTS));
    answers = current ? answersOf(current) : new Map();
    const later = list().find(({ id, from }) => current && id === current.id && from && from === current.release);
    carriedTo = later ? later.release : "";
  };
  /* `item` is that of the answer that changed; null where anything may have. */
  const notify = (/** @type {string | null} */ item) => listeners.forEach((listener) => listener(item));
  const reload = () => {
    load();
    notify(null);
  };

  const setInView = (/** @type {string} */ item, /** @type {Answer | null} */ answer) => {
    if (answer) answers.set(item, answer);
    else answers.delete(item);
    notify(item);
  };
  /* Follows a key that another tab has changed; null stands for all keys. */
  const follow = (/** @type {string | null} */ name) => {
    if (name !== null && current && name.startsWith(keyOf(current, "")) && isAnswer(itemOf(name))) setInView(itemOf(name), read(name));
    else if (name === null || name === OPEN || name.startsWith(`${key(site, variant)}|`)) reload();
  };

  const open = (/** @type {Facts} */ run) => {
    write(OPEN, { release: run.release, id: run.id });
    reload();
  };
  const person = () => store.get(PERSON) || "";
  const setPerson = (/** @type {string} */ name) => store.set(PERSON, name || null);

  const start = (/** @type {Partial<Facts>} */ facts) => {
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
  const change = (/** @type {Partial<Facts>} */ facts) => {
    current = { .../** @type {Facts} */ (current), ...facts, at: now() };
    write(keyHere(FACTS), current);
    notify(null);
  };
  /** Stores an answer as it is; null removes it. @type {(item: string, answer: Answer | null) => void} */
  const setAnswer = (item, answer) => {
    if (!current) startOfDay();
    write(keyHere(item), answer);
    setInView(item, answer);
  };
  /** Records what the person answers now; facts that are not given again stay. @type {(item: string, facts: Partial<Answer>) => void} */
  const answer = (item, facts) => {
    if (!current) startOfDay();
    setAnswer(item, { ...answers.get(item), at: now(), by: person() || undefined, replaced: undefined, ...facts });
  };
  /** Records answers that belong together; returns what undoes them, except where somebody has answered since.
      @param {[string, Partial<Answer>][]} changes */
  const answerAll = (changes) => {
    const stored = () => changes.map(([item]) => JSON.stringify(answers.get(item) || null));
    const before = stored();
    for (const [item, facts] of changes) answer(item, facts);
    const after = stored();
    return () => stored().forEach((text, at) => text === after[at] && setAnswer(changes[at][0], JSON.parse(before[at])));
  };

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
    write(keyHere(CLEARED), Object.fromEntries(answers));
    for (const item of answers.keys()) write(keyHere(item), null);
    reload();
  };
  const cleared = () => current && read(keyHere(CLEARED));
  const restore = () => {
    for (const [item, given] of Object.entries(cleared() || {})) if (!answers.has(item)) write(keyHere(item), given);
    write(keyHere(CLEARED), null);
    reload();
  };
  const remove = () => {
    const removed = exported();
    for (const name of store.names(keyHere(""))) store.set(name, null);
    store.set(OPEN, null);
    reload();
    return removed;
  };

  load();
  return {
    variant, release, list, follow, open, start, change, person, setPerson, answer, answerAll, exported, merge, clear, cleared, restore,
    remove, current: () => current, carriedTo: () => carriedTo, answerOf: (/** @type {string} */ item) => answers.get(item),
    stateOf: (/** @type {string} */ item, /** @type {string} */ print) => stateOf(answers.get(item), print),
    isDeclared: (/** @type {string} */ phase) => stateOf(answers.get(`phases.${phase}`)) === "done",
    onChange: (/** @type {(item: string | null) => void} */ listener) => listeners.add(listener),
  };
};
