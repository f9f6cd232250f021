/* The runs of a system that had other ids: they are found under the present one. What is recorded from now on has the present id. Pure. */

/** Joins the events of several logs, each event once. @type {(logs: RunEvent[][]) => RunEvent[]} */
const joined = (logs) => [...new Map(logs.flat().map((event) => [event.id, event])).values()];
/** Returns a store in which the system `variant` also has the runs and the settings that it had under its `former` ids.
    @type {(store: EventStore, variant: string, former: readonly string[]) => EventStore} */
const withFormer = (store, variant, former) => {
  if (!former.length) return store;
  const idsOf = (/** @type {string} */ id) => (id === variant ? [variant, ...former] : [id]);
  const end = ` ${variant}`;
  return {
    ...store,
    factsOf: async (id) => {
      const found = await Promise.all(idsOf(id).map((one) => store.factsOf(one)));
      const runs = new Set(found.flatMap((one) => Object.keys(one)));
      return Object.fromEntries([...runs].map((run) => [run, joined(found.map((one) => one[run] || []))]));
    },
    eventsOf: async (id, run) => joined(await Promise.all(idsOf(id).map((one) => store.eventsOf(one, run)))),
    remove: async (id, run) => {
      await Promise.all(idsOf(id).map((one) => store.remove(one, run)));
    },
    setting: (name) => {
      const names = name.endsWith(end) ? former.map((id) => `${name.slice(0, -end.length)} ${id}`) : [];
      return [name, ...names].map((one) => store.setting(one)).find((value) => value !== null) ?? null;
    },
  };
};

runbook.renamedSystem = { withFormer };
