/* The releases beside this one, from `versions.json` in the format of mike: which is the current one, and the same place in another. */
const { places, site, stored } = runbook;
const NAME = /^(?!\.+$)[\w.+-]{1,64}$/;
const root = new URL("../", site.base);
const KEY = `runbook-versions:${root.pathname}`;
/* The releases with their known fields, in the format of mike, which pages of earlier releases read from the storage too. */
const checked = (data) => {
  const known = data.filter((one) => one && typeof one.version === "string" && NAME.test(one.version));
  return known.map(({ version, title, aliases, properties }) => {
    const draft = Boolean(properties && properties.draft);
    return { version, title: String(title || version), aliases: Array.isArray(aliases) ? aliases.map(String) : [], properties: { draft } };
  });
};

const read = async () => {
  if (!navigator.onLine) throw new TypeError("offline");
  const answer = await fetch(new URL("versions.json", root), { cache: "no-cache" });
  const found = answer.ok ? checked(await answer.json()) : [];
  stored(KEY, found.length ? JSON.stringify(found) : null);
  return found;
};
/* All releases, the newest first. Without a network, as they were when they were last read. */
const ask = () => read().catch(() => checked(JSON.parse(stored(KEY)))).catch(() => []);
/* The release to read instead of this page's: `latest`, or the first that is not a draft. Null where this one is not older. */
const successor = (found) => {
  const current = found.find(({ aliases }) => aliases.includes("latest")) || found.find(({ properties }) => !properties.draft);
  const at = found.findIndex(({ version }) => version === site.release);
  if (!current || current.version === site.release || (at < 0 ? site.isDraft : at < found.indexOf(current))) return null;
  return current;
};

const folder = (version) => new URL(`${encodeURIComponent(version)}/`, root);
/* The link from here to another release: `href`, the `kind` of place that it leads to, and what is `gone` there. */
const linkTo = async (version) => {
  const base = folder(version);
  const page = new URL(site.page, base);
  const same = { href: page.href + location.hash, kind: "page", gone: null };
  const home = { href: new URL("index.html", base).href, kind: "home", gone: null };
  if (!navigator.onLine) return same;
  if (!site.variant) return (await places.exists(page)) === false ? home : same;
  const known = await places.of(base);
  if (!known) return known === null ? same : { ...home, kind: "no-system" };
  const item = places.missing() || (runbook.switcher ? runbook.switcher.inView() : "");
  const { path, kind, gone } = places.find(known, item, site.pageOfSystem);
  return { href: places.below(base, path).href + (kind === "page" ? location.hash : ""), kind, gone };
};

runbook.versions = { ask, successor, linkTo, folder };
