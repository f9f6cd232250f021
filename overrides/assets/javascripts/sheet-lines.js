/* Breaks long lines of code so that people read that a word goes on, as generator/paper/print_html.py does. Pure. */
/** A part of a line: a text, or something as wide as this text that stays whole, such as a line to write on.
    @typedef {{text: string, whole?: any}} Piece */
const widthOf = (/** @type {Piece} */ { text, whole }) => (whole ? text.length : 1);
/** Returns how many of the letters fill a line. A line ends within a word: beside a space, nobody would know whether to type it.
    @type {(letters: Piece[], longest: number) => number} */
const fitting = (letters, longest) => {
  let [most, width] = [0, 0];
  while (most < letters.length && width + widthOf(letters[most]) <= longest) {
    width += widthOf(letters[most]);
    most += 1;
  }
  if (most === letters.length) return most;
  let end = most;
  while (end > 0 && (letters[end - 1].text === " " || letters[end].text === " ")) end -= 1;
  return end || most || 1;
};
/** Returns the pieces of a line in parts that are at most `longest` letters wide.
    @type {(pieces: Piece[], longest: number) => Piece[][]} */
const parts = (pieces, longest) => {
  let letters = pieces.flatMap((piece) => (piece.whole ? [piece] : [...piece.text].map((text) => /** @type {Piece} */ ({ text }))));
  const found = [];
  do {
    const end = fitting(letters, longest);
    found.push(letters.slice(0, end));
    letters = letters.slice(end);
  } while (letters.length);
  return found;
};

runbook.sheetLines = { parts };
