/* Handles the frame of every page: the drawer, the colour scheme, the heading in view, and regions that scroll sideways. */
const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
const opener = document.querySelector("[data-rb-drawer]");
const sidebar = document.getElementById("rb-sidebar");
const showDrawer = (open) => {
  drawer.checked = open;
  opener.setAttribute("aria-expanded", String(open));
  (open ? sidebar.querySelector("a, summary") : opener)?.focus();
};
if (drawer && opener && sidebar) {
  opener.addEventListener("click", () => showDrawer(!drawer.checked));
  drawer.addEventListener("change", () => opener.setAttribute("aria-expanded", String(drawer.checked)));
  sidebar.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) drawer.checked = false;
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && drawer.checked && showDrawer(false));
  sidebar.addEventListener("focusout", (event) => {
    if (drawer.checked && event.relatedTarget && !sidebar.contains(/** @type {Node} */ (event.relatedTarget))) drawer.checked = false;
  });
}
for (const button of document.querySelectorAll("[data-rb-scheme]")) button.addEventListener("click", runbook.scheme.toggle);
/* Lines that open what is folded on phones; styles fold it only there. */
for (const fold of document.querySelectorAll("[data-rb-fold]")) {
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") === "false")));
}
/* On phones the phases are one row, which scrolls to the phase of the page. */
const here = document.querySelector(".rb-stepper [aria-current]");
if (here) {
  const row = here.closest("ul");
  const middleOf = (element) => (({ left, width }) => left + width / 2)(element.getBoundingClientRect());
  row.scrollLeft += middleOf(here) - middleOf(row);
}
/* Browsers leave a link that is cut off at the edge of a row as it is when it has the focus. */
for (const row of document.querySelectorAll(".rb-stepper, .rb-jump ul, .rb-quick")) {
  row.addEventListener("focusin", ({ target }) => {
    /** @type {Element} */ (target).scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
/* Lets regions that scroll sideways have the focus, because only then the keyboard can scroll them. */
const makeReachable = () => {
  for (const region of document.querySelectorAll(".rb-scroll, .md-typeset pre > code, .md-typeset table:not([class])")) {
    if (region.scrollWidth > region.clientWidth + 1) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  }
};
makeReachable();
addEventListener("resize", makeReachable);
document.addEventListener("toggle", makeReachable, true);
/* A link or a result of the search that leads to a line opens its details. */
const openDetails = () => {
  const item = document.getElementById(location.hash.slice(1))?.closest(".rb-item");
  const details = /** @type {HTMLDetailsElement} */ (item?.querySelector(":scope > .rb-item__body > .rb-details"));
  if (details) details.open = true;
};
openDetails();
addEventListener("hashchange", openDetails);

/* A link with a run to a page without runs, such as the emergency page, opens it on the overview of the system. */
const { site } = runbook;
if (location.hash.startsWith("#run=") && site.variant && !document.querySelector("[data-rb-run]")) {
  location.replace(new URL(`${site.variant}/index.html${location.hash}`, site.base));
}

/* Each link to a heading names its heading. */
for (const link of document.querySelectorAll(".headerlink")) {
  const heading = link.parentElement.textContent.replace(link.textContent, "").trim();
  link.setAttribute("aria-label", runbook.strings("heading.link", { heading }));
}
/* Values in the address of the home page go along to the pages of a system, whose commands may have blanks for them. */
if (!site.variant && location.search) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-system a"));
  for (const link of links) link.search = location.search;
}

/* The page for missing addresses begins with the system whose folder is in the address. */
const near = [...document.querySelectorAll("[data-rb-near]")].find(({ dataset }) => location.pathname.split("/").includes(dataset.rbNear));
if (near) near.parentElement.prepend(near);

const folded = [];
addEventListener("beforeprint", () => {
  folded.push(...document.querySelectorAll(".rb-since:not([open])"));
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => folded.splice(0).forEach((details) => (details.open = false)));

const links = new Map();
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-toc__link"))) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
let marked = null;
/* Called when a heading crosses the line a quarter down the window, in either direction. */
const line = new IntersectionObserver(() => {
  const headings = [...links.keys()];
  const next = headings.findIndex((heading) => heading.getBoundingClientRect().top > innerHeight / 4);
  if (marked) marked.removeAttribute("aria-current");
  marked = next ? links.get(headings.at(next < 0 ? -1 : next - 1)) : null;
  if (marked) marked.setAttribute("aria-current", "true");
}, { rootMargin: "1000000px 0px -75%" });
for (const heading of links.keys()) line.observe(heading);

/* Marks of the run beside boxes: values of blanks, triggers in a frame, go or no-go. Pages without boxes have to load the run first. */
const hasMarks = document.querySelector("[data-rb-blank], [data-rb-trigger], .rb-hold");
const isRunLoaded = () => new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
  const look = () => runbook.run.isLoaded() && resolve();
  look();
  runbook.run.onChange(look);
});
if (runbook.site.variant && hasMarks) {
  const ready = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  const logged = ready.then(() => runbook.run || runbook.need("run-log"));
  runbook.marks = logged.then(() => runbook.need("run-marks")).then(isRunLoaded).catch(() => {});
}
const form = document.querySelector(".rb-print");
if (form) runbook.need("print-form").catch(() => form.setAttribute("data-rb-failed", ""));
/* Links out of lists lead to pages that have a way back. */
runbook.backKey = `runbook-back:${site.base.href}`;
const hasBack = document.querySelector(".rb-list, .rb-glance") || runbook.stored(runbook.backKey, undefined, "sessionStorage");
if (site.variant && hasBack) runbook.need("way-back").catch(() => {});
