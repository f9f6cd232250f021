/* What a log from elsewhere changes: what is new, and what contradicts. Pure. */
const { compareIds, valueOf } = runbook.runEvents;
const { inOrder, derive } = runbook.runState;
/** Compares a log with one from elsewhere. `fresh` are the events that would be new here, `changes` are the registers that would hold
    something else, with the values before and after; `contradicts` if both sides answered without knowing of each other.
    @typedef {{register: string, address?: string, before?: RunEvent, after: Held | null, contradicts: boolean}} Change
    @typedef {{fresh: RunEvent[], changes: Change[]}} Difference
    @type {(ours: RunEvent[], theirs: RunEvent[]) => Difference} */
const difference = (ours, theirs) => {
  const here = new Set(ours.map(({ id }) => id));
  const fresh = theirs.filter(({ id }) => !here.has(id));
  const [before, after] = [derive(ours), derive([...ours, ...theirs])];
  const changes = [...after.held].filter(([register, { event, contradicts }]) => {
    const held = before.held.get(register);
    return !held || valueOf(held.event) !== valueOf(event) || contradicts !== held.contradicts;
  }).map(([register, held]) => {
    const was = before.held.get(register);
    return { register, address: held.event.address, before: was && was.event, after: held, contradicts: held.contradicts };
  });
  const emptied = [...before.held].filter(([register]) => !after.held.has(register)).map(([register, was]) =>
    ({ register, address: was.event.address, before: was.event, after: null, contradicts: false }));
  const idOf = (/** @type {Change} */ { before: was, after: is }) => (is ? is.event : /** @type {RunEvent} */ (was)).id;
  return {
    fresh: inOrder(fresh),
    changes: [...changes, ...emptied].sort((one, other) => compareIds(idOf(one), idOf(other))),
  };
};

runbook.logDifference = { difference };
