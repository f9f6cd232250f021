/* Finds the page of an item in a release, or why the item is gone, and follows links to items that moved to another page. */
const { base, variant, former = [] } = runbook.site;
const ADDRESS = /^[a-z][a-z-]*(\.[a-z0-9-]+)+$/;
const requests = new Map();
const record = (value) => new Map(Object.entries(value && typeof value === "object" && !Array.isArray(value) ? value : {}));
/* Returns the address of a page of the system in a release, never one outside the folder of the system; `id` is that of the release. */
const below = (release, path, id = variant) => {
  const folder = new URL(`${id}/`, release);
  const found = new URL(String(path), folder);
  return found.href.startsWith(folder.href) ? found : new URL("index.html", folder);
};
/* Requests each address once until `forget`; null if the request fails. */
const once = (url, more, read) => {
  const key = `${more.method} ${url}`;
  if (!requests.has(key)) requests.set(key, fetch(url, { cache: "no-cache", ...more }).then(read).catch(() => null));
  return requests.get(key);
};
/* Returns whether a page exists, or null if the server does not say. */
const exists = (url) => once(url, { method: "HEAD" }, ({ ok, status }) => ok || (status === 404 ? false : null));
const withId = (release, id) => once(new URL(`${id}/places.json`, release), { method: "GET" }, async (answer) => {
  if (!answer.ok) return (await exists(below(release, "index.html", id))) === false ? false : null;
  const { pages, places, gone } = Object(await answer.json());
  return { id, pages: Array.isArray(pages) ? pages : [], places: record(places), gone: record(gone) };
});
/* Returns the pages and items of the system in a release: null if they cannot be read, false if the release does not have the system.
   In a release before the system was renamed, it has an earlier id. */
const of = async (release) => {
  let known = await withId(release, variant);
  for (const id of known === false ? former : []) known ||= await withId(release, id);
  return known;
};

const goneOf = (known, address) => {
  if (!known.gone.has(address)) return null;
  const { release, title, because } = Object(known.gone.get(address));
  return { release: String(release || ""), title: String(title || address), because: String(because || "") };
};
/* Finds the page of an item in a release, else of the nearest item around it, else the same page, else the first page of the system. */
const find = (known, address, page) => {
  const gone = known.places.has(address) ? null : goneOf(known, address);
  for (let at = address; at; at = at.split(".").slice(0, -2).join(".")) {
    if (known.places.has(at)) return { path: known.places.get(at), kind: at === address ? "same" : "holder", gone };
  }
  return known.pages.includes(page) ? { path: page, kind: "page", gone } : { path: "index.html", kind: "home", gone };
};
/* Returns the item in the address of the page if the page does not have this item. */
const missing = () => {
  const fragment = location.hash.slice(1);
  return variant && ADDRESS.test(fragment) && !document.getElementById(fragment) ? fragment : "";
};
/* Opens the page that has the item in the address; if no page has the item, returns why it is gone. */
const follow = async () => {
  const address = missing();
  const known = address ? await of(base) : null;
  if (!known || address !== missing()) return null;
  const there = known.places.has(address) ? below(base, known.places.get(address)) : null;
  if (there && there.href !== location.href) location.replace(there);
  return goneOf(known, address);
};

runbook.places = { of, find, goneOf, below, exists, missing, follow, forget: () => requests.clear() };
