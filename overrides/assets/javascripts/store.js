/* Stores runs with one key for each answer, so that two tabs do not overwrite each other. What the browser refuses lasts for the visit. */
const { stored } = runbook;
const VISIT = "runbook-visit:";
const listeners = new Set();
/* Values that the browser refused to store; until the visit ends, they replace the stored values. */
const visit = new Map();
let kept = stored(VISIT, "") === "";
const storage = kept ? window.localStorage : null;
stored(VISIT, null);

const notify = (key) => listeners.forEach((listener) => listener(key));
const get = (key) => (visit.has(key) ? visit.get(key) : storage && stored(key));
const set = (key, value) => {
  visit.delete(key);
  if (storage && stored(key, value) === value) return;
  visit.set(key, value);
  if (!kept) return;
  kept = false;
  notify(null);
};
const names = (start) =>
  [...new Set([...visit.keys(), ...Object.keys(storage || {})])].filter((key) => key.startsWith(start) && get(key) !== null);
/* Follows each change of another tab, and all changes when the browser shows a page again from its cache. */
addEventListener("storage", (event) => event.storageArea === storage && notify(event.key));
addEventListener("pageshow", (event) => event.persisted && notify(null));
/* The name of the window, which stays from page to page, carries what the browser refused to store. */
addEventListener("pagehide", () => {
  if (!kept) window.name = VISIT + JSON.stringify(Object.fromEntries(visit));
  else if (window.name.startsWith(VISIT)) window.name = "";
});
if (window.name.startsWith(VISIT)) {
  try {
    for (const [key, value] of Object.entries(JSON.parse(window.name.slice(VISIT.length)))) set(key, value);
  } catch {
    /* Another site gave the window this name. */
  }
}

runbook.store = { get, set, names, onChange: (listener) => listeners.add(listener), isKept: () => kept };
