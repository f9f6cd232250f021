/* Shows the link of the run as a code that another phone scans. The code is dark on white in each scheme, because cameras expect that. */
const { make, dialog, strings, qrCode } = runbook;
const QUIET = 4;
const MOST = 2953;
const SMALLEST = 3;
const LARGEST = 420;

/* Draws the dark squares of each row as lines. */
const drawn = ({ size, squares }) => {
  const lines = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let length = 0;
      while (x + length < size && squares[y * size + x + length]) length += 1;
      if (length) lines.push(`M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`);
      x += length;
    }
  }
  const all = size + 2 * QUIET;
  const [svg, paper, dark] = ["svg", "rect", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  const attributes = { viewBox: `0 0 ${all} ${all}`, role: "img", "aria-label": strings("code.name"), "shape-rendering": "crispEdges" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: all, height: all, fill: "#fff" })) paper.setAttribute(name, String(value));
  dark.setAttribute("d", lines.join(""));
  dark.setAttribute("fill", "#000");
  svg.append(paper, dark);
  return { svg, all };
};
/* Each square has the same number of pixels of the screen. */
const sizeOf = (all, room) => {
  const pixels = Math.max(1, Math.floor((room * devicePixelRatio) / all));
  return (pixels * all) / devicePixelRatio;
};

/* Opens the code. A tap on it fills the screen. Returns false if the link is too long. */
runbook.showRunCode = (link) => {
  const code = new TextEncoder().encode(link).length > MOST ? null : qrCode.encode(link);
  if (!code) return false;
  const { svg, all } = drawn(code);
  let isFull = false;
  const fit = () => {
    const room = isFull ? [innerWidth, innerHeight] : [innerWidth - 32, innerHeight * 0.75, Math.max(SMALLEST * all, LARGEST)];
    const width = `${sizeOf(all, Math.min(...room))}px`;
    Object.assign(svg.style, { width, height: width });
  };
  const toggle = () => {
    isFull = !isFull;
    frame.classList.toggle("rb-code--full", isFull);
    frame.setAttribute("aria-label", strings(isFull ? "code.smaller" : "code.larger"));
    fit();
  };
  const frame = make("button", { type: "button", class: "rb-code", "aria-label": strings("code.larger"), click: toggle }, svg);
  const local = location.protocol === "file:" ? make("p", {}, make("strong", {}, strings("hand-over.local"))) : "";
  const element = dialog(strings("code.title"), "rb-code-dialog", local, make("p", {}, strings("code.how")), frame,
    make("p", { class: "rb-muted" }, strings("code.tap")));
  addEventListener("resize", fit);
  element.addEventListener("close", () => removeEventListener("resize", fit));
  fit();
  runbook.open(element, "code");
  return true;
};
