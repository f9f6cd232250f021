/* Shows the name, the person, T-0 and the progress of the run, also in a bar at the foot; and messages about what just happened. */
const { make, button, setContent, need, run, store, clock, times, progress, ticks, strings } = runbook;
const STAYS = 8000;
const BETWEEN = 10000;

const open = () => need("run-dialog").then(() => runbook.runDialog());
const name = make("p", { class: "rb-run__name", dir: "auto" });
const setUp = button("", open);
const t0 = make("p", { class: "rb-run__clock" });
const tally = make("p", { class: "rb-run__tally" });
const kept = make("p", { class: "rb-run__kept" });
const save = button(strings("run.export"), () => need("hand-over").then(() => runbook.handOver.saveJson()));
const offer = make("div", { class: "rb-run__offer" });
const release = make("p", { class: "rb-run__other" });
const carry = button(strings("carry", { release: run.release }), () => need("carry-over").then(() => runbook.carryOver()));
const otherRelease = make("div", { class: "rb-run__carry" }, release, carry);
run.place.prepend(make("div", { class: "rb-run__head" }, name, setUp), t0, tally, kept, save, otherRelease, offer);
run.place.toggleAttribute("data-rb-live", true);

const link = make("a", { class: "rb-bar__way", href: "#" });
const count = make("span", { class: "rb-bar__count" });
const meter = make("progress", { "aria-hidden": "true", value: "0", max: "1" });
const bar = make("section", { class: "rb-bar", "aria-label": strings("bar") },
  make("div", { class: "rb-bar__inner" }, link, count, button(strings("run"), open), meter));
if (run.phase) document.body.append(bar);

const nameOf = (current) => {
  if (!current) return [strings("run.none")];
  const person = run.person();
  const by = current.person ? ` · ${strings("run.by", { person: current.person })}` : "";
  const you = person ? strings("run.you", { person }) : strings("run.nobody");
  return [make("strong", {}, current.name), by, person && person === current.person ? "" : ` · ${you}`];
};

const tallyText = () => {
  const all = progress.run();
  const page = progress.page();
  const changed = page.changed || (!run.phase && all && all.changed);
  return [
    run.phase && strings("progress.phase", { n: page.settled, all: page.all }),
    all && strings("progress.run", { n: all.settled, all: all.all }),
    run.phase && page.blocking && strings("progress.blocking", { n: page.blocking }),
    changed && strings("progress.changed", { n: changed }),
    all && run.phase && run.isDeclared(run.phase) && strings("progress.declared"),
  ].filter(Boolean).join(" · ");
};
/* A run belongs to the release on which it began. The page of another release offers to carry the run over. */
const showRelease = (current) => {
  const isOther = Boolean(current) && current.release !== run.release;
  const { from = "" } = current || {};
  const ofOther = from ? "run.other-carried" : "run.other-release";
  const key = isOther ? ofOther : run.carriedTo() ? "run.carried-to" : from ? "run.carried-from" : "";
  otherRelease.hidden = !key;
  setContent(release, key && strings(key, { release: (isOther ? current.release : run.carriedTo() || from) || "–", from }));
  carry.hidden = !isOther || !run.release;
};
/* Shows what changes with the clock: the time until T-0, the moments of the page, and in the bar the list that is due. */
const showTimes = () => {
  const current = run.current();
  const zero = clock.start(current);
  const { t0: given = "", zone = "" } = current || {};
  const left = make("span", { class: "rb-clock__left" }, times.left(zero));
  if (Number.isNaN(zero)) t0.replaceChildren(strings(given ? "run.t0.unknown" : "run.t0.none", { zone }));
  else t0.replaceChildren(strings("run.t0", { time: times.full(zero, zone) }), " ", left);
  bar.hidden = !current;
  const page = progress.page();
  const due = runbook.showMoments();
  const openBoxes = ticks.pageBoxes.filter(({ state, children }) => !children.length && (state === "open" || state === "changed"));
  const list = due ? due.list : openBoxes.length && openBoxes[0].item.closest("[data-rb-list]");
  const first = list && openBoxes.find(({ item }) => list.contains(item));
  const title = list ? list.previousElementSibling.firstChild.textContent.trim() : "";
  const key = !list ? "bar.done" : !due ? "bar.open" : due.begun ? "bar.now" : "bar.next";
  setContent(link, strings(key, { list: title, left: due ? times.left(due.at) : "" }));
  link.href = `#${first ? first.address : list ? list.dataset.rbList : ""}`;
  setContent(count, strings("progress.of", { n: page.settled, all: page.all }));
  meter.max = Math.max(page.all, 1);
  meter.value = page.settled;
};

const show = () => {
  const current = run.current();
  name.replaceChildren(...nameOf(current));
  setContent(setUp, strings(current ? "run.open" : "run.start"));
  setContent(tally, tallyText());
  setContent(kept, strings(store.isKept() ? "run.kept" : "run.not-kept"));
  kept.toggleAttribute("data-rb-lost", !store.isKept());
  save.hidden = store.isKept() || !current;
  showRelease(current);
  showTimes();
};

const status = make("div", { class: "rb-status", role: "status" });
document.body.append(status);
let timer = 0;
runbook.status = (text, undo) => {
  clearTimeout(timer);
  const back = button(strings("undo"), () => {
    undo();
    status.replaceChildren();
  });
  status.replaceChildren(make("span", { dir: "auto" }, text), undo ? back : "");
  timer = setTimeout(() => status.replaceChildren(), STAYS);
};

progress.onChange(show);
setInterval(showTimes, BETWEEN);
document.addEventListener("visibilitychange", () => document.hidden || showTimes());
runbook.runCard = { offer };
ticks.showAll();
show();
const receive = () => location.hash.startsWith("#run=") && need("hand-over").then(() => runbook.handOver.receive());
receive();
addEventListener("hashchange", receive);
