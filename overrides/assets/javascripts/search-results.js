/* Fills the search dialog: filters, and results by system. While it is open, the address of the page has the query, to share it. */
const { make, site, search, finding, searchMarks, normalTexts, filters, strings, setAddress } = runbook;
const { field, status, dialog, PHASES } = search;
/* So many results are shown at first; systems share them. */
const MOST = 50;
/* A page without a system searches up to this many systems at once. Else the search adds a few systems that the query names. */
const FEW = 25;
const NAMED = 3;
/* After this many milliseconds, results of an index that still loads come below the others. */
const PATIENCE = 1500;
const TYPING = 60;
const loaded = [];
const titles = new Map();
const failed = new Set();
let reading = 0;
let [searchesAll, isWaiting, wasWaiting] = [false, false, false];
let question = "";
/* The systems that the query names, and the question for which they were looked up. */
const named = new Set();
let lookedUp = "";
/* What the list shows: of which indexes, how many hits, and whether they have all words, and as typed. */
const NOTHING = { indexes: [], hits: 0, isSure: false, isPartial: false, said: [] };
let shown = NOTHING;
let timer = 0;

const [role, phase] = ["role", "phase"].map((name) =>
  make("select", { "aria-label": strings(`search.${name}`), hidden: true }, make("option", { value: "" }, strings(`search.any-${name}`))));
const box = make("input", { type: "checkbox" });
const blocking = make("label", { class: "rb-search__blocking", hidden: true }, box, strings("search.blocking"));
const results = make("div", { class: "rb-search__results" });
const instead = runbook.button("", () => {
  field.value = instead.value;
  field.focus();
  update();
}, { class: "rb-search__more-button", hidden: true });
const all = runbook.button(strings("search.all"), () => {
  field.focus();
  addAll();
}, { class: "rb-search__wider", hidden: true });
const choices = make("div", { class: "rb-search__filters", change: () => update() }, role, phase, blocking);
status.before(choices);
status.after(instead, results, all);

const query = () => field.value.trim();
const wanted = () => ({ role: role.value, phase: phase.value, blocking: box.checked ? "1" : "" });
/* Restores the address of the page for the history; closing the dialog must then leave the address of the next page alone. */
const leave = runbook.plainClick(() => {
  setAddress(search.address);
  search.address = "";
  dialog.close();
});
const rowsOf = (hits, marks) => {
  const marked = (text) => searchMarks.pieces(text, marks).map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece));
  const link = (href, ...parts) => make("li", {}, make("a", { href, class: "rb-search__result", click: leave }, ...parts));
  return hits.map(({ entry, missing }) => link(search.to(entry.href),
    make("span", { class: `rb-search__kind rb-search__kind--${entry.kind}` }, strings(`kind.${entry.kind}`)),
    make("span", { class: "rb-search__title", dir: "auto" }, ...marked(entry.title)),
    entry.blocking ? make("span", { class: "rb-fact rb-fact--blocking" }, strings("search.blocking.word")) : "",
    entry.where.length ? make("span", { class: "rb-search__where", dir: "auto" }, entry.where.join(" · ")) : "",
    entry.more ? make("span", { class: "rb-search__more", dir: "auto" }, ...marked(entry.more)) : "",
    missing.length ? make("span", { class: "rb-search__where" }, strings("find.without", { words: missing.join(", ") })) : ""));
};
/* Lists the first hits of a system, and a button that shows more of them. */
const listOf = ({ id, hits, first }, marks) => {
  const list = make("ul", {}, ...rowsOf(hits.slice(0, first), marks));
  const left = () => hits.length - list.children.length;
  const label = () => strings(titles.get(id) ? "find.more-in" : "find.more", { n: left(), system: titles.get(id) });
  const more = left() > 0 && runbook.button(label(), () => {
    const rows = rowsOf(hits.slice(list.children.length, list.children.length + MOST), marks);
    list.append(...rows);
    more.textContent = label();
    more.hidden = !left();
    rows[0].querySelector("a").focus();
  }, { class: "rb-search__more-button" });
  const title = titles.get(id) || strings("find.site");
  const heading = (searchesAll || id !== site.variant) && make("h3", { class: "rb-search__system" }, title);
  return [heading, list, more].filter(Boolean);
};
const statusText = () => {
  const isAsked = query() || Object.values(wanted()).some(Boolean);
  const none = reading ? strings("search.loading") : query() ? strings("find.none", { query: query() })
    : isAsked ? strings("search.none") : failed.size ? "" : strings("search.hint");
  const first = shown.hits ? [...shown.said, strings("search.results", { n: shown.hits })] : [none];
  return [...first, ...[...failed].map((system) => strings("search.failed", { system }))].filter(Boolean).join(" ");
};
const clear = () => {
  shown = { ...NOTHING, indexes: [] };
  instead.hidden = true;
  results.replaceChildren();
};
/* Searches indexes and lists their hits below what is shown. If what is shown is a guess, hits with all words as typed replace it, unless
   the reader has gone on to it; other guesses are added only if nothing is shown. */
const addHits = (indexes, replaces = false) => {
  /* What loads first must not decide between hits of the same rank; the pages of the site come last. */
  indexes.sort((one, other) => Number(!one.id) - Number(!other.id) || one.title.localeCompare(other.title));
  const found = finding.find(indexes, query(), wanted());
  const isSure = found.hits.length > 0 && !found.isPartial && !found.corrections.length;
  if (shown.hits && !shown.isSure && (isSure || replaces) && !results.contains(document.activeElement)) {
    const every = [...shown.indexes, ...indexes];
    clear();
    addHits(every);
    return;
  }
  shown.indexes.push(...indexes);
  if (!found.hits.length || (shown.hits && !isSure)) return;
  const marks = searchMarks.marksOf(found.units);
  results.append(...searchMarks.grouped(found.hits, MOST, site.variant).flatMap((group) => listOf(group, marks)));
  const { isPartial } = found;
  const said = [...found.corrections.map(([word, other]) => strings("find.corrected", { word, other })), isPartial && strings("find.some")];
  shown = { ...shown, hits: shown.hits + found.hits.length, isSure, isPartial, said };
  if (found.offered) {
    const [word, other] = found.offered;
    instead.value = finding.fold(query()).replace(word, () => other);
    instead.textContent = strings("find.instead", { query: instead.value });
    instead.hidden = false;
  }
};
/* Enter opens the first hit. If that lacks a word, it may be of another system than the reader means: then it only has the focus. */
const openFirst = () => {
  const first = search.isEntered && !timer && results.querySelector("a");
  const isSettled = !reading && !isWaiting;
  if (isSettled || (first && !shown.isPartial)) search.isEntered = false;
  if (first && !shown.isPartial) first.click();
  else if (first && isSettled) first.focus();
};
const show = () => {
  const asked = JSON.stringify([query(), wanted(), searchesAll]);
  if (asked !== question) {
    question = asked;
    named.clear();
    if (site.variant && !searchesAll) failed.forEach((name) => name !== site.variant && failed.delete(name));
    clear();
  }
  const isReady = ({ id }) => (searchesAll ? !isWaiting || (site.variant && id === site.variant) : id === site.variant || named.has(id));
  const ready = loaded.filter((index) => isReady(index) && !shown.indexes.includes(index));
  if (ready.length) addHits(ready, wasWaiting);
  const isOpen = !searchesAll && shown.indexes.length > 0 && (!site.variant || !shown.isSure);
  if (isOpen && lookedUp !== question) readNamed();
  status.textContent = statusText();
  all.hidden = searchesAll;
  results.setAttribute("aria-busy", String(reading > 0));
  openFirst();
};
const update = () => {
  clearTimeout(timer);
  timer = 0;
  setAddress(filters.withQuery(search.address, { q: query(), ...wanted() }));
  show();
};
/* Returns an index, or null if it cannot be read; then the status has its name. */
const read = async (id, name) => {
  reading += 1;
  failed.delete(name);
  show();
  const index = await search.index(id).catch(() => null);
  reading -= 1;
  if (!index) failed.add(name);
  else if (index.title) titles.set(id, index.title);
  for (const [system, [title]] of Object.entries((index && index.systems) || {})) titles.set(system, title);
  return index;
};
const readSite = () => read("", location.host || "/");
const add = (index) => {
  if (index && !loaded.includes(index)) loaded.push(index);
  show();
};
/* Adds the systems that the query names, with a word of four letters or more. */
const readNamed = async () => {
  const asked = (lookedUp = question);
  reading += 1; // until the end: an older question must not settle this one
  const words = normalTexts.wordsOf(finding.fold(query())).filter(({ length }) => length > 3);
  const index = words.length ? await readSite() : null;
  const isNamed = ({ tokens }) => words.some((word) => tokens.some((token) => token.startsWith(word)));
  const others = index && asked === question ? index.found.filter(({ id, kind }) => kind === "system" && id !== site.variant) : [];
  for (const { id, title } of others.filter(({ home }) => isNamed(home)).slice(0, NAMED)) {
    named.add(id);
    read(id, title).then(add);
  }
  reading -= 1;
  show();
};
/* Adds all systems, and the pages of the site itself. Their hits are shown together, the best system first; indexes that load late come
   below, so that nothing moves under a finger. */
const addAll = async () => {
  [searchesAll, isWaiting] = [true, true];
  const index = await readSite();
  const indexes = [...titles].map(([id, title]) => read(id, title).then(add));
  add(index);
  await Promise.race([Promise.all(indexes), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  [isWaiting, wasWaiting] = [false, true];
  show();
  wasWaiting = false;
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
