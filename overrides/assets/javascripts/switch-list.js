/* The list of systems: each leads to the same item there, else to the same page, else to its overview. */
const { make, site, search, finding, strings, plainClick } = runbook;
/* From this many systems on, a field narrows the list down. */
const MANY = 8;

/* "elearning" and "e learning" also find "E-learning". */
const letters = (text) => finding.fold(text).replace(/[-\s]/g, "");
const narrow = () => {
  for (const entry of list.children) entry.hidden = !letters(entry.textContent).includes(letters(field.value));
};
const field = runbook.searchField(strings("switch.field"), { hidden: true, input: narrow });
const list = make("ul", { class: "rb-switch__list" });
const status = make("p", { role: "status", class: "rb-search__status" }, strings("search.loading"));
const dialog = runbook.dialog(strings("switch.title"), "rb-switch", field, status, list);
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === field) runbook.linksIn(list)[0]?.click();
  runbook.moveByKeys(field, list, event);
});

const row = (id, title, summary, address) => {
  const isHere = id === site.variant;
  const click = plainClick(async (event) => {
    event.preventDefault();
    if (isHere) return dialog.close();
    /* If the index of the other system cannot be read, its overview opens. */
    const index = await search.index(id).catch(() => null);
    return location.assign(search.to(index ? finding.placeIn(index, address, site.pageOfSystem) : `${id}/index.html`));
  });
  return make("li", {}, make("a", { href: search.to(`${id}/${site.pageOfSystem}`), "aria-current": isHere && "true", click },
    make("strong", { dir: "auto" }, title), make("span", { dir: "auto" }, summary)));
};

if (runbook.switcher) {
  runbook.switcher.show = async (address) => {
    if (dialog.open) return;
    runbook.open(dialog);
    const systems = Object.entries((await search.index("")).systems);
    status.textContent = "";
    field.hidden = systems.length < MANY;
    list.replaceChildren(...systems.map(([id, [title, summary]]) => row(id, title, summary, address)));
    (field.hidden ? list.querySelector("a") : field).focus();
  };
}
