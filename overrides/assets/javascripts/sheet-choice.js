/* What the address of a sheet asks for: one list, and the size of its letters. Pure. */
/** A list as a sheet names it: its letter, such as `B`, and its address, such as `checklists.cut-over`.
    @typedef {{letter: string, address: string}} Named */
/* Above `LARGE`, columns leave too little room for letters. */
const [LEAST, USUAL, LARGE, MOST] = [12, 12, 14, 24];
/** Returns a size in points; NaN for what is not a whole number from 12 to 24. @type {(text: string) => number} */
const sizeOf = (text) => {
  const size = /^\d\d$/.test(text) ? Number(text) : NaN;
  return size >= LEAST && size <= MOST ? size : NaN;
};
/** Returns the lists that a text names: by their address, their id or their letter. Lists that share a letter are one list to people.
    @type {<N extends Named>(text: string, lists: N[]) => N[]} */
const listsNamed = (text, lists) => {
  const byAddress = lists.filter(({ address }) => address === text || address.slice(address.lastIndexOf(".") + 1) === text);
  return byAddress.length ? byAddress : lists.filter(({ letter }) => letter && letter === text.toUpperCase());
};

runbook.sheetChoice = { LEAST, USUAL, LARGE, MOST, sizeOf, listsNamed };
