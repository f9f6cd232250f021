/* An event store in memory, which two pages of a test can share as two tabs share a browser. */
module.exports = () => {
  const logs = new Map();
  const settings = new Map();
  const pages = [];
  const page = () => {
    const listeners = [];
    pages.push(listeners);
    const tell = (change) => pages.filter((one) => one !== listeners).flat().forEach((listener) => listener(change));
    return {
      ready: Promise.resolve(),
      factsOf: async (variant) => Object.fromEntries([...logs].filter(([key]) => key.startsWith(`${variant} `))
        .map(([key, events]) => [key.split(" ")[1], events.filter(({ address }) => address === undefined)])),
      eventsOf: async (variant, run) => [...logs.get(`${variant} ${run}`) || []],
      add: (variant, run, events) => {
        const before = logs.get(`${variant} ${run}`) || [];
        const fresh = events.filter(({ id }) => !before.some((event) => event.id === id));
        logs.set(`${variant} ${run}`, [...before, ...fresh]);
        tell({ variant, run, events: fresh });
      },
      remove: async (variant, run) => {
        logs.delete(`${variant} ${run}`);
        tell(null);
      },
      setting: (name) => settings.get(name) ?? null,
      setSetting: (name, value) => {
        if (value === null) settings.delete(name);
        else settings.set(name, value);
        tell(null);
      },
      onChange: (listener) => listeners.push(listener),
      isKept: () => true,
    };
  };
  return { page, logs };
};
