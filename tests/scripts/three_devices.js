/* Three devices that record events in one run and send each other what they have, without a browser. Their clocks differ. */
const { runEvents, runState } = require("./page_scripts.js")("run-events", "run-state");

const START = Date.UTC(2026, 11, 1, 16);
/* Makes devices whose clocks are ahead by the given seconds. `time` moves for all of them. */
const devicesOf = (...ahead) => {
  let time = START;
  const all = ahead.map((seconds, at) => {
    const node = `${"abc"[at]}00000`;
    const clock = runEvents.openClock(node, () => time + seconds * 1000);
    const device = {
      node, events: [],
      record: (given) => {
        time += 1000;
        const state = runState.derive(device.events);
        const event = { id: clock.next(), at: runEvents.timeOf(time + seconds * 1000), by: node[0], ...given };
        const replaces = state.headsOf(event);
        if (replaces.length) event.replaces = replaces;
        device.events.push(event);
        return event;
      },
      receive: (events) => {
        const known = new Set(device.events.map(({ id }) => id));
        for (const event of events) {
          clock.see(event.id);
          if (!known.has(event.id)) device.events.push(event);
        }
      },
    };
    return device;
  });
  return all;
};
/* Returns what a state shows, to compare two states. */
const shown = (events) => {
  const state = runState.derive(events);
  return JSON.stringify([state.addresses.map((address) => [address, state.answerOf(address), state.claimOf(address)]), state.facts, [...state.undone.keys()].sort()]);
};
/* Returns all orders in which the steps of several scripts can happen; a script keeps its own order. */
const interleavings = (scripts) => {
  if (scripts.every((script) => !script.length)) return [[]];
  return scripts.flatMap((script, at) => (script.length
    ? interleavings(scripts.map((one, other) => (other === at ? one.slice(1) : one))).map((rest) => [[at, script[0]], ...rest])
    : []));
};

module.exports = { devicesOf, shown, interleavings };
