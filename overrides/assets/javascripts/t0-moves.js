/* Where T-0 can be moved. Pure. */
const { clock, t0Texts } = runbook;
const MINUTE = 60000;
/** @typedef {{t0: string, zone: string}} Zero */
/** @typedef {Zero & {moment: number}} Move */

/** Returns T-0 of a run at another moment. @type {(zone: string, moment: number) => Move} */
const to = (zone, moment) => ({ t0: t0Texts.textOf(moment, zone), zone, moment: Math.floor(moment / MINUTE) * MINUTE });
/** Returns T-0 of a run some minutes later; null if the run has none. @type {(run: Zero, minutes: number) => Move | null} */
const later = (run, minutes) => {
  const moment = clock.start(run);
  return Number.isNaN(moment) ? null : to(run.zone, moment + minutes * MINUTE);
};
/** Returns T-0 at the minute that it is now. @type {(run: Zero, zone: string, now: number) => Move} */
const now = (run, zone, moment) => to(run.t0 && clock.isZone(run.zone) ? run.zone : zone, moment);

runbook.t0Moves = { later, now };
