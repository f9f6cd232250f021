/* Opens the list of systems, which loads on demand; each leads to the same item there, else to the same page, else to the overview. */
const { need, plainClick } = runbook;
const button = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-rb-switch]"));
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

if (button) {
  const open = () => need("search-dialog").then(() => runbook.switcher.show(inView())).catch(() => location.assign(button.href));
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
