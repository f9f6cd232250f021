/* The fields for T-0 and its time zone in the dialog of a run, and what T-0 is in words. */
const { make, clock, times, strings, zoneNames, zoneField, minutes, setContent } = runbook;

/* The fields of the dialog that was opened last. */
let opened = null;
minutes.onPass(() => opened?.said.isConnected && opened.show());
/* Returns the fields for the T-0 of a run, what they give, and whether somebody changed it. */
runbook.t0Field = (run) => {
  const { t0 = "", zone = "" } = run || {};
  const { t0Texts } = runbook;
  const range = { min: "1970-01-01T00:00", max: "2199-12-31T23:59" };
  const local = make("input", { id: "rb-t0", type: "datetime-local", value: t0Texts.localOf(t0), ...range, input: () => show() });
  const [words, more] = [make("span", { role: "status" }), make("span", { role: "status" })];
  /* It changes each minute, and nobody has to hear that. */
  const left = make("span", {});
  const said = make("p", { class: "rb-form__said" }, words, left, more);
  const twice = make("fieldset", { class: "rb-twice", hidden: true });
  const momentOf = () => clock.read(local.value, zones.zone()).moment ?? Date.now();
  const zones = zoneField("rb-zone", zone || zoneNames.own(), momentOf, () => show());
  let options = [];

  const hour = (text) => text.slice(11, 16);
  /* Clocks that go back show an hour twice: people say which one they mean. */
  const showTwice = () => {
    const found = t0Texts.choicesOf(local.value, zones.zone());
    if (found.join() === options.join()) return;
    options = found;
    const choices = found.map((text, at) => make("label", { class: "rb-choice" },
      make("input", { type: "radio", name: "rb-twice", value: text, required: true, checked: text === stored(), change: () => show() }),
      strings(at ? "zone.twice.second" : "zone.twice.first", { time: `${hour(text)} UTC${text.slice(16)}` })));
    twice.replaceChildren(make("legend", {}, strings("zone.twice", { time: hour(local.value) })), ...choices);
    twice.hidden = !found.length;
  };
  /* A run may have such a T-0 from before people were asked: the first one. */
  const stored = () => (zones.zone() !== zoneNames.today(zone) ? "" : t0.length > 16 ? t0 : t0 && options[0]);
  const value = () => {
    if (options.length) return twice.querySelector("input:checked")?.value || "";
    const { problem, moment } = clock.read(local.value, zones.zone());
    return problem === "skipped" ? t0Texts.textOf(moment, zones.zone()) : local.value;
  };
  const show = () => {
    showTwice();
    const [text, where, refused] = [value(), zones.zone(), zones.refused()];
    const { problem } = clock.read(local.value, where);
    const { moment } = clock.read(text, where);
    const isKnown = moment !== undefined && !refused;
    const missing = () => strings(options.length ? "zone.twice" : problem === "zone" ? "zone.unknown" : "run.t0.empty",
      { time: hour(local.value), text: where });
    setContent(words, isKnown ? `${times.full(moment, where)}, ` : refused || missing());
    /* Who sees the choice need not read twice that there is one. */
    words.classList.toggle("rb-hidden", Boolean(options.length) && !text);
    left.textContent = isKnown ? times.left(moment) : "";
    const isSkipped = isKnown && problem === "skipped";
    setContent(more, isSkipped ? `. ${strings("run.t0.skipped", { time: hour(local.value), other: hour(text) })}` : "");
  };
  show();
  const first = { t0: value(), zone: zones.zone() };
  opened = { said, show };
  const pair = (label, input, element) => make("div", {}, make("label", { for: input.id }, label), element);
  const fields = [pair(strings("run.t0.field"), local, local), pair(strings("run.zone"), zones.field, zones.element)];
  return {
    elements: [make("div", { class: "rb-form__pair" }, ...fields), twice, said],
    value: () => ({ t0: value(), zone: value() && zones.zone() }),
    isTyped: () => value() !== first.t0 || zones.zone() !== first.zone || Boolean(zones.refused()),
    taken: () => Object.assign(first, { t0: value(), zone: zones.zone() }),
  };
};
