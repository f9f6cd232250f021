/* The scripts of pages in Node: those without a page run as they are, each as `window.runbook` has it. */
const { join } = require("node:path");

module.exports = (...names) => {
  globalThis.window = globalThis;
  for (const name of names) require(join(__dirname, "../../overrides/assets/javascripts", `${name}.js`));
  return globalThis.runbook;
};
