/* The search: a field, filters, results by system. The address of the page carries what is searched for, so that it can be shared. */
(() => {
  "use strict";
  const { make, search, strings } = window.runbook;
  const PHASES = ["prepare", "deploy-day", "follow-up", "operate", "rollback", "incident"];
  const MOST = 50;
  /* With this many systems or fewer, a page of no system searches them all at once. */
  const FEW = 8;
  /* Milliseconds for which an index that does not come holds back those behind it. */
  const PATIENCE = 2000;
  const LATE = Symbol("late");
  let ui = null;

  const option = (value, words) => make("option", { value }, words);

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
    const wider = make("button", { type: "button", class: "rb-search__wider", hidden: true }, strings("search.all"));
    const filters = make("div", { class: "rb-search__filters" }, role, phase, blocking);
    const dialog = window.runbook.dialog(strings("search.title"), "rb-search", field, filters, status, results, wider);
    return { ...dialog, field, role, phase, box, blocking, status, results, wider, loaded: [], failed: [], reading: 0, wide: false, address: "", question: "" };
  };

  const asked = () => ({ query: ui.field.value.trim(), role: ui.role.value, phase: ui.phase.value, blocking: ui.box.checked });

  const share = () => {
    const { query, role, phase, blocking } = asked();
    const url = new URL(ui.address);
    for (const name of ["q", "role", "phase", "blocking"]) url.searchParams.delete(name);
    if (query) url.searchParams.set("q", query);
    if (role) url.searchParams.set("role", role);
    if (phase) url.searchParams.set("phase", phase);
    if (blocking) url.searchParams.set("blocking", "1");
    remember(url.href);
  };

  const remember = (href) => {
    try {
      history.replaceState(history.state, "", href);
    } catch {
      /* A browser that lets no page change its address shares none. */
    }
  };

  /* Words with the parts that were searched for marked. */
  const marked = (text, words) => {
    const folded = search.fold(text);
    if (folded.length !== text.length) return [text];
    const parts = [];
    let from = 0;
    while (from < text.length) {
      const next = words.map((word) => [folded.indexOf(word, from), word]).filter(([at]) => at >= 0).sort(([one, a], [other, b]) => one - other || b.length - a.length)[0];
      if (!next) break;
      parts.push(text.slice(from, next[0]), make("mark", {}, text.slice(next[0], next[0] + next[1].length)));
      from = next[0] + next[1].length;
    }
    return [...parts, text.slice(from)];
  };

  const row = (entry, words) => {
    const link = make("a", { href: search.to(entry.href), class: "rb-search__result" },
      make("span", { class: `rb-search__kind rb-search__kind--${entry.kind}` }, strings(`kind.${entry.kind}`)),
      make("span", { class: "rb-search__title", dir: "auto" }, ...marked(entry.title, words)),
      entry.blocking ? make("span", { class: "rb-fact rb-fact--blocking" }, strings("search.blocking.word")) : null,
      entry.where.length ? make("span", { class: "rb-search__where", dir: "auto" }, entry.where.join(" · ")) : null,
      entry.more ? make("span", { class: "rb-search__more", dir: "auto" }, ...marked(entry.more, words)) : null);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      /* The page is left as it was found, and what closes behind the reader takes nobody back. */
      remember(ui.address);
      ui.address = "";
      ui.close();
    });
    return make("li", {}, link);
  };

  /* What is shown already stays where it is, and with it the focus and whatever a finger is about to touch; what was read since is added below. */
  const show = () => {
    const { query, role, phase, blocking } = asked();
    const question = JSON.stringify([query, role, phase, blocking, ui.wide]);
    if (question !== ui.question) {
      Object.assign(ui, { question, searched: 0, found: 0, shown: 0 });
      ui.results.replaceChildren();
    }
    const words = search.fold(query).split(/\s+/).filter(Boolean);
    const filtered = Boolean(role || phase || blocking);
    for (const index of ui.loaded.slice(ui.searched)) {
      const found = search.find(index.found, query, { role, phase, blocking });
      const rows = found.slice(0, MOST - ui.shown);
      ui.found += found.length;
      ui.shown += rows.length;
      if (!rows.length) continue;
      if (ui.wide && index.title) ui.results.append(make("h3", { class: "rb-search__system" }, index.title));
      ui.results.append(make("ul", {}, ...rows.map((entry) => row(entry, words))));
    }
    ui.searched = ui.loaded.length;
    const parts = ui.failed.map((name) => strings("search.failed", { system: name }));
    if (ui.found) parts.unshift(strings("search.results", { n: ui.found }), ui.found > ui.shown ? strings("search.more", { n: ui.shown }) : "");
    else if (ui.reading) parts.unshift(strings("search.loading"));
    else if (query || filtered) parts.unshift(strings("search.none"));
    else if (!parts.length) parts.push(strings("search.hint"));
    ui.status.textContent = parts.filter(Boolean).join(" ");
    ui.wider.hidden = ui.wide;
    ui.results.setAttribute("aria-busy", String(ui.reading > 0));
  };

  /* An index, or null; who could not be read is said, until they could. */
  const read = async (id, name) => {
    ui.reading += 1;
    show();
    try {
      const index = await search.index(id);
      ui.failed = ui.failed.filter((one) => one !== name);
      return index;
    } catch {
      if (!ui.failed.includes(name)) ui.failed.push(name);
      return null;
    } finally {
      ui.reading -= 1;
    }
  };

  const take = (index) => {
    if (index && !ui.loaded.includes(index)) ui.loaded.push(index);
    show();
  };

  /* The variant in view first, then the others by name, then the pages of the site itself: each is shown when all before it are. What
     is still on its way when nobody waits any longer comes last. */
  const addAll = async () => {
    ui.wide = true;
    ui.wider.hidden = true;
    const site = await read("", location.host || "/");
    const systems = Object.entries((site && site.systems) || {}).map(([id, [title]]) => [id, title]);
    systems.sort(([one, a], [other, b]) => Number(other === search.variant) - Number(one === search.variant) || a.localeCompare(b));
    const readings = systems.map(([id, title]) => read(id, title));
    const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE, LATE));
    const late = [];
    for (const reading of readings) {
      const index = await Promise.race([reading, waited]);
      if (index === LATE) late.push(reading);
      else take(index);
    }
    take(site);
    for (const reading of late) reading.then(take);
  };

  /* The filters that the variant in view has: the roles that do its work, the phases that hold something. */
  const offer = (index, wanted) => {
    const held = new Set(index.found.filter((entry) => entry.kind !== "page").map((entry) => entry.part));
    const phases = index.pages.map(([address, title]) => [address.split("/")[0], title]).filter(([part]) => PHASES.includes(part) && held.has(part));
    const fill = (select, pairs) => {
      if (select.options.length === 1) select.append(...pairs.map(([value, words]) => option(value, words)));
      select.hidden = !pairs.length;
    };
    fill(ui.role, Object.entries(index.roles));
    fill(ui.phase, phases);
    ui.blocking.hidden = !index.found.some((entry) => entry.blocking);
    if (wanted.role) ui.role.value = wanted.role;
    if (wanted.phase) ui.phase.value = wanted.phase;
    ui.box.checked = Boolean(wanted.blocking) && !ui.blocking.hidden;
  };

  const start = async (wanted) => {
    if (search.variant) {
      const own = await read(search.variant, search.variant);
      if (own) offer(own, wanted);
      take(own);
      return;
    }
    const site = await read("", location.host || "/");
    if (site && Object.keys(site.systems).length <= FEW) await addAll();
    else take(site);
  };

  const open = (wanted = {}) => {
    if (!ui) {
      ui = build();
      let timer = 0;
      ui.field.addEventListener("input", () => {
        clearTimeout(timer);
        ui.results.setAttribute("aria-busy", "true");
        timer = setTimeout(() => {
          show();
          share();
        }, 60);
      });
      for (const control of [ui.role, ui.phase, ui.box]) {
        control.addEventListener("change", () => {
          show();
          share();
        });
      }
      ui.wider.addEventListener("click", () => {
        ui.field.focus();
        addAll();
      });
      ui.element.addEventListener("keydown", (event) => {
        if (event.target === ui.field && ["Enter", "ArrowDown"].includes(event.key)) {
          clearTimeout(timer);
          show();
        }
        if (event.key === "Enter" && event.target === ui.field) {
          const first = ui.results.querySelector("a");
          if (first) first.click();
        } else window.runbook.arrows(ui.field, ui.results, event);
      });
      ui.element.addEventListener("close", () => ui.address && remember(ui.address));
    }
    if (ui.element.open) return;
    ui.address = location.href;
    if (wanted.query) ui.field.value = wanted.query;
    ui.open();
    ui.field.focus();
    ui.field.select();
    start(wanted);
  };

  /* A shared link opens the search as it was; on the page of a phase, role and blocking alone filter the page itself. */
  const given = new URLSearchParams(location.search);
  const wanted = { query: given.get("q") || "", role: given.get("role") || "", phase: given.get("phase") || "", blocking: given.get("blocking") === "1" };
  const inPlace = PHASES.includes(search.page().split("/")[0]);
  if (wanted.query || wanted.phase || (!inPlace && (wanted.role || wanted.blocking))) {
    open(wanted);
    const url = new URL(location.href);
    for (const name of ["q", "phase", ...(inPlace ? [] : ["role", "blocking"])]) url.searchParams.delete(name);
    ui.address = url.href;
  }
  for (const button of document.querySelectorAll("[data-rb-search]")) button.addEventListener("click", () => open());
  search.open = open;
})();
