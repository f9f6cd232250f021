/* Keeps the events and settings of the folder that holds the releases. IndexedDB keeps them for good. Until it has them, a journal in
   localStorage does, so that nothing is lost if the tab is killed. The name of the window keeps for the visit what neither takes. */
const { site, stored, eventDatabase } = runbook;
const { entryOf, changeOf, startOf, readName, nameOf } = runbook.eventJournal;
const NAME = `runbook:${(site.release ? new URL("../", site.base) : site.base).pathname}`;
const START = `${NAME} `;
/* Some browsers never answer when a page asks for a database. */
const PATIENCE = 2000;
/* About as long as an event. */
const PROBE = "x".repeat(500);
const listeners = new Set();
/* What IndexedDB does not have yet: {change, text, journaled} by key. */
const unsaved = new Map();
/* Events that another tab is saving, by key. */
const heard = new Map();
/* What other folders and version 0.1 wrote into the name of the window; it stays there. */
let foreign = [];
let settings = new Map();
let database = null;
let connecting = null;
let saving = null;
let isReady = false;
let kept = true;
let channel = null;
try {
  channel = new BroadcastChannel(NAME);
} catch {
  /* This browser has no channels, or blocks them. */
}

const notify = (change) => listeners.forEach((listener) => listener(change));
const tell = (message) => channel?.postMessage(message);
const wait = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));
const journal = (key, text) => stored(START + key, text) === text;
const storedKeys = (isWanted) => {
  try {
    return Object.keys(localStorage).filter(isWanted);
  } catch {
    return [];
  }
};
const journalKeys = (start) => storedKeys((key) => key.startsWith(START + start)).map((key) => key.slice(START.length));

/* Holds a change until it is saved. An event that exists stays as it is. */
const hold = (key, text, journaled) => {
  const change = changeOf(key, text);
  if (change && !(change.event && unsaved.has(key))) unsaved.set(key, { change, text, journaled });
};
/* Holds what pages of this folder did not save, in the journal and in the name of the window. */
const holdRest = () => {
  for (const key of journalKeys("")) hold(key, stored(START + key), true);
  const named = readName(window.name);
  foreign = named.filter(([key]) => !key.startsWith(START));
  for (const [key, text] of named) if (key.startsWith(START)) hold(key.slice(START.length), text, false);
};
/* Returns what neither the database nor the journal has, after trying the journal again; the name of the window keeps it. */
const keepForVisit = () => {
  const lost = [...unsaved].filter(([, { journaled }]) => !journaled);
  while (lost.length && journal(lost[0][0], lost[0][1].text)) lost.shift()[1].journaled = true;
  const name = nameOf([...foreign, ...lost.map(([key, { text }]) => [START + key, text])], window.name);
  if (name !== window.name) window.name = name;
  return lost;
};
/* Finds out whether everything is kept; tells listeners when that changes. */
const judge = () => {
  const now = !keepForVisit().length && Boolean(unsaved.size || database || journal("probe", PROBE));
  journal("probe", null);
  if (now === kept || !isReady) return;
  kept = now;
  notify(null);
};

/* Saves everything that is not saved, in one transaction. What fails is tried again with the next change. */
const saveAll = async () => {
  await null;
  const late = setTimeout(judge, PATIENCE);
  try {
    while (database && unsaved.size) {
      let batch = [...unsaved];
      try {
        await database.write(batch.map(([, { change }]) => change));
      } catch (error) {
        if (error?.name !== "ConstraintError") throw error;
        const exist = await Promise.all(batch.map(([, { change }]) => change.event && database.has(change)));
        batch = batch.filter((_entry, at) => exist[at]);
      }
      for (const [key, entry] of batch) {
        /* Another tab may have journaled another value of a setting since. */
        if (stored(START + key) === entry.text) journal(key, null);
        if (unsaved.get(key) === entry) unsaved.delete(key);
        if (entry.change.setting) settings.set(entry.change.setting, entry.change.value);
      }
    }
  } catch (error) {
    if (error?.name === "InvalidStateError") database = null;
  }
  clearTimeout(late);
  saving = null;
  judge();
};
const save = async () => {
  if (!database) await connect();
  await (saving ??= saveAll());
};
const gone = () => {
  database = null;
  notify(null);
};
const connectNow = async () => {
  try {
    const opened = await eventDatabase.open(NAME, gone);
    settings = new Map(await opened.settings());
    database = opened;
  } catch {
    /* The journal is the store. */
  }
  connecting = null;
  if (!database || !isReady) return;
  save();
  notify(null);
};
const connect = () => (connecting ??= connectNow());

/* Records changes of this page, and tells other tabs. */
const record = (changes) => {
  const entries = changes.map((change) => {
    const [key, text] = entryOf(change);
    const journaled = journal(key, text);
    hold(key, text, journaled);
    return [key, text, journaled];
  });
  if (database) keepForVisit();
  else judge();
  tell({ entries });
  return save();
};
const forget = (variant, run) => {
  const start = startOf(variant, run);
  for (const map of [unsaved, heard]) [...map.keys()].filter((key) => key.startsWith(start)).forEach((key) => map.delete(key));
};
const remove = (variant, run) => {
  forget(variant, run);
  for (const key of journalKeys(startOf(variant, run))) journal(key, null);
  return record([{ variant, run }]);
};

/* Reads from the database, which is opened again if the browser has closed it. */
const read = async (ask) => {
  await ready;
  for (let tries = 0; tries < 2; tries += 1) {
    if (!database && !connecting) await Promise.race([connect(), wait()]);
    try {
      return database ? await ask(database) : [];
    } catch {
      database = null;
    }
  }
  return [];
};
/* Returns what `ask` finds in the database and what is not saved yet: events by run. */
const collect = async (ask, isWanted) => {
  const saved = await ask;
  const mine = [...unsaved.values()].map(({ change }) => change);
  const removed = mine.filter(eventDatabase.isRemoval).map(({ variant, run }) => startOf(variant, run));
  const found = new Map();
  for (const change of [
    ...saved.filter(({ variant, run }) => !removed.includes(startOf(variant, run))),
    ...[...mine, ...heard.values()].filter((one) => one.event && isWanted(one)),
  ]) {
    const { run, event } = change;
    if (!found.has(run)) found.set(run, new Map());
    if (!found.get(run).has(event.id)) found.get(run).set(event.id, event);
  }
  return [...found].map(([run, events]) => [run, [...events.values()]]);
};
const factsOf = async (variant) => Object.fromEntries(
  await collect(read((from) => from.factsOf(variant)), (one) => one.variant === variant && one.event.address === undefined));
const eventsOf = async (variant, run) => {
  const [found] = await collect(read((from) => from.eventsOf(variant, run)), (one) => one.variant === variant && one.run === run);
  return found ? found[1] : [];
};

/* Takes what another tab records. That tab saves it, unless it cannot. */
const hear = (entries) => {
  const changes = entries.map(([key, text]) => changeOf(key, text)).filter(Boolean);
  for (const [key, text, journaled] of entries) {
    const change = changeOf(key, text);
    if (change?.event && journaled) heard.set(key, change);
    else if (change?.setting && journaled) {
      unsaved.delete(key);
      settings.set(change.setting, change.value);
    } else if (!journaled && change && !eventDatabase.isRemoval(change)) hold(key, text, false);
  }
  for (const { variant, run } of changes.filter(eventDatabase.isRemoval)) forget(variant, run);
  if (entries.some(([, , journaled]) => !journaled)) save();
  const [{ variant, run, event }] = changes;
  const isOfRun = event && changes.every((one) => one.event && one.run === run && one.variant === variant);
  notify(isOfRun ? { variant, run, events: changes.map((one) => one.event) } : null);
};
const lost = () => keepForVisit().map(([key, { text }]) => [key, text, false]);
if (channel) {
  channel.onmessage = ({ data: { ask, entries = ask ? lost() : [] } }) => {
    if (!ask) hear(entries);
    else if (entries.length) tell({ entries });
  };
}
/* A browser stops a page that nobody sees, so the page may have missed what other tabs did. */
const refresh = async () => {
  heard.clear();
  holdRest();
  save();
  if (database) settings = new Map(await read((from) => from.settings()));
  notify(null);
};
addEventListener("pageshow", (event) => event.persisted && refresh());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());

holdRest();
const ready = Promise.race([connect(), wait()]).then(() => {
  isReady = true;
  if (database) save();
  else judge();
  tell({ ask: true });
});
runbook.store = {
  ready, factsOf, eventsOf, remove,
  add: (variant, run, events) => void record(events.map((event) => ({ variant, run, event }))),
  setting: (name) => {
    const [key] = entryOf({ setting: name, value: null });
    return unsaved.has(key) ? unsaved.get(key).change.value : settings.get(name) ?? null;
  },
  setSetting: (name, value) => void record([{ setting: name, value }]),
  onChange: (listener) => listeners.add(listener),
  isKept: () => kept,
  /* Returns what version 0.1 stored, as keys and texts; what the window has is newer. */
  earlier: () => Object.fromEntries([...storedKeys((key) => key.includes("|")).map((key) => [key, stored(key)]), ...foreign]),
};
