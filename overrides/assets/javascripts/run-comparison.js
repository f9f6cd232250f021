/* What becomes of the answers of a run in another release: what is kept, what changed, what is gone, what is new. Pure. */
const { isSettled, newer } = runbook.answers;
const PHASE = "phases.";
/** @typedef {{address: string, print: string, former: string[], phase: string, text: string, leaf: boolean}} ReleaseBox */
/* Code, links, addresses, escaped characters, stars between spaces, and the stars of strong text. */
const MARKUP = /(`+) ?(.+?) ?\1(?!`)|\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)|<([a-z]+:[^>]*)>|\\([!-/:-@[-`{-~])|(\s\*+(?=\s))|\*\*/g;
/** The text of a box without its Markdown. @type {(text: string) => string} */
const plainText = (text) => text.replace(MARKUP, (_all, _ticks, code, label, url, character, stars) =>
  code ?? (label && plainText(label)) ?? url ?? character ?? stars ?? "");
/** The boxes of a release, in order. @type {(data: Boxes) => ReleaseBox[]} */
const boxesOf = (data) => data.phases.flatMap(({ id: phase, lists }) => lists.flatMap(({ boxes: rows }) =>
  rows.map(([depth, address, print, , text, former = []], at) =>
    ({ address, print, former, phase, text: plainText(text), leaf: !(rows[at + 1] && rows[at + 1][0] > depth) }))));
/** By their addresses, and by former ones that no box has now. @type {(boxes: ReleaseBox[]) => Map<string, ReleaseBox>} */
const byAddress = (boxes) => {
  const found = new Map();
  for (const box of boxes) for (const address of box.former) found.set(address, box);
  for (const box of boxes) found.set(box.address, box);
  return found;
};
/** @param {ReleaseBox[]} mine The boxes of this release.
    @param {ReleaseBox[] | null} theirs Those of the run's release; null where they cannot be read.
    @param {Record<string, Answer>} answers */
const compare = (mine, theirs, answers) => {
  const [here, there] = [byAddress(mine), byAddress(theirs || [])];
  const seen = new Set();
  /** `changed` and `gone` have what the box said before; `phases` are those that must be declared done again.
      @type {{answers: Record<string, Answer>, kept: number, changed: {box: ReleaseBox, answer?: Answer, text: string}[],
        gone: {address: string, text: string, answer?: Answer, because?: string}[], fresh: ReleaseBox[], phases: string[]}} */
  const found = { answers: {}, kept: 0, changed: [], gone: [], fresh: [], phases: [] };
  const answered = Object.keys(answers).filter((address) => !address.startsWith(PHASE));
  for (const address of new Set([...(theirs || []).map((box) => box.address), ...answered])) {
    const before = there.get(address);
    const box = [address, ...(before ? [before.address, ...before.former] : [])].map((known) => here.get(known)).find(Boolean);
    const answer = answers[address];
    if (!box) {
      if (answer || (before && before.leaf)) found.gone.push({ address, text: before ? before.text : address, answer });
      continue;
    }
    seen.add(box.address);
    const print = (answer && answer.print) || (before && before.print) || box.print;
    if (print !== box.print && box.leaf) found.changed.push({ box, answer, text: (before || box).text });
    else if (answer) found.kept += 1;
    const other = found.answers[box.address];
    const isNewer = answer && (!other || newer(answer, other) === answer);
    if (isNewer) found.answers[box.address] = isSettled(answer.state) ? { ...answer, print } : answer;
  }
  found.changed.sort((one, other) => mine.indexOf(one.box) - mine.indexOf(other.box));
  if (theirs) found.fresh = mine.filter((box) => box.leaf && !seen.has(box.address));
  const differing = new Set([...found.changed.map(({ box }) => box), ...found.fresh].map(({ phase }) => phase));
  for (const [address, answer] of Object.entries(answers).filter(([one]) => one.startsWith(PHASE))) {
    const phase = address.slice(PHASE.length);
    if (answer.state === "done" && differing.has(phase)) found.phases.push(phase);
    else found.answers[address] = answer;
  }
  return found;
};

runbook.runComparison = { plainText, boxesOf, compare };
