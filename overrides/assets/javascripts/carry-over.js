/* A run carried over to the release of the page: what differs is shown first, what says the same is taken along, the old run stays. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, dialog, run, boxes, clock, times, strings, card, answers: rules } = runbook;

  /* The words of a box, without their Markdown. Stars that are not escaped are those of strong text, except between spaces. */
  const MARKUP = /(`+) ?(.+?) ?\1(?!`)|\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)|<([a-z]+:[^>]*)>|\\([!-/:-@[-`{-~])|(\s\*+(?=\s))|\*\*/g;
  const plain = (words) => words.replace(MARKUP, (_all, _ticks, code, label, url, sign, stars) => code ?? (label && plain(label)) ?? url ?? sign ?? stars ?? "");

  /* The boxes of a release in order; those without boxes below them are answered themselves. */
  const rowsOf = (data) =>
    data.phases.flatMap(({ id: phase, lists }) => lists.flatMap(({ boxes: rows }) => rows.map(([depth, address, print, , words, former = []], at) =>
      ({ address, print, former, phase, text: plain(words), leaf: !(rows[at + 1] && rows[at + 1][0] > depth) }))));

  const byAddress = (rows) => {
    const found = new Map(rows.flatMap((row) => row.former.map((address) => [address, row])));
    for (const row of rows) found.set(row.address, row);
    return found;
  };

  /* What becomes of a run's answers: `mine` are the boxes of this release, `theirs` those of the run's, or null where they cannot be read. */
  const compare = (mine, theirs, answers) => {
    const here = byAddress(mine);
    const there = byAddress(theirs || []);
    const seen = new Set();
    const found = { answers: {}, kept: 0, changed: [], gone: [], fresh: [], phases: [] };
    const asked = Object.keys(answers).filter((address) => !address.startsWith("phases."));
    for (const address of new Set([...(theirs || []).map((row) => row.address), ...asked])) {
      const before = there.get(address);
      const row = [address, ...(before ? [before.address, ...before.former] : [])].map((known) => here.get(known)).find(Boolean);
      const answer = answers[address];
      const text = (before || { text: address }).text;
      if (!row) {
        if (answer || before.leaf) found.gone.push({ address, text, answer });
        continue;
      }
      seen.add(row.address);
      const print = (answer && answer.print) || (before && before.print) || row.print;
      if (print !== row.print && row.leaf) found.changed.push({ row, answer, text: before ? text : row.text });
      else if (answer) found.kept += 1;
      const other = found.answers[row.address];
      if (answer && (!other || rules.newer(answer, other) === answer)) {
        found.answers[row.address] = rules.isSettled(answer.state) ? { ...answer, print } : answer;
      }
    }
    found.changed.sort((one, other) => mine.indexOf(one.row) - mine.indexOf(other.row));
    if (theirs) found.fresh = mine.filter((row) => row.leaf && !seen.has(row.address));
    const stirred = new Set([...found.changed.map(({ row }) => row.phase), ...found.fresh.map((row) => row.phase)]);
    for (const [address, answer] of Object.entries(answers).filter(([one]) => one.startsWith("phases."))) {
      if (answer.state === "done" && stirred.has(address.slice("phases.".length))) found.phases.push(address.slice("phases.".length));
      else found.answers[address] = answer;
    }
    return found;
  };

  /* Why boxes are gone, and what they said, as far as the release knows. */
  const explain = async (gone) => {
    const { places } = runbook;
    const told = places && gone.length && location.protocol.startsWith("http") ? await places.of(places.base) : null;
    for (const one of told ? gone : []) {
      const { title, because } = places.goneOf(told, one.address) || {};
      if (one.text === one.address && title) one.text = title;
      one.because = because;
    }
  };

  /* An answer in words: what was said, by whom and when. */
  const saidOf = (answer) => {
    if (!answer) return "";
    const values = { who: answer.by || strings("ticks.nobody"), when: times.full(Date.parse(answer.at), clock.ownZone()) };
    const because = answer.state === "na" && answer.because;
    const settled = rules.isSettled(answer.state) ? strings(`answer.was.${answer.state}`, values) : "";
    const said = because ? `${strings("ticks.because", { reason: because })} · ${values.who}, ${values.when}` : settled;
    return [said, answer.note && strings("ticks.note", { note: answer.note })].filter(Boolean).join(" ");
  };

  const part = (key, entries) =>
    entries.length ? make("section", { class: "rb-form__part" }, make("h3", {}, strings(key, { n: entries.length })), make("ul", { class: "rb-carry__list" }, ...entries)) : "";
  const line = (answer, ...words) =>
    make("li", {}, make("span", { dir: "auto" }, ...words), saidOf(answer) ? make("span", { class: "rb-muted", dir: "auto" }, saidOf(answer)) : "");
  const marked = (tag, key, text) => make(tag, {}, make("span", { class: "rb-hidden" }, `${strings(key)} `), text);
  const changedLine = ({ row, answer, text }) =>
    text === row.text ? line(answer, row.text) : line(answer, marked("del", "carry.was", text), " ", marked("ins", "carry.is", row.text));

  /* Where the run is in this release already, of two answers on an item the younger holds, and so it is with its name and T-0. */
  const carry = (found, given) => {
    const { site: _site, variant: _variant, ...facts } = given;
    const current = run.current();
    const before = current && current.id === given.id && current.release === run.release ? run.pack() : null;
    run.join({ ...facts, release: run.release, from: given.release, at: before ? given.at : new Date().toISOString(), answers: found.answers });
    runbook.status(strings("carry.done", { name: given.name, release: run.release }), () => {
      run.forget();
      if (before) run.join(before);
      else run.choose(given);
    });
  };

  const show = (found, given, known, titles) => {
    const { name, release: from } = given;
    const { release } = run;
    const yes = card.button(strings("carry", { release }), () => {
      made.close();
      carry(found, given);
    }, { class: "rb-button rb-button--main" });
    const no = card.button(strings("receive.leave"), () => made.close());
    const made = dialog(strings("carry.title", { name }), "rb-carry",
      make("p", {}, strings("carry.lead", { from: from || "–", release })),
      make("p", {}, make("strong", {}, strings("carry.kept", { n: found.kept }))),
      known ? "" : make("p", { class: "rb-muted" }, strings("carry.unknown", { from: from || "–" })),
      part("carry.changed", found.changed.map(changedLine)),
      part("carry.gone", found.gone.map(({ text, answer, because }) => line(answer, make("bdi", {}, text), because ? `: ${because}` : ""))),
      part("carry.fresh", found.fresh.map(({ text }) => line(null, text))),
      part("carry.phases", found.phases.map((phase) => line(null, titles.get(phase) || phase))),
      make("div", { class: "rb-form__buttons" }, yes, no));
    made.open();
  };

  /* Shows what differs for a run, by default that in view; nothing is written before somebody says so. */
  runbook.carryOver = async (given = run.current() && run.pack()) => {
    if (!given || given.release === run.release) return;
    const [own, theirs] = await Promise.all([boxes.ask(), given.release ? boxes.askOther(given.release).catch(() => null) : null]);
    const found = compare(rowsOf(own), theirs ? rowsOf(theirs) : null, given.answers);
    await explain(found.gone);
    show(found, given, Boolean(theirs), new Map(own.phases.map(({ id, title }) => [id, plain(title)])));
  };
  runbook.plainWords = plain;
})();
