/* Opens the runs of the page's system in this browser, and loads the boxes of all phases from `boxes.js`. */
const { site, store, clock, times, addScript, strings, runEvents, readingEvents, renamedSystem, withBuild } = runbook;
/* Pages without boxes have no card of the run. */
const place = document.querySelector("[data-rb-run]");
const { rbRelease: release, rbPhase: phase, rbLast: last, rbRoot: root } = (place || document.querySelector(".rb-head")).dataset;
const { variant } = site;
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const newId = () => [...random(6)].map((byte) => byte.toString(36).padStart(2, "0")).join("");
const plannedEnd = (facts) => clock.start(facts) + Number(last) * 1000;
const runs = runbook.openRuns({
  store: renamedSystem.withFormer(readingEvents.checkedStore(store), variant, site.former), variant, release,
  now: Date.now, today: times.today, node: runEvents.nodeOf(random(6)), newId, plannedEnd,
});
/* Returns the zone for times on the page: the zone of the run, else of this browser. */
const zone = () => {
  const current = runs.current();
  return current && clock.isZone(current.zone) ? current.zone : clock.ownZone();
};
/* Returns the person and the time of an answer as texts. */
const signed = ({ by, at }, shownIn = zone()) => ({ who: by || strings("ticks.nobody"), when: times.full(Date.parse(at), shownIn) });
/* Returns the first claim on places, such as an item, the items above it, and its list. */
const claimOn = (places) => places.map(runs.claimOf).find(Boolean) || null;
const hasClaims = () => [...runs.state().held.keys()].some((register) => register.startsWith("claim "));
runbook.run = { ...runs, place, phase, zone, signed, claimOn, hasClaims };

const loaded = new Map();
const folder = place ? new URL(`${root}/`, location.href) : new URL(`${variant}/`, site.base);
runbook.boxes = {
  /* Each `boxes.js` calls this, also in earlier releases. */
  load: (_variant, data) => loaded.set(new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src).href, data),
  known: () => loaded.get(folder.href),
  ask: () => addScript(withBuild(new URL("boxes.js", folder), place?.dataset.rbBoxes), () => loaded.get(folder.href)),
  askOther: (other) => {
    const from = new URL(`../../${encodeURIComponent(other)}/${variant}/`, folder);
    /* Each question has its own address, so that no cache answers: a release can be replaced. */
    return addScript(new URL(`boxes.js?at=${Date.now()}`, from).href, () => loaded.get(from.href));
  },
};
