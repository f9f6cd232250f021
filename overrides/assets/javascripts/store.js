/* Where ticks are kept: one key for each item, so that two tabs never write over each other's. Without storage, for the visit. */
(() => {
  "use strict";
  const runbook = (window.runbook = window.runbook || {});
  const VISIT = "runbook-visit:";
  const listeners = new Set();

  /* Kept keys first; what the browser refused to keep lies over them until it is left. */
  const visit = new Map();
  let kept = true;
  let storage = null;

  /* A window keeps its name from page to page: what no storage may hold lives there for as long as the visit. */
  const recall = () => {
    if (!window.name.startsWith(VISIT)) return [];
    try {
      return Object.entries(JSON.parse(window.name.slice(VISIT.length)));
    } catch {
      return [];
    }
  };
  const remember = () => {
    if (!kept) window.name = VISIT + JSON.stringify(Object.fromEntries(visit));
    else if (window.name.startsWith(VISIT)) window.name = "";
  };

  const tell = (key) => {
    for (const listener of listeners) listener(key);
  };

  try {
    storage = window.localStorage;
    storage.setItem(VISIT, "");
    storage.removeItem(VISIT);
  } catch {
    storage = null;
    kept = false;
  }

  /* The five parts of a key, joined as they are read: `site|variant|release|run|item`. */
  const key = (...parts) => parts.map((part) => encodeURIComponent(part)).join("|");

  const get = (name) => {
    if (visit.has(name)) return visit.get(name);
    return storage ? storage.getItem(name) : null;
  };

  /* A value of null takes the key away. */
  const set = (name, value) => {
    if (storage) {
      try {
        if (value === null) storage.removeItem(name);
        else storage.setItem(name, value);
        visit.delete(name);
        return;
      } catch {
        /* Full, or blocked meanwhile. */
      }
    }
    if (value === null && !storage) visit.delete(name);
    else visit.set(name, value);
    const news = kept;
    kept = false;
    if (news) tell(null);
  };

  /* The names of all keys that start so. */
  const names = (start) => {
    const found = new Set();
    for (let at = 0; storage && at < storage.length; at += 1) found.add(storage.key(at));
    for (const name of visit.keys()) found.add(name);
    return [...found].filter((name) => name.startsWith(start) && get(name) !== null);
  };

  /* Other tabs: each change as it comes, and all at once when a page comes back to the screen. */
  addEventListener("storage", (event) => {
    if (event.storageArea === storage) tell(event.key);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell(null);
  });
  addEventListener("pagehide", remember);

  /* What an earlier page of the visit could not keep is tried again. */
  for (const [name, value] of recall()) set(name, value);

  runbook.store = { key, get, set, names, on: (listener) => listeners.add(listener), isKept: () => kept };
})();
