/* Counts how far the run is, by list, by phase and as a whole, and shows this in the places that the page has. */
const { run, ticks, boxes, strings, answers } = runbook;
const { isWork, plannedPhases } = runbook.plannedWork;
const listeners = new Set();
const lists = [...document.querySelectorAll("[data-rb-list]")].map((element) => {
  const found = ticks.pageBoxes.filter(({ item }) => element.contains(item));
  return { element, boxes: found, isWork: isWork(found.map(({ address }) => address)), tally: null };
});
let counts = null;
let timer = 0;

const textOf = ({ settled, all }) => strings("progress.of", { n: settled, all });

const showList = (list) => {
  list.tally = answers.tally(list.boxes.map(({ state }) => state), list.boxes.map(({ blocking }) => blocking));
  list.element.querySelector("progress").value = list.tally.settled;
  list.element.querySelector(".rb-progress__words").textContent = textOf(list.tally);
  list.element.classList.toggle("rb-list--done", list.tally.settled === list.tally.all);
};

const count = () => {
  const data = run.current() && boxes.known();
  if (!data) return null;
  const planned = plannedPhases(data.phases, run.answerOf, run.current().t0);
  const phases = data.phases.map(({ id, title, lists: parts }) => {
    const counted = parts.map(({ id: list, boxes: rows }) => {
      const tally = answers.tally(answers.statesOf(rows, run.stateOf), rows.map((row) => row[3]));
      return { list, isWork: isWork(rows.map(([, address]) => address)), ...tally };
    });
    const tally = answers.sum(counted.filter((list) => list.isWork));
    const declared = run.isDeclared(id);
    /* Not with "Must" items that are open again; whoever finished it with open ones wrote why. */
    const finished = declared && (!tally.blocking || Boolean(run.answerOf(`phases.${id}`)?.text));
    return { id, title, lists: counted, ...tally, planned: planned.has(id), declared, finished };
  });
  return { phases, ...answers.sum(phases.filter((phase) => phase.planned)) };
};
/* Shows the progress as a bar in a link to a phase, and as numbers elsewhere; without a run, elsewhere shows the original text. */
const showPart = (element, found) => {
  if (element.tagName !== "A") {
    element.dataset.rbPlain ??= element.textContent;
    element.textContent = found ? textOf(found) : element.dataset.rbPlain;
    return;
  }
  element.style.setProperty("--rb-done", found ? `${(100 * found.settled) / found.all}%` : "0%");
  element.toggleAttribute("data-rb-declared", Boolean(found?.finished));
  element.title = found ? textOf(found) : "";
};

const update = () => {
  timer = 0;
  counts = count();
  const parts = new Map();
  for (const phase of counts ? counts.phases : []) {
    if (phase.all) parts.set(`phases.${phase.id}`, phase);
    for (const list of phase.lists) parts.set(list.list, list);
  }
  for (const element of document.querySelectorAll("[data-rb-part]")) showPart(element, parts.get(element.dataset.rbPart));
  for (const listener of listeners) listener();
};
const updateSoon = () => {
  timer ||= setTimeout(update);
  if (run.current() && !boxes.known()) boxes.ask().then(update, () => {});
};

ticks.onChange((box) => {
  for (const list of lists) if (!box || list.boxes.includes(box)) showList(list);
  updateSoon();
});
run.onChange(updateSoon);
const page = () => answers.sum(lists.filter((list) => list.isWork).map(({ tally }) => tally));
runbook.progress = { page, run: () => counts, onChange: (listener) => listeners.add(listener) };
