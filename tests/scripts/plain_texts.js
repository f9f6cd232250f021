/* The plain texts of Markdown texts, which are read as JSON. */
const { readFileSync } = require("node:fs");
const { plainText } = require("./page_scripts.js")("plain-text");

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => plainText(text))));
