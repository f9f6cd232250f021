/* Marks before the first paint that scripts run, and sets the colour scheme: the reader's choice, else that of the system. */
const KEY = "runbook.scheme";
/* Reads a choice of the reader, after storing it if a value is given; null removes it. Returns null where the browser blocks storage. */
const stored = (key, value, storage = "localStorage") => {
  try {
    if (value === null) window[storage].removeItem(key);
    else if (value !== undefined) window[storage].setItem(key, value);
    return window[storage].getItem(key);
  } catch {
    return null;
  }
};
const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen = stored(KEY);
const current = () => chosen || (dark.matches ? "slate" : "default");
const apply = () => document.body.setAttribute("data-md-color-scheme", current());
const toggle = () => {
  chosen = current() === "slate" ? "default" : "slate";
  apply();
  stored(KEY, chosen);
};
/* The fields that people changed, also before the scripts of the page have loaded; browsers restore ticks without an event. */
const changed = new Set();
document.addEventListener("change", ({ target }) => changed.add(target));
document.documentElement.classList.replace("no-js", "js");
dark.addEventListener("change", apply);
apply();
const { dataset: attributes } = /** @type {HTMLScriptElement} */ (document.currentScript);
/* The card of a run gets the height that it had on the page before, so that nothing below it moves while it fills. */
const heightKey = `runbook.height ${attributes.rbVariant}`;
document.body.style.setProperty("--rb-run-height", stored(heightKey, undefined, "sessionStorage"));
Object.assign(runbook, { stored, heightKey, changed, scheme: { toggle }, attributes });
