/* Copies the runs that pages of version 0.1 stored into the log of events. They stay where they are, because pages of earlier releases go
   on with them; what these pages add later is copied too. */
const { store, run } = runbook;
const { rbSite: site } = run.place.dataset;
const COPIED = `earlier ${run.variant}`;
const part = (...parts) => parts.map((one) => encodeURIComponent(one)).join("|");
const entries = () => {
  try {
    return Object.entries(localStorage).filter(([key]) => key.startsWith(`${part(site, run.variant)}|`));
  } catch {
    return [];
  }
};
const read = (key) => JSON.parse(runbook.stored(key) || "null");

/** Copies what is new. The first time, also who ticks and which run is open. */
runbook.copyEarlierRuns = async () => {
  await store.ready;
  const found = entries();
  const mark = JSON.stringify([found.length, found.join().length, ...found.map(([, value]) => value.length)]);
  if (!found.length || store.setting(COPIED) === mark) return;
  await runbook.need("hand-over");
  const { earlierRuns } = runbook;
  const isFirst = !store.setting(COPIED);
  for (const earlier of earlierRuns.runsIn(Object.fromEntries(found), site, run.variant)) {
    const { run: id, events } = earlierRuns.eventsOfRun(earlier);
    const known = new Set((await store.eventsOf(run.variant, id)).map((event) => event.id));
    if (!run.deleted().includes(id)) store.add(run.variant, id, events.filter((event) => !known.has(event.id)));
  }
  const person = runbook.stored(part(site, "", "", "", "person"));
  if (isFirst && person && !run.person()) run.setPerson(person);
  const chosen = isFirst && read(part(site, run.variant, "", "", "current"));
  store.setSetting(COPIED, mark);
  if (chosen && !run.current() && !run.offered()) await run.open(earlierRuns.idOf(chosen));
  else await run.load();
};
