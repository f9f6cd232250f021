/* Brings texts into the form in which the search compares them. Pure. */
const { STOP } = runbook.searchWords;
const GAP = /([^\p{L}\p{N}\p{M}]+)/u;
/* Digits of a telephone number with what people write between them. */
const NUMBER = /\+?\d[\d\s()./-]{5,}\d/g;
/* So many digits at the end of a telephone number are the same in each country and within it. */
const NATIONAL = 9;
/** Removes case and Latin marks, and the many forms of hyphens and quotes; keeps the length where it can. Marks of other scripts stay,
    because they change the word. @type {(text: string) => string} */
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
  .replace(/[\u2010-\u2015]/g, "-").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');
/** Returns the words of a folded text. @type {(text: string) => string[]} */
const wordsOf = (text) => text.split(GAP).filter((part, at) => part && at % 2 === 0);
/** Returns the words of a folded text, and neighbours as one word, so that "post-mortem" and "roll back" are found as "postmortem" and
    "rollback". @type {(text: string) => string[]} */
const tokensOf = (text) => {
  const parts = text.split(GAP);
  const found = /** @type {string[]} */ ([]);
  for (let at = 0; at < parts.length; at += 2) {
    const [word, gap, next] = [parts[at], parts[at + 1], parts[at + 2]];
    if (!word) continue;
    found.push(word);
    if (next && (gap === "-" || (gap === " " && !STOP.has(word) && !STOP.has(next)))) found.push(word + next);
    if (next && gap === "-" && parts[at + 3] === "-") found.push(word + next + parts[at + 4]);
  }
  return found;
};
const digits = (/** @type {string} */ text) => text.replace(/\D/g, "");
/** Returns the digits of the telephone numbers in a text. @type {(text: string) => string} */
const numbersIn = (text) => (text.match(NUMBER) || []).map(digits).filter(({ length }) => length > 6).join(" ");
/** Returns what telephone numbers must contain: with and without the code of a country, they end alike.
    @type {(typed: string) => string} */
const numberPart = (typed) => (digits(typed).length > NATIONAL ? digits(typed).slice(-NATIONAL) : digits(typed).replace(/^0+/, ""));

runbook.normalTexts = { fold, wordsOf, tokensOf, numbersIn, numberPart, digits };
