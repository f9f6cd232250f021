/* Copies the runs that pages of version 0.1 stored into the log of events. They stay where they are, because pages of earlier releases go
   on with them; what these pages add later is copied too. */
const { store, run } = runbook;
const { rbSite: site } = run.place.dataset;
const COPIED = `earlier ${run.variant}`;
const ids = [run.variant, ...runbook.site.former];
const part = (...parts) => parts.map((one) => encodeURIComponent(one)).join("|");

/** Copies what is new. The first time, also who ticks and which run is open. */
runbook.copyEarlierRuns = async () => {
  const given = store.earlier();
  const found = Object.entries(given).filter(([key]) => ids.some((id) => key.startsWith(`${part(site, id)}|`)));
  const mark = runbook.shortAddresses.hashOf(found.join());
  if (!found.length || store.setting(COPIED) === mark) return;
  const { earlierRuns } = runbook;
  const isFirst = !store.setting(COPIED);
  for (const earlier of ids.flatMap((id) => earlierRuns.runsIn(given, site, id)).filter(({ log }) => !log)) {
    const { run: id, events } = earlierRuns.eventsOfRun(earlier);
    const known = new Set((await store.eventsOf(run.variant, id)).map((event) => event.id));
    if (!run.deleted().includes(id)) store.add(run.variant, id, events.filter((event) => !known.has(event.id)));
  }
  const person = given[part(site, "", "", "", "person")];
  if (isFirst && person && !run.person()) run.setPerson(person);
  const chosen = isFirst && JSON.parse(ids.map((id) => given[part(site, id, "", "", "current")]).find(Boolean) || "null");
  store.setSetting(COPIED, mark);
  if (chosen && !run.current() && !run.offered()) await run.open(earlierRuns.idOf(chosen));
  else await run.load();
};
/** Writes for pages of version 0.1 that a run goes on in another release. `log` marks facts that are not a run of their own. */
runbook.markEarlierRun = (id, release, name) => {
  const { earlierRuns } = runbook;
  const known = earlierRuns.runsIn(store.earlier(), site, run.variant).find((one) => !one.log && earlierRuns.idOf(one) === id);
  if (!known) return;
  const { answers: _answers, cleared: _cleared, site: _site, variant: _variant, ...facts } = known;
  const marked = { ...facts, name, release, from: known.release, log: true };
  runbook.stored(part(site, run.variant, release, known.id, "run"), JSON.stringify(marked));
};
