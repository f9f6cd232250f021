/* The first results of queries, which are read as JSON rows of a query and its system, over the indexes of a built site; the argument is
   the folder of the site. Without a system, all of them are searched. */
const { join } = require("node:path");
const { readdirSync, existsSync, readFileSync } = require("node:fs");
const { finding, ...runbook } = require("./page_scripts.js")("search-words", "normal-texts", "search-query", "search-index", "spelling", "finding");

const [site] = process.argv.slice(2);
const indexes = {};
globalThis.runbook = { ...runbook, search: { load: (id, data) => (indexes[id] = finding.indexOf(id, data)) } };
for (const name of ["", ...readdirSync(site)]) if (existsSync(join(site, name, "search.js"))) require(join(site, name, "search.js"));
const hits = ([query, system]) => finding.find(system ? [indexes[system]] : Object.values(indexes), query).hits.slice(0, 3);
const found = JSON.parse(readFileSync(0, "utf8")).map((row) => hits(row).map(({ entry: { href, title }, rank }) => ({ href, title, rank })));
process.stdout.write(JSON.stringify(found));
