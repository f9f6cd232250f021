/* The bar at the foot of a phase: the list that is due, the progress, what comes next, and the way to the dialog of the run. */
const { make, button, setContent, need, run, times, progress, ticks, strings } = runbook;
const link = make("a", { class: "rb-bar__way", href: "#" });
const count = make("span", { class: "rb-bar__count" });
const meter = make("progress", { "aria-hidden": "true", value: "0", max: "1" });
/* The bar asks for the name of the person as soon as there is something to put it on. */
const who = make("input", { id: "rb-who", type: "text", autocomplete: "name", dir: "auto", maxlength: "200" });
const give = (event) => {
  event.preventDefault();
  run.setPerson(who.value.trim());
};
const asking = make("form", { class: "rb-bar__who", submit: give },
  make("label", { for: who.id }, strings("run.who")), who, make("button", { type: "submit", class: "rb-button" }, strings("save")));
const next = button(strings("bar.go"), () => need("next").then(() => runbook.next.go(1)), { class: "rb-button rb-button--main rb-next" });
const settings = button(strings("run"), () => need("run-dialog").then(() => runbook.runDialog()));
const bar = make("section", { class: "rb-bar", "aria-label": strings("bar") }, asking,
  make("div", { class: "rb-bar__inner" }, link, runbook.filter.chip, count, next, settings, meter));
if (run.phase) document.body.append(bar);

/* Names what comes next, once the script that knows it is loaded. */
const showNext = () => {
  const { word, number, text } = runbook.next ? runbook.next.label() : { word: strings("bar.go"), number: "", text: "…" };
  next.hidden = !text;
  setContent(next, make("span", { class: "rb-next__word", dir: "auto" }, word),
    make("span", { class: "rb-next__text", dir: "auto" }, number && make("bdi", { class: "rb-number" }, number), number && " ", text));
};
/* Shows what changes with the run and with the clock: the moments of the page, and the list that is due. */
const show = () => {
  asking.hidden = Boolean(run.person()) || !run.state().events.some(({ by }) => !by);
  bar.hidden = !run.current();
  const page = progress.page();
  const due = runbook.showMoments();
  const openBoxes = ticks.pageBoxes.filter(({ item, state, children }) =>
    !children.length && !["done", "na"].includes(state) && runbook.filter.shows(item));
  const list = due ? due.list : openBoxes.length && openBoxes[0].item.closest("[data-rb-list]");
  const first = list && openBoxes.find(({ item }) => list.contains(item));
  const title = list ? list.previousElementSibling.firstChild.textContent.trim() : "";
  const key = !list ? (page.settled < page.all ? "bar.filtered" : "bar.done") : !due ? "bar.open" : due.begun ? "bar.now" : "bar.next";
  setContent(link, make("span", { dir: "auto" }, strings(key, { list: title, left: due ? times.left(due.at) : "" })));
  link.href = `#${first ? first.address : list ? list.dataset.rbList : ""}`;
  setContent(count, page.all ? strings("progress.of", { n: page.settled, all: page.all }) : "");
  meter.max = Math.max(page.all, 1);
  meter.value = page.settled;
  showNext();
};

runbook.filter.onChange(show);
runbook.runBar = { show };
