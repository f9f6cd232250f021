/* What happened to an item or to the value of a blank: who, when, what, and what was undone. Each entry can be undone alone. */
const { make, button, run, times, strings, ticks } = runbook;

const line = (box, { event, by, undone }, place) => {
  const timeOf = ({ at }) => times.time(Date.parse(at), run.zone());
  const through = ticks.pageBoxes.find(({ address }) => address === event.through);
  const joined = through ? ` ${strings("history.through", { item: through.number || through.text })}` : "";
  const text = `${timeOf(event)}, ${ticks.nameOf(by)}: ${ticks.what(box, event)}${joined}`;
  const what = undone ? strings("history.undone", { who: ticks.nameOf(run.state().by(undone)), when: timeOf(undone) }) : "";
  const act = () => {
    if (undone) run.restoreOne(event.id);
    else run.undo([event.id]);
    place.querySelector(`[data-rb-event="${event.id}"]`)?.focus();
  };
  const more = { "data-rb-event": event.id, "aria-label": `${strings(undone ? "history.restore" : "undo")}: ${text}` };
  const words = make("div", {}, make(undone ? "del" : "span", { dir: "auto" }, text), what && make("p", { class: "rb-muted" }, what));
  return make("li", {}, words, button(strings(undone ? "history.restore" : "undo"), act, more));
};
/* Returns a section that shows events, oldest first, and `show`, which shows them again. */
runbook.history = (box, entriesOf) => {
  const list = make("ol", { class: "rb-history" });
  const section = make("section", { class: "rb-form__part" }, make("h3", {}, strings("history")), list);
  const show = () => {
    const entries = entriesOf();
    section.hidden = !entries.length;
    list.replaceChildren(...entries.map((entry) => line(box, entry, section)));
  };
  show();
  return { section, show };
};
