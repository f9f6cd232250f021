/* Finds what to mark in the texts of results, and shares the places of a list among systems. Pure. */
const { fold } = runbook.normalTexts;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const TYPED = 1;
const escaped = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
/* The letters of a word, with hyphens and spaces between them: "postmortem" also marks "post-mortem". */
const loose = (/** @type {string} */ word) => (word.length > 3 ? [...word].map(escaped).join("[-\\s]?") : escaped(word));
/** What to mark: a pattern, and the words that are marked inside other words too.
    @typedef {{pattern: RegExp, inside: Set<string>}} Marks */
/** Returns what to mark for the units of a query, the longest first; null if there is nothing to mark.
    @type {(units: import("./search-query.js").Unit[]) => Marks | null} */
const marksOf = (units) => {
  const [exact, variants] = [units.map((unit) => unit.exact).filter(Boolean), units.flatMap((unit) => unit.variants)];
  const texts = [...exact.map((text) => [text, escaped(text)]), ...variants.map(({ text }) => [text, loose(text)])];
  texts.sort(([one], [other]) => other.length - one.length);
  const inside = new Set([...exact, ...variants.filter(({ factor }) => factor === TYPED).map(({ text }) => text)]);
  return texts.length ? { pattern: new RegExp(texts.map(([, text]) => text).join("|"), "gu"), inside } : null;
};
/** Splits a text into pieces; every second piece is to be marked. @type {(text: string, marks: Marks | null) => string[]} */
const pieces = (text, marks) => {
  const folded = fold(text);
  if (!marks || folded.length !== text.length) return [text];
  const isLetter = (/** @type {number} */ at) => LETTER.test(folded[at] || "");
  const found = [...folded.matchAll(marks.pattern)].map(({ 0: word, index }) => ({ word, from: index, to: index + word.length }));
  const isTyped = (/** @type {string} */ word) => marks.inside.has(word) || marks.inside.has(word.replace(/[-\s]/g, ""));
  const marked = found.filter(({ word, from, to }) => isTyped(word) || !(isLetter(from - 1) || isLetter(to)));
  const ends = marked.flatMap(({ from, to }) => [from, to]);
  return [0, ...ends].map((from, at) => text.slice(from, ends[at]));
};
/** Groups hits by system, the group with the best hit first, and says how many of each to show at first, so that together they are about
    `most`. The system `own` comes first.
    @type {<H extends {entry: {id: string}}>(hits: H[], most: number, own: string) => {id: string, hits: H[], first: number}[]} */
const grouped = (hits, most, own) => {
  const groups = /** @type {Map<string, any>} */ (new Map());
  for (const hit of hits) {
    if (groups.has(hit.entry.id)) groups.get(hit.entry.id).push(hit);
    else groups.set(hit.entry.id, [hit]);
  }
  const first = Math.max(1, Math.floor(most / groups.size));
  const found = [...groups].map(([id, of]) => ({ id, hits: of, first }));
  return found.sort((one, other) => Number(other.id === own && own !== "") - Number(one.id === own && own !== ""));
};

runbook.searchMarks = { marksOf, pieces, grouped };
