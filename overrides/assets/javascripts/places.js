/* Where addresses stand: what a release tells of one system, and fragments that a page does not hold led to where they are now. */
(() => {
  "use strict";
  const { runbook } = window;
  const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const ADDRESS = /^[a-z][a-z-]*(\.[a-z0-9-]+)+$/;
  const bar = document.querySelector(".rb-header");
  const system = bar.dataset.rbVariant || "";
  const asked = new Map();
  const has = (record, name) => Object.hasOwn(record, name);
  const record = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

  /* A page below a release's folder for a system; none that leads out of it. */
  const below = (base, path) => {
    const folder = new URL(`${system}/`, base);
    const found = new URL(String(path), folder);
    return found.href.startsWith(folder.href) ? found : new URL("index.html", folder);
  };

  /* Each question is asked once, until `forget`. */
  const once = (url, ask) => {
    if (!asked.has(url.href)) asked.set(url.href, ask().catch(() => null));
    return asked.get(url.href);
  };

  /* Whether a page is there; null where nobody answers. */
  const exists = (url) =>
    once(url, async () => {
      const { ok, status } = await fetch(url, { method: "HEAD", cache: "no-cache" });
      return ok || (status === 404 ? false : null);
    });

  /* What the release in a folder tells of the system in view: null where it cannot be read, false where the system is not in it. */
  const of = (base) => {
    const url = new URL(`${system}/places.json`, base);
    return once(url, async () => {
      const answer = await fetch(url, { cache: "no-cache" });
      if (!answer.ok) return (await exists(below(base, "index.html"))) === false ? false : null;
      const { pages, places, gone } = record(await answer.json());
      return { pages: Array.isArray(pages) ? pages : [], places: record(places), gone: record(gone) };
    });
  };

  /* What became of an address, if that is told. */
  const goneOf = (told, address) => {
    if (!has(told.gone, address)) return null;
    const { release, title, because } = record(told.gone[address]);
    return { release: String(release || ""), title: String(title || address), because: String(because || "") };
  };

  /* The way to an address in a release, else to the nearest that held it, else to the page, else to the system's first one. */
  const find = (told, address, page) => {
    const gone = address && !has(told.places, address) ? goneOf(told, address) : null;
    for (let at = address; at; at = at.split(".").slice(0, -2).join(".")) {
      if (has(told.places, at)) return { path: told.places[at], kind: at === address ? "same" : "holder", gone };
    }
    return told.pages.includes(page) ? { path: page, kind: "page", gone } : { path: "index.html", kind: "home", gone };
  };

  const fragment = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  /* The address that the page was asked for and does not hold. */
  const lost = () => (system && ADDRESS.test(fragment()) && !document.getElementById(fragment()) ? fragment() : "");

  /* A page that lacks what it was asked for leads to where that is now; what is gone is told. */
  const follow = async () => {
    const address = lost();
    const told = address ? await of(BASE) : null;
    if (!told || address !== lost()) return null;
    const there = has(told.places, address) ? below(BASE, told.places[address]) : null;
    if (there && there.href !== location.href) location.replace(there);
    return goneOf(told, address);
  };

  runbook.places = { base: BASE, root: new URL("../", BASE), system, of, find, goneOf, below, exists, lost, follow, forget: () => asked.clear() };
})();
