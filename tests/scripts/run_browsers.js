/* Browsers of people who run a checklist, in Node: pages of one storage, with a clock that a test moves. */
const memoryStore = require("./memory_store.js");
const { openRuns } = require("./page_scripts.js")("run-events", "run-state", "answers", "runs");

const [VISA, CASH] = ["checklists.till.items.visa", "checklists.till.items.cash"];
const MINUTE = 60000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 11, 1, 16);
/* Waits until other tabs have heard of what happened. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

let browsers = 0;
const browser = () => {
  browsers += 1;
  const number = browsers % 10;
  const { page: store, logs } = memoryStore();
  let now = START;
  let ids = 0;
  let pages = 0;
  const page = async (release = "2026.11", planned = 60 * MINUTE) => {
    pages += 1;
    const runs = openRuns({
      store: store(), variant: "shop", release, today: () => "2026-12-01", now: () => (now += 1000),
      node: `page${pages}${number}`,
      newId: () => `${Math.random().toString(36).slice(2, 8)}${(ids += 1)}`,
      plannedEnd: ({ t0 }) => (t0 ? Date.parse(`${t0}:00Z`) + planned : NaN),
    });
    await runs.load();
    return runs;
  };
  return { page, logs, store, wait: (length) => (now += length) };
};
const stateOf = (runs) => [VISA, CASH].map((address) => runs.stateOf(address));

module.exports = { VISA, CASH, MINUTE, DAY, START, turn, browser, stateOf };
