/* Before the first paint: tells the styles that scripts run, and sets the scheme that the reader chose, else the system's. */
(() => {
  "use strict";
  const KEY = "runbook.scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    /* Storage is blocked: the choice holds for this page. */
  }
  const current = () => chosen || (dark.matches ? "slate" : "default");
  const apply = () => {
    document.body.setAttribute("data-md-color-scheme", current());
  };
  const toggle = () => {
    chosen = current() === "slate" ? "default" : "slate";
    apply();
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      /* As above. */
    }
    return chosen;
  };
  document.documentElement.classList.replace("no-js", "js");
  dark.addEventListener("change", apply);
  apply();
  window.runbook = Object.assign(window.runbook || {}, { scheme: { current, toggle } });
})();
