/* Makes the blanks of a page inputs: in commands, and where people note their values. The visit keeps what is typed, except secrets. In a
   run, blank-records.js records it; then the value of the run is shown at every place. */
const { make, site, strings, blanks, setAddress } = runbook;
const MARK = "[data-rb-blank]";
const PAUSE = 3000;
const key = `runbook-blanks:${site.base.href}${site.variant}`;
/* Values of this page alone: secrets, what is being typed, and all values if the browser refuses to keep any. */
const own = {};
/* What knows the values of the run, once it is loaded: `of(name)`, `record(blank, value)` and `show()`. */
let records = null;
const kept = () => blanks.keptIn(runbook.stored(key, undefined, "sessionStorage"));
/* Keeps a value for the visit; null forgets it. */
const keep = ({ name, secret }, value) => {
  delete own[name];
  const { [name]: _before, ...others } = kept();
  if (!secret) runbook.stored(key, JSON.stringify(value === null ? others : { ...others, [name]: value }), "sessionStorage");
  if (value !== null && (secret || kept()[name] !== value)) own[name] = value;
};
const blankOf = ({ dataset }) => {
  const { rbBlank: id, rbRow: row, rbLabel: label, rbPattern: pattern = "", rbChoices: choices = "[]", rbKind: kind = "text" } = dataset;
  const secret = dataset.rbSecret !== undefined;
  return { id, row, name: row ? `${id} ${row}` : id, label, pattern, kind, choices: JSON.parse(choices), secret };
};
const known = new Map();
/* The blanks that people have typed into on this page, and not left since or not filled in rightly. */
const typing = new Set();
/* Returns the value of each blank by its name: what is being typed, else that of the run, else that of the visit. */
const values = () => {
  const visit = { ...kept(), ...own };
  const found = Object.create(null);
  for (const name of known.keys()) found[name] = (!typing.has(name) && records?.of(name)) || visit[name] || "";
  return found;
};
const formOf = (blank) => {
  const isFree = blank.pattern === ".*";
  return isFree || ["number", "date", "time"].includes(blank.kind) ? strings(`copy.${isFree ? "text" : blank.kind}`) : blanks.formOf(blank);
};
const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".rb-part"));
const show = (input, value) => {
  if (input.value !== value) input.value = value;
  if (input.type === "text") input.size = Math.min(Math.max(value.length, input.placeholder.length, 4), 40);
  const problem = value ? blanks.problemOf(known.get(input.dataset.rbOf), value) : "";
  input.toggleAttribute("data-rb-shell", problem === "shell" && input.closest(".rb-command:not(.rb-message)") !== null);
  if (problem === "invalid" && document.activeElement !== input) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
};
/* Shows the same value at every place of the page. */
const showAll = () => {
  const now = values();
  for (const input of inputs()) show(input, now[input.dataset.rbOf] || "");
  records?.show();
};
/* Records what was typed if it is a value of the blank, or empty; else it stays typed. */
const commit = (name) => {
  const blank = known.get(name);
  const value = values()[name];
  const isValue = !value || blanks.isValid(blank, value);
  if (typing.has(name) && isValue && records?.record(blank, value)) {
    typing.delete(name);
    keep(blank, null);
  }
  showAll();
};
let timer = 0;
const typed = ({ target }) => {
  const name = target.dataset.rbOf;
  typing.add(name);
  keep(known.get(name), target.value.trim());
  for (const input of inputs()) if (input !== target && input.dataset.rbOf === name) show(input, target.value);
  show(target, target.value);
  clearTimeout(timer);
  timer = setTimeout(commit, PAUSE, name);
};
const left = ({ target }) => commit(target.dataset.rbOf);
const onEnter = ({ key: pressed, target }) => {
  if (pressed !== "Enter") return;
  left({ target });
  target.closest(".rb-command")?.querySelector(".rb-copy").click();
};
/* Within a command and prose, an empty input shows the id, as it is written there. */
const inputOf = (blank, mark) => {
  const inCommand = Boolean(mark.closest(".rb-command, .rb-prose"));
  const number = blank.row && mark.closest(".rb-item").querySelector(".rb-number")?.textContent;
  const label = strings("copy.part", { part: [number, blank.label].filter(Boolean).join(" ") });
  const about = { class: "rb-part", "data-rb-of": blank.name, "aria-label": label, title: blank.label, change: left };
  if (blank.choices.length) {
    const options = [["", inCommand ? `<${blank.id}>` : "–"], ...blank.choices].map(([value, text]) => make("option", { value }, text));
    return make("select", { ...about, input: typed }, ...options);
  }
  const type = blank.secret ? "password" : ["date", "time"].includes(blank.kind) ? blank.kind : "text";
  return make("input", {
    ...about, type, placeholder: inCommand ? blank.id : "",
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
    inputmode: blank.kind === "number" ? "decimal" : null, input: typed, keydown: onEnter,
  });
};
const refusal = (blank) =>
  make("li", {}, strings(blank.secret ? "blank.secret" : "blank.refused", { part: blank.label, pattern: formOf(blank) }));

for (const mark of document.querySelectorAll(MARK)) {
  const blank = blankOf(mark);
  known.set(blank.name, blank);
  mark.replaceChildren(inputOf(blank, mark));
}
for (const blank of known.values()) if (blank.secret && kept()[blank.name]) keep(blank, null);
const { values: given, refused } = blanks.fromQuery(location.search, [...known.values()].filter(({ row }) => !row));
/* What people typed since counts more when they reload the page or come back to it. */
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const isFirst = !visit || visit.type === "navigate" || !runbook.stored(key, undefined, "sessionStorage");
if (isFirst) for (const [id, value] of Object.entries(given)) keep(known.get(id), value);
if (refused.length) {
  const list = make("ul", { class: "rb-refused" }, ...refused.map(refusal));
  document.querySelector("h1").after(make("div", { role: "alert" }, list));
}
/* A secret stays in no address that people copy, and in no entry of the history that they go back to. */
if (refused.some(({ secret }) => secret)) {
  const address = new URL(location.href);
  for (const { id, secret } of refused) if (secret) address.searchParams.delete(id);
  setAddress(address.href);
}
showAll();
/* A page that the browser shows again has the values of the pages since. */
addEventListener("pageshow", (event) => event.persisted && showAll());
Object.assign(runbook.blanks, {
  /* The pieces of a command: its texts and its blanks. */
  piecesOf: (code) => [...code.childNodes].map((node) => {
    const blank = node.dataset && known.get(node.dataset.rbBlank);
    return blank ? { text: `<${blank.id}>`, blank } : { text: node.textContent };
  }),
  values, showAll, commit, formIn: formOf, known, typing,
  /* The value that the visit has and the run does not. */
  offered: (name) => (typing.has(name) ? "" : kept()[name] || ""),
  forget: (name) => keep(known.get(name), null),
  /* Records a value that was used, unless the run has one. */
  used: (name) => {
    if (!records?.of(name)) typing.add(name);
    commit(name);
  },
  differing: () => records?.differing() || new Set(),
  setRecords: (those) => {
    records = those;
    [...typing].forEach(commit);
    showAll();
  },
});
