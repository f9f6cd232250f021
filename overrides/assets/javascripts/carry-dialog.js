/* Carries a run over to the release of the page. The reader first sees the differences; the run of the old release stays. */
const { make, closing, dialog, run, boxes, clock, strings, answers: rules, runComparison } = runbook;
/* Adds to boxes that are gone the reason and the title that the release has on record. */
const explain = async (gone) => {
  const { places, site } = runbook;
  const release = places && gone.length && location.protocol.startsWith("http") ? await places.of(site.base) : null;
  for (const one of release ? gone : []) {
    const { title, because } = places.goneOf(release, one.address) || {};
    if (one.text === one.address && title) one.text = title;
    one.because = because;
  }
};

const sentenceOf = (answer) => {
  const { state, because, note } = answer;
  const values = run.signed(answer, clock.ownZone());
  const settled = rules.isSettled(state) ? strings(`answer.was.${state}`, values) : "";
  const reason = state === "na" && because && `${strings("ticks.because", { reason: because })} · ${values.who}, ${values.when}`;
  return [reason || settled, note && strings("ticks.note", { note })].filter(Boolean).join(" ");
};

const part = (key, entries) => (entries.length ? make("section", { class: "rb-form__part" },
  make("h3", {}, strings(key, { n: entries.length })), make("ul", { class: "rb-carry__list" }, ...entries)) : "");
const line = (answer, ...text) => {
  const sentence = answer ? sentenceOf(answer) : "";
  return make("li", {}, make("span", { dir: "auto" }, ...text), sentence && make("span", { class: "rb-muted", dir: "auto" }, sentence));
};
const marked = (tag, key, text) => make(tag, {}, make("span", { class: "rb-hidden" }, `${strings(key)} `), text);
const changedLine = ({ box, answer, text }) =>
  line(answer, ...(text === box.text ? [text] : [marked("del", "carry.was", text), " ", marked("ins", "carry.is", box.text)]));
/* Stores the run in this release, merged with the same run if this release already has it. */
const carry = (answers, given) => {
  const current = run.current();
  const before = current && current.id === given.id && current.release === run.release ? run.exported() : null;
  run.merge({ ...given, release: run.release, from: given.release, at: before ? given.at : new Date().toISOString(), answers });
  runbook.status(strings("carry.done", { name: given.name, release: run.release }), () => {
    run.remove();
    if (before) run.merge(before);
    else run.open(given);
  });
};
/* Shows the differences for a run, by default the open run. Nothing is stored before the reader agrees. */
runbook.carryOver = async (given = run.current() && run.exported()) => {
  const { release } = run;
  if (!given || given.release === release) return;
  const { boxesOf, compare, plainText } = runComparison;
  const [own, theirs] = await Promise.all([boxes.ask(), given.release ? boxes.askOther(given.release).catch(() => null) : null]);
  const found = compare(boxesOf(own), theirs && boxesOf(theirs), given.answers);
  await explain(found.gone);
  const from = given.release || "–";
  const titles = new Map(own.phases.map(({ id, title }) => [id, plainText(title)]));
  runbook.open(dialog(strings("carry.title", { name: given.name }), "rb-carry",
    make("p", {}, strings("carry.lead", { from, release })),
    make("p", {}, make("strong", {}, strings("carry.kept", { n: found.kept }))),
    theirs ? "" : make("p", { class: "rb-muted" }, strings("carry.unknown", { from })),
    part("carry.changed", found.changed.map(changedLine)),
    part("carry.gone", found.gone.map(({ text, answer, because }) => line(answer, make("bdi", {}, text), because ? `: ${because}` : ""))),
    part("carry.fresh", found.fresh.map(({ text }) => line(null, text))),
    part("carry.phases", found.phases.map((phase) => line(null, titles.get(phase) || phase))),
    make("div", { class: "rb-form__buttons" },
      closing(strings("carry", { release }), () => carry(found.answers, given), { class: "rb-button rb-button--main" }),
      closing(strings("receive.leave")))));
};
