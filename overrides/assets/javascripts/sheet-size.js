/* Large print: `?size=16`, in points. All letters grow; above `LARGE`, columns become lines below each text, in large.css. */
const { sheetLines, sheet: { texts, about, asked, make, fill, say, changeEdge } } = runbook;
const { LEAST, USUAL, LARGE, MOST, sizeOf } = runbook.sheetChoice;
const root = document.documentElement;
const EDGES = ["top-left", "top-right", "bottom-left", "bottom-right"];
/* The largest type of headers and footers: the margins stay as they are. */
const [EDGE, LARGEST_EDGE] = [10, 14];

/* Returns how many letters a line of code holds; in large print, commands have the whole width. */
const lettersOf = (code, size) => {
  const { command, full, level, prose } = texts.letters;
  const isCommand = code.closest("[class^=depth-], .tool") && !code.closest(".prose, .fixed");
  const depth = Number(code.closest("[class^=depth-]")?.className.slice(-1) || 0);
  const room = (isCommand ? size > LARGE ? full : command : prose) * USUAL;
  return Math.floor(room / size) - (isCommand ? level * depth : 0);
};
const piecesOf = (line) => [...line.childNodes].map((node) =>
  (node instanceof Text ? { text: node.textContent } : { text: " ".repeat(texts.letters.slot), whole: node }));
const spacesOf = ({ dataset: { breaks = "" } }) => breaks.split(" ").filter(Boolean).map((place) => place.split("-").map(Number));
const lineOf = (part, at, all) => {
  const line = make("span", "", { className: at < all.length - 1 ? "line line--wraps" : "line" });
  line.append(...part.map(({ text, whole }) => whole || text));
  line.normalize();
  return line;
};
/* Breaks the lines of code again, because a line holds fewer letters. */
const breakLines = (code, size) => {
  const lines = [];
  let goesOn = false;
  for (const line of code.querySelectorAll(":scope > .line")) {
    if (goesOn) lines[lines.length - 1].pieces.push(...piecesOf(line));
    else lines.push({ pieces: piecesOf(line), spaces: spacesOf(line) });
    goesOn = line.matches(".line--wraps");
  }
  const longest = lettersOf(code, size);
  const broken = lines.flatMap(({ pieces, spaces }) => sheetLines.atSpaces(pieces, spaces, longest));
  if (lines.length) code.replaceChildren(...broken.flatMap((pieces) => sheetLines.parts(pieces, longest).map(lineOf)));
  const frame = code.closest(".command:not(.prose *)");
  if (frame && !frame.nextElementSibling?.matches(".hint") && code.querySelector(".line--wraps")) {
    frame.after(make("p", texts.choice["goes-on"], { className: "hint" }));
  }
};
/* What people write comes after the command, not before it. */
const moveRoom = (row) => {
  const command = row.nextElementSibling;
  command.querySelector("[colspan]").removeAttribute("colspan");
  command.append(...row.querySelectorAll(":scope > .write"));
};
const enlarge = (size) => {
  root.style.setProperty("--size", String(size));
  root.classList.toggle("large", size > LARGE);
  if (size > LARGE) document.querySelectorAll(".row--opens").forEach(moveRoom);
  for (const code of document.querySelectorAll("main pre code")) breakLines(code, size);
  const edge = Math.min(Math.round((EDGE * size) / USUAL), LARGEST_EDGE);
  for (const place of EDGES) changeEdge(place, `font: ${edge}pt sans-serif`);
};

const given = asked("size");
const size = given ? sizeOf(given) : USUAL;
if (given && about.fixed !== undefined) say(texts.choice["fixed-size"]);
else if (Number.isNaN(size)) say(fill(texts.choice["no-size"], { given, least: LEAST, most: MOST }));
else if (size !== USUAL) enlarge(size);
