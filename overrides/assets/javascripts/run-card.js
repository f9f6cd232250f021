/* The run on the page: which it is, whose, when T-0 is, how far; a bar at the foot that goes along; and what has just happened. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, run, store, clock, times, moments, progress, ticks, strings } = runbook;
  if (!run) return;
  const place = run.place;
  const STAYS = 8000;

  const open = (part) => runbook.need("run-dialog").then(() => runbook.runDialog(part));
  const button = (words, action, more = {}) => {
    const element = make("button", { type: "button", class: "rb-button", ...more }, words);
    element.addEventListener("click", action);
    return element;
  };

  const name = make("p", { class: "rb-run__name", dir: "auto" });
  const set = button("", () => open());
  const time = make("p", { class: "rb-run__clock" });
  const tally = make("p", { class: "rb-run__tally" });
  const kept = make("p", { class: "rb-run__kept" });
  const offer = make("div", { class: "rb-run__offer" });
  const told = make("p", { class: "rb-run__other" });
  const carry = button("", () => runbook.need("carry-over").then(() => runbook.carryOver()));
  const other = make("div", { class: "rb-run__carry", hidden: true }, told, carry);
  place.prepend(make("div", { class: "rb-run__head" }, name, set), time, tally, kept, other, offer);
  place.toggleAttribute("data-rb-live", true);

  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  const nameOf = (current) => {
    if (!current) return [strings("run.none")];
    const me = run.me();
    return [
      make("strong", {}, current.name),
      current.person ? ` · ${strings("run.by", { person: current.person })}` : "",
      me && me !== current.person ? ` · ${strings("run.you", { person: me })}` : "",
      me ? "" : ` · ${strings("run.nobody")}`,
    ].filter(Boolean);
  };

  const clockOf = (current) => {
    const zero = clock.start(current);
    if (Number.isNaN(zero)) return [strings(current && current.t0 ? "run.t0.unknown" : "run.t0.none", { zone: current ? current.zone : "" })];
    return [strings("run.t0", { time: times.full(zero, current.zone) }), " ", make("span", { class: "rb-clock__left" }, times.left(zero))];
  };

  const tallyOf = () => {
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

  /* A run belongs to the release that it was begun on; where that is another, the page offers to carry it over. */
  const showOther = (current) => {
    const foreign = Boolean(current) && current.release !== run.release;
    const key = foreign ? (current.from ? "run.other-carried" : "run.other-release") : run.carriedTo() ? "run.carried-to" : current && current.from ? "run.carried-from" : "";
    const release = foreign ? current.release : run.carriedTo() || (current && current.from);
    other.hidden = !key;
    write(told, key && strings(key, { release: release || "–", from: current.from || "" }));
    carry.hidden = !foreign || !run.release;
    write(carry, strings("carry", { release: run.release }));
  };

  /* The bar at the foot: always in reach of a thumb. */
  const way = make("a", { class: "rb-bar__way", href: "#" });
  const count = make("span", { class: "rb-bar__count" });
  const meter = make("progress", { "aria-hidden": "true", value: "0", max: "1" });
  const bar = make("section", { class: "rb-bar", "aria-label": strings("bar") }, make("div", { class: "rb-bar__inner" }, way, count, button(strings("run"), () => open()), meter));
  if (run.phase) document.body.append(bar);

  const showBar = () => {
    const current = run.current();
    const page = progress.page();
    const due = moments.due();
    const first = ticks.boxes.find(({ state, children }) => !children.length && (state === "open" || state === "changed"));
    const list = due ? due.list : first && first.item.closest("[data-rb-list]");
    bar.hidden = !current;
    if (!current) return;
    const title = list ? list.previousElementSibling.firstChild.textContent.trim() : "";
    const inList = list && ticks.boxes.find(({ item, state, children }) => list.contains(item) && !children.length && (state === "open" || state === "changed"));
    const key = !list ? "bar.done" : due ? (due.begun ? "bar.now" : "bar.next") : "bar.open";
    write(way, strings(key, { list: title, left: due ? times.left(due.at) : "" }));
    way.href = `#${inList ? inList.address : list ? list.dataset.rbList : ""}`;
    write(count, strings("progress.of", { n: page.settled, all: page.all }));
    meter.max = Math.max(page.all, 1);
    meter.value = page.settled;
  };

  const show = () => {
    const current = run.current();
    name.replaceChildren(...nameOf(current));
    write(set, strings(current ? "run.open" : "run.start"));
    time.replaceChildren(...clockOf(current));
    write(tally, tallyOf());
    write(kept, strings(store.isKept() ? "run.kept" : "run.not-kept"));
    showOther(current);
    kept.toggleAttribute("data-rb-lost", !store.isKept());
    if (!store.isKept() && current && !kept.nextElementSibling.matches("button")) kept.after(button(strings("run.export"), () => open("export")));
    if (run.phase) showBar();
  };

  /* What has just happened, with the way back for a while. */
  const status = make("div", { class: "rb-status", role: "status" });
  document.body.append(status);
  let timer = 0;
  runbook.status = (words, undo) => {
    clearTimeout(timer);
    const back = undo && button(strings("undo"), () => {
      undo();
      status.replaceChildren();
    });
    status.replaceChildren(make("span", { dir: "auto" }, words), ...(back ? [back] : []));
    timer = setTimeout(() => status.replaceChildren(), STAYS);
  };

  progress.on(show);
  moments.on(() => {
    time.replaceChildren(...clockOf(run.current()));
    if (run.phase) showBar();
  });
  runbook.card = { offer, show, button, open };
  if (ticks) ticks.showAll();
  progress.start();
  moments.show();
  show();
  if (location.hash.startsWith("#run=")) runbook.need("hand-over").then(() => runbook.handOver.receive());
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#run=")) runbook.need("hand-over").then(() => runbook.handOver.receive());
  });
})();
