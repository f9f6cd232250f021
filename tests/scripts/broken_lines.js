/* The lines into which large print breaks commands, which are read as JSON: each with its spaces, and the letters of a line. */
const { readFileSync } = require("node:fs");
const { sheetLines } = require("./page_scripts.js")("sheet-lines");

const broken = ({ text, spaces, longest }) => sheetLines.atSpaces([{ text }], spaces, longest)
  .flatMap((line) => sheetLines.parts(line, longest)).map((part) => part.map((one) => one.text).join(""));
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(broken)));
