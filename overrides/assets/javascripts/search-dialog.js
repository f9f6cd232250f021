/* The search: a field, filters, results by system. The address of the page carries the query while the dialog is open, so that it can be shared. */
const { make, search, finding, filters, strings, setAddress } = runbook;
const PHASES = ["prepare", "deploy-day", "follow-up", "operate", "rollback", "incident"];
const MOST = 50;
/* With this many systems or fewer, a page of no system searches them all at once. */
const FEW = 8;
/* Milliseconds; an index that takes longer is shown after the others. */
const PATIENCE = 2000;
const TYPING = 60;
const LATE = Symbol("late");
let ui = null;

const option = (value, text) => make("option", { value }, text);

const build = () => {
  const field = make("input", {
    type: "text", role: "searchbox", class: "rb-search__field", "aria-label": strings("search.field"), placeholder: strings("search.field"),
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const role = make("select", { "aria-label": strings("search.role"), hidden: true }, option("", strings("search.any-role")));
  const phase = make("select", { "aria-label": strings("search.phase"), hidden: true }, option("", strings("search.any-phase")));
  const box = make("input", { type: "checkbox" });
  const blocking = make("label", { class: "rb-search__blocking", hidden: true }, box, strings("search.blocking"));
  const status = make("p", { class: "rb-search__status", role: "status" }, strings("search.hint"));
  const results = make("div", { class: "rb-search__results" });
  const all = runbook.button(strings("search.all"), () => {
    field.focus();
    addAll();
  }, { class: "rb-search__wider", hidden: true });
  const made = runbook.dialog(strings("search.title"), "rb-search", field, make("div", { class: "rb-search__filters" }, role, phase, blocking), status, results, all);
  let timer = 0;
  const update = () => {
    clearTimeout(timer);
    show();
    const { query, ...wanted } = asked();
    setAddress(filters.withQuery(ui.address, { q: query, ...wanted, blocking: wanted.blocking ? "1" : "" }));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    results.setAttribute("aria-busy", "true");
    timer = setTimeout(update, TYPING);
  });
  for (const control of [role, phase, box]) control.addEventListener("change", update);
  made.element.addEventListener("keydown", (event) => {
    if (event.target === field && ["Enter", "ArrowDown"].includes(event.key)) {
      clearTimeout(timer);
      show();
    }
    runbook.moveByKeys(field, results, event);
  });
  made.element.addEventListener("close", () => ui.address && setAddress(ui.address));
  return { ...made, field, role, phase, box, blocking, status, results, all, loaded: [], failed: new Set(), reading: 0, searchesAll: false, address: "", question: "" };
};

const asked = () => ({ query: ui.field.value.trim(), role: ui.role.value, phase: ui.phase.value, blocking: ui.box.checked });

const marked = (text, query) => finding.pieces(text, query).map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece));

const row = (entry, query) => {
  const link = make("a", { href: search.to(entry.href), class: "rb-search__result" },
    make("span", { class: `rb-search__kind rb-search__kind--${entry.kind}` }, strings(`kind.${entry.kind}`)),
    make("span", { class: "rb-search__title", dir: "auto" }, ...marked(entry.title, query)),
    entry.blocking ? make("span", { class: "rb-fact rb-fact--blocking" }, strings("search.blocking.word")) : null,
    entry.where.length ? make("span", { class: "rb-search__where", dir: "auto" }, entry.where.join(" · ")) : null,
    entry.more ? make("span", { class: "rb-search__more", dir: "auto" }, ...marked(entry.more, query)) : null);
  /* The page's own address goes into the history; closing must not change the address of the next page. */
  runbook.onPlainClick(link, () => {
    setAddress(ui.address);
    ui.address = "";
    ui.close();
  });
  return make("li", {}, link);
};

const statusText = ({ query, role, phase, blocking }) => {
  const failed = [...ui.failed].map((system) => strings("search.failed", { system }));
  if (ui.found) return [strings("search.results", { n: ui.found }), ui.found > ui.shown ? strings("search.more", { n: ui.shown }) : "", ...failed];
  if (ui.reading) return [strings("search.loading"), ...failed];
  if (query || role || phase || blocking) return [strings("search.none"), ...failed];
  return failed.length ? failed : [strings("search.hint")];
};

/* Results that are shown keep their place, and with it the focus; those of indexes that load later are added below. */
const show = () => {
  const { query, ...wanted } = asked();
  const question = JSON.stringify([query, wanted, ui.searchesAll]);
  if (question !== ui.question) {
    Object.assign(ui, { question, searched: 0, found: 0, shown: 0 });
    ui.results.replaceChildren();
  }
  for (const index of ui.loaded.slice(ui.searched)) {
    const found = finding.find(index.found, query, wanted);
    const rows = found.slice(0, MOST - ui.shown);
    ui.found += found.length;
    ui.shown += rows.length;
    if (!rows.length) continue;
    if (ui.searchesAll && index.title) ui.results.append(make("h3", { class: "rb-search__system" }, index.title));
    ui.results.append(make("ul", {}, ...rows.map((entry) => row(entry, query))));
  }
  ui.searched = ui.loaded.length;
  ui.status.textContent = statusText({ query, ...wanted }).filter(Boolean).join(" ");
  ui.all.hidden = ui.searchesAll;
  ui.results.setAttribute("aria-busy", String(ui.reading > 0));
};

/* An index; null, and its name in the status, while it cannot be read. */
const read = async (id, name) => {
  ui.reading += 1;
  show();
  try {
    const index = await search.index(id);
    ui.failed.delete(name);
    return index;
  } catch {
    ui.failed.add(name);
    return null;
  } finally {
    ui.reading -= 1;
  }
};

const add = (index) => {
  if (index && !ui.loaded.includes(index)) ui.loaded.push(index);
  show();
};

/* The system of the page first, then the others by name, then the pages of the site itself. Indexes that are late come last. */
const addAll = async () => {
  ui.searchesAll = true;
  ui.all.hidden = true;
  const site = await read("", location.host || "/");
  const systems = Object.entries((site && site.systems) || {}).map(([id, [title]]) => [id, title]);
  systems.sort(([one, a], [other, b]) => Number(other === search.variant) - Number(one === search.variant) || a.localeCompare(b));
  const readings = systems.map(([id, title]) => read(id, title));
  const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE, LATE));
  const late = [];
  for (const reading of readings) {
    const index = await Promise.race([reading, waited]);
    if (index === LATE) late.push(reading);
    else add(index);
  }
  add(site);
  for (const reading of late) reading.then(add);
};

/* The filters that the system of the page has: the roles that do its work, the phases with an entry. */
const fillFilters = (index, wanted) => {
  const parts = new Set(index.found.filter(({ kind }) => kind !== "page").map(({ part }) => part));
  const phases = index.pages.map(([address, title]) => [address.split("/")[0], title]).filter(([part]) => PHASES.includes(part) && parts.has(part));
  for (const [select, pairs] of [[ui.role, Object.entries(index.roles)], [ui.phase, phases]]) {
    if (select.options.length === 1) select.append(...pairs.map(([value, text]) => option(value, text)));
    select.hidden = !pairs.length;
  }
  ui.blocking.hidden = !index.found.some(({ blocking }) => blocking);
  if (wanted.role) ui.role.value = wanted.role;
  if (wanted.phase) ui.phase.value = wanted.phase;
  ui.box.checked = Boolean(wanted.blocking) && !ui.blocking.hidden;
};

const addFirst = async (wanted) => {
  const index = search.variant ? await read(search.variant, search.variant) : await read("", location.host || "/");
  if (index && search.variant) fillFilters(index, wanted);
  if (index && !search.variant && Object.keys(index.systems).length <= FEW) await addAll();
  else add(index);
};

search.open = (wanted = {}) => {
  ui = ui || build();
  if (ui.element.open) return;
  ui.address = location.href;
  if (wanted.query) ui.field.value = wanted.query;
  ui.open();
  ui.field.focus();
  ui.field.select();
  addFirst(wanted);
};

/* A shared link opens the search as it was; on the page of a phase, role and blocking alone filter the page itself. */
const given = new URLSearchParams(location.search);
const wanted = { ...filters.filterOf(location.search), query: given.get("q") || "", phase: given.get("phase") || "" };
const filtersPage = PHASES.includes(search.page().split("/")[0]);
if (wanted.query || wanted.phase || (!filtersPage && (wanted.role || wanted.blocking))) {
  search.open(wanted);
  ui.address = filters.withQuery(location.href, { q: "", phase: "", ...(filtersPage ? {} : { role: "", blocking: "" }) });
}
for (const button of document.querySelectorAll("[data-rb-search]")) button.addEventListener("click", () => search.open());
