/* Which phases a run plans, and which boxes are work. Pure. */
/* The phases that a deployment plans. The others count once somebody has recorded something in them. */
const PLANNED = ["prepare", "deploy-day", "follow-up"];
/** Triggers are seen or not; a list of them does not count as work. @type {(addresses: string[]) => boolean} */
const isWork = (addresses) => !addresses.every((address) => address.startsWith("triggers."));
/** Returns the ids of the phases that a run plans.
    @type {(phases: Phase[], answerOf: (address: string) => unknown, t0: string) => Set<string>} */
const plannedPhases = (phases, answerOf, t0) => {
  const isTouched = (/** @type {Phase} */ { lists }) => lists.some(({ boxes }) => boxes.some(([, address]) => answerOf(address)));
  const touched = phases.filter(isTouched).map(({ id }) => id);
  const isDeployment = t0 || !touched.length || PLANNED.some((phase) => touched.includes(phase));
  return new Set([...touched, ...(isDeployment ? PLANNED : [])]);
};

runbook.plannedWork = { isWork, plannedPhases };
