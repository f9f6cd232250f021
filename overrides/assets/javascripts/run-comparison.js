/* Compares the boxes of two releases for a run that is carried over: kept, changed, gone and new boxes. Pure. */
const { plainText } = runbook;
const PHASE = "phases.";
/** @typedef {{address: string, print: string, former: string[], phase: string, text: string, leaf: boolean}} ReleaseBox */
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
  /** `moved` has the new addresses of boxes by the old ones. In `changed` and `gone`, `text` is the text of the box before; `phases` must
      be declared done again; `reopened` are all addresses whose answers count no more.
      @type {{moved: Record<string, string>, kept: number, changed: {box: ReleaseBox, answer?: Answer, text: string}[],
        gone: {address: string, text: string, answer?: Answer, because?: string}[], fresh: ReleaseBox[], phases: string[],
        reopened: string[]}} */
  const found = { moved: {}, kept: 0, changed: [], gone: [], fresh: [], phases: [], reopened: [] };
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
    if (box.address !== address) found.moved[address] = box.address;
    if (print !== box.print && box.leaf) found.changed.push({ box, answer, text: (before || box).text });
    else if (answer) found.kept += 1;
    /* Without a fingerprint, an answer does not show that its box has changed. */
    if (print !== box.print && box.leaf && answer && !answer.print) found.reopened.push(box.address);
  }
  found.changed.sort((one, other) => mine.indexOf(one.box) - mine.indexOf(other.box));
  if (theirs) found.fresh = mine.filter((box) => box.leaf && !seen.has(box.address));
  const differing = new Set([...found.changed.map(({ box }) => box), ...found.fresh].map(({ phase }) => phase));
  for (const [address, answer] of Object.entries(answers).filter(([one]) => one.startsWith(PHASE))) {
    const phase = address.slice(PHASE.length);
    if (answer.state === "done" && differing.has(phase)) found.phases.push(phase);
  }
  found.reopened.push(...found.phases.map((phase) => PHASE + phase));
  return found;
};

runbook.runComparison = { boxesOf, compare };
