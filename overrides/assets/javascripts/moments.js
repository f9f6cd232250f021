/* Shows the local time of each moment of a page and the time left once T-0 is set, and marks the list that is due. */
const { make, setContent, clock, times, run, strings } = runbook;
const moments = [...document.querySelectorAll("[data-rb-moment]")].map((element) => {
  const time = element.querySelector(".rb-clock__words");
  const left = make("span", { class: "rb-clock__left" });
  time.after(left);
  return { element, time, left, plain: time.textContent };
});
const lists = [...document.querySelectorAll("[data-rb-list][data-rb-at]")].map((list) =>
  ({ list, chip: list.querySelector("[data-rb-moment]") }));
/* Shows all moments for the current time; returns the list that is due. */
runbook.showMoments = () => {
  const now = Date.now();
  const current = run.current();
  const momentOf = (element) => clock.at(current, element.dataset.rbMoment);
  const due = times.dueList(lists.map((one) => ({ ...one, at: momentOf(one.chip), open: !one.list.matches(".rb-list--done") })), now);
  const marked = due && due.begun ? due.chip : null;
  for (const { element, time, left, plain } of moments) {
    const at = momentOf(element);
    const known = !Number.isNaN(at);
    setContent(time, known ? times.bothTimes(at, current.zone, now) : plain);
    setContent(left, !known ? "" : element === marked ? strings("clock.marked", { left: times.left(at, now) }) : times.left(at, now));
    element.toggleAttribute("data-rb-past", known && at <= now);
    if (element === marked) element.setAttribute("aria-current", "time");
    else element.removeAttribute("aria-current");
  }
  for (const { list, chip } of lists) list.toggleAttribute("data-rb-now", chip === marked);
  return due;
};
