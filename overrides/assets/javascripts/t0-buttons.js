/* Buttons that move T-0 and hold the run, in its card and its dialog. Each says the new T-0 before it is taken, and can be undone. */
const { make, button, closing, run, clock, times, strings, setContent, zoneNames, due, dueWords, listPace, t0Moves } = runbook;

/* Says from when to when T-0 moves: `22:00 → 22:15`; with offsets from UTC if clocks change between the two. */
const wordsOf = (from, { moment, zone }) => {
  const isSame = Number.isNaN(from) || clock.ahead(from, zone) === clock.ahead(moment, zone);
  const word = (at) => (isSame ? dueWords.hourOf(at, zone, Date.now()) : times.time(at, zone));
  return Number.isNaN(from) ? word(moment) : strings("t0.move", { from: word(from), to: word(moment) });
};
const move = ({ t0, zone, moment }, ...more) => {
  const words = wordsOf(clock.start(run.current()), { moment, zone });
  runbook.status(strings("t0.moved", { words }), run.say({ what: "t0", t0, zone }, ...more));
};
const hold = () => runbook.status(strings("t0.held"), run.say({ what: "hold", text: strings("run.hold.none") }));
const GO = { what: "hold", text: "" };
const goOn = () => runbook.status(strings("t0.on"), run.say(GO));

/* Returns the moves that the run has now: their key, words and action. */
const movesOf = (current, now) => {
  const from = clock.start(current);
  const moves = [15, 30].map((n) => [n, t0Moves.later(current, n)]).filter(([, to]) => to)
    .map(([n, to]) => [strings("t0.later", { n, words: wordsOf(from, to) }), () => move(to)]);
  const at = t0Moves.now(current, zoneNames.own(), now);
  if (at.moment !== from) moves.push([strings("t0.now", { words: wordsOf(from, at) }), () => move(at)]);
  return moves;
};
/* Returns the ways to go on after a hold: as planned, or with T-0 later by the length of the hold. */
const waysOn = (current, now) => {
  const length = listPace.minutesBetween(due.heldSince(), now);
  const to = length > 0 ? t0Moves.later(current, length) : null;
  return [
    to && [strings("t0.on.moved", { words: wordsOf(clock.start(current), to) }), () => move(to, GO)],
    [strings(to ? "t0.on.same" : "run.resume"), goOn],
  ].filter(Boolean);
};
/* Says since when the run is on hold, and for how long: `since 22:05 (12 min)`. */
const heldWords = (now) => strings("due.held", {
  time: dueWords.hourOf(due.heldSince(), run.zone(), now), length: times.length(listPace.minutesBetween(due.heldSince(), now)),
});

/* A row of buttons for actions that change with the clock and with the run. Each does what it says, also if a minute has passed since. */
const rows = [];
const rowOf = (actions, make1 = button) => {
  const place = make("div", { class: "rb-form__buttons" });
  let words = "";
  const show = () => {
    const current = run.current();
    const found = current ? actions(current, Date.now()) : [];
    const text = found.map(([word]) => word).join("\n");
    if (text === words) return;
    words = text;
    const at = [...place.children].indexOf(document.activeElement);
    place.replaceChildren(...found.map(([word, action]) => make1(word, action)));
    /** @type {HTMLElement | undefined} */ (place.children[at])?.focus();
  };
  show();
  rows.push({ place, show });
  return place;
};
/* Rows of dialogs that are closed are forgotten. */
const showRows = () => {
  for (const { place, show } of rows.splice(0).filter((one) => one.place.isConnected || one.place === held.lastChild)) {
    rows.push({ place, show });
    show();
  }
};

/* What the card says of a hold beside its reason. */
const held = make("div", {}, make("p", {}), rowOf(waysOn));
const showHeld = () => {
  if (run.current()?.hold) setContent(held.firstChild, heldWords(Date.now()));
  showRows();
};
const panel = make("div", { class: "rb-run__moves", hidden: true },
  rowOf((current, now) => [...movesOf(current, now), ...(current.hold ? [] : [[strings("run.hold"), hold]])]));
const opener = button(strings("t0.open"), () => {
  panel.hidden = !panel.hidden;
  opener.setAttribute("aria-expanded", String(!panel.hidden));
}, { class: "rb-button rb-run__move", "aria-expanded": "false" });
const head = run.place.querySelector(".rb-run__head");
head.append(opener);
head.after(panel);

runbook.t0Buttons = {
  held,
  /* Parts of the dialog, which these buttons close. */
  moves: () => rowOf(movesOf, closing),
  waysOn: () => [make("p", {}, heldWords(Date.now())), rowOf(waysOn, closing)],
};
const show = () => {
  /* Without T-0, the dialog has to do: most runs of a day need none. */
  opener.hidden = !run.current()?.t0 || run.phase === "emergency";
  if (opener.hidden) panel.hidden = true;
  showHeld();
};
due.onChange(show);
