/* Says the words of a script of words on pages of each direction; the questions are read as JSON. */
const { readFileSync } = require("node:fs");

globalThis.window = globalThis;
for (const script of process.argv.slice(2)) require(script);
const say = ({ page, key, values }) => {
  globalThis.document = { body: { dir: page } };
  return globalThis.runbook.strings(key, values);
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(say)));
