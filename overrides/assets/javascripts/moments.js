/* The moments of a page: with T-0 set, each shows its local time and the time left, and the list that is due is marked. */
const { make, setText, clock, times, run, strings } = runbook;
const EVERY = 10000;
const moments = [...document.querySelectorAll("[data-rb-moment]")].map((element) => {
  const time = element.querySelector(".rb-clock__words");
  const left = make("span", { class: "rb-clock__left" });
  time.after(left);
  return { element, time, left, offset: element.dataset.rbMoment, shown: time.textContent };
});
const lists = [...document.querySelectorAll("[data-rb-list][data-rb-at]")].map((list) => ({ list, chip: list.querySelector("[data-rb-moment]") }));
const listeners = new Set();
let due = null;

const show = () => {
  const now = Date.now();
  const current = run.current();
  due = times.dueList(lists.map((one) => ({ ...one, at: clock.at(current, one.chip.dataset.rbMoment), open: !one.list.matches(".rb-list--done") })), now);
  const marked = due && due.begun ? due.chip : null;
  for (const { element, time, left, offset, shown } of moments) {
    const at = clock.at(current, offset);
    const known = !Number.isNaN(at);
    setText(time, known ? times.bothTimes(at, current.zone, now) : shown);
    setText(left, !known ? "" : element === marked ? strings("clock.marked", { left: times.left(at, now) }) : times.left(at, now));
    element.toggleAttribute("data-rb-past", known && at <= now);
  }
  for (const { list, chip } of lists) {
    list.toggleAttribute("data-rb-now", chip === marked);
    if (chip === marked) chip.setAttribute("aria-current", "time");
    else chip.removeAttribute("aria-current");
  }
  for (const listener of listeners) listener();
};

run.onChange((item) => item === null && show());
setInterval(show, EVERY);
document.addEventListener("visibilitychange", () => document.hidden || show());
runbook.moments = { show, due: () => due, onChange: (listener) => listeners.add(listener) };
