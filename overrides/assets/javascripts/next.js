/* Leads people to the next open item of the page, then to its end and to the next phase: by the button of the bar and by keys. */
const { make, run, ticks, answers, progress, plannedWork, nextItem, runBar, strings } = runbook;
const boxes = ticks.pageBoxes;
const LONGEST = 90;
const PAUSE = 200;
const NOTHING = { box: null, finish: /** @type {HTMLElement | null} */ (null), phase: null, isFiltered: false };
const lists = new Map([...document.querySelectorAll("[data-rb-list]")].map((element) => {
  const own = boxes.filter(({ item }) => element.contains(item));
  const title = runbook.titleOf(element.previousElementSibling);
  const isWork = plannedWork.isWork(own.map(({ address }) => address));
  return [element, { element, title, isWork, id: element.dataset.rbList, boxes: own }];
}));
const listOf = new Map([...lists.values()].flatMap((list) => list.boxes.map((box) => [box, list])));
const shows = ({ item }) => runbook.filter.shows(item);
const isMust = (box) => box.blocking || Boolean(box.parent && isMust(box.parent));
/* The items of the page, in order; a leaf is one that people answer. Triggers are no work; who disagrees about one has to decide. */
const items = () => boxes.map((box) => {
  const list = listOf.get(box);
  const isLeaf = !box.children.length && shows(box) && (list.isWork || box.state === "differs");
  return { box, list: list.id, isLeaf, open: isLeaf && !answers.isSettled(box.state), must: isMust(box) };
});

/* The item that the reader last used or went to. */
let place = document.activeElement.closest(".rb-item");
/* Returns the position of the reader in the page; `isNew` if that is only what the screen shows. */
const whereAmI = () => {
  const at = boxes.findIndex(({ item }) => item === place);
  if (at >= 0) return { at, isNew: false };
  const header = document.querySelector("header");
  const top = Math.max(header ? header.getBoundingClientRect().bottom : 0, 0);
  const isBelow = ({ item }) => item.querySelector(".rb-item__head").getBoundingClientRect().bottom > top;
  return { at: boxes.findIndex((box) => shows(box) && isBelow(box)), isNew: true };
};
/* Returns the next phase that the run plans and that is not complete, with the link to it. Pages that are no phase lead to none. */
const nextPhase = () => {
  const phases = (progress.run()?.phases || []).map(({ id, planned, settled, all }) => {
    const link = document.querySelector(`.rb-stepper a[data-rb-part="phases.${id}"]`);
    return { id, link, open: Boolean(link) && planned && settled < all };
  });
  return nextItem.nextPhase(phases, run.phase);
};
/* Returns what comes next after a position of the page: an item, the end of this phase, or another phase. */
const after = (at) => {
  const found = nextItem.nextOpen(items(), at);
  if (found) return { ...NOTHING, box: found.box };
  const { all: n, settled } = progress.page();
  const finish = document.querySelector("[data-rb-finish]");
  if (finish && n && settled === n && run.current() && !run.isDeclared(run.phase)) return { ...NOTHING, finish };
  const phase = finish && nextPhase();
  return phase ? { ...NOTHING, phase } : { ...NOTHING, isFiltered: settled < n };
};
const next = () => {
  const { at, isNew } = whereAmI();
  return isNew && items()[at]?.open ? { ...NOTHING, box: boxes[at] } : after(at);
};
const previous = () => {
  const found = nextItem.previousOpen(items(), whereAmI().at);
  return found ? { ...NOTHING, box: found.box } : next();
};

let timer = 0;
const changed = (item) => {
  if (item === place) return;
  place = item;
  clearTimeout(timer);
  timer = setTimeout(runBar.show);
};
/* The mark of the item comes from the address, which also brings people back to it after a reload. */
const goToItem = ({ item, input, address }) => {
  changed(item);
  location.replace(`#${address}`);
  input.focus({ preventScroll: true });
  item.querySelector(".rb-item__head").scrollIntoView({ block: "center" });
};
const goToFinish = (section) => {
  section.scrollIntoView({ block: "center" });
  section.querySelector(".rb-button--main, button")?.focus({ preventScroll: true });
};
const nothing = (isFiltered) => strings(isFiltered ? "bar.filtered" : "bar.done");
const follow = ({ box, finish, phase, isFiltered }) => {
  if (box) goToItem(box);
  else if (finish) goToFinish(finish);
  else if (phase) location.assign(phase.link.href);
  else runbook.status(nothing(isFiltered));
};

/* Says what comes next: a word, and a number and a text; an empty text if there is nothing. */
const words = ({ box, finish, phase, isFiltered }, at) => {
  if (finish) return { word: strings("next.answered"), text: strings("next.finish") };
  if (phase) return { word: strings("next.phase"), text: phase.link.textContent };
  if (!box) return { word: nothing(isFiltered), text: "" };
  const list = listOf.get(box);
  const isOther = boxes[at] && listOf.get(boxes[at]) !== list;
  const isBack = isOther && boxes.indexOf(box) < at;
  const word = strings(isBack ? "next.back" : isOther ? "next.in" : "bar.go", { list: list.title });
  const kind = box.state === "failed" && answers.doneOf(box.address) === "signed" ? "refused" : box.state;
  const state = kind === "open" ? "" : ` (${strings(`ticks.word.${kind}`)})`;
  const text = box.text.slice(box.text.startsWith(box.number) ? box.number.length : 0).trim();
  return { word, number: `${box.number}${state}`, text: nextItem.shortened(text, LONGEST) };
};
const label = () => words(next(), whereAmI().at);
/* Returns the words of what comes next as elements. */
const named = ({ word, number, text }) => [
  make("span", { class: "rb-next__word", dir: "auto" }, word),
  make("span", { class: "rb-next__text", dir: "auto" }, number && make("bdi", { class: "rb-number" }, number), number && " ", text),
];
/* Returns the item where the reader is if it is open, else what comes next. */
const here = () => {
  const { at } = whereAmI();
  return { at, target: items()[at]?.open ? { ...NOTHING, box: boxes[at] } : after(at) };
};

/* A way that people go by themselves is where they are now. */
for (const kind of ["focusin", "change", "click"]) {
  document.addEventListener(kind, ({ target }) => {
    const item = /** @type {Element} */ (target).closest?.(".rb-item");
    if (item && boxes.some((box) => box.item === item)) changed(item);
  });
}
/* In the view of one item, the focus is on its heading. */
document.addEventListener("keydown", (event) => {
  const { key, repeat, target } = event;
  if (key !== " " || repeat || !(/** @type {Element} */ (target).matches(".rb-one .rb-item__head"))) return;
  event.preventDefault();
  document.querySelector(".rb-one__choices .rb-button--main")?.click();
});
addEventListener("hashchange", () => changed(document.querySelector(":target")?.closest(".rb-item") || null));
addEventListener("scroll", () => {
  if (place) return;
  clearTimeout(timer);
  timer = setTimeout(runBar.show, PAUSE);
}, { passive: true });

const go = (step) => runbook.oneAtATime.move(step) || follow(step > 0 ? next() : previous());
runbook.next = { go, here, label, named, after, follow, words, items, listOf, isMust, goToItem };
runBar.show();
