/* The runs of one system in a storage: which run is open, its facts, and its answers. Pure: the caller gives the storage, clock and ids.
   A key of the storage is `site|variant|release|run|item`. */
const { newer, stateOf } = runbook.answers;
const FACTS = "run";
const CLEARED = "undo";
/** @type {(...parts: string[]) => string} */
const key = (...parts) => parts.map((part) => encodeURIComponent(part)).join("|");
/** Opens the runs of a system in a release; each release has its own runs. @param {Browser} browser */
runbook.openRuns = ({ store, site, variant, release, now, today, newId }) => {
  const OPEN = key(site, variant, "", "", "current");
  const PERSON = key(site, "", "", "", "person");
  const listeners = /** @type {Set<(item: string | null) => void>} */ (new Set());
  let current = /** @type {Facts | null} */ (null);

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

  /** @type {(run: Facts) => Record<string, Answer>} */
  const answersOf = (run) => {
    const found = store.names(keyOf(run, "")).map((name) => [itemOf(name), read(name)]);
    return Object.fromEntries(found.filter(([item, answer]) => isAnswer(item) && answer));
  };
  /** @type {(item: string) => Answer | undefined} */
  const answerOf = (item) => (current && read(keyHere(item))) || undefined;
  const list = () =>
    store.names(`${key(site, variant)}|`).filter((name) => name.endsWith(`|${FACTS}`)).map(read).filter(Boolean)
      .sort((one, other) => (one.began < other.began ? 1 : -1));
  /* A run that was carried over is stored in both releases; a page shows the run of its release. */
  const reload = () => {
    const chosen = read(OPEN) || { release: "", id: "" };
    current = read(keyOf({ release, id: chosen.id }, FACTS)) || read(keyOf(chosen, FACTS));
    notify(null);
  };
  /* Returns the release to which the open run was carried over, or an empty text. */
  const carriedTo = () => list().find(({ id, from }) => current && id === current.id && from && from === current.release)?.release || "";
  /* Tells listeners which answer changed, or null if anything may have changed. */
  const notify = (/** @type {string | null} */ item) => listeners.forEach((listener) => listener(item));
  /* Follows a key that another tab changed; null means all keys. */
  const follow = (/** @type {string | null} */ name) => {
    if (name !== null && current && name.startsWith(keyHere("")) && isAnswer(itemOf(name))) notify(itemOf(name));
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
  /* A tick without a run starts the run of the day, which is the same in every tab. */
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
  /** Stores an answer as given; null removes the answer. @type {(item: string, answer: Answer | null) => void} */
  const setAnswer = (item, answer) => {
    write(keyHere(item), answer);
    notify(item);
  };
  /** Records what the person answers now; facts that are not given stay. @type {(item: string, facts: Partial<Answer>) => void} */
  const answer = (item, facts) => {
    if (!current) startOfDay();
    setAnswer(item, { ...answerOf(item), at: now(), by: person() || undefined, replaced: undefined, ...facts });
  };
  /** Records answers that belong together; returns a function that undoes them, except where somebody has answered since.
      @param {[string, Partial<Answer>][]} changes */
  const answerAll = (changes) => {
    const stored = () => changes.map(([item]) => JSON.stringify(answerOf(item) || null));
    const before = stored();
    for (const [item, facts] of changes) answer(item, facts);
    const after = stored();
    return () => stored().forEach((text, at) => text === after[at] && setAnswer(changes[at][0], JSON.parse(before[at])));
  };

  const exported = () => ({ ...current, site, variant, answers: current ? answersOf(current) : {} });
  /** Opens a run from elsewhere, merged with the same run in this browser. @param {Run} given */
  const merge = ({ answers: theirs, site: _site, variant: _variant, ...facts }) => {
    const here = read(keyOf(facts, FACTS));
    const ours = answersOf(facts);
    for (const [item, given] of Object.entries(theirs)) {
      if (!ours[item] || newer(ours[item], given) === given) write(keyOf(facts, item), given);
    }
    if (!here || here.at < facts.at) write(keyOf(facts, FACTS), facts);
    open(facts);
  };
  /* Removes all answers; `restore` brings back the answers that were removed last. */
  const clear = () => {
    const { answers } = exported();
    write(keyHere(CLEARED), answers);
    for (const item of Object.keys(answers)) write(keyHere(item), null);
    reload();
  };
  const cleared = () => current && read(keyHere(CLEARED));
  const restore = () => {
    for (const [item, given] of Object.entries(cleared() || {})) if (!answerOf(item)) write(keyHere(item), given);
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

  reload();
  return {
    variant, release, list, follow, open, start, change, person, setPerson, answer, answerAll, exported, merge, clear, cleared, restore,
    remove, answerOf, carriedTo, current: () => current,
    stateOf: (/** @type {string} */ item, /** @type {string} */ print) => stateOf(answerOf(item), print),
    isDeclared: (/** @type {string} */ phase) => stateOf(answerOf(`phases.${phase}`)) === "done",
    onChange: (/** @type {(item: string | null) => void} */ listener) => listeners.add(listener),
  };
};
