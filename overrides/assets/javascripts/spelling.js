/* Finds the word that a mistyped word means. Pure. */
/** Returns whether at most one letter differs, is missing or is swapped with the next. @type {(one: string, other: string) => boolean} */
const isNear = (one, other) => {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [mine, theirs] = [one.slice(at), other.slice(at)];
  return mine.slice(1) === theirs.slice(1) || mine === theirs.slice(1) || mine.slice(1) === theirs
    || (mine[0] === theirs[1] && mine[1] === theirs[0] && mine.slice(2) === theirs.slice(2));
};
/** Finds the word that a mistyped word or its start means, the most frequent first; else returns an empty text. `known` has for each word
    where it is. @type {(word: string, known: Map<string, number[]>[]) => string} */
const corrected = (word, known) => {
  let [best, most] = ["", 0];
  if (word.length < 4) return best;
  for (const words of known) for (const [one, places] of words) {
    if (one.length < word.length - 1 || one === word) continue;
    /* One wrong letter leaves one of the first two letters. */
    if (one[0] !== word[0] && one[1] !== word[1] && one[0] !== word[1] && one[1] !== word[0]) continue;
    /* A whole word is better than the start of a longer one. */
    const isStart = word.length > 4 && one.length > word.length && isNear(word, one.slice(0, word.length));
    const rank = isNear(word, one) ? places.length + 1e6 : isStart ? places.length : 0;
    if (rank > most) [best, most] = [one, rank];
  }
  return best;
};

runbook.spelling = { isNear, corrected };
