/* The frame of every page: the drawer, the scheme, the heading in view, and scrolling regions that the keyboard can reach. */
const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
const opener = document.querySelector("[data-rb-drawer]");
const sidebar = document.getElementById("rb-sidebar");

const showDrawer = (open) => {
  drawer.checked = open;
  opener.setAttribute("aria-expanded", String(open));
  const first = open ? sidebar.querySelector("a, summary") : opener;
  if (first) first.focus();
};
if (drawer && opener && sidebar) {
  opener.addEventListener("click", () => showDrawer(!drawer.checked));
  drawer.addEventListener("change", () => opener.setAttribute("aria-expanded", String(drawer.checked)));
  sidebar.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) drawer.checked = false;
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && drawer.checked && showDrawer(false));
  /* The drawer closes when the focus leaves it. */
  sidebar.addEventListener("focusout", (event) => {
    if (drawer.checked && event.relatedTarget && !sidebar.contains(/** @type {Node} */ (event.relatedTarget))) drawer.checked = false;
  });
}

const scheme = document.querySelector("[data-rb-scheme]");
if (scheme) scheme.addEventListener("click", () => runbook.scheme.toggle());

/* Regions that scroll sideways can be scrolled with the keyboard only if they can have the focus. */
const makeReachable = () => {
  for (const region of document.querySelectorAll(".rb-scroll, .md-typeset pre > code, .md-typeset table:not([class])")) {
    if (region.scrollWidth > region.clientWidth + 1) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  }
};
makeReachable();
addEventListener("resize", makeReachable);

/* Sections that are folded on the screen are printed in full. */
const folded = /** @type {HTMLDetailsElement[]} */ ([]);
addEventListener("beforeprint", () => {
  folded.push(.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".rb-since:not([open])")));
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded.splice(0)) details.open = false;
});

/* The table of contents marks the heading in view. */
const links = new Map();
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-toc__link"))) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
let marked = null;
const mark = () => {
  const headings = [...links.keys()];
  const next = headings.findIndex((heading) => heading.getBoundingClientRect().top > innerHeight / 4);
  const link = next ? links.get(headings.at(next < 0 ? -1 : next - 1)) : null;
  if (link === marked) return;
  if (marked) marked.removeAttribute("aria-current");
  if (link) link.setAttribute("aria-current", "true");
  marked = link;
};
/* Calls `mark` when a heading crosses the line a quarter down the window, in either direction. */
const line = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -75%" });
for (const heading of links.keys()) line.observe(heading);
