/* Shows the name, the people, T-0 and the progress of the run, and what needs a decision; and messages about what just happened. */
const { make, button, setContent, need, run, store, clock, times, minutes, progress, ticks, runBar, drill, strings } = runbook;
const STAYS = 8000;
const AFTER = 1000;
/* From this difference on, the times of a record mislead. */
const SKEW = 60;

const open = (start = false) => need("run-dialog").then(() => runbook.runDialog(start));
const name = make("p", { class: "rb-run__name", dir: "auto" });
const setUp = button("", () => open(!run.current()));
const mark = drill.mark();
const t0 = make("p", { class: "rb-run__clock" });
const tally = make("p", { class: "rb-run__tally" });
const kept = make("p", { class: "rb-run__kept" });
const save = button(strings("run.export"), () => need("hand-over").then(() => runbook.handOver.saveJson()));
const offer = make("div", { class: "rb-run__offer" });
const notes = make("div", { class: "rb-run__notes" });
run.place.prepend(make("div", { class: "rb-run__head" }, make("div", {}, name, t0), setUp), tally, notes, kept, save, offer);

const nameOf = (current) => {
  if (!current) return [strings(run.offered() ? "run.none-on" : "run.none")];
  const person = run.person();
  const by = current.lead ? ` · ${strings("run.by", { person: current.lead })}` : "";
  const you = person ? strings("run.you", { person }) : strings("run.nobody");
  return [mark, " ", make("strong", {}, current.name), by, person && person === current.lead ? "" : ` · ${you}`];
};

/* The emergency page has boxes of two phases. */
const isPhase = document.querySelector("[data-rb-finish]") !== null;
const tallyText = () => {
  const all = progress.run();
  const page = progress.page();
  const of = (key) => page[key] || (!run.phase && all && all[key]);
  tally.toggleAttribute("data-rb-warns", Boolean(of("failed") || of("differs") || of("changed")));
  return [
    run.phase && page.all && strings(`progress.${isPhase ? "phase" : "page"}`, { n: page.settled, all: page.all }),
    all && all.all && strings("progress.run", { n: all.settled, all: all.all }),
    ...["failed", "differs", "changed"].map((key) => of(key) && strings(`progress.${key}`, { n: of(key) })),
    run.phase && page.blocking && strings("progress.blocking", { n: page.blocking }),
    all && run.phase && run.isDeclared(run.phase) && strings("progress.declared"),
  ].filter(Boolean).join(" · ");
};

const note = (text, ...more) => make("div", { class: "rb-run__note" }, make("p", { dir: "auto" }, text), ...more);
const buttons = (...those) => make("div", { class: "rb-form__buttons" }, ...those.filter(Boolean));
/* A run that does not go on by itself: it has ended, is over, or is of another release. */
const offeredNote = (offered) => {
  const { release, last, ended, why } = offered;
  const when = times.full(Date.parse(ended ? ended.at : last), clock.ownZone());
  const text = strings(`run.offered.${why}`, { name: drill.named(offered), release: release || "–", when });
  const carry = button(strings("carry", { release: run.release }), () => need("hand-over").then(() => runbook.carryOver()));
  const goOn = button(strings("run.go-on"), run.goOn);
  const ticket = button(strings("hand-over.markdown"), () => need("hand-over").then(() => runbook.handOver.saveMarkdown()));
  const file = button(strings("hand-over.json"), () => need("hand-over").then(() => runbook.handOver.saveJson()));
  const keep = ended ? make("p", {}, strings("run.keep")) : "";
  return note(text, keep, buttons(why === "another" ? run.release && carry : goOn, ticket, file));
};
const links = (boxes) =>
  make("ul", {}, ...boxes.map(({ address, text }) => make("li", {}, make("a", { href: `#${address}`, dir: "auto" }, text))));
/* A fact of the run that two people set without knowing of each other. */
const factNote = (fact) => {
  const found = run.current() && run.state().held.get(fact);
  if (!found || !found.contradicts) return false;
  const isDrill = ({ text }) => strings(text ? "event.drill" : "event.drill.no");
  const said = (event) => (fact === "drill" ? isDrill(event) : times.zero(event) || event.text || event.release || "–");
  const values = found.heads.map((event) => `${said(event)} (${run.state().by(event) || strings("ticks.nobody")})`);
  return note(strings("run.fact-differs", { fact: strings(`run.fact.${fact}`), values: values.join(" / ") }));
};
const showNotes = (current) => {
  const offered = run.offered();
  const differing = ticks.pageBoxes.filter(({ state }) => state === "differs");
  const skew = current ? Math.round(run.skew() / SKEW) : 0;
  notes.replaceChildren(...[
    offered && offeredNote(offered),
    current && current.hold && note(strings("run.on-hold", { reason: current.hold }), runbook.t0Buttons?.held || ""),
    current && current.from && note(strings("run.carried-from", { release: current.from })),
    ...["name", "lead", "t0", "release", "hold", "drill"].map(factNote),
    differing.length && note(strings("run.differs", { n: differing.length }), links(differing)),
    skew && note(strings("run.skew", { time: times.length(skew) })),
  ].filter(Boolean));
};
/* Shows what changes with the clock: the time until T-0, and the bar. */
const showTimes = () => {
  const current = run.current();
  const zero = clock.start(current);
  const { t0: given = "", zone = "" } = current || {};
  const left = make("span", { class: "rb-clock__left" }, times.left(zero));
  if (Number.isNaN(zero)) t0.replaceChildren(strings(given ? "run.t0.unknown" : "run.t0.none", { zone }));
  else t0.replaceChildren(strings("run.t0", { time: times.full(zero, zone) }), " ", left);
  t0.toggleAttribute("data-rb-unset", !given);
  runBar.show();
};

const show = () => {
  const current = run.current();
  name.replaceChildren(...nameOf(current));
  setContent(setUp, strings(current ? "run.open" : "run.start"));
  setContent(tally, tallyText());
  setContent(kept, strings(store.isKept() ? "run.kept" : "run.not-kept"));
  kept.toggleAttribute("data-rb-lost", !store.isKept());
  save.hidden = store.isKept() || !current;
  showNotes(current);
  showTimes();
};

const status = make("div", { class: "rb-status", role: "status" });
document.body.append(status);
let timer = 0;
runbook.status = (text, undo, label = strings("undo")) => {
  clearTimeout(timer);
  let from = null;
  const back = button(label, () => {
    const isByKeys = back.matches(":focus-visible");
    status.replaceChildren();
    undo();
    if (isByKeys && document.activeElement === document.body) from?.focus();
  }, { focus: ({ relatedTarget }) => (from = relatedTarget) });
  status.replaceChildren(make("span", { dir: "auto" }, text), undo ? back : "");
  /* It stays for who is on its button, and while people take one item at a time. */
  const hide = () => (status.contains(document.activeElement) || status.closest("dialog") ? wait() : status.replaceChildren());
  const wait = () => (timer = setTimeout(hide, STAYS));
  wait();
};

let wasKept = store.isKept();
/* What cannot be saved is said at once, and the run is offered for export. */
const showKept = () => {
  if (wasKept && !store.isKept()) runbook.status(strings("run.not-kept"), () => save.click(), strings("run.export"));
  wasKept = store.isKept();
  show();
};

progress.onChange(show);
store.onChange(showKept);
const dayOf = () => clock.day(Date.now(), run.zone());
let day = dayOf();
minutes.onPass(() => {
  run.check();
  /* From another day on, times have their day. */
  if (day !== dayOf()) ticks.showAll();
  day = dayOf();
  showTimes();
});
runbook.runCard = { offer };
ticks.showAll();
show();
/* What is due comes right after the page, and only while a run is open. */
const showDue = () => document.readyState === "complete" && run.current() && need("run-time").catch(() => {});
progress.onChange(showDue);
addEventListener("load", showDue);
/* Loads what people need during a run before the network goes away. */
const ahead = () => run.current() && ["next", "answer-dialog", "run-dialog", "hand-over"].forEach((one) => need(one).catch(() => {}));
addEventListener("load", () => setTimeout(() => {
  ahead();
  run.onChange(ahead);
}, AFTER));
/* What people open for a moment is not part of the height that the card of the next page gets. */
addEventListener("pagehide", () => {
  if (run.phase === "emergency") return;
  document.body.style.removeProperty("--rb-run-height");
  const opened = [...run.place.querySelectorAll(".rb-run__offer, .rb-run__moves")].map(({ offsetHeight }) => offsetHeight);
  const height = opened.reduce((rest, one) => rest - one, run.place.offsetHeight);
  runbook.stored(runbook.heightKey, run.current() ? `${height}px` : null, "sessionStorage");
});
const receive = () => location.hash.startsWith("#run=") && need("hand-over").then(() => runbook.handOver.receive());
/* Copies what pages of version 0.1 stored for this system. */
const copyEarlier = () => {
  const ids = [run.variant, ...runbook.site.former].map((id) => `|${encodeURIComponent(id)}|`);
  const isStored = Object.keys(store.earlier()).some((key) => ids.some((id) => key.includes(id)));
  return isStored && need("hand-over").then(() => runbook.copyEarlierRuns(), () => {});
};
store.onChange((change) => change || copyEarlier());
run.load().then(copyEarlier).finally(() => {
  run.place.toggleAttribute("data-rb-live", true);
  receive();
});
addEventListener("hashchange", receive);
