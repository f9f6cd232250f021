/* What people wrote, as literal Markdown on one line. Pure. */
const WEB_ADDRESS = /(https?:\/\/[\w.~:/?#@!$&'()*+,;=%[\]-]*[\w/=#&%~+-])/;
/* Markup, and what would make a link of the rest of a web address. */
const MARKUP = /[\\`*_{}[\]<>#|~!&$^]|(?<=https?):|(?<=www)\./gi;
/* A comment keeps a forge from mentioning a person or linking to an issue. */
const MENTION = /[@#](?=\w)/g;
/* Characters that turn the direction of everything after them. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
const onOneLine = (/** @type {string} */ text) => text.replace(DIRECTIONS, "").replace(/\s+/g, " ").trim();
/** Escapes all Markdown, mentions nobody; web addresses become links to what they show. @type {(text: string) => string} */
const escaped = (text) => onOneLine(text).split(WEB_ADDRESS).map((part, at) =>
  (at % 2 ? `<${part}>` : part.replace(MARKUP, "\\$&").replace(MENTION, "$&<!-- -->"))).join("");
/** Returns code between more backticks than it has in a row. @type {(text: string) => string} */
const codeSpan = (text) => {
  const line = onOneLine(text);
  const fence = "`".repeat(Math.max(0, ...(line.match(/`+/g) || []).map(({ length }) => length)) + 1);
  return /^`|`$/.test(line) ? `${fence} ${line} ${fence}` : line && fence + line + fence;
};

runbook.markdownTexts = { escaped, codeSpan };
