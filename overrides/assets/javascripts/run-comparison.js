/* Compares the boxes of two releases for a run that is carried over: kept, changed, gone and new boxes. Pure. */
const { isSettled, newer } = runbook.answers;
const PHASE = "phases.";
/** @typedef {{address: string, print: string, former: string[], phase: string, text: string, leaf: boolean}} ReleaseBox */
/* Matches code, links, addresses, escaped characters, stars between spaces, and the stars of strong text. */
const MARKUP = /(`+) ?(.+?) ?\1(?!`)|\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)|<([a-z]+:[^>]*)>|\\([!-/:-@[-`{-~])|(\s\*+(?=\s))|\*\*/g;
/** Removes the Markdown from the text of a box. @type {(text: string) => string} */
const plainText = (text) => text.replace(MARKUP, (_all, _ticks, code, label, url, character, stars) =>
  code ?? (label && plainText(label)) ?? url ?? character ?? stars ?? "");
/** Returns the boxes of a release, in order. @type {(data: Boxes) => ReleaseBox[]} */
const boxesOf = (data) => data.phases.flatMap(({ id: phase, lists }) => lists.flatMap(({ boxes: rows }) =>
  rows.map(([depth, address, print, , text, former = []], at) =>
    ({ address, print, former, phase, text: plainText(text), leaf: !(rows[at + 1] && rows[at + 1][0] > depth) }))));
/** Returns boxes by address, and by former addresses that no box has now. @type {(boxes: ReleaseBox[]) => Map<string, ReleaseBox>} */
const byAddress = (boxes) => {
  const found = new Map();
  for (const box of boxes) for (const address of box.former) found.set(address, box);
  for (const box of boxes) found.set(box.address, box);
  return found;
};
/** @param {ReleaseBox[]} mine The boxes of this release.
    @param {ReleaseBox[] | null} theirs The boxes of the run's release; null if they cannot be read.
    @param {Record<string, Answer>} answers */
const compare = (mine, theirs, answers) => {
  const [here, there] = [byAddress(mine), byAddress(theirs || [])];
  const seen = new Set();
  /** In `changed` and `gone`, `text` is the text of the box before; `phases` must be declared done again.
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
