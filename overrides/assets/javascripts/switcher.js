/* Opens another system at the same item, else at the same page, else at its overview. */
const { make, site, search, finding, strings, plainClick } = runbook;
const button = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-rb-switch]"));
/* From this many systems on, a field narrows the list down. */
const MANY = 8;
/* Returns the address of the item in view: the target of the page's address, else the first item at the top of the window. */
const inView = () => {
  const target = document.querySelector(":target");
  const top = (element) => element.getBoundingClientRect().top;
  if (target && top(target) > -20 && top(target) < innerHeight) return target.id;
  if (scrollY < innerHeight / 3) return "";
  const heads = [...document.querySelectorAll(".md-content :is(.rb-item__head, .rb-row__title, h2, h3)[id]")];
  const first = heads.find((head) => top(head) > 40);
  return first && first.id.includes(".") ? first.id : "";
};

const narrow = () => {
  for (const entry of list.children) entry.hidden = !finding.fold(entry.textContent).includes(finding.fold(field.value));
};
const field = runbook.searchField(strings("switch.field"), { hidden: true, input: narrow });
const list = make("ul", { class: "rb-switch__list" });
const status = make("p", { role: "status", class: "rb-search__status" }, strings("search.loading"));
const dialog = runbook.dialog(strings("switch.title"), "rb-switch", field, status, list);
dialog.addEventListener("keydown", (event) => runbook.moveByKeys(field, list, event));

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

const open = async () => {
  const address = inView();
  runbook.open(dialog);
  try {
    const systems = Object.entries((await search.index("")).systems);
    status.textContent = "";
    field.hidden = systems.length < MANY;
    list.replaceChildren(...systems.map(([id, [title, summary]]) => row(id, title, summary, address)));
    (field.hidden ? list.querySelector("a") : field).focus();
  } catch {
    location.assign(button.href);
  }
};

if (button) {
  const act = (event) => {
    event.preventDefault();
    open();
  };
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", plainClick(act));
  button.addEventListener("keydown", (event) => event.key === " " && act(event));
  runbook.switcher = { open, inView };
}
