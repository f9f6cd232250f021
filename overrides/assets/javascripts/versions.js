/* Reads the releases beside this one from `versions.json`, and finds the current release and the same place in another release. */
const { places, site, stored } = runbook;
const NAME = /^(?!\.+$)[\w.+-]{1,64}$/;
const root = new URL("../", site.base);
const KEY = `runbook-versions:${root.pathname}`;
/* Returns the valid releases in the format of mike, which pages of earlier releases also read from the storage. */
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
/* Returns all releases, the newest first; without a network, the list that was read last. */
const ask = () => read().catch(() => checked(JSON.parse(stored(KEY)))).catch(() => []);
/* Returns the release that replaces this one: `latest`, or the first that is not a draft. Null if this release is not older. */
const successor = (found) => {
  const current = found.find(({ aliases }) => aliases.includes("latest")) || found.find(({ properties }) => !properties.draft);
  const at = found.findIndex(({ version }) => version === site.release);
  if (!current || current.version === site.release || (at < 0 ? site.isDraft : at < found.indexOf(current))) return null;
  return current;
};

const folder = (version) => new URL(`${encodeURIComponent(version)}/`, root);
/* Finds the link to the same place in another release: its `href`, the `kind` of place, and the item that is `gone` there. */
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
  return { href: places.below(base, path, known.id).href + (kind === "page" ? location.hash : ""), kind, gone };
};

runbook.versions = { ask, successor, linkTo, folder };
