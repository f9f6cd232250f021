/* The releases beside this one, from `versions.json` in the format of mike: which is the current one, and the same place in another. */
const { places, stored } = runbook;
const NAME = /^(?!\.+$)[\w.+-]{1,64}$/;
const KEY = `runbook-versions:${places.root.pathname}`;
const { rbRelease: own, rbDraft } = document.querySelector(".rb-header").dataset;

/* Known fields of known kinds, in the format of mike, which pages of earlier releases read from the storage too; entries that are not releases are left out. */
const checked = (data) =>
  (Array.isArray(data) ? data : []).filter((one) => one && typeof one.version === "string" && NAME.test(one.version)).map(({ version, title, aliases, properties }) => ({
    version,
    title: typeof title === "string" && title ? title : version,
    aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [],
    properties: { draft: Boolean(properties && properties.draft) },
  }));

const remembered = () => {
  try {
    return checked(JSON.parse(stored(KEY)));
  } catch {
    return [];
  }
};
/* All releases, the newest first. Without a network, as they were when they were last read. */
const ask = async () => {
  try {
    if (!navigator.onLine) throw new TypeError("offline");
    const answer = await fetch(new URL("versions.json", places.root), { cache: "no-cache" });
    const found = answer.ok ? checked(await answer.json()) : [];
    stored(KEY, found.length ? JSON.stringify(found) : null);
    return found;
  } catch {
    return remembered();
  }
};

/* The release to read instead of this page's: `latest`, or the first that is not a draft. Null where this is that release or a later one. */
const successor = (found) => {
  const current = found.find(({ aliases }) => aliases.includes("latest")) || found.find(({ properties }) => !properties.draft);
  const at = found.findIndex(({ version }) => version === own);
  if (!current || current.version === own || (at < 0 ? rbDraft !== undefined : at < found.indexOf(current))) return null;
  return current;
};

/* The page below its release's folder. */
const here = () => {
  const path = location.pathname.startsWith(places.base.pathname) ? location.pathname.slice(places.base.pathname.length) : "index.html";
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
};
const folder = (version) => new URL(`${encodeURIComponent(version)}/`, places.root);

/* The link from here to another release: `href`, the `kind` of place that it leads to, and what is `gone` there. */
const linkTo = async (version) => {
  const base = folder(version);
  const page = here();
  const same = { href: new URL(page, base).href + location.hash, kind: "page", gone: null };
  const home = { href: new URL("index.html", base).href, kind: "home", gone: null };
  if (!navigator.onLine) return same;
  if (!places.system) return (await places.exists(new URL(page, base))) === false ? home : same;
  const known = await places.of(base);
  if (known === null) return same;
  if (known === false) return { ...home, kind: "no-system" };
  const item = places.missing() || (runbook.switcher ? runbook.switcher.inView() : "");
  const { path, kind, gone } = places.find(known, item, page.slice(places.system.length + 1));
  return { href: places.below(base, path).href + (kind === "page" ? location.hash : ""), kind, gone };
};

runbook.versions = { own, ask, successor, linkTo, folder };
