/* Removes Markdown from the texts of boxes.js. Pure. */
/* Matches code, links, addresses, escaped characters, stars between spaces, and the stars of strong text. */
const MARKUP = /(`+) ?(.+?) ?\1(?!`)|\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)|<([a-z]+:[^>]*)>|\\([!-/:-@[-`{-~])|(\s\*+(?=\s))|\*\*/g;
/** Removes the Markdown from a text. @type {(text: string) => string} */
const plainText = (text) => text.replace(MARKUP, (_all, _ticks, code, label, url, character, stars) =>
  code ?? (label && plainText(label)) ?? url ?? character ?? stars ?? "");

runbook.plainText = plainText;
