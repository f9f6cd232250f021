/* The database of a store of events: which object stores it has, and what is read and written in one transaction. */
/* The key of an event is [variant, 0 if it is about the run and 1 if it has an address, run, id]. */
const ABOUT_RUN = 0;
const WITH_ADDRESS = 1;
const keyOf = ({ variant, run, event }) => [variant, event.address === undefined ? ABOUT_RUN : WITH_ADDRESS, run, event.id];
const rangeOf = (...parts) => IDBKeyRange.bound(parts, [...parts, []]);
const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
/* The number of a version is not given, so that pages of an earlier release can open what a later one has extended. */
const openFile = (name) => {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => ["events", "settings"].forEach((kind) => request.result.createObjectStore(kind));
  return result(request);
};
const isRemoval = (change) => change.run !== undefined && !change.event;

/* Opens the database with a name. `gone` is called when the browser closes it. */
const open = async (name, gone) => {
  const file = await openFile(name);
  file.onclose = gone;
  file.onversionchange = () => {
    file.close();
    gone();
  };
  const from = (kind) => file.transaction(kind).objectStore(kind);
  const entriesOf = async (kind, range) => {
    const found = await Promise.all([result(kind.getAllKeys(range)), result(kind.getAll(range))]);
    return found[0].map((key, at) => [key, found[1][at]]);
  };
  const changesIn = async (variant, kind, ...run) =>
    (await entriesOf(from("events"), rangeOf(variant, kind, ...run))).map(([key, event]) => ({ variant, run: key[2], event }));
  /* Fails with a ConstraintError if one of the events exists. Removes runs first: somebody may have opened them again since. */
  const write = (changes) => new Promise((resolve, reject) => {
    const transaction = file.transaction(["events", "settings"], "readwrite", { durability: "strict" });
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    const [events, settings] = ["events", "settings"].map((kind) => transaction.objectStore(kind));
    for (const { variant, run } of changes.filter(isRemoval)) {
      for (const kind of [ABOUT_RUN, WITH_ADDRESS]) events.delete(rangeOf(variant, kind, run));
    }
    for (const change of changes) {
      if (change.event) events.add(change.event, keyOf(change));
      else if (change.value === null) settings.delete(change.setting);
      else if (change.setting) settings.put(change.value, change.setting);
    }
    transaction.commit?.();
  });
  return {
    write,
    settings: () => entriesOf(from("settings")),
    factsOf: (variant) => changesIn(variant, ABOUT_RUN),
    eventsOf: async (variant, run) => (await Promise.all([ABOUT_RUN, WITH_ADDRESS].map((kind) => changesIn(variant, kind, run)))).flat(),
    has: (change) => result(from("events").getKey(keyOf(change))),
  };
};

runbook.eventDatabase = { open, isRemoval };
