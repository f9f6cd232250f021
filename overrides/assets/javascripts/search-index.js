/* The entries of an index, and where each word is in them. Pure. */
const { STOP } = runbook.searchWords;
const { fold, wordsOf, tokensOf, numbersIn } = runbook.normalTexts;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const NUMBER = /^([A-Z]{1,3}\d+(?:\.\d+)*)(?: · |$)/;
/* How much the parts of an entry count: its title, other texts, its address; and the name of its system. A title counts more than any other
   part, even for a word that only means the same. */
const WEIGHTS = [3, 1.3, 1];
const NAME = 1.3;
/* How much of a word is found: a whole word, its start, or only something inside it. */
const [WHOLE, START, INSIDE] = [3, 2, 0.5];
/** A system, with the words of its name. @typedef {{id: string, tokens: string[]}} Home */
/** An entry of an index. `title`, `more` and `where` are what people read, `where` has the titles around it; `raw` are title and
    other texts, folded, with all symbols; `words` are those of the title, and `length` counts them; `number` is its number on paper,
    `numbers` are telephone numbers, `path` is the address of its page, `part` is its phase or reference page; an empty page has none.
    @typedef {{id: string, kind: string, anchor: string, title: string, more: string, role: string, blocking: number, where: string[],
      part: string, href: string, path: string, raw: [string, string], words: string, number: string, numbers: string, length: number,
      isEmpty: boolean, home: Home}} Entry
    @typedef {{title?: string, pages: [string, string][], entries: any[][], systems?: Record<string, [string, string]>,
      roles?: object}} IndexData */
/** An index; `places` has for each word the entries and the part of each, as one number, `tokens` has the words in lines.
    @typedef {{id: string, found: Entry[], homes: Home[], places: Map<string, number[]>, tokens: string}} SearchIndex
    @typedef {import("./search-query.js").Unit} Unit */

/** Returns the entries of a loaded index, in order.
    @param {string} id The system; empty for the index of the whole site.
    @param {IndexData} data
    @returns {Entry[]} */
const entriesOf = (id, data) => {
  /** @type {(of: string, name: string) => Home} */
  const homeOf = (of, name) => ({ id: of, tokens: of ? tokensOf(fold(`${name} | ${of}`)) : [] });
  const home = homeOf(id, data.title || "");
  /** @type {Map<string, string>} */
  const titles = new Map(data.entries.map(([, , anchor, title]) => [anchor, title]));
  /* Entries lead to the page where people use them; their collection can have another page. */
  const filled = new Set(data.entries.flatMap(([at, , anchor]) => [data.pages[at][0].split("/")[0], anchor.split(".")[0]]));
  const entry = (address = "", page = "", kind = "", anchor = "", title = "", more = "", role = "", blocking = 0, of = home) => {
    const context = anchor.includes(".") ? titles.get(anchor.split(".").slice(0, 2).join(".")) : "";
    const where = [context || "", page].filter((text) => text && text !== title);
    const href = (id && `${id}/`) + address + (anchor && `#${anchor}`);
    const path = href.replace(/#.*/, "").replace(/(?:\/?index)?\.html$/, "");
    const part = address.includes("/") ? address.split("/")[0] : "";
    const [named, others] = [fold(title), fold(more)];
    const words = /** @type {string[]} */ (wordsOf(named));
    return { id: of.id, kind, anchor, title, more, role, blocking, where, part, href, path, words: ` ${words.join(" ")} `,
      raw: /** @type {[string, string]} */ ([named, others]), length: words.filter((word) => !STOP.has(word)).length || 1,
      number: (NUMBER.exec(more) || ["", ""])[1].toLowerCase(), numbers: numbersIn(more),
      isEmpty: kind === "page" && id !== "" && !filled.has(part), home: of };
  };
  return [
    ...Object.entries(data.systems || {}).map(([key, [title, summary]]) =>
      entry(`${key}/index.html`, "", "system", "", title, summary, "", 0, homeOf(key, title))),
    ...data.pages.map(([address, title]) => entry(address, "", "page", "", title)),
    ...data.entries.map(([at, ...rest]) => entry(...data.pages[at], ...rest)),
  ];
};
/** Returns a loaded index with its words. @type {(id: string, data: IndexData) => SearchIndex} */
const indexOf = (id, data) => {
  const found = entriesOf(id, data);
  const places = /** @type {Map<string, number[]>} */ (new Map());
  const add = (/** @type {string} */ token, /** @type {number} */ place) => {
    const known = places.get(token);
    if (!known) places.set(token, [place]);
    else if (known[known.length - 1] !== place) known.push(place);
  };
  /* Many entries have the same text around them. */
  const known = /** @type {Map<string, string[]>} */ (new Map());
  const around = (/** @type {string} */ text) => {
    if (!known.has(text)) known.set(text, tokensOf(fold(text)));
    return known.get(text) || [];
  };
  found.forEach(({ raw, where, anchor, path, kind }, at) => {
    const [others, address] = [tokensOf(raw[1]), tokensOf(fold(anchor || path))];
    const texts = /** @type {string[][]} */ ([tokensOf(raw[0]), [...others, ...where.flatMap(around)], [...address, ...around(kind)]]);
    texts.forEach((tokens, part) => tokens.forEach((token) => add(token, at * WEIGHTS.length + part)));
  });
  return { id, found, homes: [...new Set(found.map(({ home }) => home))], places, tokens: `\n${[...places.keys()].join("\n")}\n` };
};
/** Rates a text with symbols: 0 missing, 0.5 inside a word, 2 at its start, 3 a whole word.
    @type {(text: string, word: string) => number} */
const rate = (text, word) => {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0 && best < WHOLE; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const starts = at === 0 || !LETTER.test(text[at - 1]) || !LETTER.test(word[0]);
    const ends = end === text.length || !LETTER.test(text[end]) || !LETTER.test(word[word.length - 1]);
    best = Math.max(best, !starts ? INSIDE : ends ? WHOLE : START);
  }
  return best;
};
/** Returns the words of an index that have a text at their start, or inside them too.
    @type {(index: SearchIndex, text: string, isInside: boolean) => string[]} */
const tokensWith = ({ tokens }, text, isInside) => {
  const found = /** @type {string[]} */ ([]);
  const sought = isInside ? text : `\n${text}`;
  for (let at = tokens.indexOf(sought); at >= 0; at = tokens.indexOf(sought, at)) {
    const end = tokens.indexOf("\n", at + 1);
    found.push(tokens.slice(tokens.lastIndexOf("\n", at) + 1, end));
    at = end;
  }
  return found;
};
/** Rates words in all entries of an index. @type {(index: SearchIndex, variants: Unit["variants"]) => Float32Array} */
const rateWords = (index, variants) => {
  const rates = new Float32Array(index.found.length);
  for (const { text, factor, least } of variants) {
    const tokens = least === WHOLE ? [text].filter((token) => index.places.has(token)) : tokensWith(index, text, least < START);
    for (const token of tokens) {
      const share = factor * (token === text ? WHOLE : token.startsWith(text) ? START : INSIDE);
      for (const place of index.places.get(token) || []) {
        const at = Math.floor(place / WEIGHTS.length);
        rates[at] = Math.max(rates[at], share * WEIGHTS[place % WEIGHTS.length]);
      }
    }
  }
  return rates;
};
/** Returns a word as typed, and its other forms. @type {(unit: Unit) => string[]} */
const typedIn = ({ variants }) => variants.filter(({ factor }) => factor > 0.7).map(({ text }) => text);
/** Rates a unit of a query in all entries of an index; 0 where an entry does not have it.
    @type {(index: SearchIndex, unit: Unit) => Float32Array} */
const rateUnit = (index, unit) => {
  const { variants, exact, all, number, are } = unit;
  const rates = rateWords(index, variants);
  const numbers = [exact, ...typedIn(unit)].filter(Boolean);
  const words = all.map((word) => rateWords(index, [{ text: word, factor: 0.5, least: START }]));
  index.found.forEach((entry, at) => {
    const raised = (/** @type {number} */ other) => (rates[at] = Math.max(rates[at], other));
    if (are.includes(entry.kind)) raised(START);
    if (number && entry.numbers.includes(number)) raised(WHOLE * WEIGHTS[0]);
    if (exact) [...entry.raw, entry.anchor].forEach((text, part) => raised(WEIGHTS[part] * rate(text, exact)));
    if (!rates[at] && words.length) raised(Math.min(...words.map((found) => found[at])));
    if (numbers.includes(entry.number)) raised(WHOLE * WEIGHTS[0] + 1);
  });
  return rates;
};
/** Rates a unit in the name of a system. @type {(home: Home, unit: Unit) => number} */
const rateName = ({ tokens }, unit) => {
  const { variants, all } = unit;
  const rateOf = (/** @type {string} */ text) => Math.max(0, ...tokens.map((token) =>
    (token === text ? WHOLE : token.startsWith(text) ? START : text.length > 4 && token.includes(text) ? INSIDE : 0)));
  const rates = (variants.length ? typedIn(unit) : all).map(rateOf);
  return rates.length ? NAME * (variants.length ? Math.max(...rates) : Math.min(...rates)) : 0;
};

runbook.searchIndex = { entriesOf, indexOf, rateUnit, rateName, INSIDE: INSIDE * WEIGHTS[0], TITLED: WHOLE * WEIGHTS[1] };
