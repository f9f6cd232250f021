/* Reads the files of runs, which are read as JSON rows of a text and the boxes to look at, and returns what each says: its events and the
   state that follows from them; null for what is not a run. */
const { readFileSync } = require("node:fs");
const { runFile, runState, answers } = require("./page_scripts.js")(
  ...["run-events", "run-state", "reading-events", "reading-runs", "earlier-runs", "run-file", "answers"],
);

const logOf = (text) => {
  try {
    return runFile.readFile(text);
  } catch {
    return null;
  }
};
const answerOf = ({ contradicts = [], id: _id, ...answer }) => ({ ...answer, contradicts: contradicts.map(({ id }) => id) });
const stateOf = ({ text, boxes = [] }) => {
  const log = logOf(text);
  if (!log) return null;
  const state = runState.derive(log.events);
  const states = answers.statesOf(boxes, (address, print) => answers.stateOf(state.answerOf(address), print));
  const held = [...state.held].map(([register, { heads, event }]) => [register, [event.id, ...heads.map(({ id }) => id)]]);
  return {
    ...log, events: state.events, undone: [...state.undone.keys()].sort(), facts: state.facts, held: Object.fromEntries(held),
    answers: Object.fromEntries(state.addresses.filter(state.answerOf).map((address) => [address, answerOf(state.answerOf(address))])),
    by: state.events.map((event) => state.by(event)), states: Object.fromEntries(boxes.map(([, address], at) => [address, states[at]])),
  };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(stateOf)));
