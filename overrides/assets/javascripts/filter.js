/* Filters the boxes of a phase's page: by role, to those that block, or to those that nobody else has claimed. The filter stays until the
   reader switches it off: over pages, reloads and visits. The address carries it too, so that people can share it.
   Phases for when something is wrong show everything: there, a filter is only for the page. */
const { make, button, store, run, ticks, strings, filters, setAddress } = runbook;
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-rb-filter]"));
const URGENT = ["rollback", "incident"];
const listeners = new Set();
let [off, shows, words] = [() => {}, (_item) => true, () => ""];
const start = () => {
  const KEY = `filter ${run.variant}`;
  const isUrgent = URGENT.includes(run.phase);
  const role = form.querySelector("select");
  const [blocking, mine] = /** @type {HTMLInputElement[]} */ (["blocking", "mine"].map((name) => form.querySelector(`[name=${name}]`)));
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const isBlocked = ticks.pageBoxes.some((box) => box.blocking);
  const lists = [...document.querySelectorAll(".md-content .rb-list")];
  const boxes = new Map();
  for (const box of ticks.pageBoxes) {
    const { item, address } = box;
    boxes.set(box, { item, address, parent: boxes.get(box.parent) || null, role: item.dataset.rbRole, blocking: box.blocking, mine: true });
  }
  let filter = filters.filterOf("");
  let shown = new Set(boxes.values());
  let items = new Set();
  let setting = null;
  const isActive = () => Boolean(filters.settingOf(filter));
  const wordsOf = (one) => [
    role && one.role && [...role.options].find(({ value }) => value === one.role)?.textContent,
    one.blocking && strings("filter.must"), one.mine && strings("filter.mine"),
  ].filter(Boolean).join(", ");
  words = () => wordsOf(filter);
  /* A link to what the filter hides shows it, and says that the filter hides it. */
  const target = () => document.getElementById(location.hash.slice(1));
  const linked = () => {
    const near = target();
    const place = near && (near.closest(".rb-item") || near.closest(".rb-list") || near.nextElementSibling);
    const found = place ? [...boxes.values()].filter(({ item }) => place.contains(item)) : [];
    if (!found.length || found.some((box) => shown.has(box))) return { place: null, beyond: new Set() };
    for (let { parent } = found[0]; parent; parent = parent.parent) found.push(parent);
    return { place, beyond: new Set(found) };
  };
  const mark = make("p", { class: "rb-beyond" });
  const showMark = (place) => {
    mark.remove();
    mark.textContent = place ? strings("filter.beyond", { what: words() }) : "";
    if (place?.matches(".rb-item")) place.querySelector(".rb-said").before(mark);
    else if (place) place.prepend(mark);
  };
  /* Hides each list without a visible box, and its heading; a group of lists in the same way. */
  const showLists = () => {
    let group = null;
    for (const list of lists) {
      const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
      list.hidden = heading.hidden = isActive() && !list.querySelector(".rb-item:not([hidden])");
      if (heading.tagName === "H2") group = list.querySelector(".rb-item") ? null : { heading, list };
      else if (group && !list.hidden) group.heading.hidden = group.list.hidden = false;
    }
  };
  const others = URGENT.map((phase) => `[data-rb-part="phases.${phase}"]`).join(", ");
  const apply = () => {
    for (const [{ places }, box] of boxes) box.mine = filters.isMine(run.claimOn(places), run.person());
    const found = filters.filtered([...boxes.values()], filter);
    shown = found.shown;
    items = new Set([...shown].map(({ item }) => item));
    const { place, beyond } = linked();
    for (const box of boxes.values()) box.item.hidden = !shown.has(box) && !beyond.has(box);
    showMark(place);
    showLists();
    const n = found.passing.length;
    const text = strings(n ? "filter.shown" : "filter.none", { n, all: boxes.size, what: words() });
    const unused = isUrgent && wordsOf(filters.filterOf(store.setting(KEY) || ""));
    status.textContent = isActive() ? text : unused ? strings("filter.unused", { what: unused }) : "";
    reset.hidden = !isActive();
    document.documentElement.toggleAttribute("data-rb-filtered", isActive());
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
      document.querySelectorAll(`.rb-stepper a[data-rb-part]:not([aria-current], ${others})`));
    for (const link of links) link.href = filters.withFilter(link.href, filter);
    for (const listener of listeners) listener();
  };
  /* Sets the controls; a role that the system does not have is left out. */
  const choose = ({ role: wanted, blocking: must, mine: own }) => {
    if (role) role.value = [...role.options].some(({ value }) => value === wanted) ? wanted : "";
    blocking.checked = must;
    mine.checked = own;
    filter = { role: role ? role.value : "", blocking: must, mine: own };
    showForm();
  };
  /* Shows the controls that change what the page shows. */
  const showForm = () => {
    const isClaimed = run.current() && run.hasClaims();
    blocking.parentElement.hidden = !(filter.blocking || isBlocked);
    mine.parentElement.hidden = !(filter.mine || isClaimed);
    form.hidden = !(role || isBlocked || isClaimed || isActive());
  };
  const change = (wanted) => {
    choose(wanted);
    if (!isUrgent) {
      setting = filters.settingOf(filter);
      store.setSetting(KEY, setting);
    }
    apply();
    setAddress(filters.withFilter(location.href, filter));
  };
  off = () => {
    const before = filter;
    change(filters.filterOf(""));
    runbook.status?.(strings("filter.is-off"), () => change(before));
  };
  shows = (item) => items.has(item);
  /* Another tab may have another filter, or the browser may have read the settings only now. */
  const follow = () => {
    const now = store.setting(KEY);
    if (now === setting) return;
    setting = now;
    if (!isUrgent) choose(filters.filterOf(now || ""));
    apply();
    setAddress(filters.withFilter(location.href, filter));
  };
  const begin = (given) => {
    choose(given);
    apply();
    /* What is hidden above a target moves it. After a reload, people go on where they were. */
    const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    if (isActive() && how?.type !== "reload") target()?.scrollIntoView();
  };

  begin(filters.startOf(location.search, null));
  store.ready.then(() => {
    setting = store.setting(KEY);
    if (setting) begin(filters.startOf(location.search, isUrgent ? null : setting));
    store.onChange((changed) => changed || follow());
  });
  run.onChange(() => {
    showForm();
    if (filter.mine) apply();
  });
  form.addEventListener("change", () => change(filters.filterOf(/** @type {any} */ (new FormData(form)))));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    off();
    for (const control of [blocking, role]) control?.focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    if (!isActive()) return;
    apply();
    target()?.scrollIntoView();
  });
};
if (form) start();

/* The filter in use, for the bar: a button that switches it off. */
const chip = button("", () => off(), { class: "rb-button rb-bar__filter", hidden: true });
const showChip = () => {
  chip.hidden = !words();
  runbook.setContent(chip, make("span", { dir: "auto" }, strings("filter.in-use", { what: words() })), ` · ${strings("filter.off")}`);
};
listeners.add(showChip);
showChip();
/* `shows(item)` tells whether the filter shows an item; it does not if only a link shows it. `words()` says what the filter shows; it says
   nothing without a filter. */
runbook.filter = { shows: (item) => shows(item), words: () => words(), chip, onChange: (listener) => listeners.add(listener) };
