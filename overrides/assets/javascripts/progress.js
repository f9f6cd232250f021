/* How far the run is: by list, by phase and as a whole, in places that are kept free for it. */
(() => {
  "use strict";
  const { runbook } = window;
  const { run, ticks, boxes, strings, answers } = runbook;
  if (!run) return;
  const listeners = new Set();
  const lists = [...document.querySelectorAll("[data-rb-list]")].map((element) => ({
    element,
    bar: element.querySelector("[data-rb-progress] progress"),
    words: element.querySelector(".rb-progress__words"),
    boxes: ticks ? ticks.boxes.filter((box) => element.contains(box.item)) : [],
    found: /** @type {Tally | null} */ (null),
  }));
  let counts = null;

  const showList = (list) => {
    const found = answers.tally(list.boxes.map((box) => box.state), list.boxes.map((box) => box.item.matches(".rb-item--blocking")));
    list.bar.value = found.settled;
    list.words.textContent = strings("progress.of", { n: found.settled, all: found.all });
    list.element.classList.toggle("rb-list--done", found.settled === found.all);
    list.found = found;
  };

  const statesOf = (rows) => answers.statesOf(rows, run.stateOf);

  const countRun = () => {
    const data = run.current() && boxes.known();
    if (!data) return null;
    const phases = data.phases.map(({ id, title, lists: parts }) => {
      const counted = parts.map(({ id: list, boxes: rows }) => ({ list, ...answers.tally(statesOf(rows), rows.map((row) => row[3])) }));
      return { id, title, lists: counted, ...answers.sum(counted), declared: run.stateOf(`phases.${id}`) === "done" };
    });
    return { phases, ...answers.sum(phases) };
  };

  const showPart = (element, found) => {
    const words = found ? strings("progress.of", { n: found.settled, all: found.all }) : "";
    if (element.tagName !== "A") {
      if (element.dataset.rbPlain === undefined) element.dataset.rbPlain = element.textContent;
      element.textContent = words || element.dataset.rbPlain;
      return;
    }
    element.style.setProperty("--rb-done", found ? `${(100 * found.settled) / Math.max(found.all, 1)}%` : "0%");
    element.toggleAttribute("data-rb-declared", Boolean(found && found.declared));
    element.title = found && found.all ? words : "";
  };

  const showRun = () => {
    counts = countRun();
    const parts = new Map();
    for (const phase of counts ? counts.phases : []) {
      if (phase.all) parts.set(`phases.${phase.id}`, phase);
      for (const list of phase.lists) parts.set(list.list, list);
    }
    for (const element of document.querySelectorAll("[data-rb-part]")) showPart(element, parts.get(element.dataset.rbPart));
  };

  let due = 0;
  const update = () => {
    due = 0;
    showRun();
    for (const listener of listeners) listener();
  };
  const later = () => {
    if (!due) due = setTimeout(update);
    if (run.current() && !boxes.known()) boxes.ask().then(update, () => {});
  };

  if (ticks) {
    ticks.on((box) => {
      for (const list of lists) if (!box || list.boxes.includes(box)) showList(list);
      later();
    });
  }
  run.on(later);

  runbook.progress = {
    lists,
    page: () => answers.sum(lists.flatMap(({ found }) => found || [])),
    run: () => counts,
    count: countRun,
    statesOf,
    on: (listener) => listeners.add(listener),
    start: () => {
      lists.forEach(showList);
      later();
    },
  };
})();
