/* Shows one list of a sheet alone, with the heading of its group and the bar that holds it: `?list=B`, or the id of the list. */
const { clock, sheet: { texts, asked, say, writeTitle, showTally } } = runbook;
const KEPT = ".notice, .opening, .draft, .end";
const given = asked("list");
const lists = [...document.querySelectorAll("[data-list]")].map((block) =>
  ({ block, address: block.dataset.list, letter: block.dataset.letter, name: block.querySelector("h2, h3, h4").textContent }));
const chosen = runbook.sheetChoice.listsNamed(given, lists);
const isKept = (part) => part.matches(KEPT) || chosen.some(({ address }) => (part.dataset.lists || "").split(" ").includes(address));
if (chosen.length) {
  for (const part of [...document.querySelector("main").children]) if (!isKept(part)) part.remove();
  writeTitle(texts.choice["one-list"], { list: chosen.map(({ name }) => name).join(", ") });
  showTally();
} else if (given) {
  const byLetter = new Map(lists.map(({ letter, address, name }) => [letter || address, name]));
  say(clock.filled(texts.choice["no-list"], { given }), [...byLetter].map(([name, label]) => [{ list: name }, label]));
}
