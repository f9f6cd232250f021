/* Prints what a run has not answered: `#open=`, which the page Print hands over. What is settled becomes one quiet line with time and
   name; what failed, has changed or is contradicted stays in full. The command line does the same with `--open`. */
const { clock, sheet: { texts: { open: forms, ...texts }, about, make, fill: fillIn, say, counted, showTally } } = runbook;
const { KEY, fromFragment } = runbook.openState;
const MINUTE = 60000;
const main = document.querySelector("main");
const SETTLED = ["done", "na"];
const fill = (key, values) => fillIn(forms[key], values);
const joined = (remarks) => remarks.reduce((text, more) => fill("with", { text, more }));
const byAddress = (name, address) => main.querySelectorAll(`[data-${name}="${CSS.escape(address)}"]`);

/* Returns functions that write what people said. Times are in the zone of the run, with the day only if it is not that of its begin. */
const wordsOf = ({ zone: given, began }) => {
  const zone = clock.isZone(given) ? given : clock.ownZone();
  const toMinute = (at) => Math.floor(Date.parse(at) / MINUTE) * MINUTE;
  const day = clock.day(Date.parse(began), zone);
  const time = (at) => (clock.day(toMinute(at), zone) === day ? clock.time : clock.dateAndTime)(toMinute(at), zone);
  const stamp = ({ at, by }) => `${time(at)}, ${by || forms.nobody}`;
  const said = (one, address) => {
    const key = one.what === "failed" && address.startsWith("sign-offs.") ? "refused" : one.what;
    const text = fill(key, { stamp: stamp(one), reason: one.text || "–", note: one.text });
    return one.way ? fill("with", { text, more: fill("way", { way: one.way }) }) : text;
  };
  const value = (one, unit) => fill("value", { value: [one.text, unit].filter(Boolean).join(" "), stamp: stamp(one) });
  return { day, value, exact: (at) => `${time(at)} ${clock.utc(toMinute(at), zone)}`, said };
};
/* Returns what a line says about its answer, with the values that people noted on it; empty if there is nothing to say. */
const remarkOn = ({ address, state, parts, said, notes }, values, words) => {
  const all = said.map((one) => words.said(one, address));
  const ways = said.filter(({ way }) => way).map(({ way }) => fill("way", { way }));
  const answers = {
    done: parts ? [counted(forms["parts.done"], parts), ...ways] : all, na: parts ? [counted(forms["parts.na"], parts)] : all,
    failed: all, changed: [fill("changed", { was: all.join(" / ") })], differs: [fill("differs", { all: all.join(" / ") })],
  }[state] || [];
  const remarks = [...answers, ...values, ...notes.map((one) => words.said(one, address))];
  return remarks.length ? joined(remarks) : "";
};
const markOf = (state) => (state === "na" ? "–" : make("span", "", { className: "ticked", role: "img", ariaLabel: forms.ticked }));
/* Returns the words of a line without what is below them. */
const ownWords = (cell) => {
  const words = [...cell.children].filter((part) => part.matches("strong")).map((part) => part.textContent);
  return (words.length ? words.join(" ") : cell.textContent).replace(/\s+/g, " ").trim();
};
/* Makes a row one line. */
const makeQuiet = (row, { state, address }, remark) => {
  const cells = [...row.cells];
  const place = cells.findIndex((cell) => !cell.matches(".number, .tick"));
  const line = make("p", "", { className: "quiet quiet--answered" });
  line.append(make("span", ownWords(cells[place])), " ", make("span", `· ${remark}`));
  row.querySelector(".tick")?.replaceChildren(markOf(state));
  cells[place].replaceChildren(line);
  cells[place].colSpan = cells.slice(place).reduce((all, cell) => all + cell.colSpan, 0);
  for (const cell of cells.slice(place + 1)) cell.remove();
  if (row.nextElementSibling?.matches(".row--command")) row.nextElementSibling.remove();
  row.className = "row row--quiet";
  row.dataset.answered = address;
};
/* Says of a line of somebody else, on a sheet for one role, what people answered. All meetings stay: a line that does not apply is still
   between the line before it and the line after it. */
const showOther = (line, state, remark) => {
  const isSettled = SETTLED.includes(state);
  const who = line.querySelector(".quiet__who");
  const text = isSettled || !who ? remark : fill("with", { text: who.textContent.replace("· ", ""), more: remark });
  line.classList.add("quiet--answered");
  who?.remove();
  line.append(make("span", `· ${text}`));
  if (!isSettled) return;
  const place = line.closest("tr")?.querySelector(".tick");
  if (place) place.replaceChildren(markOf(state));
  else {
    const mark = make("span", "", { className: "answer-mark" });
    mark.append(markOf(state));
    line.before(mark, " ");
  }
};
const noted = (row, isOpen) => [row, row?.nextElementSibling].filter((one, at) => one && (!at || one.matches(".row--command")))
  .flatMap((one) => [...one.querySelectorAll(`[data-noted="${isOpen ? "several" : "one"}"], [data-noted="several"]`)])
  .map((place) => fill("noted", { label: place.querySelector("strong").textContent.replace(/:$/, ""), value: place.dataset.value }));
const showBox = (box, words) => {
  const { address, state } = box;
  const isSettled = SETTLED.includes(state);
  const row = /** @type {HTMLTableRowElement | null} */ (byAddress("box", address)[0]?.closest("tr"));
  /* A parent has two rows: its words before its parts, its box after them. */
  const opening = /** @type {HTMLTableRowElement | undefined} */ (byAddress("parent", address)[0]);
  const remark = remarkOn(box, noted(opening || row, !isSettled), words);
  for (const line of byAddress("trigger", address)) {
    if (isSettled) line.querySelector(".seen").textContent = remark;
    if (isSettled) line.querySelector(".box")?.replaceWith(markOf(state));
  }
  for (const line of remark ? byAddress("other", address) : []) showOther(line, state, remark);
  if (!row) return;
  if (isSettled) {
    if (opening) row.remove();
    makeQuiet(opening || row, box, remark);
  } else if (remark) {
    const cell = [...(opening || row).cells].find((one) => !one.matches(".number, .tick"));
    const text = remark.charAt(0).toUpperCase() + remark.slice(1);
    cell.querySelector("strong").after(make("p", text, { className: "answered" }));
  }
};
/* Fills in the values that people noted. In a command is only what no shell interprets. */
const PLAIN = /^[A-Za-z0-9._/@:+=][A-Za-z0-9._/@:+=-]{0,99}$/;
const showValue = ({ blank, row, said }, words) => {
  for (const place of byAddress("blank", blank)) {
    if ((place.dataset.row || "") !== row) continue;
    const all = said.filter(({ text }) => text).map((one) => words.value(one, place.dataset.unit));
    const text = all.length > 1 ? fill("values", { all: all.join(" / ") }) : all[0];
    Object.assign(place.dataset, { noted: all.length > 1 ? "several" : "one", value: text });
    const room = place.querySelector(".slot__room");
    const label = place.querySelector("strong");
    if (room && said.length === 1 && PLAIN.test(said[0].text)) room.textContent = said[0].text;
    else if (!room) place.replaceChildren(...(label ? [label, " "] : []), text);
  }
};
/* Says in the last line of each list how many boxes were done before. A list that is settled keeps its heading and its quiet lines. */
const recount = (block, all) => {
  const n = block.querySelectorAll("[data-box]").length;
  const line = block.querySelector("tr.done > td, .ended");
  if (!line || n === all) return;
  line.textContent = fill(n ? "list" : "list.all", { title: block.dataset.name, done: all - n, all, n });
  if (n) return;
  for (const cell of [...line.parentElement.children].slice(1)) if (line.matches("td")) cell.remove();
  if (line.matches("td")) line.colSpan = 6;
  for (const part of block.querySelectorAll(":scope > :is(.calls, .prose, .caution), thead")) {
    if (!block.matches(".block--triggers")) part.remove();
  }
};
const open = (run) => {
  const words = wordsOf(run);
  const blocks = [...main.querySelectorAll("[data-list]")].map((block) => [block, block.querySelectorAll("[data-box]").length]);
  const work = new Set([...main.querySelectorAll(".block:not(.block--triggers) [data-box]")].map((box) => box.dataset.box));
  const done = run.boxes.filter(({ address, state }) => SETTLED.includes(state) && work.has(address)).length;
  const far = fillIn(texts.choice["run-here"], { name: run.name, day: words.day, done, all: work.size, time: words.exact(run.at) });
  const [drill, hold] = [run.drill && forms["drill.yes"], run.hold];
  const facts = [[forms.drill, drill], [forms.head, far], [forms.hold, hold]].filter(([, text]) => text);
  main.querySelector("dl.facts").prepend(...facts.flatMap(([label, text]) => [make("dt", label), make("dd", text)]));
  for (const value of run.values) showValue(value, words);
  for (const box of run.boxes) showBox(box, words);
  for (const [block, all] of blocks) recount(block, all);
  showTally();
};

if (location.hash.startsWith(KEY)) {
  const run = fromFragment(location.hash);
  if (!main.querySelector("[data-list]")) say(texts.choice["whole-only"]);
  else if (run && run.variant === about.variant && run.version === about.version) open(run);
  else say(texts.choice[run ? "other" : "unreadable"]);
}
/* Another state in the address of an open page. */
addEventListener("hashchange", () => location.hash.startsWith(KEY) && location.reload());
