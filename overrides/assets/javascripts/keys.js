/* Handles single-key shortcuts, and shows a list of them where the reader can turn them off. */
const { make, strings } = runbook;
const KEY = "runbook.keys";
let on = runbook.stored(KEY) !== "off";

const help = () => {
  const others = [{ keys: ["Space"], text: strings("keys.tick") }, { keys: ["Esc"], text: strings("keys.escape") }];
  const rows = [...shortcuts, ...others].map(({ keys, text }) =>
    make("div", {}, make("dt", {}, ...keys.flatMap((key, at) => [at ? " " : "", make("kbd", {}, key)])), make("dd", {}, text)));
  const box = make("input", { type: "checkbox", checked: on, change: () => {
    on = box.checked;
    runbook.stored(KEY, on ? "on" : "off");
  } });
  runbook.open(runbook.dialog(strings("keys.title"), "rb-keys", make("dl", {}, ...rows), make("label", {}, box, strings("keys.on"))));
};

const emergency = document.querySelector("a.rb-header__emergency");
const filter = document.querySelector("[data-rb-filter]:not([hidden])");
/* The control that the page shows first. On phones the filter may be folded. */
const focusFilter = () => {
  document.querySelector(".rb-more__line")?.setAttribute("aria-expanded", "true");
  [...filter.querySelectorAll("select, input")].find((control) => control.offsetParent)?.focus();
};
const claim = () => runbook.need("answer-dialog").then(() => runbook.claimButtons.claimFocused());
const withNext = (action) => runbook.need("next").then(action);
const hasItems = document.querySelector("[data-rb-run]") && document.querySelector("[data-rb-list]");
const shortcuts = [
  { keys: ["/", "s"], text: strings("keys.search"), action: () => runbook.search.open() },
  emergency && { keys: ["e"], text: strings("keys.emergency"), action: () => emergency.click() },
  runbook.switcher && { keys: ["v"], text: strings("keys.switch"), action: () => runbook.switcher.open() },
  filter && { keys: ["f"], text: strings("keys.filter"), action: focusFilter },
  hasItems && { keys: ["c"], text: strings("keys.claim"), action: claim },
  hasItems && { keys: ["n", "p"], text: strings("keys.next"), action: (key) => withNext(() => runbook.next.go(key === "n" ? 1 : -1)) },
  hasItems && { keys: ["x"], text: strings("bar.one"), action: () => withNext(() => runbook.oneAtATime()) },
  { keys: ["d"], text: strings("keys.scheme"), action: () => runbook.scheme.toggle() },
  { keys: ["?"], text: strings("keys.help"), action: help },
].filter(Boolean);
const TEXT = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const isBusy = /** @type {Element} */ (event.target).closest(TEXT) || document.querySelector("dialog[open]:not(.rb-one)");
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy) return;
  const found = shortcuts.find(({ keys }) => keys.includes(event.key));
  if (!found || (!on && event.key !== "?")) return;
  event.preventDefault();
  found.action(event.key);
});
for (const button of document.querySelectorAll("[data-rb-keys]")) button.addEventListener("click", help);
