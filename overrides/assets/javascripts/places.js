/* Where an item is: on which page of a release, or why it is gone; and links to items that have moved to another page. */
const { base, variant } = runbook.site;
const ADDRESS = /^[a-z][a-z-]*(\.[a-z0-9-]+)+$/;
const requests = new Map();
const record = (value) => new Map(Object.entries(value && typeof value === "object" && !Array.isArray(value) ? value : {}));
/* A page of the system in a release's folder; never one outside of it. */
const below = (release, path) => {
  const folder = new URL(`${variant}/`, release);
  const found = new URL(String(path), folder);
  return found.href.startsWith(folder.href) ? found : new URL("index.html", folder);
};
/* Each request is made once, until `forget`; null where it fails. */
const once = (url, more, read) => {
  const key = `${more.method} ${url}`;
  if (!requests.has(key)) requests.set(key, fetch(url, { cache: "no-cache", ...more }).then(read).catch(() => null));
  return requests.get(key);
};
/* Whether a page exists; null where the server does not say. */
const exists = (url) => once(url, { method: "HEAD" }, ({ ok, status }) => ok || (status === 404 ? false : null));
/* The pages and items of the system in a release: null where they cannot be read, false where the release does not have the system. */
const of = (release) => once(new URL(`${variant}/places.json`, release), { method: "GET" }, async (answer) => {
  if (!answer.ok) return (await exists(below(release, "index.html"))) === false ? false : null;
  const { pages, places, gone } = Object(await answer.json());
  return { pages: Array.isArray(pages) ? pages : [], places: record(places), gone: record(gone) };
});

const goneOf = (known, address) => {
  if (!known.gone.has(address)) return null;
  const { release, title, because } = Object(known.gone.get(address));
  return { release: String(release || ""), title: String(title || address), because: String(because || "") };
};
/* The page of an item in a release, else that of the nearest item around it, else the same page, else the first one of the system. */
const find = (known, address, page) => {
  const gone = known.places.has(address) ? null : goneOf(known, address);
  for (let at = address; at; at = at.split(".").slice(0, -2).join(".")) {
    if (known.places.has(at)) return { path: known.places.get(at), kind: at === address ? "same" : "holder", gone };
  }
  return known.pages.includes(page) ? { path: page, kind: "page", gone } : { path: "index.html", kind: "home", gone };
};
/* The item in the page's address, where the page does not have it. */
const missing = () => {
  const fragment = location.hash.slice(1);
  return variant && ADDRESS.test(fragment) && !document.getElementById(fragment) ? fragment : "";
};
/* Opens the page of an item that this page does not have; returns why it is gone if no page has it. */
const follow = async () => {
  const address = missing();
  const known = address ? await of(base) : null;
  if (!known || address !== missing()) return null;
  const there = known.places.has(address) ? below(base, known.places.get(address)) : null;
  if (there && there.href !== location.href) location.replace(there);
  return goneOf(known, address);
};

runbook.places = { of, find, goneOf, below, exists, missing, follow, forget: () => requests.clear() };
