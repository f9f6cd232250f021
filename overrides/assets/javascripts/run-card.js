/* The run on the page: which it is, whose, when T-0 is, how far; a bar at the foot with the same; and messages about what has just happened. */
const { make, button, setText, need, run, store, clock, times, moments, progress, ticks, strings } = runbook;
const STAYS = 8000;

const open = (part) => need("run-dialog").then(() => runbook.runDialog(part));
const name = make("p", { class: "rb-run__name", dir: "auto" });
const setUp = button("", () => open());
const t0 = make("p", { class: "rb-run__clock" });
const tally = make("p", { class: "rb-run__tally" });
const kept = make("p", { class: "rb-run__kept" });
const offer = make("div", { class: "rb-run__offer" });
const release = make("p", { class: "rb-run__other" });
const carry = button("", () => need("carry-over").then(() => runbook.carryOver()));
const otherRelease = make("div", { class: "rb-run__carry", hidden: true }, release, carry);
run.place.prepend(make("div", { class: "rb-run__head" }, name, setUp), t0, tally, kept, otherRelease, offer);
run.place.toggleAttribute("data-rb-live", true);

const nameOf = (current) => {
  if (!current) return [strings("run.none")];
  const person = run.person();
  return [
    make("strong", {}, current.name),
    current.person ? ` · ${strings("run.by", { person: current.person })}` : "",
    person && person !== current.person ? ` · ${strings("run.you", { person })}` : "",
    person ? "" : ` · ${strings("run.nobody")}`,
  ].filter(Boolean);
};

const showClock = () => {
  const current = run.current();
  const zero = clock.start(current);
  if (Number.isNaN(zero)) t0.replaceChildren(strings(current && current.t0 ? "run.t0.unknown" : "run.t0.none", { zone: current ? current.zone : "" }));
  else t0.replaceChildren(strings("run.t0", { time: times.full(zero, current.zone) }), " ", make("span", { class: "rb-clock__left" }, times.left(zero)));
};

const tallyText = () => {
  const all = progress.run();
  const page = progress.page();
  const here = all && run.phase ? all.phases.find(({ id }) => id === run.phase) : null;
  return [
    run.phase && strings("progress.phase", { n: page.settled, all: page.all }),
    all && strings("progress.run", { n: all.settled, all: all.all }),
    run.phase && page.blocking && strings("progress.blocking", { n: page.blocking }),
    (page.changed || (!run.phase && all && all.changed)) && strings("progress.changed", { n: page.changed || all.changed }),
    here && here.declared && strings("progress.declared"),
  ].filter(Boolean).join(" · ");
};

/* A run belongs to the release that it was begun on; where that is not the page's, the page offers to carry the run over. */
const showRelease = (current) => {
  const isOther = Boolean(current) && current.release !== run.release;
  const from = current ? current.from : "";
  const key = isOther ? (from ? "run.other-carried" : "run.other-release") : run.carriedTo() ? "run.carried-to" : from ? "run.carried-from" : "";
  otherRelease.hidden = !key;
  setText(release, key && strings(key, { release: (isOther ? current.release : run.carriedTo() || from) || "–", from: from || "" }));
  carry.hidden = !isOther || !run.release;
  setText(carry, strings("carry", { release: run.release }));
};

/* The bar at the foot: in reach of a thumb. */
const link = make("a", { class: "rb-bar__way", href: "#" });
const count = make("span", { class: "rb-bar__count" });
const meter = make("progress", { "aria-hidden": "true", value: "0", max: "1" });
const bar = make("section", { class: "rb-bar", "aria-label": strings("bar") }, make("div", { class: "rb-bar__inner" }, link, count, button(strings("run"), () => open()), meter));
if (run.phase) document.body.append(bar);

const showBar = () => {
  if (!run.phase) return;
  bar.hidden = !run.current();
  const page = progress.page();
  const due = moments.due();
  const openBoxes = ticks.pageBoxes.filter(({ state, children }) => !children.length && (state === "open" || state === "changed"));
  const list = due ? due.list : openBoxes.length && openBoxes[0].item.closest("[data-rb-list]");
  const first = list && openBoxes.find(({ item }) => list.contains(item));
  const title = list ? list.previousElementSibling.firstChild.textContent.trim() : "";
  setText(link, strings(!list ? "bar.done" : due ? (due.begun ? "bar.now" : "bar.next") : "bar.open", { list: title, left: due ? times.left(due.at) : "" }));
  link.href = `#${first ? first.address : list ? list.dataset.rbList : ""}`;
  setText(count, strings("progress.of", { n: page.settled, all: page.all }));
  meter.max = Math.max(page.all, 1);
  meter.value = page.settled;
};

const show = () => {
  const current = run.current();
  name.replaceChildren(...nameOf(current));
  setText(setUp, strings(current ? "run.open" : "run.start"));
  showClock();
  setText(tally, tallyText());
  setText(kept, strings(store.isKept() ? "run.kept" : "run.not-kept"));
  showRelease(current);
  kept.toggleAttribute("data-rb-lost", !store.isKept());
  if (!store.isKept() && current && !kept.nextElementSibling.matches("button")) kept.after(button(strings("run.export"), () => open("export")));
  showBar();
};

/* What has just happened, with a button to undo it for a while. */
const status = make("div", { class: "rb-status", role: "status" });
document.body.append(status);
let timer = 0;
runbook.status = (text, undo) => {
  clearTimeout(timer);
  status.replaceChildren(make("span", { dir: "auto" }, text));
  if (undo) {
    status.append(button(strings("undo"), () => {
      undo();
      status.replaceChildren();
    }));
  }
  timer = setTimeout(() => status.replaceChildren(), STAYS);
};

progress.onChange(show);
moments.onChange(() => {
  showClock();
  showBar();
});
runbook.runCard = { offer };
ticks.showAll();
progress.start();
moments.show();
show();
const receive = () => location.hash.startsWith("#run=") && need("hand-over").then(() => runbook.handOver.receive());
receive();
addEventListener("hashchange", receive);
