/* Events and settings as keys and texts: for the journal, for the name of the window, and for other tabs. Pure.
   Keys begin with `runbook:FOLDER `. Spaces separate the parts, because addresses of folders have none: no folder reads what belongs to a
   folder below it. */
/** What is added to a store, or removed from it: an event of a run, a whole run, or a setting.
    @typedef {{id: string, address?: string}} Stored
    @typedef {{variant: string, run: string, event: Stored}} Added
    @typedef {{variant: string, run: string, event?: undefined}} Removed
    @typedef {{setting: string, value: string | null}} Setting
    @typedef {Added | Removed | Setting} Change */
const VISIT = "runbook-visit:";

/** @type {(...parts: string[]) => string} */
const join = (...parts) => parts.map(encodeURIComponent).join(" ");
/** Returns a change as a key and a text. @type {(change: Change) => [key: string, text: string]} */
const entryOf = (change) => {
  if ("setting" in change) return [join("setting", change.setting), JSON.stringify(change.value)];
  const { variant, run, event } = change;
  return event ? [join("event", variant, run, event.id), JSON.stringify(event)] : [join("removed", variant, run), "true"];
};
/** Returns the start of the keys of a run's events. @type {(variant: string, run: string) => string} */
const startOf = (variant, run) => `${join("event", variant, run)} `;
/** Returns the change that a key and a text say, or null if they say none. @type {(key: string, text: string) => Change | null} */
const changeOf = (key, text) => {
  try {
    const [kind, ...parts] = key.split(" ").map(decodeURIComponent);
    const value = JSON.parse(text);
    if (kind === "setting" && parts.length === 1 && (value === null || typeof value === "string")) return { setting: parts[0], value };
    const [variant, run, id] = parts;
    if (kind === "removed" && parts.length === 2) return { variant, run };
    return kind === "event" && parts.length === 3 && value && value.id === id ? { variant, run, event: value } : null;
  } catch {
    return null;
  }
};
/** Reads keys and texts from the name of a window; version 0.1 wrote the same form with keys of its own.
    @type {(name: string) => [key: string, text: string][]} */
const readName = (name) => {
  try {
    const entries = Object.entries(name.startsWith(VISIT) ? Object(JSON.parse(name.slice(VISIT.length))) : {});
    return entries.filter(([, text]) => typeof text === "string");
  } catch {
    return [];
  }
};
/** Returns the name of a window that has these keys and texts; a window without any keeps a name that others gave it.
    @type {(entries: [key: string, text: string][], before: string) => string} */
const nameOf = (entries, before) => {
  if (entries.length) return VISIT + JSON.stringify(Object.fromEntries(entries));
  return before.startsWith(VISIT) ? "" : before;
};

runbook.eventJournal = { entryOf, changeOf, startOf, readName, nameOf };
