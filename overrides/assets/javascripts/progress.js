/* How far the run is: by list, by phase and as a whole, in places that are kept free for it. */
(() => {
  "use strict";
  const { runbook } = window;
  const { run, ticks, boxes, strings } = runbook;
  if (!run) return;
  const SETTLED = new Set(["done", "na"]);
  const listeners = new Set();
  const lists = [...document.querySelectorAll("[data-rb-list]")].map((element) => ({
    element,
    bar: element.querySelector("[data-rb-progress] progress"),
    words: element.querySelector(".rb-progress__words"),
    boxes: ticks ? ticks.boxes.filter((box) => element.contains(box.item)) : [],
  }));
  let counts = null;

  const sum = (states, blocking) => ({
    all: states.length,
    settled: states.filter((state) => SETTLED.has(state)).length,
    changed: states.filter((state) => state === "changed").length,
    blocking: states.filter((state, at) => blocking[at] && !SETTLED.has(state)).length,
  });
  const add = (these) => these.reduce((one, other) => Object.fromEntries(Object.keys(one).map((key) => [key, one[key] + other[key]])), sum([], []));

  const showList = (list) => {
    const found = sum(list.boxes.map((box) => box.state), list.boxes.map((box) => box.item.matches(".rb-item--blocking")));
    list.bar.value = found.settled;
    list.words.textContent = strings("progress.of", { n: found.settled, all: found.all });
    list.element.classList.toggle("rb-list--done", found.settled === found.all);
    list.found = found;
  };

  /* The states of the boxes of a list that stands on another page: each parent after its children. */
  const statesOf = (rows) => {
    const states = [];
    for (let at = rows.length - 1; at >= 0; at -= 1) {
      const [depth, address, print] = rows[at];
      const below = [];
      for (let child = at + 1; child < rows.length && rows[child][0] > depth; child += 1) if (rows[child][0] === depth + 1) below.push(states[child]);
      const whole = below.every((state) => SETTLED.has(state));
      states[at] = below.length ? (whole ? "done" : "open") : run.stateOf(address, print);
    }
    return states;
  };

  const countRun = () => {
    const data = run.current() && boxes.known();
    if (!data) return null;
    const phases = data.phases.map(({ id, title, lists: parts }) => {
      const counted = parts.map(({ id: list, boxes: rows }) => ({ list, ...sum(statesOf(rows), rows.map((row) => row[3])) }));
      return { id, title, lists: counted, ...add(counted.map(({ list: _list, ...rest }) => rest)), declared: run.stateOf(`phases.${id}`) === "done" };
    });
    return { phases, ...add(phases.map(({ all, settled, changed, blocking }) => ({ all, settled, changed, blocking }))) };
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
    page: () => add(lists.filter(({ found }) => found).map(({ found }) => found)),
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
