/* Filters the boxes of a phase's page by role, or to those that block. The address of the page carries the filter. */
const { strings, filters, setAddress } = runbook;
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-rb-filter]"));
const start = () => {
  const [role, blocking] = [form.querySelector("select"), form.querySelector("input")];
  const status = form.querySelector("[role=status]");
  const off = form.querySelector("[type=reset]");
  const lists = [...document.querySelectorAll(".md-content .rb-list")];
  const boxes = new Map();
  for (const item of document.querySelectorAll(".md-content .rb-item")) {
    const parent = boxes.get(item.parentElement.closest(".rb-item")) || null;
    boxes.set(item, { item, parent, role: item.dataset.rbRole, blocking: item.matches(".rb-item--blocking") });
  }
  /* Hides each list without a visible box, and its heading; a group of lists in the same way. */
  const showLists = (active) => {
    let group = null;
    for (const list of lists) {
      const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
      list.hidden = heading.hidden = active && !list.querySelector(".rb-item:not([hidden])");
      if (heading.tagName === "H2") group = list.querySelector(".rb-item") ? null : { heading, list };
      else if (group && !list.hidden) group.heading.hidden = group.list.hidden = false;
    }
  };
  const apply = () => {
    const filter = filters.filterOf(new FormData(form));
    const active = Boolean(filter.role || filter.blocking);
    const { passing, shown } = filters.filtered([...boxes.values()], filter);
    for (const box of boxes.values()) box.item.hidden = !shown.has(box);
    showLists(active);
    const text = strings(passing.length ? "filter.shown" : "filter.none", { n: passing.length, all: boxes.size });
    status.textContent = active ? text : "";
    off.hidden = !active;
    document.documentElement.toggleAttribute("data-rb-filtered", active);
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-stepper a:not([aria-current])"));
    for (const link of links) link.href = filters.withFilter(link.href, filter);
    return filter;
  };
  const change = () => setAddress(filters.withFilter(location.href, apply()));

  const given = filters.filterOf(location.search);
  if (role && [...role.options].some(({ value }) => value === given.role)) role.value = given.role;
  if (blocking) blocking.checked = given.blocking;
  apply();
  form.addEventListener("change", change);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    if (role) role.value = "";
    if (blocking) blocking.checked = false;
    change();
    (role || blocking).focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  /* A link to a box that the filter hides turns the filter off. */
  addEventListener("hashchange", () => {
    const target = document.querySelector(":target");
    if (!target || !target.closest("[hidden]")) return;
    form.reset();
    target.scrollIntoView();
  });
};
if (form) start();
