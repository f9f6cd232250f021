/* Shows the way back on a page that people come to in trouble: to the item of the page where they were. It is kept for the visit. */
const { site, make, strings, plainClick, trail, backKey } = runbook;
const MOST = 60;
const HEADER = 48;
const URGENT = ["rollback", "incident", "emergency"].map((part) => `${site.variant}/${part}/index.html`);
/* The parts of a page whose links lead away from work. */
const WORK = ".rb-list, .rb-stop, .rb-glance, .rb-one";
const kept = () => trail.read(runbook.stored(backKey, undefined, "sessionStorage"), site.base.href);
const keep = (next) => runbook.stored(backKey, JSON.stringify(next), "sessionStorage");
/* Returns the page of the system that a link leads to; links in drawings have no text as their address. */
const pageAt = (link) => {
  const href = String(link.href.baseVal ?? link.href);
  const [path] = href.slice(site.base.href.length).split(/[?#]/);
  const isBelow = href.startsWith(`${site.base.href}${site.variant}/`);
  return isBelow ? `${path}${path.endsWith("/") ? "index.html" : ""}` : "";
};

const isInView = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > HEADER && top < innerHeight;
};
const isOpen = ({ dataset: { rbState } }) => !["done", "na"].includes(rbState);
/* Finds the item that a reader is at: the item of the link, or of the view of one item, else the first open item in view, else the next
   one in the list. Triggers are no work. */
const itemAt = (link) => {
  const target = link.closest(".rb-one") && document.getElementById(location.hash.slice(1));
  const own = (target || link).closest(".rb-item");
  if (own) return own;
  const list = link.closest("[data-rb-list]") || document;
  const items = [...list.querySelectorAll(".rb-item:not(:has(.rb-item))")]
    .filter((item) => item.offsetParent && !item.closest(".rb-list--triggers"));
  const seen = items.filter((item) => isInView(item.querySelector(".rb-item__head")));
  return seen.find(isOpen) || seen[0] || items.find(isInView) || (list === document ? null : items.find(isOpen));
};
const wordsOf = (item) => {
  const label = item.querySelector("label");
  const title = label.querySelector("strong");
  const all = [...label.childNodes].filter((node) => !node.matches?.(".rb-fact__label"));
  const parts = title ? [label.querySelector(".rb-number"), title] : all;
  const text = parts.map((part) => part?.textContent.trim()).filter(Boolean).join(" ");
  return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text;
};
const backFrom = (link) => {
  const item = itemAt(link);
  const [address] = location.href.split("#");
  const id = item?.querySelector(".rb-item__head").id;
  const title = runbook.titleOf(document.querySelector("h1"));
  return { page: site.page, href: id ? `${address}#${id}` : address, place: item ? wordsOf(item) : "", title };
};
const leave = plainClick((event) => {
  const link = event.target.closest("a[href]");
  const to = link && !event.defaultPrevented && !link.closest("dialog:not(.rb-one)") ? pageAt(link) : "";
  if (!to || to === site.page) return;
  const isWork = link.closest(WORK) || (URGENT.includes(to) && document.querySelector("[data-rb-box]"));
  const before = kept();
  if (link.matches(".rb-back a") || isWork) keep(trail.follow(before, to, backFrom(link)));
});

const show = ({ href, place, title }) => {
  const line = (look) => make("p", { class: look }, make("a", { href, dir: "auto" },
    place ? strings("back.item", { place, page: title }) : strings("back", { page: title })));
  document.querySelector("h1").before(line("rb-back rb-back--top"));
  for (const list of document.querySelectorAll('[data-rb-list^="procedures."]')) list.after(line("rb-back"));
  runbook.watchCovers();
};
const [visit] = performance.getEntriesByType("navigation");
const before = kept();
if (before.next || before.backs[site.page]) {
  const now = trail.arrive(before, site.page, /** @type {PerformanceNavigationTiming} */ (visit)?.type === "navigate");
  keep(now);
  if (now.backs[site.page]) show(now.backs[site.page]);
}
document.addEventListener("click", leave);
