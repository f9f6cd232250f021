/* Shortcuts of a single key: what they do, and a list of them that also turns them off. */
(() => {
  "use strict";
  const { make, strings, search } = window.runbook;
  const KEY = "runbook.keys";
  const shortcuts = [];
  let on = true;
  try {
    on = localStorage.getItem(KEY) !== "off";
  } catch {
    /* Storage is blocked: the choice holds for this page. */
  }

  /* `keys` are alternatives, `words` name what happens. */
  const add = (keys, words, action) => shortcuts.push({ keys, words, action });

  const help = () => {
    const box = make("input", { type: "checkbox" });
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      try {
        localStorage.setItem(KEY, on ? "on" : "off");
      } catch {
        /* As above. */
      }
    });
    const rows = [...shortcuts, { keys: ["Esc"], words: strings("keys.escape") }].map(({ keys, words }) =>
      make("div", {}, make("dt", {}, ...keys.flatMap((key, at) => (at ? [" ", make("kbd", {}, key)] : [make("kbd", {}, key)]))), make("dd", {}, words)));
    window.runbook.dialog(strings("keys.title"), "rb-keys", make("dl", {}, ...rows), make("label", {}, box, strings("keys.on"))).open();
  };

  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (!on && event.key !== "?") return;
    const found = shortcuts.find(({ keys }) => keys.includes(event.key));
    if (!found) return;
    event.preventDefault();
    found.action();
  });

  add(["/", "s"], strings("keys.search"), () => search.open());
  const emergency = document.querySelector(".rb-header__emergency");
  if (emergency) add(["e"], strings("keys.emergency"), () => emergency.click());
  if (window.runbook.switcher) add(["v"], strings("keys.switch"), () => window.runbook.switcher.open());
  const filter = document.querySelector("[data-rb-filter] :is(select, input)");
  if (filter) add(["f"], strings("keys.filter"), () => filter.focus());
  add(["d"], strings("keys.scheme"), () => window.runbook.scheme.toggle());
  add(["?"], strings("keys.help"), help);
  for (const button of document.querySelectorAll("[data-rb-keys]")) button.addEventListener("click", help);
  window.runbook.keys = { add };
})();
