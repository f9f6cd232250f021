/* The indexes to search, each loaded when somebody needs it, and the place of this page among them. */
const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const indexes = new Map();

/* The index scripts call this. `id` is that of the system, empty for the whole site. */
const load = (id, data) => indexes.set(id, { ...data, id, found: runbook.finding.entriesOf(id, data) });

/* A login page in the place of an index loads too, but brings no index. */
const index = async (id) => {
  await runbook.addScript(new URL(id ? `${encodeURIComponent(id)}/search.js` : "search.js", BASE).href, () => indexes.has(id));
  return indexes.get(id);
};

/* The system of this page, empty where it has none, and the page below the system's folder, such as `deploy-day/index.html`. */
const bar = document.querySelector(".rb-header");
const variant = (bar && bar.dataset.rbVariant) || "";
const page = () => {
  const path = location.pathname.endsWith("/") ? `${location.pathname}index.html` : location.pathname;
  return decodeURIComponent(path).slice(decodeURIComponent(new URL(variant ? `${variant}/` : "", BASE).pathname).length);
};

runbook.search = { load, index, variant, page, to: (href) => new URL(href, BASE).href };
