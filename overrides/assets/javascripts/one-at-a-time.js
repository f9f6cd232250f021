/* One item at a time: a dialog over the whole screen. It shows one item of a list with what is above it, and goes on after each answer. The
   list itself moves here from the page and back, so its inputs, buttons and texts stay what they are. */
const { make, button, picture, setContent, setAddress, need, run, ticks, answers, drill, next, nextItem, strings } = runbook;
/* A second tap of the same finger answers nothing. */
const REST = 400;

const count = make("p", { class: "rb-one__count", id: "rb-one-count" });
const stage = make("div", { class: "rb-one__stage md-typeset" });
const said = make("div", { class: "rb-one__said" });
const choices = make("div", { class: "rb-one__choices" });
const moves = make("div", { class: "rb-one__moves" });
const shut = button(picture("M6 6l12 12M18 6L6 18"), () => view.close(), { class: "rb-one__close", "aria-label": strings("dialog.close") });
const view = make("dialog", { class: "rb-one", "aria-label": strings("bar.one"), close: () => view.open || leave() },
  make("div", { class: "rb-one__head" }, drill.mark(), count, shut), stage, said, make("div", { class: "rb-one__foot" }, choices, moves));
/* The messages, and the question who somebody is, are where people look. */
const guests = [".rb-status", ".rb-bar__who"].map((name) => document.querySelector(name)).filter(Boolean);
const homes = guests.map((guest) => ({ guest, home: guest.parentElement, before: guest.nextSibling }));

/* The item on the screen; null at the end of a list, where `left` is the item that people come from. */
let now = null;
let left = null;
let shown = "";
/* The last item that was answered here, and its answer. */
let last = { box: null, answer: "" };
const moved = [];
/* How far the items of the list are below its top, on the page. */
let depths = new Map();
const answerOf = (box) => {
  const { at = "", by = "", way = "", text = "" } = run.answerOf(box.address) || {};
  return [box.state, at, by, way, text].join(" ");
};
const isAnswered = ({ state }) => answers.isSettled(state) || state === "failed";
const at = (box) => ticks.pageBoxes.indexOf(box);
const leavesOf = (list) => next.items().filter((item) => item.isLeaf && item.list === list.id).map(({ box }) => box);

const putBack = () => {
  for (const item of stage.querySelectorAll(".rb-item")) {
    item.removeAttribute("data-rb-step");
    item.firstElementChild.removeAttribute("aria-describedby");
  }
  for (const { element, spot } of moved.splice(0)) spot.replaceWith(element);
};
/* Brings a list with its heading. Their places on the page keep their height, so that nothing moves there. */
const bring = ({ element: list, boxes }) => {
  if (moved.some(({ element }) => element === list)) return;
  putBack();
  const top = (one) => one.getBoundingClientRect().top;
  depths = new Map(boxes.map((box) => [box, top(box.item) - top(list)]));
  for (const element of [list.previousElementSibling, list]) {
    const spot = make("div", {});
    spot.style.height = `${element.offsetHeight}px`;
    element.replaceWith(spot);
    moved.push({ element, spot });
  }
  stage.replaceChildren(...moved.map(({ element }) => element));
};

const large = (text, action, more = {}) => button(text, action, { class: "rb-button rb-one__button", ...more });
const openDialog = (box, chosen) => need("answer-dialog").then(() => runbook.answerDialog(box, chosen));
const done = (box) => {
  const mustAsk = answers.asksFirst(box, run.answerOf) || (answers.doneOf(box.address) === "signed" && !run.person());
  if (mustAsk) openDialog(box, "done");
  else box.input.click();
};
const back = () => {
  const before = next.items().slice(0, left ? at(left) + 1 : at(now)).filter(({ isLeaf }) => isLeaf).at(-1);
  if (before) show(before.box);
};
/* The buttons are about the item on the screen: they may stay when it changes. */
const showButtons = () => {
  const kind = answers.doneOf(now.address);
  const failed = { done: "failed", signed: "refused" }[kind];
  const isSettled = answers.isSettled(now.state);
  const isFirst = !next.items().slice(0, at(now)).some(({ isLeaf }) => isLeaf);
  setContent(choices, ...(isSettled ? [large(strings("one.change"), () => openDialog(now))] : [
    !now.decides && large(strings(`answer.${kind}`), () => done(now), { class: "rb-button rb-button--main rb-one__button" }),
    failed && large(strings(`answer.${failed}`), () => openDialog(now, "failed")),
    large(strings("answer.na"), () => openDialog(now, "na")),
  ]).filter(Boolean));
  setContent(moves, large(strings("one.back"), back, { disabled: isFirst }),
    large(strings(isSettled ? "bar.go" : "one.skip"), () => goOn(now)));
};
const rest = () => {
  const those = /** @type {NodeListOf<HTMLButtonElement>} */ (choices.querySelectorAll("button"));
  those.forEach((one) => (one.disabled = true));
  setTimeout(() => those.forEach((one) => (one.disabled = false)), REST);
};
const focusOn = (element) => {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  stage.scrollTop = 0;
};

const show = (box) => {
  const isNew = box !== now;
  const list = next.listOf.get(box);
  bring(list);
  [now, left, shown] = [box, null, answerOf(box)];
  for (const item of list.element.querySelectorAll(".rb-item")) {
    const step = item === box.item ? "here" : item.contains(box.item) ? "above" : null;
    if (step) item.setAttribute("data-rb-step", step);
    else item.removeAttribute("data-rb-step");
    item.firstElementChild.setAttribute("aria-describedby", count.id);
  }
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (box.item.querySelectorAll(".rb-details"))) details.open = true;
  const those = leavesOf(list);
  stage.toggleAttribute("data-rb-first", those[0] === box);
  count.textContent = strings("one.count", { n: those.indexOf(box) + 1, all: those.length });
  showButtons();
  if (!isNew) return;
  /* The page is at the item after a reload too. */
  setAddress(`#${box.address}`);
  scrollBy(0, moved[1].spot.getBoundingClientRect().top + depths.get(box) - innerHeight / 2);
  rest();
  focusOn(box.item.querySelector(".rb-item__head"));
};
/* Shows a text with a heading instead of an item: the end of a list, or a way that leads elsewhere. */
const tell = (box, heading, lines, buttons, action) => {
  putBack();
  [now, left] = [null, box];
  const head = make("h2", { class: "rb-one__end", dir: "auto" }, heading);
  stage.replaceChildren(head, ...lines);
  count.textContent = "";
  choices.replaceChildren(...buttons);
  moves.replaceChildren(large(strings("one.back"), back), action || "");
  rest();
  focusOn(head);
};

/* Says how long it took from the first to the last answer of a list, if that is known and a minute or more. */
const timeTaken = ({ boxes }) => {
  const { listPace, times } = runbook;
  const pace = listPace?.paceOf(listPace.answered(run.state()), boxes.map(({ address }) => address));
  const minutes = pace ? listPace.minutesBetween(pace.first, pace.last) : 0;
  return minutes ? strings("one.time", { time: times.length(minutes) }) : "";
};
const follow = (target) => {
  if (target.box) return show(target.box);
  left = null;
  view.close();
  return next.follow(target);
};
/* The end of a list: what is open in it, and where people go on. */
const showEnd = (box) => {
  const list = next.listOf.get(box);
  const target = next.after(at(box));
  const all = leavesOf(list);
  const open = all.filter((leaf) => !answers.isSettled(leaf.state));
  const tally = strings("progress.of", { n: all.length - open.length, all: all.length });
  const lines = [
    open.some(next.isMust) && make("p", { class: "rb-late" }, strings("progress.blocking", { n: open.filter(next.isMust).length })),
    make("p", { dir: "auto" }, [list.title, tally, open.length ? "" : timeTaken(list)].filter(Boolean).join(" · ")),
    open[0] && make("ul", { class: "rb-one__open" }, ...open.map((it) => make("li", {}, large(it.text, () => show(it), { dir: "auto" })))),
    target.isFiltered && make("p", {}, strings("bar.filtered")),
  ].filter(Boolean);
  const go = large("", () => follow(target), { class: "rb-button rb-button--main rb-next rb-one__button" });
  const found = next.words(target, at(box));
  go.append(...next.named(found));
  const heading = open.length ? strings("one.left", { n: open.length }) : strings("one.done");
  tell(box, heading, lines, found.text ? [go] : [large(strings("dialog.close"), () => view.close())]);
};
/* Goes on after an item: to the next open one of its list, or to the end of the list. */
const goOn = (box) => {
  const items = next.items();
  const found = nextItem.nextOpen(items, at(box));
  if (found && found.list === items[at(box)].list && items.indexOf(found) > at(box)) show(found.box);
  else showEnd(box);
};
/* Returns the link of the way that the answer of an item takes. */
const wayOf = (box) => {
  if (box.state === "failed") return box.remarks.querySelector(".rb-outcome a[href]");
  if (box.state !== "done") return null;
  const chosen = box.ways.find(({ id }) => id === run.answerOf(box.address)?.way);
  const then = () => box.item.querySelector(":scope > .rb-item__body > .rb-outcome--then a[href]");
  return chosen ? chosen.line.querySelector(".rb-target a[href]") : then();
};
/* Follows the way of an answer: within the page at once, elsewhere if people want to. */
const takeWay = (box) => {
  const link = wayOf(box);
  if (!link) return goOn(box);
  const [address, isHere] = [link.hash.slice(1), link.pathname === location.pathname];
  const aim = isHere && next.items().find((item) => item.isLeaf && item.box.places.includes(address));
  if (aim) return aim.open ? show(aim.box) : goOn(aim.box);
  const away = link.cloneNode(true);
  away.className = "rb-button rb-button--main rb-one__button";
  const heading = strings(`one.way.${box.state}`, { item: box.number || box.text });
  return tell(box, heading, [make("p", { dir: "auto" }, box.text)], [away], large(strings("one.stay"), () => goOn(box)));
};

/* Follows what changed: goes on from an answered item, and back to one that is open again. */
let timer = 0;
const changed = () => {
  clearTimeout(timer);
  if (view.open) timer = setTimeout(settle);
};
const settle = () => {
  const above = document.querySelector("dialog[open]:not(.rb-one)");
  if (above) return above.addEventListener("close", changed, { once: true });
  const { box } = last;
  if (box && box !== now && answerOf(box) !== last.answer && !answers.isSettled(box.state)) {
    last = { box: null, answer: "" };
    return show(box);
  }
  if (!now) return undefined;
  if (answerOf(now) === shown) return showButtons();
  if (!isAnswered(now)) return show(now);
  last = { box: now, answer: answerOf(now) };
  return takeWay(now);
};
ticks.onChange(changed);

const leave = () => {
  const box = now || left;
  putBack();
  for (const { guest, home, before } of homes) home.insertBefore(guest, before);
  [now, left] = [null, null];
  view.remove();
  if (box) next.goToItem(box);
};
/* A link within the page shows its item here, or leaves the view for another place of the page. */
view.addEventListener("click", runbook.plainClick((event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.pathname !== location.pathname || !link.hash) return;
  const item = document.getElementById(link.hash.slice(1))?.closest(".rb-item");
  const aim = item && next.items().find(({ box, isLeaf }) => isLeaf && box.item === item);
  if (aim) {
    event.preventDefault();
    show(aim.box);
    return;
  }
  [now, left] = [null, null];
  putBack();
  view.close();
}));
const enter = () => {
  const { at: from, target } = next.here();
  document.body.append(view);
  view.showModal();
  said.append(...guests);
  if (target.box) show(target.box);
  else showEnd(ticks.pageBoxes[Math.max(from, 0)]);
};
/* On paper, the list is where it belongs. */
addEventListener("beforeprint", () => view.open && view.close());
runbook.oneAtATime = () => (view.open ? view.close() : enter());
runbook.oneAtATime.move = (step) => {
  if (view.open && step < 0) back();
  else if (view.open && now) goOn(now);
  return view.open;
};
