/* The plain texts of Markdown texts, which are read as JSON. */
const { readFileSync } = require("node:fs");
const { runComparison } = require("./page_scripts.js")("answers", "run-comparison");

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => runComparison.plainText(text))));
