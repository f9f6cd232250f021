/* What people have taken on and not finished, for the card of the run and the record. Pure. */
const { isSettled, statesOf } = runbook.answers;
/** A claimed list or box that is not finished; `short` and `name` are Markdown, such as `B2` and `B2 Run the migrations`.
    @typedef {{address: string, phase: string, short: string, name: string, claim: Claim}} OpenClaim */
/** @typedef {(address: string) => Claim | null} ClaimOf */
/** Returns the claims on lists and boxes that are not finished, in the order of the pages.
    @type {(phases: Phase[], claimOf: ClaimOf, stateOfLeaf: (address: string, print: string) => any) => OpenClaim[]} */
const openClaims = (phases, claimOf, stateOfLeaf) => phases.flatMap(({ id: phase, lists }) => lists.flatMap(({ id, title, boxes }) => {
  const states = statesOf(boxes, stateOfLeaf);
  const rows = boxes.map(([, address, , , text, , number = ""], at) =>
    ({ address, short: number || text, name: number ? `${number} ${text}` : text, isOpen: !isSettled(states[at]) }));
  /* The letter of a list begins the numbers of its boxes. */
  const [letter] = /^\p{L}*/u.exec(boxes[0]?.[6] || "") || [""];
  const name = letter ? `${letter} · ${title}` : title;
  const all = [{ address: id, short: name, name, isOpen: rows.some(({ isOpen }) => isOpen) }, ...rows];
  return all.filter(({ isOpen }) => isOpen).flatMap((one) => {
    const claim = claimOf(one.address);
    return claim ? [{ address: one.address, phase, short: one.short, name: one.name, claim }] : [];
  });
}));
/** Groups open claims by the people who have them; what several people claimed is with each of them.
    @type {(claims: OpenClaim[]) => [person: string, claims: OpenClaim[]][]} */
const byPerson = (claims) => {
  const found = /** @type {Map<string, OpenClaim[]>} */ (new Map());
  for (const one of claims) for (const person of one.claim.names) found.set(person, [...(found.get(person) || []), one]);
  return [...found];
};

runbook.claims = { openClaims, byPerson };
