/* Another system without losing one's place: the same item there, else the same page, else its overview. */
const { make, search, finding, strings, onPlainClick } = runbook;
const button = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-rb-switch]"));
/* With this many systems a field narrows them down. */
const MANY = 8;
let ui = null;

/* The address of the item in view: the target of the link, else what is at the top of the window. */
const inView = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const top = (element) => element.getBoundingClientRect().top;
  if (target && top(target) > -20 && top(target) < innerHeight) return target.id;
  if (scrollY < innerHeight / 3) return "";
  const heads = [...document.querySelectorAll(".md-content :is(.rb-item__head, .rb-row__title)[id], .md-content h2[id], .md-content h3[id]")];
  const first = heads.find((head) => top(head) > 40);
  return first && first.id.includes(".") ? first.id : "";
};

/* Where the other system's index cannot be read, its overview opens. */
const go = async (id, address, page) => {
  const href = await search.index(id).then((index) => finding.placeIn(index, address, page), () => `${id}/index.html`);
  location.assign(search.to(href));
};

const build = () => {
  const label = strings("switch.field");
  const field = make("input", { type: "text", role: "searchbox", class: "rb-search__field", "aria-label": label, placeholder: label, autocomplete: "off", hidden: true });
  const list = make("ul", { class: "rb-switch__list" });
  const status = make("p", { role: "status", class: "rb-search__status" }, strings("search.loading"));
  const made = runbook.dialog(strings("switch.title"), "rb-switch", field, status, list);
  made.element.addEventListener("keydown", (event) => runbook.moveByKeys(field, list, event));
  field.addEventListener("input", () => {
    for (const entry of list.children) entry.hidden = !finding.fold(entry.textContent).includes(finding.fold(field.value));
  });
  return { field, list, status, ...made };
};

const open = async () => {
  const address = inView();
  const page = search.page();
  ui = ui || build();
  ui.open();
  try {
    const systems = Object.entries((await search.index("")).systems);
    ui.status.textContent = "";
    ui.field.hidden = systems.length < MANY;
    ui.list.replaceChildren(...systems.map(([id, [title, summary]]) => {
      const link = make("a", { href: search.to(`${id}/${page}`), "aria-current": id === search.variant ? "true" : null },
        make("strong", { dir: "auto" }, title), make("span", { dir: "auto" }, summary));
      onPlainClick(link, (event) => {
        event.preventDefault();
        if (id === search.variant) ui.close();
        else go(id, address, page);
      });
      return make("li", {}, link);
    }));
    (ui.field.hidden ? ui.list.querySelector("a") : ui.field).focus();
  } catch {
    location.assign(button.href);
  }
};

const act = (event) => {
  event.preventDefault();
  open();
};
if (button) {
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  onPlainClick(button, act);
  button.addEventListener("keydown", (event) => event.key === " " && act(event));
  runbook.switcher = { open, inView };
}
