/* Loads pure scripts in Node, in order, and returns `window.runbook` with what they define. */
const { join } = require("node:path");

module.exports = (...names) => {
  globalThis.window = globalThis;
  globalThis.runbook ??= {};
  for (const name of names) require(join(__dirname, "../../overrides/assets/javascripts", `${name}.js`));
  return globalThis.runbook;
};
