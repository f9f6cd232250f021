/* Says in words what a run from elsewhere changes: what is new, and what contradicts. */
const { make, times, clock, strings, plainText } = runbook;
const MOST = 50;

/* Returns a function that says what an event says: `done`, `not applicable: no Visa`. */
const wordsOf = ({ labels }) => {
  const labelOf = (kind, key, id) => (labels?.[kind] && Object.hasOwn(labels[kind], key) ? plainText(labels[kind][key]) : id);
  return ({ what, address, text = "", t0 = "", zone = "", release = "", blank, way }) => {
    const label = blank && `${labelOf("blanks", blank, blank)}: `;
    const chosen = way && strings("record.way", { way: labelOf("ways", `${address}.choices.${way}`, way) });
    const values = { text: blank ? text || "–" : text, t0: times.zero({ t0, zone }) || "–", release };
    const empty = { hold: "record.hold.over", claim: "event.given-back", drill: "event.drill.no" }[what];
    const key = !text && empty ? empty : `event.${what}`;
    return (label || "") + [strings(key, values), chosen].filter(Boolean).join("; ");
  };
};
/* Returns the name of what a register is about: the number and text of a box, the title of a list or a phase, or the kind of fact. */
const titlesOf = (data) => {
  const rows = data.phases.flatMap(({ lists }) => lists.flatMap(({ boxes }) => boxes));
  const found = rows.map(([, address, , , text, , number]) => [address, [number, plainText(text)].filter(Boolean).join(" ")]);
  const lists = data.phases.flatMap((phase) => phase.lists).map(({ id, title }) => [id, plainText(title)]);
  return new Map([...lists, ...found, ...data.phases.map(({ id, title }) => [`phases.${id}`, plainText(title)])]);
};
/** Returns a list of the changes, those that contradict first. `by` names the person of an event. */
const listOf = ({ changes }, data, by) => {
  const said = wordsOf(data);
  const titles = titlesOf(data);
  const shown = changes.filter(({ register }) => !register.startsWith("named"));
  const sorted = [...shown.filter(({ contradicts }) => contradicts), ...shown.filter(({ contradicts }) => !contradicts)];
  const signed = (event) => {
    const who = by(event) || strings("ticks.nobody");
    return `${said(event)} (${who}, ${times.time(Date.parse(event.at), clock.ownZone())})`;
  };
  const valueOf = ({ register, before, after, contradicts }) => {
    if (contradicts) return after.heads.map(signed).join(" / ");
    const was = before && !register.startsWith("note") ? `${said(before)} → ` : "";
    return was + (after ? signed(after.event) : strings("event.undo"));
  };
  const line = (change) => make("li", { class: change.contradicts && "rb-contradicts" },
    change.contradicts ? make("strong", {}, strings("receive.contradicts")) : "",
    make("span", { dir: "auto" }, titles.get(change.address) || change.address || strings("event.run")), ": ",
    make("span", { dir: "auto" }, valueOf(change)));
  const more = sorted.length > MOST ? [make("li", {}, strings("receive.more", { n: sorted.length - MOST }))] : [];
  return make("ul", { class: "rb-changes" }, ...sorted.slice(0, MOST).map(line), ...more);
};

/** Returns a list of everything that happened in a run, the newest first. */
const historyOf = ({ events, by, current, undone }, data) => {
  const said = wordsOf(data);
  const titles = titlesOf(data);
  const line = (event) => {
    const title = event.address && (titles.get(current(event.address)) || event.address);
    const undo = undone.get(event.id);
    const text = [
      times.time(Date.parse(event.at), clock.ownZone()), by(event) || strings("ticks.nobody"),
      [title, said(event)].filter(Boolean).join(": "),
      undo && strings("event.undone", { who: by(undo) || strings("ticks.nobody") }),
    ];
    return make("li", { dir: "auto" }, text.filter(Boolean).join(" · "));
  };
  return make("ol", { class: "rb-changes", reversed: true }, ...[...events].reverse().map(line));
};

runbook.runDifferences = { listOf, historyOf };
