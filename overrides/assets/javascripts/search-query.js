/* Reads what somebody typed into the search: words, quoted words, options of commands, telephone numbers, and addresses. Pure. */
const { STOP, rowsOf } = runbook.searchWords;
const { fold, wordsOf, numberPart, digits } = runbook.normalTexts;
/** A text that answers a unit: `least` is 1 if it may be inside a word, 2 at the start of a word, 3 only as a whole word. What is typed
    counts 1, words that mean the same count less. @typedef {{text: string, factor: number, least: number}} Variant */
/** What an entry must have, unless it is only a filler such as "the". `exact` must be found as typed, with its symbols; `all` are the words
    of `exact`; `number` is part of a telephone number; entries of the kinds `are` answer it by themselves, those of `prefer` come first.
    @typedef {{text: string, isFiller: boolean, variants: Variant[], exact: string, all: string[], number: string, are: string[],
      prefer: string[]}} Unit */
/** @typedef {{units: Unit[], address: {path: string, anchor: string} | null}} Query */

/** @type {(text: string, more?: Partial<Unit>) => Unit} */
const unit = (text, more = {}) => (
  { text, isFiller: false, variants: [], exact: "", all: [], number: "", are: [], prefer: [], ...more });
/** Returns forms of an English word with another ending. @type {(word: string) => string[]} */
const stems = (word) => {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const endings = [[/s$/, ""], [/es$/, ""], [/ies$/, "y"], [/y$/, "ies"], [/ed$/, ""], [/d$/, ""], [/ing$/, ""], [/ing$/, "e"]];
  const found = endings.map(([end, other]) => word.replace(end, /** @type {string} */ (other)));
  return [...new Set(found)].filter((one) => one !== word && one.length > 2);
};
const asVariant = (/** @type {string} */ text, factor = 1, least = 2) => ({ text, factor, least });
/** Makes the unit of words that belong together, such as "logs", "post-mortem" or "on call". @type {(text: string) => Unit} */
const wordUnit = (text) => {
  const words = wordsOf(text);
  const term = words.join(" ");
  const forms = words.length === 1 ? stems(term) : [];
  const found = /** @type {import("./search-words.js").Row[]} */ ([term, ...forms].map(rowsOf).find(({ length }) => length) || []);
  const others = new Set(found.flatMap(({ terms }) => terms).filter((one) => one !== term && !forms.includes(one)));
  const [joined, within] = [term.replaceAll(" ", ""), /[^\0-\x7f]/.test(term) ? 1 : 2];
  return unit(text, {
    isFiller: STOP.has(term),
    variants: [
      /* In scripts that write words without spaces, a word of few letters is inside others. */
      asVariant(joined, 1, joined.length > 3 ? 1 : within), ...forms.map((one) => asVariant(one, 0.9, one.length > 4 ? 2 : 3)),
      ...[...others].map((one) => asVariant(one.replaceAll(" ", ""), 0.7, one.length > 5 ? 2 : 3)),
    ],
    are: found.flatMap(({ are }) => are),
    prefer: found.flatMap(({ prefer }) => prefer),
  });
};
/** Makes the unit of text with symbols, such as "--rm" or "app=shop". @type {(text: string) => Unit} */
const symbolUnit = (text) => unit(text, { exact: text, all: wordsOf(text), isFiller: !wordsOf(text).length });
const isNumber = (/** @type {string} */ text = "") => /^\+?[\d()/.-]*\d[\d()/.-]*$/.test(text);
const isWord = (/** @type {string} */ text = "") => /^[\p{L}\p{N}\p{M}]+(?:[-'][\p{L}\p{N}\p{M}]+)*$/u.test(text);
/** Cuts the marks of a sentence off a word; a text without letters stays. @type {(text: string) => string} */
const bare = (text) => text.replace(/^\(+(?=.*[\p{L}\p{N}])/u, "").replace(/([\p{L}\p{N}\p{M}])[)?!,;:.…]+$/u, "$1");

/** @type {(parts: string[]) => Unit[]} */
const unitsOf = (parts) => {
  const found = /** @type {Unit[]} */ ([]);
  for (let at = 0; at < parts.length; at += 1) {
    const run = parts.slice(at).findIndex((part) => !isNumber(part));
    const number = parts.slice(at, run < 0 ? undefined : at + run).join(" ");
    if (digits(number).length > 6) {
      found.push(unit(number, { number: numberPart(number), exact: number }));
      at += number.split(" ").length - 1;
      continue;
    }
    /* A term of two words may have fillers between them: "the site is down". */
    const after = parts.findIndex((part, one) => one > at && !STOP.has(part));
    const isTerm = (/** @type {number} */ one) => one > at && isWord(parts[one]) && rowsOf(`${parts[at]} ${parts[one]}`).length > 0;
    const next = [at + 1, after].find(isTerm);
    if (next) found.push(wordUnit(`${parts[at]} ${parts[next]}`));
    else found.push(isWord(parts[at]) ? wordUnit(parts[at]) : symbolUnit(parts[at]));
    at = next || at;
  }
  return found;
};
/* Two words may be one in the text: "post mortem" and "postmortem". */
const joinNeighbours = (/** @type {Unit[]} */ units) => {
  for (let at = 1; at < units.length; at += 1) {
    const pair = units.slice(at - 1, at + 1);
    if (pair.some(({ variants, isFiller }) => !variants.length || isFiller)) continue;
    const joined = asVariant(pair.map(({ variants }) => variants[0].text).join(""));
    for (const one of pair) one.variants.push(joined);
  }
};
/** Reads an address, whole or in part: the path of a page, the address of an entry, or a link.
    @type {(text: string) => Query["address"]} */
const addressIn = (text) => {
  if (!text || /\s/.test(text)) return null;
  const [before, after = ""] = text.replace(/^\w+:\/\/[^/]*/, "").split("#");
  const path = before.replace(/\?.*$/, "").replace(/(^|\/)index\.html$|\.html$/, "").replace(/^\/+|\/+$/g, "");
  try {
    return { path: decodeURI(path), anchor: decodeURIComponent(after) };
  } catch {
    return null;
  }
};
/** @type {(query: string) => Query} */
const read = (query) => {
  const quoted = /** @type {Unit[]} */ ([]);
  const text = fold(query).replace(/"([^"]+)"/g, (/** @type {string} */ _, /** @type {string} */ inner) => {
    const exact = inner.trim().replace(/\s+/g, " ");
    if (exact) quoted.push(unit(exact, { exact }));
    return " ";
  });
  const units = unitsOf(text.replaceAll('"', " ").split(/\s+/).map(bare).filter(Boolean));
  joinNeighbours(units);
  const all = [...quoted, ...units];
  if (all.every(({ isFiller }) => isFiller)) for (const one of all) one.isFiller = false;
  return { units: all, address: addressIn(fold(query.trim())) };
};

runbook.searchQuery = { read, wordUnit };
