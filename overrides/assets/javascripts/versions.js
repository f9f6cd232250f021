/* The releases beside this one, by `versions.json` in mike's format: which is current, and this very place in another. */
(() => {
  "use strict";
  const { runbook } = window;
  const { places } = runbook;
  const NAME = /^(?!\.+$)[\w.+-]{1,64}$/;
  const KEPT = `runbook-versions:${places.root.pathname}`;
  const bar = document.querySelector(".rb-header");
  const own = bar.dataset.rbRelease;
  const draft = bar.dataset.rbDraft !== undefined;

  /* Known fields of known kinds; what is no release is left out. */
  const checked = (data) =>
    (Array.isArray(data) ? data : []).filter((one) => one && typeof one.version === "string" && NAME.test(one.version)).map(({ version, title, aliases, properties }) => ({
      version,
      title: typeof title === "string" && title ? title : version,
      aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [],
      properties: { draft: Boolean(properties && properties.draft) },
    }));

  const storage = (act) => {
    try {
      return act(window.localStorage);
    } catch {
      return null;
    }
  };

  /* All releases, the newest first. Without a network, as they were when they were last read. */
  const ask = async () => {
    try {
      if (!navigator.onLine) throw new TypeError("offline");
      const answer = await fetch(new URL("versions.json", places.root), { cache: "no-cache" });
      const found = answer.ok ? checked(await answer.json()) : [];
      storage((kept) => (found.length ? kept.setItem(KEPT, JSON.stringify(found)) : kept.removeItem(KEPT)));
      return found;
    } catch {
      return checked(storage((kept) => JSON.parse(kept.getItem(KEPT))));
    }
  };

  /* The release that people should read: `latest`, else the first that is no draft. */
  const current = (found) => found.find(({ aliases }) => aliases.includes("latest")) || found.find(({ properties }) => !properties.draft) || null;

  /* The release that has taken the place of this page's; null while none has, and for one that came after the current. */
  const successor = (found) => {
    const best = current(found);
    const at = found.findIndex(({ version }) => version === own);
    if (!best || best.version === own || (at < 0 ? draft : at < found.indexOf(best))) return null;
    return best;
  };

  /* The page below its release's folder. */
  const here = () => {
    const path = location.pathname.startsWith(places.base.pathname) ? location.pathname.slice(places.base.pathname.length) : "index.html";
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  };

  /* What the page is read for: what it was asked for in vain, else what is in view. */
  const address = () => places.lost() || (runbook.switcher ? runbook.switcher.inView() : "");

  const folder = (version) => new URL(`${encodeURIComponent(version)}/`, places.root);

  /* The way from here to another release: `href`, the `kind` of place that it is, and what is `gone` there. */
  const way = async (version) => {
    const base = folder(version);
    const page = here();
    const same = { href: new URL(page, base).href + location.hash, kind: "page", gone: null };
    if (!navigator.onLine) return same;
    if (!places.system) return (await places.exists(new URL(page, base))) === false ? { href: new URL("index.html", base).href, kind: "home", gone: null } : same;
    const told = await places.of(base);
    if (told === null) return same;
    if (told === false) return { href: new URL("index.html", base).href, kind: "no-system", gone: null };
    const { path, kind, gone } = places.find(told, address(), page.slice(places.system.length + 1));
    return { href: places.below(base, path).href + (kind === "page" ? location.hash : ""), kind, gone };
  };

  runbook.versions = { own, ask, current, successor, way, address, folder };
})();
