/* The storage for runs: one key for each answer, so that two tabs never overwrite each other's. Where the browser stores nothing, it lasts
   for the visit. */
const VISIT = "runbook-visit:";
const listeners = new Set();
/* Values that the browser refuses to store hide those that it has, until the visit ends. */
const visit = new Map();
let kept = true;
let storage = null;
const notify = (key) => listeners.forEach((listener) => listener(key));

try {
  storage = window.localStorage;
  storage.setItem(VISIT, "");
  storage.removeItem(VISIT);
} catch {
  storage = null;
  kept = false;
}

const get = (key) => (visit.has(key) ? visit.get(key) : storage && storage.getItem(key));
const set = (key, value) => {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
    visit.delete(key);
  } catch {
    if (value === null && !storage) visit.delete(key);
    else visit.set(key, value);
    const isNews = kept;
    kept = false;
    if (isNews) notify(null);
  }
};
const names = (start) =>
  [...new Set([...visit.keys(), ...Object.keys(storage || {})])].filter((key) => key.startsWith(start) && get(key) !== null);
/* Other tabs: each change as it comes, and all at once when a page comes back to the screen. */
addEventListener("storage", (event) => event.storageArea === storage && notify(event.key));
addEventListener("pageshow", (event) => event.persisted && notify(null));
/* A window keeps its name from page to page: what the browser refuses to store is in there as long as the visit lasts. */
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
