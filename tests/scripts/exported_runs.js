/* Reads runs, as JSON rows of the text of a file and the boxes of the release, and returns the files that a page exports of them; null for
   what is not a run. */
const { readFileSync } = require("node:fs");
const { runFile, runState, runSummary } = require("./page_scripts.js")(
  ...["run-events", "run-state", "reading-events", "reading-runs", "plain-text", "run-file", "answers", "planned-work", "run-summary"],
);

const exported = ({ text, boxes }) => {
  const { events, id, site, variant, release } = runFile.readFile(text);
  return runFile.toFile({ id, site, variant, release }, events, {}, boxes, runSummary.summaryOf(runState.derive(events), boxes));
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(exported)));
