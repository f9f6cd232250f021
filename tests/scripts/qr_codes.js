/* The QR codes of texts, which are read as JSON: as text of 0 and 1, row by row. */
const { readFileSync } = require("node:fs");
const { qrCode } = require("./page_scripts.js")("qr-code");

const drawn = (text) => {
  const code = qrCode.encode(text);
  return code && { ...code, squares: code.squares.join("") };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(drawn)));
