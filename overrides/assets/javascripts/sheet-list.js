/* Shows one list of a sheet alone, with the heading of its group and the bar that holds it: `?list=B`, or the id of the list. */
const { sheet: { texts, asked, fill, say, writeTitle, showTally } } = runbook;
const KEPT = ".notice, .opening, .draft, .end";
const given = asked("list");
const lists = [...document.querySelectorAll("[data-list]")].map((block) =>
  ({ address: block.dataset.list, letter: block.dataset.letter, title: block.querySelector("h2, h3, h4").textContent }));
const chosen = runbook.sheetChoice.listsNamed(given, lists);
const isKept = (part) => part.matches(KEPT) || chosen.some(({ address }) => (part.dataset.lists || "").split(" ").includes(address));
if (chosen.length) {
  for (const part of [...document.querySelector("main").children]) if (!isKept(part)) part.remove();
  const shown = [...document.querySelectorAll("[data-list]")].map((block) => block.querySelector("h2, h3, h4").textContent);
  const [first, ...others] = shown;
  const start = `${chosen[0].letter} · `;
  writeTitle(texts.choice["one-list"], { list: [first, ...others.map((title) => title.replace(start, ""))].join(", ") });
  showTally();
} else if (given && !lists.length) say(texts.choice["whole-only"]);
else if (given) {
  const byLetter = new Map(lists.map(({ letter, address, title }) => [letter || address, title]));
  say(fill(texts.choice["no-list"], { given }), [...byLetter].map(([list, label]) => [{ list }, label]));
}
