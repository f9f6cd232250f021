/* The first result of each query, which are read as JSON, in the index of a built site; the argument is the path of the index. */
const { readFileSync } = require("node:fs");
const { finding, ...runbook } = require("./page_scripts.js")("finding");

const entries = [];
globalThis.runbook = { ...runbook, search: { load: (id, data) => entries.push(...finding.entriesOf(id, data)) } };
require(process.argv[2]);
const found = JSON.parse(readFileSync(0, "utf8")).map((query) => finding.find(entries, query)[0]);
process.stdout.write(JSON.stringify(found.map(({ kind, anchor, title }) => ({ kind, anchor, title }))));
