/* Finds the lists of the run that are due, on all its pages, and how long the work on them takes. */
const { run, clock, progress, boxes, ticks, answers, filter, dueLists, listPace, plainText } = runbook;
const MINUTE = 60000;
/* Two phases can have lists with one anchor, such as announcements. */
const idOf = (phase, anchor) => `${phase} ${anchor}`;
const headings = new Map([...document.querySelectorAll("[data-rb-list]")].map((list) =>
  [idOf(run.phase, list.dataset.rbList), { list, heading: list.previousElementSibling }]));
/* Pages of phases, by the id of the phase; the filter changes their addresses. */
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.rb-stepper a[data-rb-part^="phases."]'));
const pages = new Map([...links].map((link) => [link.dataset.rbPart.slice("phases.".length), link]));

/* The open boxes of a list of this page that the filter shows, or null if it shows all. */
const shownOf = (id) => {
  const place = filter?.words() && headings.get(id);
  const isOpen = ({ item, state, children }) => !children.length && !answers.isSettled(state) && filter.shows(item);
  return place ? ticks.pageBoxes.filter((box) => place.list.contains(box.item) && isOpen(box)) : null;
};
const endOf = (start, lasts, zone) => (lasts && !Number.isNaN(start) ? clock.end(start, lasts, zone) ?? NaN : NaN);
/* Returns the lists of work in the phases that the run plans. Who finished a phase has decided about its open items, unless they block. */
const listsOf = (current, data, counted) => {
  return data.phases.flatMap(({ id: phase, title: of, lists }, place) => lists.map((list, at) => {
    const { all, settled, blocking, isWork } = counted.phases[place].lists[at];
    const id = idOf(phase, list.id);
    const shown = shownOf(id);
    const must = shown ? shown.filter((box) => box.blocking).length : blocking;
    const { planned, declared } = counted.phases[place];
    const isOver = !planned || !isWork || (declared && !must);
    const start = planned && isWork ? clock.at(current, list.at) : NaN;
    const open = shown ? shown.length : all - settled;
    const title = (headings.has(id) && runbook.titleOf(headings.get(id).heading)) || `${plainText(of)}: ${plainText(list.title)}`;
    return {
      id, anchor: list.id, title, phase, isWork, rows: list.boxes, lasts: list.lasts || "",
      at: start, end: endOf(start, list.lasts, current.zone), open: isOver ? 0 : open, must: isOver ? 0 : must, isDone: settled === all,
    };
  }));
};
/* Returns since when the run is on hold, or NaN. */
const heldSince = () => {
  const { events, isUndone } = run.state();
  return run.current()?.hold ? dueLists.heldSince(events.filter(({ id }) => !isUndone(id))) : NaN;
};

/* A run on hold does not go on: for `clock`, nothing falls due.
   Returns the lists of the run, those of them that are `overdue`, `due` and `next`, and the pace of lists; null without a run. */
const state = (now = Date.now()) => {
  const current = run.current();
  const [data, counted] = [boxes.known(), progress.run()];
  if (!current || !data || !counted) return null;
  const held = heldSince();
  const lists = dueLists.placed(listsOf(current, data, counted));
  const stopped = Number.isNaN(held) ? now : Math.min(held, now);
  const found = dueLists.dueAt(lists, stopped);
  const answered = listPace.answered(run.state());
  /* Returns when the work on a list began and ended, how many minutes it has taken, and how many are planned. */
  const paceOf = ({ rows, lasts, at, until, isDone }) => {
    const pace = listPace.paceOf(answered, rows.map(([, address]) => address));
    if (!pace) return null;
    const planned = lasts ? (endOf(pace.first, lasts, run.zone()) - pace.first) / MINUTE : (until - at) / MINUTE;
    const taken = listPace.minutesBetween(pace.first, isDone ? pace.last : now);
    return { first: pace.first, last: isDone ? pace.last : null, taken, planned: Math.round(planned) };
  };
  return { ...found, lists, paceOf, held, now, clock: stopped, zone: run.zone() };
};
/* Returns the address of the first open box of a list, of one that blocks if there is one. */
const addressOf = ({ id, anchor, phase, rows, must }) => {
  const shown = shownOf(id);
  const open = shown || answers.openLeaves(rows, run.stateOf).map(([, address, , blocking]) => ({ address, blocking }));
  const { address = anchor } = (must && open.find(({ blocking }) => blocking)) || open[0] || {};
  const page = headings.has(id) ? "" : pages.get(phase)?.href.split("#")[0] || "";
  return `${page}#${address}`;
};

runbook.due = { idOf, state, heldSince, addressOf, headings, pages };
