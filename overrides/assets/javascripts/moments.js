/* The moments of a page: with T-0 set, each shows its local time and the time left, and the list that is due is marked. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, clock, times, run, strings } = runbook;
  if (!run) return;
  const EVERY = 10000;
  const moments = [...document.querySelectorAll("[data-rb-moment]")].map((element) => {
    const words = element.querySelector(".rb-clock__words");
    const left = make("span", { class: "rb-clock__left" });
    words.after(left);
    return { element, words, left, plain: words.textContent, text: element.dataset.rbMoment };
  });
  const lists = [...document.querySelectorAll("[data-rb-list][data-rb-at]")];
  const listeners = new Set();
  let due = null;

  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  const momentOf = (list) => clock.at(run.current(), list.querySelector("[data-rb-moment]").dataset.rbMoment);

  /* Of the lists that began last, the first with an open box is due; while none is, the next one to come. */
  const find = (now) => {
    const known = lists.map((list) => ({ list, at: momentOf(list), open: !list.matches(".rb-list--done") })).filter(({ at }) => !Number.isNaN(at));
    const begun = known.filter(({ at }) => at <= now);
    const last = Math.max(...begun.map(({ at }) => at));
    const current = begun.find(({ at, open }) => at === last && open);
    if (current) return { ...current, begun: true };
    const ahead = known.filter(({ at }) => at > now);
    const next = ahead.find(({ at }) => at === Math.min(...ahead.map((one) => one.at)));
    return next ? { ...next, begun: false } : null;
  };

  const show = () => {
    const now = Date.now();
    const current = run.current();
    due = find(now);
    const marked = due && due.begun ? due.list.querySelector("[data-rb-moment]") : null;
    for (const { element, words, left, plain, text } of moments) {
      const at = clock.at(current, text);
      const known = !Number.isNaN(at);
      write(words, known ? times.bothTimes(at, current.zone, now) : plain);
      write(left, known ? (element === marked ? strings("clock.marked", { left: times.left(at, now) }) : times.left(at, now)) : "");
      element.toggleAttribute("data-rb-past", known && at <= now);
    }
    for (const list of lists) {
      const chip = list.querySelector("[data-rb-moment]");
      list.toggleAttribute("data-rb-now", chip === marked);
      if (chip === marked) chip.setAttribute("aria-current", "time");
      else chip.removeAttribute("aria-current");
    }
    for (const listener of listeners) listener(due);
  };

  run.on((item) => {
    if (item === null) show();
  });
  setInterval(show, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) show();
  });
  runbook.moments = { show, due: () => due, on: (listener) => listeners.add(listener) };
})();
