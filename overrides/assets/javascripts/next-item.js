/* Which open item and which phase come next, from where the reader is. Pure. */
/** An item of a page, in the order of the page. It is `open` if it needs an answer and the filter shows it; `must` is true for items marked
    “Must” and for all below them. @typedef {{list: string, open: boolean, must: boolean}} PageItem */
const isOpen = (/** @type {{open: boolean}} */ { open }) => open;
/** Returns the next open item after the one at a position; -1 is before the first. If the list at that position has no open item left,
    “Must” items of earlier lists come first. After the last item of the page come those before, at last the item itself.
    @type {<I extends PageItem>(items: I[], at: number) => I | null} */
const nextOpen = (items, at) => {
  const before = items.slice(0, at + 1);
  const here = items[at];
  const isFinished = here && !items.some(({ list, open }) => open && list === here.list);
  const left = isFinished && before.find(({ open, must }) => open && must);
  return left || items.slice(at + 1).find(isOpen) || before.find(isOpen) || null;
};
/** Returns the open item before a position. Before the first item of the page come those after, from the last on.
    @type {<I extends PageItem>(items: I[], at: number) => I | null} */
const previousOpen = (items, at) => {
  const start = Math.max(at, 0);
  return [...items.slice(start), ...items.slice(0, start)].reverse().find(isOpen) || null;
};
/** Returns the next open phase after one. @type {<P extends {id: string, open: boolean}>(phases: P[], id: string) => P | null} */
const nextPhase = (phases, id) => phases.slice(phases.findIndex((phase) => phase.id === id) + 1).find(isOpen) || null;
/** Shortens a text after a whole word; a text without spaces after a whole character. @type {(text: string, most: number) => string} */
const shortened = (text, most) => {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most).join("");
  const words = start.replace(/\s+\S*$/u, "");
  return `${words.replace(/[\s,;:–—-]+$/u, "")}…`;
};

runbook.nextItem = { nextOpen, previousOpen, nextPhase, shortened };
