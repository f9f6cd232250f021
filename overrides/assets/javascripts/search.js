/* Finding: indexes, loaded when they are asked for, and what in them has the words and passes the filters. */
(() => {
  "use strict";
  const runbook = window.runbook;
  const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const LETTER = /[\p{L}\p{N}\p{M}]/u;
  /* What people look for in a hurry comes before what is merely called alike. */
  const URGENT = { severity: 1, command: 1, contact: 1, trigger: 1, page: 1.5, system: 1.5, procedure: 0.5, checklist: 0.5, heading: -0.5 };
  const indexes = new Map();
  const waiting = new Map();

  /* Letters without case and without the marks of Latin ones; marks of other scripts tell words apart. */
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();

  /* Called by the index scripts themselves. `id` is the variant's, empty for the whole site's. */
  const load = (id, data) => {
    const folder = id ? `${id}/` : "";
    const found = [];
    const titles = new Map(data.entries.map((row) => [row[2], row[3]]));
    const add = (address, page, kind, anchor, title, more, role, blocking) => {
      const context = anchor.includes(".") ? titles.get(anchor.split(".").slice(0, 2).join(".")) : "";
      const where = [context, page].filter((words) => words && words !== title);
      found.push({
        id, kind, anchor, title, more, role, blocking, where, part: address.includes("/") ? address.split("/")[0] : "",
        href: folder + address + (anchor && `#${anchor}`), names: fold(title), words: fold(`${more} ${where.join(" ")}`),
      });
    };
    for (const [key, [title, summary]] of Object.entries(data.systems || {})) add(`${key}/index.html`, "", "system", "", title, summary);
    for (const [address, title] of data.pages) add(address, "", "page", "", title, "");
    for (const [at, kind, anchor, title, more = "", role = "", blocking = 0] of data.entries) {
      const [address, page] = data.pages[at];
      add(address, page, kind, anchor, title, more, role, blocking);
    }
    indexes.set(id, { ...data, id, found });
  };

  /* The index of a variant, or of the whole site; a promise that fails when it cannot be read, and is made anew when it is asked for again. */
  const index = (id) => {
    if (!waiting.has(id)) {
      waiting.set(id, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const fail = () => {
          waiting.delete(id);
          reject(new Error(id));
        };
        script.src = new URL(id ? `${encodeURIComponent(id)}/search.js` : "search.js", BASE).href;
        /* A login page in the place of an index arrives too. */
        script.onload = () => (indexes.has(id) ? resolve(indexes.get(id)) : fail());
        script.onerror = fail;
        document.head.append(script);
      }));
    }
    return waiting.get(id);
  };

  const starts = (text, at) => at === 0 || !LETTER.test(text[at - 1]);

  /* How well a text has a word: 0 not at all, 1 somewhere, 2 as the start of a word, 3 as a whole word. */
  const rate = (text, word) => {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0 && best < 3; at = text.indexOf(word, at + 1)) {
      const end = at + word.length;
      best = Math.max(best, starts(text, at) ? (end === text.length || !LETTER.test(text[end]) ? 3 : 2) : 1);
    }
    return best;
  };

  const score = (entry, words) => {
    let sum = 0;
    for (const word of words) {
      const best = Math.max(3 * rate(entry.names, word), 1.5 * rate(entry.words, word), rate(entry.anchor, word));
      if (!best) return 0;
      sum += best;
    }
    return sum + (URGENT[entry.kind] || 0) + (entry.names.startsWith(words.join(" ")) ? 2 : 0) - Math.min(entry.title.length, 200) / 400;
  };

  /* Whether two words differ by one letter: another, one more, one less, or two neighbours that changed places. */
  const near = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const rest = (text, from) => text.slice(from);
    return rest(one, at + 1) === rest(other, at + 1) || rest(one, at) === rest(other, at + 1) || rest(one, at + 1) === rest(other, at)
      || (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, at + 2) === rest(other, at + 2));
  };

  const mend = (word, entries) => {
    if (word.length < 4) return word;
    for (const entry of entries) {
      for (const known of `${entry.names} ${entry.words}`.split(/[^\p{L}\p{N}\p{M}]+/u)) {
        if (known.length > 3 && (near(word, known) || (known.length > word.length && near(word, known.slice(0, word.length))))) return known;
      }
    }
    return word;
  };

  const passes = (entry, /** @type {{role?: string, phase?: string, blocking?: boolean}} */ { role, phase, blocking }) =>
    (!role || entry.role === role) && (!blocking || entry.blocking === 1) && (!phase || (entry.part === phase && entry.kind !== "page"));

  /* What of some entries has all words of a query and passes the filters, the best first; a word that nothing has may be mistyped. */
  const find = (entries, query, /** @type {{role?: string, phase?: string, blocking?: boolean}} */ filters = {}) => {
    const within = entries.filter((entry) => passes(entry, filters));
    let words = fold(query).split(/\s+/).filter(Boolean);
    if (!words.length) return filters.role || filters.phase || filters.blocking ? within : [];
    const known = (word) => within.some((entry) => score(entry, [word]));
    words = words.map((word) => (known(word) ? word : mend(word, within)));
    return within.map((entry) => [score(entry, words), entry]).filter(([rank]) => rank).sort(([one], [other]) => other - one).map(([, entry]) => entry);
  };

  /* The variant in view, empty on pages of none, and the page below its folder, such as `deploy-day/index.html`. */
  const bar = document.querySelector(".rb-header");
  const variant = (bar && bar.dataset.rbVariant) || "";
  const page = () => {
    const path = location.pathname.endsWith("/") ? `${location.pathname}index.html` : location.pathname;
    return decodeURIComponent(path).slice(decodeURIComponent(new URL(variant ? `${variant}/` : "", BASE).pathname).length);
  };

  runbook.search = { load, index, find, fold, variant, page, to: (href) => new URL(href, BASE).href };
})();
