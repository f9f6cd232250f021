/* Fills the search dialog: filters, and results by system. While it is open, the address of the page has the query, to share it. */
const { make, site, search, finding, filters, strings, setAddress } = runbook;
const { field, status, dialog, PHASES } = search;
const MOST = 50;
/* A page without a system searches up to this many systems at once. */
const FEW = 8;
/* After this many milliseconds, an index that still loads is shown after the others. */
const PATIENCE = 2000;
const TYPING = 60;
const loaded = [];
const failed = new Set();
let reading = 0;
let searchesAll = false;
let question = "";
let [searched, found, shown] = [0, 0, 0];
let timer = 0;

const [role, phase] = ["role", "phase"].map((name) =>
  make("select", { "aria-label": strings(`search.${name}`), hidden: true }, make("option", { value: "" }, strings(`search.any-${name}`))));
const box = make("input", { type: "checkbox" });
const blocking = make("label", { class: "rb-search__blocking", hidden: true }, box, strings("search.blocking"));
const results = make("div", { class: "rb-search__results" });
const all = runbook.button(strings("search.all"), () => {
  field.focus();
  addAll();
}, { class: "rb-search__wider", hidden: true });
const choices = make("div", { class: "rb-search__filters", change: () => update() }, role, phase, blocking);
status.before(choices);
status.after(results, all);

const query = () => field.value.trim();
const wanted = () => ({ role: role.value, phase: phase.value, blocking: box.checked ? "1" : "" });
const marked = (text) => finding.pieces(text, query()).map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece));
/* Restores the address of the page for the history; closing the dialog must then leave the address of the next page alone. */
const leave = runbook.plainClick(() => {
  setAddress(search.address);
  search.address = "";
  dialog.close();
});
const row = (entry) => make("li", {}, make("a", { href: search.to(entry.href), class: "rb-search__result", click: leave },
  make("span", { class: `rb-search__kind rb-search__kind--${entry.kind}` }, strings(`kind.${entry.kind}`)),
  make("span", { class: "rb-search__title", dir: "auto" }, ...marked(entry.title)),
  entry.blocking ? make("span", { class: "rb-fact rb-fact--blocking" }, strings("search.blocking.word")) : "",
  entry.where.length ? make("span", { class: "rb-search__where", dir: "auto" }, entry.where.join(" · ")) : "",
  entry.more ? make("span", { class: "rb-search__more", dir: "auto" }, ...marked(entry.more)) : ""));

const statusText = () => {
  const isAsked = query() || Object.values(wanted()).some(Boolean);
  const none = reading ? "search.loading" : isAsked ? "search.none" : failed.size ? "" : "search.hint";
  const more = found > shown && strings("search.more", { n: shown });
  const first = found ? strings("search.results", { n: found }) : none && strings(none);
  return [first, more, ...[...failed].map((system) => strings("search.failed", { system }))].filter(Boolean).join(" ");
};
/* Adds the results of indexes that loaded since below those that are shown, which keep their place and the focus. */
const show = () => {
  const asked = JSON.stringify([query(), wanted(), searchesAll]);
  if (asked !== question) {
    question = asked;
    [searched, found, shown] = [0, 0, 0];
    results.replaceChildren();
  }
  for (const { title, found: entries } of loaded.slice(searched)) {
    const matches = finding.find(entries, query(), wanted());
    const rows = matches.slice(0, MOST - shown).map(row);
    found += matches.length;
    shown += rows.length;
    if (rows.length && searchesAll && title) results.append(make("h3", { class: "rb-search__system" }, title));
    if (rows.length) results.append(make("ul", {}, ...rows));
  }
  searched = loaded.length;
  status.textContent = statusText();
  all.hidden = searchesAll;
  results.setAttribute("aria-busy", String(reading > 0));
  const first = search.isEntered && !timer && runbook.linksIn(results)[0];
  if (first || !reading) search.isEntered = false;
  if (first) first.click();
};
const update = () => {
  clearTimeout(timer);
  timer = 0;
  show();
  setAddress(filters.withQuery(search.address, { q: query(), ...wanted() }));
};
/* Returns an index, or null if it cannot be read; then the status has its name. */
const read = async (id, name) => {
  reading += 1;
  failed.delete(name);
  show();
  const index = await search.index(id).catch(() => null);
  reading -= 1;
  if (!index) failed.add(name);
  return index;
};
const readSite = () => read("", location.host || "/");
const add = (index) => {
  if (index && !loaded.includes(index)) loaded.push(index);
  show();
};
/* Adds the system of the page first, then the others by name, then the pages of the site itself. Late indexes come last. */
const addAll = async () => {
  searchesAll = true;
  const index = await readSite();
  const systems = Object.entries((index && index.systems) || {}).map(([id, [title]]) => [id, title]);
  systems.sort(([one, a], [other, b]) => Number(other === site.variant) - Number(one === site.variant) || a.localeCompare(b));
  const indexes = systems.map(([id, title]) => read(id, title));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  for (const other of indexes) await Promise.race([other.then(add), late]);
  add(index);
};
/* Offers as filters the roles of the page's system and its phases that have an entry. */
const fillFilters = (index, given) => {
  const parts = new Set(index.found.filter(({ kind }) => kind !== "page").map(({ part }) => part));
  const pages = index.pages.map(([path, title]) => [path.split("/")[0], title]);
  const phases = pages.filter(([part]) => PHASES.includes(part) && parts.has(part));
  for (const [select, pairs, value] of [[role, Object.entries(index.roles), given.role], [phase, phases, given.phase]]) {
    if (select.options.length === 1) select.append(...pairs.map(([id, text]) => make("option", { value: id }, text)));
    select.hidden = !pairs.length;
    if (value) select.value = value;
  }
  blocking.hidden = !index.found.some((entry) => entry.blocking);
  box.checked = Boolean(given.blocking) && !blocking.hidden;
};

search.update = () => {
  clearTimeout(timer);
  results.setAttribute("aria-busy", "true");
  timer = setTimeout(update, TYPING);
};
search.start = async (given = {}) => {
  const index = site.variant ? await read(site.variant, site.variant) : await readSite();
  if (index && site.variant) fillFilters(index, given);
  if (index && !site.variant && Object.keys(index.systems).length <= FEW) addAll();
  else add(index);
};

dialog.addEventListener("keydown", (event) => {
  if (event.target === field && ["Enter", "ArrowDown"].includes(event.key)) update();
  runbook.moveByKeys(field, results, event);
});
dialog.addEventListener("close", () => clearTimeout(timer));
