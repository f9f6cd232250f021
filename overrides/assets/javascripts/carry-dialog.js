/* Carries a run over to the release of the page. The reader first sees the differences; the run of the old release stays. */
const { make, closing, dialog, run, boxes, clock, strings, runComparison, plainText } = runbook;
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
  const { state, text: because, note } = answer;
  const values = run.signed(answer, clock.ownZone());
  const settled = state && state !== "open" ? strings(`answer.was.${state}`, values) : "";
  const failed = state === "failed" && strings("ticks.because.failed", { reason: because, ...values });
  const na = state === "na" && because && `${strings("ticks.because", { reason: because })} · ${values.who}, ${values.when}`;
  return [failed || na || settled, note && strings("ticks.note", { note })].filter(Boolean).join(" ");
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
const carry = ({ moved, reopened }, { id, name }) => {
  const undo = run.carry(moved, reopened);
  runbook.markEarlierRun(id, run.release, name);
  runbook.status(strings("carry.done", { name, release: run.release }), undo);
};
/* Shows the differences for the run that is offered. Nothing is recorded before the reader agrees. */
runbook.carryOver = async () => {
  const { release } = run;
  const given = run.offered();
  if (!given || given.why !== "another") return;
  const { boxesOf, compare } = runComparison;
  const [own, theirs] = await Promise.all([boxes.ask(), given.release ? boxes.askOther(given.release).catch(() => null) : null]);
  const { addresses, answerOf } = run.state();
  const answers = Object.fromEntries(addresses.map((address) => [address, answerOf(address)]));
  const found = compare(boxesOf(own), theirs && boxesOf(theirs), answers);
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
      closing(strings("carry", { release }), () => carry(found, given), { class: "rb-button rb-button--main" }),
      closing(strings("receive.leave")))));
};
