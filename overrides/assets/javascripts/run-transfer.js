/* Hands a run over as a file, a link or Markdown, and opens a run from elsewhere only after the reader has seen what it changes. */
const { make, button, run, clock, times, boxes, site, strings, drill, runCard: { offer } } = runbook;
const { runFile, runLink, runRecord, runState, runSummary, runDifferences, logDifference, shortAddresses } = runbook;

const shown = () => run.current() || run.offered();
const nameOf = (ending) => [run.variant, shown().drill && strings("drill"), shown().name].filter(Boolean).join("-")
  .replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-") + ending;
const download = (ending, type, text) => {
  const name = nameOf(ending);
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};
const keyOf = () => ({ id: shown().id, site: site.base.href, variant: run.variant, release: run.state().facts.release });
/* Returns the run in the form of version 0.1, whose pages read it. They know no failures: these are open, with a note. */
const earlierForm = () => {
  const { facts: { name, lead, t0: zero, zone, began, last, from }, addresses, answerOf } = run.state();
  const answers = addresses.map((address) => {
    const { state: found = "", at, by, text, print, note = "", contradicts } = answerOf(address) || {};
    const state = ["done", "seen", "signed"].includes(found) ? "done" : found;
    const notes = [state === "failed" && strings("event.failed", { text }), note].filter(Boolean).join("\n");
    const because = state === "na" ? text : undefined;
    const isOpen = contradicts || state === "failed";
    return [address, { at, by, print, because, note: notes || undefined, state: isOpen ? "open" : state || undefined }];
  });
  return { name, person: lead, t0: zero.slice(0, 16), zone, began, at: last, from, answers: Object.fromEntries(answers) };
};
/* The boxes of a release; null if they cannot be loaded. */
const boxesOf = (release) => (release === run.release ? boxes.ask() : boxes.askOther(release)).catch(() => null);
/* The events to hand over: values that were recorded before their blank became a secret stay here. */
const handedOver = (known) => run.exported().events.filter(({ blank = "" }) => !Object.hasOwn(known?.labels?.secrets || {}, blank));
const fileText = async () => {
  const [ours, theirs] = await Promise.all([run.release, keyOf().release].map(boxesOf));
  return runFile.toFile(keyOf(), handedOver(ours), earlierForm(), theirs, runSummary.summaryOf(run.state(), theirs));
};
const saveJson = async () => download(".json", "application/json", await fileText());
/* Hands the link, and the file where the system takes files, to the share sheet of the system. Returns false if that failed. To close
   the sheet is not a failure. */
const share = async () => {
  const [url, text] = await Promise.all([link(), fileText()]);
  const files = [new File([text], nameOf(".json"), { type: "application/json" })];
  const title = drill.named(shown());
  const both = { title, url, files };
  try {
    await navigator.share(navigator.canShare?.(both) ? both : { title, url });
    return true;
  } catch (error) {
    return error.name === "AbortError";
  }
};
const link = async () => {
  const key = keyOf();
  const events = handedOver(await boxesOf(run.release));
  return location.href.split(/[?#]/)[0] + await runLink.toFragment(key, events, await boxesOf(key.release));
};

const saveMarkdown = async () => {
  const { zone } = run.state().facts;
  const where = clock.isZone(zone) ? zone : clock.ownZone();
  const known = (await boxesOf(run.state().facts.release)) || await boxes.ask();
  const text = runRecord.toMarkdown(run.state(), known, { strings, zone: where, now: Date.now() });
  download(".md", "text/markdown", text);
};

/* The address keeps the run until the reader has decided, so that a reload does not lose it. */
const decided = (...shownNow) => {
  if (location.hash.startsWith("#run=")) runbook.setAddress(location.href.split("#")[0]);
  offer.replaceChildren(...shownNow);
};
const refuse = (...text) => decided(make("p", { class: "rb-form__missing", role: "alert" }, ...text));
/* A run of another system is received on a page of that system. */
const refuseOther = (system, fragment) => {
  const href = new URL(`${encodeURIComponent(system)}/index.html${fragment}`, site.base).href;
  refuse(strings("receive.other", { system }), " ", fragment ? make("a", { href }, strings("receive.there")) : "");
};
/* Joins a run, and says what it has changed. */
const accept = async (given, changes, name) => {
  await run.join(given.id, given.events);
  runbook.status(strings("receive.done", { name }));
  const more = changes.querySelector("li") ? [make("p", {}, strings("receive.changed")), changes] : [];
  const close = button(strings("dialog.close"), () => offer.replaceChildren());
  if (more.length) decided(make("div", { class: "rb-offer" }, ...more, make("div", { class: "rb-form__buttons" }, close)));
  else decided();
};
/* Describes a run from elsewhere: what is new, and what contradicts; asks who receives it; and offers to open it. */
const propose = async (read, fragment = "") => {
  if (![run.variant, ...site.former].includes(read.variant)) return refuseOther(read.variant, fragment);
  const [theirBoxes, ourBoxes] = await Promise.all([read.release, run.release].map(boxesOf));
  const { events, unknown, left } = shortAddresses.received(read.events, theirBoxes, ourBoxes);
  const leftOut = left && strings("receive.left", { n: left, release: read.release || "–" });
  if (!events.length) return refuse(leftOut || strings("receive.wrong.form"));
  const given = { ...read, events };
  const ours = await run.eventsOf(given.id);
  const difference = logDifference.difference(ours, events);
  const isDrill = runState.derive([...ours, ...events]).facts.drill;
  const theirs = runState.derive(events);
  const known = run.list().some(({ id }) => id === given.id);
  const { name, lead, last } = theirs.facts;
  const changes = runDifferences.listOf(difference, ourBoxes || theirBoxes || { phases: [] }, theirs.by);
  const when = times.full(Date.parse(last), clock.ownZone());
  const values = { name, person: lead || strings("ticks.nobody"), n: theirs.addresses.length, when };
  const conflicts = difference.changes.filter(({ contradicts }) => contradicts).length;
  const skew = Math.round(runState.skewOf(events, Date.now()) / 60);
  const who = make("input", { id: "rb-receiver", type: "text", autocomplete: "name", dir: "auto", maxlength: "200", value: run.person() });
  const open = (action = () => {}) => async () => {
    if (who.value.trim() !== run.person()) run.setPerson(who.value.trim());
    await accept(given, changes, name);
    action();
  };
  const isOther = theirs.facts.release !== run.release;
  const yes = button(strings(known ? "receive.join" : "receive.open"), open(), { class: "rb-button rb-button--main" });
  const carry = button(strings("receive.carry", { release: run.release }), open(() => runbook.carryOver()));
  const no = button(strings("receive.leave"), () => decided());
  const line = (text) => (text ? make("p", { dir: "auto" }, text) : "");
  offer.replaceChildren(make("div", { class: "rb-offer", role: "group", "aria-label": strings("receive.title") },
    isDrill ? make("p", {}, make("strong", { class: "rb-drill" }, strings("drill")), " ", strings("receive.drill")) : "",
    line(strings(known ? "receive.known" : "receive.new", values)),
    line(isOther && strings("run.other-release", { release: theirs.facts.release || "–" })),
    line(known && strings("receive.fresh", { n: difference.fresh.length })),
    line(conflicts && strings("receive.conflicts", { n: conflicts })),
    line(skew && strings("run.skew", { time: times.length(skew) })),
    line(read.refused && strings("receive.refused", { n: read.refused })),
    line(unknown && strings("receive.unknown", { n: unknown })),
    line(leftOut),
    known ? changes : "",
    make("label", { for: who.id }, strings("run.me")), who,
    make("div", { class: "rb-form__buttons" }, yes, isOther && run.release ? carry : "", no)));
  (who.value ? yes : who).focus();
  return offer.scrollIntoView({ block: "center" });
};
const proposeFrom = (reading, fragment = "") => Promise.resolve(reading).then((read) => propose(read, fragment)).catch((error) => {
  if (!(error instanceof runbook.readingRuns.UnreadableRun)) throw error;
  refuse(strings(`receive.wrong.${error.reason}`));
});

const receive = () => proposeFrom(runLink.fromFragment(location.hash), location.hash);
const readFile = (file) => proposeFrom(runFile.readChosen(file));

const history = async () => runDifferences.historyOf(run.state(), (await boxesOf(run.release)) || { phases: [] });

runbook.handOver = { history, saveJson, saveMarkdown, share, link, receive, readFile };
