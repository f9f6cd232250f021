/* The run in view: the runs of the page's system, with the storage and the clock of this browser. */
const place = document.querySelector("[data-rb-run]");
const { store, clock, times } = runbook;
const { rbRun: variant, rbSite: site, rbRelease: release, rbPhase: phase } = place.dataset;
const newId = () => [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
const runs = runbook.openRuns({ store, site, variant, release, now: () => new Date().toISOString(), today: times.today, newId });
store.onChange(runs.follow);
/* The zone in which times are shown: that of the run, or this browser's. */
const zone = () => {
  const current = runs.current();
  return current && clock.isZone(current.zone) ? current.zone : clock.ownZone();
};
runbook.run = { ...runs, place, phase, zone };
