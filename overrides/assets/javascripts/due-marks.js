/* Shows which lists are due: at their headings, in the navigation, in the card of the run, in the bar and in the title of the page. */
const { make, setContent, run, times, progress, filter, strings, minutes, runBar, due, dueWords, listPace, drill } = runbook;
const plainTitle = document.title;
const card = make("div", { class: "rb-run__due", id: "rb-due", tabindex: "-1", hidden: true });
run.place.querySelector(".rb-run__kept").after(card);
run.place.id = "rb-run";
const listeners = new Set();

/* Adds words to a link or heading, or takes them away. */
const markWith = (place, name, text) => {
  const own = place.querySelector(`:scope > .${name}`);
  if (!text) own?.remove();
  else if (own) setContent(own, text);
  else place.insertBefore(make("span", { class: name, dir: "auto" }, text), place.querySelector(":scope > .headerlink"));
};
const linksOf = (selectors) => [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(selectors))];
const contents = linksOf(".rb-toc__link, .rb-nav__contents a").map((link) =>
  ({ link, id: due.idOf(run.phase, decodeURIComponent(link.hash.slice(1))) }));
const navigation = [...due.pages].flatMap(([phase, page]) =>
  [page, ...linksOf(".rb-nav__link").filter(({ pathname }) => pathname === page.pathname)].map((link) => ({ link, phase })));
const showLinks = (overdue) => {
  for (const [id, { heading }] of due.headings) {
    const late = overdue.find((one) => one.id === id);
    markWith(heading, "rb-late", late ? ` ${dueWords.overdue(late, shown)}` : "");
  }
  for (const { link, id } of contents) markWith(link, "rb-late", overdue.some((one) => one.id === id) ? ` ${strings("due.late")}` : "");
  for (const { link, phase } of navigation) {
    const n = overdue.filter((one) => one.phase === phase).length;
    markWith(link, "rb-late", n ? ` ${strings("due.late.n", { n })}` : "");
  }
};
/* A page can have lists that the run does not know: those of another release, or none without a run. */
const showPace = (id, list) => {
  const place = due.headings.get(id).list.querySelector(".rb-progress");
  if (!place) return;
  const pace = list?.isWork && shown.paceOf(list);
  markWith(place, "rb-pace", pace ? ` ${dueWords.pace(pace, shown)}` : "");
};

const line = (list, text, before = "") =>
  make("p", {}, before, make("a", { href: due.addressOf(list), dir: "auto" }, list.title), " ", text);
const mustOf = ({ must }) => (must ? `, ${strings("progress.blocking", { n: must })}` : "");
const nowOf = (list) => {
  const pace = shown.paceOf(list);
  return pace ? dueWords.pace(pace, shown) : strings("due.since", { time: dueWords.hourOf(list.at, shown.zone, shown.now) });
};
const showCard = ({ overdue, due: now }) => {
  const late = (list) => make("strong", { class: "rb-late" }, dueWords.overdue(list, shown) + mustOf(list));
  const lines = [...overdue.map((list) => line(list, late(list))), ...now.map((list) => line(list, nowOf(list), `${strings("due.now")} `))];
  /* In an emergency, the bar has to do. */
  card.hidden = !lines.length || run.phase === "emergency";
  setContent(card, ...lines);
};
const titleOf = ({ overdue, due: now, held }) => {
  if (!Number.isNaN(held)) return strings("due.title.held", { title: plainTitle });
  if (overdue.length) return strings("due.title.overdue", { n: overdue.length, title: plainTitle });
  return now.length ? strings("due.title.now", { list: now[0].title, title: plainTitle }) : plainTitle;
};

const NONE = { overdue: [], due: [], next: null, lists: [], held: NaN };
let shown = null;
const show = () => {
  shown = due.state();
  const found = shown || NONE;
  showLinks(found.overdue);
  for (const id of due.headings.keys()) showPace(id, found.lists.find((list) => list.id === id));
  showCard(found);
  const title = drill.named({ name: titleOf(found), drill: run.current()?.drill });
  if (document.title !== title) document.title = title;
  runBar.show();
  for (const listener of listeners) listener(found);
};

/* Returns what the bar says: words, a link, and how many other lists are overdue; null if nothing is due or planned. */
const forBar = () => {
  if (!shown) return null;
  const { overdue, due: [current], next, now, held } = shown;
  /* People who work far below the card see the hold too. */
  if (!Number.isNaN(held)) {
    const text = strings("bar.held", { length: times.length(listPace.minutesBetween(held, now)) });
    return { text, href: "#rb-run", isLate: false, others: card.hidden ? 0 : overdue.length };
  }
  /* The filter is about this page; what is late elsewhere may be the work of others. */
  const late = (filter?.words() && overdue.find(({ id }) => due.headings.has(id))) || overdue[0];
  const list = late || current || next;
  if (!list) return null;
  const pace = current && shown.paceOf(current);
  const length = late && dueWords.lateness(late, shown);
  const text = late ? strings("bar.overdue", { list: list.title, length })
    : current ? strings(pace ? "bar.now.pace" : "bar.now", { list: list.title, pace: pace && dueWords.pace(pace, shown) })
      : strings("bar.next", { list: list.title, left: times.left(list.at, now) });
  return { text, href: due.addressOf(list), isLate: Boolean(late), others: card.hidden ? 0 : Math.max(0, overdue.length - 1) };
};
const isAtWork = (anchor) => shown?.due[0]?.id === due.idOf(run.phase, anchor);

Object.assign(due, { forBar, isAtWork, onChange: (listener) => listeners.add(listener) });
progress.onChange(show);
filter?.onChange(show);
minutes.onPass(show);
/* What asks for these is defined by the scripts after this one. */
setTimeout(show);
