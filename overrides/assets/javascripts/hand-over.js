/* A run on its way: as JSON, as Markdown for the ticket, and inside a link that a colleague opens. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, run, clock, times, boxes, strings, card, answers: rules } = runbook;
  const FORMAT = "runbook-run";
  const MOST = 1000000;
  const FACTS = { id: 40, release: 100, from: 100, name: 200, person: 200, t0: 20, zone: 60, began: 30, at: 30 };

  /* A text of at most so many characters, else none. */
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

  /* What came from elsewhere, taken apart: known fields of known kinds, and nothing else. Null for what is no run. */
  const checked = (data) => {
    if (!data || data.format !== FORMAT || typeof data.answers !== "object" || !data.answers) return null;
    const facts = /** @type {any} */ (Object.fromEntries(Object.entries(FACTS).map(([key, most]) => [key, text(data[key], most)])));
    if (!/^[\w-]{1,40}$/.test(facts.id)) return null;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(facts.t0)) facts.t0 = "";
    const answers = {};
    for (const [item, given] of Object.entries(data.answers)) {
      const answer = /^[a-z0-9.-]{1,600}$/.test(item) && rules.readAnswer(given);
      if (answer) answers[item] = answer;
    }
    return { ...facts, site: text(data.site, 2000), variant: text(data.variant, 100), answers };
  };

  const packed = () => ({ format: FORMAT, version: 1, ...run.pack() });
  const fileName = (ending) => `${run.variant}-${run.current().name}`.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-") + ending;

  const download = (name, kind, words) => {
    const url = URL.createObjectURL(new Blob([words], { type: kind }));
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };
  const saveJson = () => download(fileName(".json"), "application/json", `${JSON.stringify(packed(), null, 2)}\n`);

  /* ---------- A link ---------- */

  const through = async (stream, bytes) => {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const parts = [];
    let length = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > MOST) throw new RangeError("too long");
      parts.push(piece.value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  };
  const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const toBytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  const link = async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(packed()));
    const small = window.CompressionStream ? `z${toText(await through(new CompressionStream("deflate-raw"), bytes))}` : `j${toText(bytes)}`;
    return `${location.href.split(/[?#]/)[0]}#run=${small}`;
  };
  const unlink = async (fragment) => {
    const words = fragment.replace(/^#run=/, "");
    const bytes = toBytes(words.slice(1));
    return JSON.parse(new TextDecoder().decode(words[0] === "z" ? await through(new DecompressionStream("deflate-raw"), bytes) : bytes));
  };

  /* ---------- Markdown for the ticket ---------- */

  const escaped = (words) => words.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~!&@]/g, "\\$&");

  const zone = () => (clock.isZone(run.current().zone) ? run.current().zone : clock.ownZone());
  const when = (moment) => times.full(Date.parse(moment), zone());

  const line = ([depth, address, , blocking, words], state) => {
    const answer = run.answer(address) || {};
    const settled = rules.isSettled(state);
    const indent = "  ".repeat(depth);
    const more = [
      blocking && !settled && `**${strings("record.blocking")}**`,
      state === "na" && answer.because && strings("ticks.because", { reason: escaped(answer.because) }),
      state === "changed" && `**${strings("record.changed")}**`,
      answer.state && state !== "open" && [escaped(answer.by || ""), when(answer.at)].filter(Boolean).join(", "),
    ].filter(Boolean).join("; ");
    const note = answer.note ? `\n${indent}  - ${strings("ticks.note", { note: escaped(answer.note) })}` : "";
    return `${indent}- [${settled ? "x" : " "}] ${words}${more && ` (${more})`}${note}`;
  };

  const listOf = ({ title, at, boxes: rows }) => {
    const states = runbook.progress.statesOf(rows);
    return `### ${title}${at && ` (${at})`}\n\n${rows.map((row, number) => line(row, states[number])).join("\n")}\n`;
  };

  const phaseOf = ({ id, title, lists }, counts) => {
    const { settled, all, declared } = counts.phases.find((one) => one.id === id);
    const answer = run.answer(`phases.${id}`);
    const values = declared && { phase: title, who: escaped(answer.by || strings("ticks.nobody")), when: when(answer.at) };
    const said = declared ? `\n${strings("finish.by", values)}\n` : "";
    return `## ${title} (${strings("progress.of", { n: settled, all })})\n${said}\n${lists.map(listOf).join("\n")}`;
  };

  const markdown = async () => {
    const data = await boxes.ask();
    const current = run.current();
    const counts = runbook.progress.count();
    const zero = clock.start(current);
    const facts = [
      ["record.system", data.title],
      ["record.run", escaped(current.name)],
      ["record.person", escaped(current.person || "–")],
      ["record.release", escaped(current.release || "–") + (current.from ? ` (${escaped(strings("run.carried-from", { release: current.from }))})` : "")],
      ["record.t0", Number.isNaN(zero) ? "–" : times.full(zero, current.zone)],
      ["record.as-of", times.full(Date.now(), zone())],
    ].map(([key, value]) => `- ${strings(key)}: ${value}`);
    const phases = data.phases.filter(({ lists }) => lists.length).map((phase) => phaseOf(phase, counts));
    return `# ${escaped(current.name)} · ${data.title}\n\n${facts.join("\n")}\n\n${phases.join("\n")}`;
  };
  const saveMarkdown = async () => download(fileName(".md"), "text/markdown", await markdown());

  /* ---------- What comes in ---------- */

  const refuse = (key, values) => card.offer.replaceChildren(make("p", { class: "rb-form__missing", role: "alert" }, strings(key, values)));

  /* Nothing is opened unasked: the page tells what came, and the reader decides. */
  const propose = (data) => {
    const theirs = checked(data);
    if (!theirs) return refuse("receive.wrong");
    if (theirs.variant !== run.variant) return refuse("receive.other", { system: theirs.variant });
    const answers = Object.values(theirs.answers);
    const last = answers.map(({ at }) => at).sort().pop() || theirs.at || theirs.began;
    const values = { name: theirs.name, person: theirs.person || strings("ticks.nobody"), n: answers.length, when: times.full(Date.parse(last) || Date.now(), clock.ownZone()) };
    const known = run.runs().some(({ id, release }) => id === theirs.id && release === theirs.release);
    const open = () => {
      card.offer.replaceChildren();
      run.join(theirs);
    };
    const accept = card.button(strings(known ? "receive.join" : "receive.open"), () => {
      open();
      runbook.status(strings("receive.done", { name: theirs.name }));
    }, { class: "rb-button rb-button--main" });
    /* A run of another release is opened as it is, or carried over at once. */
    const foreign = theirs.release !== run.release;
    const carry = foreign && run.release ? [card.button(strings("receive.carry", { release: run.release }), () => {
      open();
      runbook.need("carry-over").then(() => runbook.carryOver(theirs));
    })] : [];
    const begun = foreign ? ` ${strings("run.other-release", { release: theirs.release || "–" })}` : "";
    const leave = card.button(strings("receive.leave"), () => card.offer.replaceChildren());
    card.offer.replaceChildren(make("div", { class: "rb-offer", role: "group", "aria-label": strings("receive.title") },
      make("p", { dir: "auto" }, strings(known ? "receive.known" : "receive.new", values) + begun), make("div", { class: "rb-form__buttons" }, accept, ...carry, leave)));
    accept.focus();
    card.offer.scrollIntoView({ block: "center" });
    return undefined;
  };

  const receive = async () => {
    const fragment = location.hash;
    try {
      history.replaceState(history.state, "", location.href.split("#")[0]);
    } catch {
      /* The address keeps its run; opening it twice does no harm. */
    }
    try {
      propose(await unlink(fragment));
    } catch {
      refuse("receive.wrong");
    }
  };
  const readFile = async (file) => {
    try {
      if (file.size > MOST) throw new RangeError("too long");
      propose(JSON.parse(await file.text()));
    } catch {
      refuse("receive.wrong");
    }
  };

  runbook.handOver = { saveJson, saveMarkdown, markdown, link, receive, readFile, packed, propose };
})();
