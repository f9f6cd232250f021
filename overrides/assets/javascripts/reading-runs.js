/* Reads runs from links and files, which anybody can write. Pure. */
const { text, matching, readEvents } = runbook.readingEvents;
const FORMAT = "runbook-run";

/** The one error of what cannot be read: `reason` is `form` or `size`, or `browser` if this browser cannot unpack the link. */
class UnreadableRun extends Error {
  constructor(/** @type {"form" | "size" | "browser"} */ reason) {
    super(`not a run that can be read: ${reason}`);
    this.reason = reason;
  }
}

/** Reads what says which run it is; null if that is wrong. @type {(data: any) => RunKey | null} */
const readFacts = (data) => {
  if (!data || typeof data !== "object") return null;
  const given = (/** @type {string} */ name) => (Object.hasOwn(data, name) ? data[name] : "");
  const run = matching(/^[\w-]{1,40}$/)(given("id"));
  const [variant, release, site] = [text(100)(given("variant")), text(100)(given("release")), text(2000)(given("site"))];
  return run && variant !== null && release !== null && site !== null ? { id: run, site, variant, release } : null;
};
/** Reads the data of a run from elsewhere; null for other data. @type {(data: any) => RunLog | null} */
const readLog = (data) => {
  const facts = readFacts(data);
  return facts && data.format === FORMAT && Array.isArray(data.events) ? { ...facts, ...readEvents(data.events) } : null;
};

runbook.readingRuns = { FORMAT, UnreadableRun, readFacts, readLog };
