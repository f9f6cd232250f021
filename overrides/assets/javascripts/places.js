/* Where an item is: on which page of a release, or why it is gone; and links to items that have moved to another page. */
const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const ADDRESS = /^[a-z][a-z-]*(\.[a-z0-9-]+)+$/;
const system = document.querySelector(".rb-header").dataset.rbVariant || "";
const requests = new Map();
const has = (record, name) => Object.hasOwn(record, name);
const record = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

/* A page of the system in a release's folder; never one outside of it. */
const below = (base, path) => {
  const folder = new URL(`${system}/`, base);
  const found = new URL(String(path), folder);
  return found.href.startsWith(folder.href) ? found : new URL("index.html", folder);
};

/* Each request is made once, until `forget`; null where it fails. */
const once = (url, request) => {
  if (!requests.has(url.href)) requests.set(url.href, request().catch(() => null));
  return requests.get(url.href);
};
/* Whether a page exists; null where the server does not say. */
const exists = (url) =>
  once(url, async () => {
    const { ok, status } = await fetch(url, { method: "HEAD", cache: "no-cache" });
    return ok || (status === 404 ? false : null);
  });
/* The pages and items of the system in a release: null where they cannot be read, false where the release does not have the system. */
const of = (base) => {
  const url = new URL(`${system}/places.json`, base);
  return once(url, async () => {
    const answer = await fetch(url, { cache: "no-cache" });
    if (!answer.ok) return (await exists(below(base, "index.html"))) === false ? false : null;
    const { pages, places, gone } = record(await answer.json());
    return { pages: Array.isArray(pages) ? pages : [], places: record(places), gone: record(gone) };
  });
};

/* What a release has on record about an item that is gone. */
const goneOf = (known, address) => {
  if (!has(known.gone, address)) return null;
  const { release, title, because } = record(known.gone[address]);
  return { release: String(release || ""), title: String(title || address), because: String(because || "") };
};

/* The page of an item in a release, else that of the nearest item around it, else the same page, else the first one of the system. */
const find = (known, address, page) => {
  const gone = address && !has(known.places, address) ? goneOf(known, address) : null;
  for (let at = address; at; at = at.split(".").slice(0, -2).join(".")) {
    if (has(known.places, at)) return { path: known.places[at], kind: at === address ? "same" : "holder", gone };
  }
  return known.pages.includes(page) ? { path: page, kind: "page", gone } : { path: "index.html", kind: "home", gone };
};

/* The item in the page's address, where the page does not have it. */
const missing = () => {
  try {
    const fragment = decodeURIComponent(location.hash.slice(1));
    return system && ADDRESS.test(fragment) && !document.getElementById(fragment) ? fragment : "";
  } catch {
    return "";
  }
};
/* Opens the page of an item that this page does not have; returns why it is gone if no page has it. */
const follow = async () => {
  const address = missing();
  const known = address ? await of(BASE) : null;
  if (!known || address !== missing()) return null;
  const there = has(known.places, address) ? below(BASE, known.places[address]) : null;
  if (there && there.href !== location.href) location.replace(there);
  return goneOf(known, address);
};

runbook.places = { base: BASE, root: new URL("../", BASE), system, of, find, goneOf, below, exists, missing, follow, forget: () => requests.clear() };
