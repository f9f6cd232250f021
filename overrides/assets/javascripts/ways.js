/* The ways of a decision: a radio button for each way, in place of its round mark. Each has a name of its own, because in a group the arrow
   keys would choose every way that they pass. */
const { make } = runbook;

/* Makes radio buttons for the ways of an item; returns the ways. `choose` is called with the way that somebody chooses. */
runbook.waysOf = (item, choose) => {
  const list = item.querySelector(":scope > .rb-item__body > .rb-ways");
  if (!list) return [];
  const lines = [...list.children].filter((line) => line.id);
  list.setAttribute("role", "radiogroup");
  list.setAttribute("aria-label", item.querySelector("label").textContent.trim());
  return lines.map((line, at) => {
    const mark = line.querySelector(".rb-round");
    const words = line.querySelector(".rb-way");
    const way = { id: line.id.split(".").at(-1), line, label: words.querySelector("strong").textContent };
    way.input = make("input", {
      type: "radio", class: "rb-round", id: `way:${line.id}`, autocomplete: "off", "aria-posinset": at + 1, "aria-setsize": lines.length,
      change: () => choose(way),
    });
    mark.replaceWith(way.input);
    words.replaceWith(make("label", { for: way.input.id, class: "rb-way" }, ...words.childNodes));
    line.setAttribute("role", "none");
    return way;
  });
};
/* Marks the way that was chosen. */
runbook.showWays = (ways, chosen) => {
  for (const { id, line, input } of ways) {
    input.checked = id === chosen;
    line.toggleAttribute("data-rb-chosen", id === chosen);
  }
};
