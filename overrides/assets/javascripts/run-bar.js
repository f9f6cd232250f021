/* The bar at the foot of a phase: the list that is due, the progress, what comes next, and the way to the dialog of the run. */
const { make, button, setContent, need, run, progress, ticks, strings } = runbook;
const link = make("a", { class: "rb-bar__way", href: "#" });
/* Leads to all lists that are overdue. */
const more = make("a", { class: "rb-bar__more", href: "#rb-due", hidden: true });
const count = make("span", { class: "rb-bar__count" });
const meter = make("progress", { "aria-hidden": "true", value: "0", max: "1" });
/* The bar asks for the name of the person as soon as there is something to put it on. */
const who = make("input", { id: "rb-who", type: "text", autocomplete: "name", dir: "auto", maxlength: "200" });
const give = (event) => {
  event.preventDefault();
  run.setPerson(who.value.trim());
  runbook.settle(asking);
  /* The field is gone. */
  const head = document.querySelector('.rb-one [data-rb-step="here"] > .rb-item__head, .rb-one__end');
  (/** @type {HTMLElement | null} */ (head) || (next.hidden ? settings : next)).focus();
};
const asking = make("form", { class: "rb-bar__who", submit: give },
  make("label", { for: who.id }, strings("run.who")), who, make("button", { type: "submit", class: "rb-button" }, strings("save")));
const next = button(strings("bar.go"), () => need("next").then(() => runbook.next.go(1)), { class: "rb-button rb-button--main rb-next" });
const one = button(strings("bar.one"), () => need("next").then(() => runbook.oneAtATime()), { class: "rb-button rb-bar__one" });
const settings = button(strings("run"), () => need("run-dialog").then(() => runbook.runDialog()));
const bar = make("section", { class: "rb-bar", "aria-label": strings("bar") }, asking,
  make("div", { class: "rb-bar__inner" }, runbook.drill.mark(), link, more, runbook.filter.chip, count, next, one, settings, meter));
if (run.phase) document.body.append(bar);
runbook.keepForm(asking, "who");

/* Names what comes next, once the script that knows it is loaded. */
const showNext = () => {
  if (!runbook.next) {
    next.hidden = one.hidden = !progress.page().all;
    return setContent(next, strings("bar.go"));
  }
  const found = runbook.next.label();
  next.hidden = one.hidden = !found.text;
  return setContent(next, ...runbook.next.named(found));
};
/* Shows what changes with the run and with the clock: the moments of the page, and the list that is due. */
const show = () => {
  asking.hidden = Boolean(run.person()) || !run.state().events.some(({ by }) => !by);
  bar.hidden = !run.current();
  const page = progress.page();
  runbook.showMoments(runbook.due?.isAtWork);
  const due = runbook.due?.forBar?.();
  const first = ticks.pageBoxes.find(({ address, item, state, children }) => runbook.plannedWork.isWork([address])
    && !children.length && !["done", "na"].includes(state) && runbook.filter.shows(item));
  const title = first && runbook.titleOf(first.item.closest("[data-rb-list]").previousElementSibling);
  const key = first ? "bar.open" : page.settled < page.all ? "bar.filtered" : "bar.done";
  setContent(link, make("span", { dir: "auto" }, due ? due.text : strings(key, { list: title })));
  link.href = due ? due.href : `#${first ? first.address : ""}`;
  link.toggleAttribute("data-rb-late", Boolean(due?.isLate));
  more.hidden = !due?.others;
  setContent(more, due ? `+${due.others}` : "");
  more.setAttribute("aria-label", due?.others ? strings("bar.more", { n: due.others }) : "");
  setContent(count, page.all ? strings("progress.of", { n: page.settled, all: page.all }) : "");
  meter.max = Math.max(page.all, 1);
  meter.value = page.settled;
  showNext();
};

runbook.filter.onChange(show);
runbook.runBar = { show };
