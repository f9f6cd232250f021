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
const lettersOf = (/** @type {Piece[]} */ pieces) =>
  pieces.flatMap((piece) => (piece.whole ? [piece] : [...piece.text].map((text) => /** @type {Piece} */ ({ text }))));
/** Returns the lines into which a line of a shell command is broken at some of its spaces, as generator/paper/shell_lines.py does: each but
    the last ends in ` \\`. @type {(pieces: Piece[], spaces: [start: number, end: number][], longest: number) => Piece[][]} */
const atSpaces = (pieces, spaces, longest) => {
  const letters = lettersOf(pieces);
  const width = (/** @type {number} */ from, /** @type {number} */ to) =>
    letters.slice(from, to).reduce((all, one) => all + widthOf(one), 0);
  const wordEnd = (/** @type {number} */ from) => {
    const end = letters.findIndex(({ text, whole }, at) => at > from && !whole && text === " ");
    return end < 0 ? letters.length : end;
  };
  const first = letters.findIndex(({ text, whole }) => whole || text !== " ");
  const indent = lettersOf([{ text: " ".repeat(Math.max(first, 0) + 2) }]);
  const usable = spaces.filter(([, end]) => indent.length + width(end, wordEnd(end)) <= longest - 2);
  const found = [];
  let [start, before] = [0, /** @type {Piece[]} */ ([])];
  while (before.length + width(start, letters.length) > longest) {
    const left = usable.filter(([begins]) => begins > start);
    if (!left.length) break;
    const [cut, next] = left.filter(([begins]) => before.length + width(start, begins) <= longest - 2).pop() || left[0];
    found.push([...before, ...letters.slice(start, cut), ...lettersOf([{ text: " \\" }])]);
    [start, before] = [next, indent];
  }
  return [...found, [...before, ...letters.slice(start)]];
};
/** Returns the pieces of a line in parts that are at most `longest` letters wide.
    @type {(pieces: Piece[], longest: number) => Piece[][]} */
const parts = (pieces, longest) => {
  let letters = lettersOf(pieces);
  const found = [];
  do {
    const end = fitting(letters, longest);
    found.push(letters.slice(0, end));
    letters = letters.slice(end);
  } while (letters.length);
  return found;
};

runbook.sheetLines = { atSpaces, parts };
