/* T-0 as a run stores it, `2026-12-01T22:00`; a time that the clocks of the zone show twice has its offset: `2026-10-25T02:30+02:00`.
   Pure. */
const { clock } = runbook;
const MINUTE = 60000;
const LOCAL = 16;

/** Returns the text of a moment, to the minute. @type {(moment: number, zone: string) => string} */
const textOf = (moment, zone) => {
  const minute = Math.floor(moment / MINUTE) * MINUTE;
  const local = new Date(minute + clock.ahead(minute, zone)).toISOString().slice(0, LOCAL);
  const { problem, instead = [] } = clock.read(local, zone);
  if (problem !== "twice") return local;
  return withoutZone(instead.find((/** @type {string} */ text) => clock.read(text).moment === minute) || local);
};
const withoutZone = (/** @type {string} */ text) => text.replace(/\[.*/, "");
/** Returns the two texts of a local time that the clocks of a zone show twice, the first one first; else nothing.
    @type {(local: string, zone: string) => string[]} */
const choicesOf = (local, zone) => {
  const { problem, instead = [] } = clock.read(local.slice(0, LOCAL), zone);
  return problem === "twice" ? instead.map(withoutZone) : [];
};
/** Returns the local time of a T-0, as fields show it. @type {(t0: string) => string} */
const localOf = (t0) => t0.slice(0, LOCAL);

runbook.t0Texts = { textOf, choicesOf, localOf };
