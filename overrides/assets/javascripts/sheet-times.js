/* Fills the local times into a sheet if its address has T-0, such as sheet.html?at=2026-12-01T22:00&zone=Asia/Dhaka. */
const { clock, sheet: { texts, asked, say } } = runbook;
const given = asked("at");

const showProblem = ({ problem, zone, instead = [] }) =>
  say(clock.filled(texts.problems[problem], { given, zone, time: given.slice(0, 16) }), instead.map((at) => [{ at }, at]));

/* Shows a start in the head of a list as the command line prints it: the hour as the largest thing. */
const showHour = (place, { hour, until, on }) => {
  const largest = Object.assign(document.createElement("strong"), { className: "hour", textContent: hour });
  place.replaceChildren(largest, `${until && ` ${until}`} · ${on} · ${place.dataset.at}`);
  if (until) place.nextElementSibling.remove();
};

/* Each sheet of a pack, and each chapter of a book, has times and an end of its own. */
const partOf = (place) => place.closest(".bound, .chapter");

/* On the plan of a day, hours instead of offsets, and on the lines of its axis. Returns the end of the plan. */
const fillPlan = (plan, zero, zone) => {
  for (const place of document.querySelectorAll(".plan__time[data-plan]")) {
    const start = clock.later(zero, place.dataset.plan, zone);
    const stop = clock.end(start, place.dataset.lasts, zone);
    const rest = stop === null && place.dataset.lasts ? ` · ${place.dataset.lasts}` : "";
    place.textContent = clock.amongDays(zero, start, stop, zone) + rest;
  }
  for (const place of document.querySelectorAll(".plan__room")) {
    place.textContent = clock.time(clock.later(zero, place.dataset.plan, zone), zone);
  }
  return { at: plan.dataset.end ? clock.later(zero, plan.dataset.end, zone) : -Infinity, begins: plan.dataset.begins };
};

const fillTimes = ({ moment: zero, zone }) => {
  const ends = new Map();
  for (const moment of document.querySelectorAll("[data-at]")) {
    const start = clock.later(zero, moment.dataset.at, zone);
    const stop = clock.end(start, moment.dataset.lasts, zone);
    const block = moment.closest(".when") && moment.closest(".block");
    if (block) showHour(moment, clock.inParts(zero, start, stop, zone));
    else moment.textContent = `: ${stop === null ? clock.inWords(start, zone) : clock.spanInWords(start, stop, zone)}`;
    const at = stop ?? start;
    const part = partOf(moment);
    const before = ends.get(part)?.at ?? -Infinity;
    /* A list that only starts then goes on after those that end then. */
    const isLast = at >= zero && (at > before || (at === before && stop === null));
    if (block && isLast) ends.set(part, { at, begins: stop === null ? block.dataset.title : "" });
  }
  const plan = document.querySelector(".plan");
  if (plan) ends.set(null, fillPlan(plan, zero, zone));
  for (const place of document.querySelectorAll('[data-fill="t0"]')) place.textContent = clock.inWords(zero, zone);
  for (const place of document.querySelectorAll('[data-fill="end"]')) {
    const last = ends.get(partOf(place));
    if (!last || last.at < zero) continue;
    const time = clock.inWords(last.at, zone);
    place.textContent = last.begins ? clock.filled(texts.after, { time, list: last.begins }) : time;
  }
};

if (given) {
  let t0 = clock.read(given, asked("zone"));
  if (t0.problem === "no zone") t0 = clock.read(given, clock.ownZone());
  runbook.clockWords = texts;
  (t0.problem ? showProblem : fillTimes)(t0);
}
