/* Finds the entries of an index that have all words of a query and pass the filters. Pure: this script loads and shows nothing. */
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** Raises what people look for in a hurry above other entries with a similar name. @type {Record<string, number>} */
const URGENT = { severity: 1, command: 1, contact: 1, trigger: 1, page: 1.5, system: 1.5, procedure: 0.5, checklist: 0.5, heading: -0.5 };
/** An entry of an index; `names` and `words` are folded, `where` has the titles around the entry, `part` is its phase or reference page.
    @typedef {{id: string, kind: string, anchor: string, title: string, more: string, role: string, blocking: number, where: string[],
      part: string, href: string, names: string, words: string}} Entry
    @typedef {{role?: string, phase?: string, blocking?: boolean}} Filters
    @typedef {{pages: [string, string][], entries: any[][], systems?: Record<string, [string, string]>, roles?: object}} IndexData */
/** Removes case and Latin marks. Marks of other scripts stay, because they change the word. @type {(text: string) => string} */
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
const wordsOf = (/** @type {string} */ query) => fold(query).split(/\s+/).filter(Boolean);
/** Returns the entries of a loaded index, in order.
    @param {string} id The system; empty for the index of the whole site.
    @param {IndexData} data */
const entriesOf = (id, data) => {
  /** @type {Map<string, string>} */
  const titles = new Map(data.entries.map(([, , anchor, title]) => [anchor, title]));
  const entry = (address = "", page = "", kind = "", anchor = "", title = "", more = "", role = "", blocking = 0) => {
    const context = anchor.includes(".") ? titles.get(anchor.split(".").slice(0, 2).join(".")) : "";
    const where = [context || "", page].filter((text) => text && text !== title);
    const href = (id && `${id}/`) + address + (anchor && `#${anchor}`);
    const part = address.includes("/") ? address.split("/")[0] : "";
    const words = fold(`${more} ${where.join(" ")}`);
    return { id, kind, anchor, title, more, role, blocking, where, part, href, names: fold(title), words };
  };
  return [
    ...Object.entries(data.systems || {}).map(([key, [title, summary]]) => entry(`${key}/index.html`, "", "system", "", title, summary)),
    ...data.pages.map(([address, title]) => entry(address, "", "page", "", title)),
    ...data.entries.map(([at, ...rest]) => entry(...data.pages[at], ...rest)),
  ];
};
/** Rates a word in a text: 0 missing, 1 inside a word, 2 at its start, 3 a whole word. @type {(text: string, word: string) => number} */
const rate = (text, word) => {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0 && best < 3; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const starts = at === 0 || !LETTER.test(text[at - 1]);
    best = Math.max(best, !starts ? 1 : end < text.length && LETTER.test(text[end]) ? 2 : 3);
  }
  return best;
};
/** @type {(entry: Entry, words: string[]) => number} */
const score = (entry, words) => {
  const rates = words.map((word) => Math.max(3 * rate(entry.names, word), 1.5 * rate(entry.words, word), rate(entry.anchor, word)));
  if (rates.includes(0)) return 0;
  const inOrder = entry.names.startsWith(words.join(" ")) ? 2 : 0;
  return rates.reduce((sum, one) => sum + one, 0) + (URGENT[entry.kind] || 0) + inOrder - Math.min(entry.title.length, 200) / 400;
};
/** Returns whether at most one letter differs, is missing or is swapped with the next. @type {(one: string, other: string) => boolean} */
const isNear = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [mine, theirs] = [one.slice(at), other.slice(at)];
  return mine.slice(1) === theirs.slice(1) || mine === theirs.slice(1) || mine.slice(1) === theirs
    || (mine[0] === theirs[1] && mine[1] === theirs[0] && mine.slice(2) === theirs.slice(2));
};
/** Finds the word of an entry that a mistyped word or its start means, else the word. @type {(word: string, entries: Entry[]) => string} */
const corrected = (word, entries) => {
  if (word.length < 4) return word;
  const known = entries.flatMap(({ names, words }) => `${names} ${words}`.split(/[^\p{L}\p{N}\p{M}]+/u)).filter(({ length }) => length > 3);
  return known.find((one) => isNear(word, one) || (one.length > word.length && isNear(word, one.slice(0, word.length)))) || word;
};
/** @type {(entry: Entry, filters: Filters) => boolean} */
const passes = (entry, { role, phase, blocking }) =>
  (!role || entry.role === role) && (!blocking || entry.blocking === 1) && (!phase || (entry.part === phase && entry.kind !== "page"));
/** Returns the entries that have all words of a query and pass the filters, the best first. Corrects words that no entry has.
    @type {(entries: Entry[], query: string, filters?: Filters) => Entry[]} */
const find = (entries, query, filters = {}) => {
  const within = entries.filter((entry) => passes(entry, filters));
  if (!wordsOf(query).length) return filters.role || filters.phase || filters.blocking ? within : [];
  const words = wordsOf(query).map((word) => (within.some((entry) => score(entry, [word])) ? word : corrected(word, within)));
  const scored = within.map((entry) => /** @type {const} */ ([score(entry, words), entry]));
  return scored.filter(([rank]) => rank).sort(([one], [other]) => other - one).map(([, entry]) => entry);
};
/** Splits a text into pieces; every second piece is a word of the query. @type {(text: string, query: string) => string[]} */
const pieces = (text, query) => {
  const folded = fold(text);
  const words = wordsOf(query).sort((one, other) => other.length - one.length).map((word) => word.replace(/[^\p{L}\p{N}\p{M}]/gu, "\\$&"));
  if (!words.length || folded.length !== text.length) return [text];
  const ends = [...folded.matchAll(new RegExp(words.join("|"), "g"))].flatMap(({ 0: word, index }) => [index, index + word.length]);
  return [0, ...ends].map((from, at) => text.slice(from, ends[at]));
};
/** Finds the place in another system: the same entry or the nearest entry around it, else the same page if not empty, else the overview.
    @type {(index: {id: string, pages: [string, string][], found: Entry[]}, address: string, page: string) => string} */
const placeIn = (index, address, page) => {
  for (let at = address; at.includes("."); at = at.split(".").slice(0, -2).join(".")) {
    const same = index.found.find(({ anchor }) => anchor === at);
    if (same) return same.href;
  }
  const [phase] = page.split("/");
  const isFilled = phase === "emergency" || index.found.some((entry) => passes(entry, { phase }));
  return `${index.id}/${isFilled && index.pages.some(([known]) => known === page) ? page : "index.html"}`;
};

runbook.finding = { fold, entriesOf, isNear, find, pieces, placeIn };
