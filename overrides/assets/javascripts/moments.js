/* Shows the local time of each moment of a page and the time left once T-0 is set, and marks the list that is at work. */
const { make, setContent, clock, times, run, strings } = runbook;
const moments = [...document.querySelectorAll("[data-rb-moment]")].map((element) => {
  const time = element.querySelector(".rb-clock__words");
  const left = make("span", { class: "rb-clock__left" });
  time.after(left);
  return { element, time, left, plain: time.textContent };
});
const lists = [...document.querySelectorAll("[data-rb-list][data-rb-at]")].map((list) =>
  ({ list, chip: list.querySelector("[data-rb-moment]") }));
/* Shows all moments for the current time. `isAtWork` tells by its id whether a list is at work. */
runbook.showMoments = (isAtWork = (_id) => false) => {
  const now = Date.now();
  const current = run.current();
  const marked = lists.find(({ list }) => isAtWork(list.dataset.rbList))?.chip;
  for (const { element, time, left, plain } of moments) {
    const at = clock.at(current, element.dataset.rbMoment);
    const known = !Number.isNaN(at);
    const word = known ? times.left(at, now) : "";
    setContent(time, known ? times.bothTimes(at, current.zone, now) : plain);
    setContent(left, element === marked && word !== strings("clock.now") ? strings("clock.marked", { left: word }) : word);
    element.toggleAttribute("data-rb-past", known && at <= now);
    if (element === marked) element.setAttribute("aria-current", "time");
    else element.removeAttribute("aria-current");
  }
  for (const { list, chip } of lists) list.toggleAttribute("data-rb-now", chip !== null && chip === marked);
};
