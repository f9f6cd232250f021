/* Finds the entries of indexes that have the words of a query and pass the filters, the best first. Pure: this script loads and shows
   nothing. */
const { fold, wordsOf } = runbook.normalTexts;
const { read, wordUnit } = runbook.searchQuery;
const { corrected } = runbook.spelling;
const { indexOf, rateUnit, rateName, INSIDE, TITLED } = runbook.searchIndex;
/** Raises what people look for in a hurry above other entries with a similar name. @type {Record<string, number>} */
const URGENT = { severity: 1, command: 1, contact: 1, trigger: 1, page: 1.5, system: 1.5, procedure: 0.5, checklist: 0.5, heading: -0.5 };
/* Pages about all systems that people look for in a hurry. Others, such as hand-written pages, come later. */
const SHARED = ["contacts", "services"];
/* An address is a better hit than any words. */
const ADDRESS = 60;
/** @typedef {import("./search-index.js").Entry} Entry
    @typedef {import("./search-index.js").SearchIndex} SearchIndex
    @typedef {import("./search-query.js").Unit} Unit
    @typedef {{role?: string, phase?: string, blocking?: boolean}} Filters */
/** What was found. `isPartial`: no entry has all words; `missing` are the words that an entry lacks. `corrections` are pairs of a typed
    word that nothing has and the word that was searched instead; `offered` is such a pair where the typed word is only inside other words.
    @typedef {[string, string]} Pair
    @typedef {{entry: Entry, rank: number, missing: string[]}} Hit
    @typedef {{hits: Hit[], isPartial: boolean, corrections: Pair[], offered: Pair | null, units: Unit[]}} Found */

/** Compares an address with one that was typed, which may be only its end, or a link: 0 another one, 2 the same.
    @type {(known: string, typed: string) => number} */
const compare = (known, typed) => {
  if (known === typed) return 2;
  return typed && known.endsWith(`/${typed}`) ? 1 : known && typed.endsWith(`/${known}`) ? 1 + known.length / 1000 : 0;
};
/** Returns how well the address of an entry is the typed one. @type {(entry: Entry, address: {path: string, anchor: string}) => number} */
const compareAddress = ({ path, anchor }, typed) => {
  if (typed.anchor) return anchor.toLowerCase() === typed.anchor ? (typed.path ? compare(path, typed.path) : 1) : 0;
  if (!anchor) return compare(path, typed.path);
  return typed.path.includes(".") ? compare(anchor.toLowerCase().replaceAll(".", "/"), typed.path.replaceAll(".", "/")) : 0;
};
const isPage = (/** @type {Entry} */ { kind }) => kind === "page" || kind === "system";
/** @type {(entry: Entry, filters: Filters) => boolean} */
const passes = (entry, { role, phase, blocking }) =>
  (!role || entry.role === role) && (!blocking || entry.blocking === 1) && (!phase || (entry.part === phase && entry.kind !== "page"));
/** How an entry with the words of a query compares with others: `typed` are all words as typed, `preferred` are kinds of entries.
    @type {(entry: Entry, rates: number[], typed: string, preferred: string[]) => number} */
const bonus = (entry, rates, typed, preferred) => {
  const titled = rates.filter((one) => one > TITLED).length;
  const inOrder = rates.length > 1 && entry.words.includes(typed) ? 1.5 : 0;
  return (URGENT[entry.kind] || 0) - Number(entry.isEmpty)
    + Math.min(1, titled / entry.length) * 2 + inOrder + (entry.words.startsWith(typed) ? 0.5 : 0)
    + 2.5 * preferred.filter((kind) => kind === entry.kind).length + (entry.home.id ? 0 : SHARED.includes(entry.path) ? 0.5 : -3);
};
/** A unit that was searched, with its rates in the entries of each index and in the names of systems.
    @typedef {{unit: Unit, rates: Float32Array[], names: Map<object, number>}} Rated */
/** @type {(indexes: SearchIndex[], unit: Unit) => Rated} */
const rateAll = (indexes, unit) => ({
  unit, rates: indexes.map((index) => rateUnit(index, unit)),
  names: new Map(indexes.flatMap(({ homes }) => homes.map((home) => [home, rateName(home, unit)]))),
});
/** Rates a unit, or what it probably means if no entry that passes has it.
    @type {(indexes: SearchIndex[], masks: boolean[][], unit: Unit, found: Found) => Rated} */
const rateOrCorrect = (indexes, masks, unit, found) => {
  const rated = rateAll(indexes, unit);
  const bestOf = (/** @type {Float32Array} */ rates, /** @type {number} */ at) =>
    rates.reduce((most, one, entry) => (masks[at][entry] && one > most ? one : most), 0);
  const best = Math.max(...rated.names.values(), ...rated.rates.map(bestOf));
  if (best > INSIDE || !unit.variants.length) return rated;
  const other = corrected(unit.variants[0].text, indexes.map(({ places }) => places));
  if (other && best) found.offered = [unit.text, other];
  if (!other || best) return rated;
  found.corrections.push([unit.text, other]);
  return rateAll(indexes, wordUnit(other));
};
/** Finds the entries that have all words of a query and pass the filters, or else those that have most of the words; the best first.
    @type {(indexes: SearchIndex[], query: string, filters?: Filters) => Found} */
const find = (indexes, query, filters = {}) => {
  const masks = indexes.map(({ found }) => found.map((entry) => passes(entry, filters)));
  const { units: asked, address } = /** @type {import("./search-query.js").Query} */ (read(query));
  const found = /** @type {Found} */ ({ hits: [], isPartial: false, corrections: [], offered: null, units: asked });
  const all = /** @type {Hit[]} */ ([]);
  if (!asked.length) {
    if (!filters.role && !filters.phase && !filters.blocking) return found;
    const passing = indexes.flatMap((index, one) => index.found.filter((_, at) => masks[one][at]));
    return { ...found, hits: passing.map((entry) => ({ entry, rank: 0, missing: [] })) };
  }
  const needed = asked.filter(({ isFiller }) => !isFiller);
  const rated = needed.map((unit) => rateOrCorrect(indexes, masks, unit, found));
  const typed = ` ${asked.map(({ text }) => wordsOf(fold(text)).join(" ")).join(" ")}`;
  const preferred = asked.flatMap(({ prefer }) => prefer);
  let fewest = needed.length - 1;
  indexes.forEach((index, one) => index.found.forEach((entry, at) => {
    if (!masks[one][at]) return;
    const here = address ? compareAddress(entry, address) : 0;
    const own = rated.map(({ rates }) => rates[one][at]);
    /* The name of a system alone leads to its pages, not to all of its entries. */
    if (!here && !isPage(entry) && !own.some(Boolean)) return;
    const rates = own.map((rate, unit) => rate || rated[unit].names.get(entry.home) || 0);
    const missing = here ? [] : needed.filter((_, unit) => !rates[unit]).map(({ text }) => text);
    if (missing.length > fewest) return;
    fewest = missing.length;
    const ofWords = here ? ADDRESS * here : rates.reduce((sum, rate) => sum + rate, 0);
    all.push({ entry, rank: ofWords + bonus(entry, own, typed, preferred), missing });
  }));
  const hits = all.filter(({ missing }) => missing.length === fewest).sort((one, other) => other.rank - one.rank);
  return { ...found, units: rated.map(({ unit }) => unit), hits, isPartial: fewest > 0 && hits.length > 0 };
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

runbook.finding = { fold, indexOf, find, placeIn };
