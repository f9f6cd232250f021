/* Shows which pages and systems are saved on this device, and on the home page saves and removes systems. Only the worker knows: browsers
   remove saved files when space is short. */
const { make, button, strings, setContent, site, offline, staleness, language } = runbook;
const cards = [...document.querySelectorAll("[data-rb-saved]")];
const panel = make("section", { class: "rb-offline", "aria-labelledby": "rb-offline" });
const place = cards.length ? document.querySelector("main article") : null;
const status = make("p", { role: "status" });
const bar = make("progress", { hidden: true, "aria-label": strings("saved.title") });
const acts = make("p", { class: "rb-actions" });
const list = make("ul", { class: "rb-offline__systems" });
const rows = make("details", { class: "rb-since" }, make("summary", {}, strings("saved.each")), list);
let found = { systems: [], pages: [] };
let isBusy = false;
let watching = null;

const size = (bytes) => {
  const [unit, part] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: unit === "kilobyte" ? 0 : 1 }).format(bytes / part);
};
const sum = (systems) => systems.reduce((all, { bytes }) => all + bytes, 0);
/* Returns the path of the page that a link leads to; empty for links that leave the site, files and the open page. */
const pathOf = (link) => {
  if (!link.href.startsWith(site.base.href)) return "";
  const path = decodeURIComponent(link.pathname.slice(site.base.pathname.length)).replace(/(^|\/)$/, "$1index.html");
  return path.endsWith(".html") && path !== site.page ? path : "";
};
const markLinks = () => {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[href]"))) {
    const path = pathOf(link);
    if (offline.isOffline() && path && !found.pages.includes(path)) link.dataset.rbUnsaved = strings("saved.not");
    else delete link.dataset.rbUnsaved;
  }
};
/* Results of a search and other lists are made later. */
const watch = () => {
  if (!watching) (watching = new MutationObserver(markLinks)).observe(document.body, { childList: true, subtree: true });
};

const failure = (reason) => {
  if (reason === "full") return strings("saved.full");
  return strings(navigator.onLine && !/fetch|network/i.test(reason) ? "saved.refused" : "saved.lost");
};
const save = async (systems) => {
  isBusy = true;
  bar.max = sum(systems);
  bar.value = 0;
  bar.hidden = false;
  /* Asks the browser to keep the files when space is short; it may refuse. */
  await navigator.storage?.persist?.().catch(() => {});
  let failed = "";
  for (const [at, { id, title, bytes }] of systems.entries()) {
    setContent(status, strings("saved.progress", { n: at + 1, all: systems.length, system: title }));
    ({ failed } = await offline.ask({ keep: id, saved: true }));
    if (failed) break;
    bar.value += bytes;
  }
  isBusy = false;
  bar.hidden = true;
  await runbook.showSaved();
  if (failed) setContent(status, failure(failed));
};
const remove = async (id) => {
  await offline.ask({ remove: id, saved: true });
  await runbook.showSaved();
};
const showPanel = () => {
  const { systems } = found;
  const [saved, others] = [systems.filter(({ at }) => at), systems.filter(({ at }) => !at)];
  const canLoad = !offline.isOffline();
  setContent(status, strings(saved.length ? "saved.some" : "saved.none", { n: saved.length, all: systems.length, size: size(sum(saved)) }));
  const all = canLoad && others.length ? button(strings("saved.all", { size: size(sum(others)) }), () => save(others)) : "";
  setContent(acts, all || (canLoad || !others.length ? "" : strings("saved.connect")));
  setContent(list, ...systems.map((one) => make("li", {}, make("span", { dir: "auto" }, one.title), ` · ${size(one.bytes)} `,
    canLoad ? button(strings(one.at ? "saved.remove" : "saved.save"), () => (one.at ? remove(one.id) : save([one])), {
      "aria-label": `${strings(one.at ? "saved.remove" : "saved.save")}: ${one.title}`,
    }) : "")));
  if (!panel.isConnected) {
    panel.append(make("h2", { id: "rb-offline" }, strings("saved.title")), status, bar, acts, rows);
    place.append(panel);
  }
};
const showCards = () => {
  for (const card of cards) {
    const link = card.closest("section").querySelector("a");
    const system = found.systems.find(({ id }) => pathOf(link).startsWith(`${id}/`));
    if (!system) continue;
    card.classList.toggle("rb-saved--not", !system.at);
    setContent(card, system.at ? strings("saved.at", { date: staleness.date(Date.parse(system.at)) }) : strings("saved.not"));
  }
};

runbook.showSaved = async () => {
  if (isBusy) return;
  found = (await offline.ask({ saved: true })) || found;
  if (offline.isOffline()) watch();
  markLinks();
  showCards();
  if (place && found.systems.length) showPanel();
};
