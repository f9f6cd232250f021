/* Makes the blanks of a page inputs: in commands, and where people note their values. The visit keeps the values, except secrets. */
const { make, site, strings, blanks } = runbook;
const MARK = "[data-rb-blank]";
const key = `runbook-blanks:${site.base.href}${site.variant}`;
/* Values of this page alone: secrets, and all values if the browser refuses to keep any. */
const own = {};
const session = (action) => {
  try {
    return action(window.sessionStorage);
  } catch {
    return null;
  }
};
const kept = () => blanks.keptIn(session((storage) => storage.getItem(key)));
const values = () => Object.assign(Object.create(null), kept(), own);
const keep = ({ id, secret }, value) => {
  delete own[id];
  if (!secret) session((storage) => storage.setItem(key, JSON.stringify({ ...kept(), [id]: value })));
  if (secret || kept()[id] !== value) own[id] = value;
};
const blankOf = ({ dataset }) => {
  const { rbBlank: id, rbLabel: label, rbPattern: pattern = "", rbChoices: choices = "[]", rbSecret } = dataset;
  return { id, label, pattern, choices: JSON.parse(choices), secret: rbSecret !== undefined };
};
const known = new Map();
const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".rb-part"));
const show = (input, value) => {
  if (input.value !== value) input.value = value;
  if (input.tagName === "INPUT") input.size = Math.min(Math.max(value.length, input.placeholder.length, 4), 40);
  const problem = value ? blanks.problemOf(known.get(input.dataset.rbOf), value) : "";
  input.toggleAttribute("data-rb-shell", problem === "shell");
  if (problem === "invalid" && document.activeElement !== input) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
};
/* Shows the same value at every place of the page. */
const showAll = () => {
  const now = values();
  for (const input of inputs()) show(input, now[input.dataset.rbOf] || "");
};
const typed = ({ target }) => {
  keep(known.get(target.dataset.rbOf), target.value.trim());
  for (const input of inputs()) if (input !== target && input.dataset.rbOf === target.dataset.rbOf) show(input, target.value);
  show(target, target.value);
};
const copyOnEnter = ({ key: pressed, target }) => {
  const command = pressed === "Enter" && target.closest(".rb-command");
  if (command) command.querySelector(".rb-copy").click();
};
const inputOf = (blank) => {
  const about = { class: "rb-part", "data-rb-of": blank.id, "aria-label": strings("copy.part", { part: blank.label }), title: blank.label };
  if (blank.choices.length) {
    const options = [["", `<${blank.id}>`], ...blank.choices].map(([value, text]) => make("option", { value }, text));
    return make("select", { ...about, change: typed }, ...options);
  }
  return make("input", {
    ...about, type: blank.secret ? "password" : "text", placeholder: blank.id, autocomplete: "off", autocapitalize: "off",
    autocorrect: "off", spellcheck: "false", input: typed, change: showAll, keydown: copyOnEnter,
  });
};
const refusal = (blank) =>
  make("li", {}, strings(blank.secret ? "blank.secret" : "blank.refused", { part: blank.label, pattern: blanks.formOf(blank) }));

for (const mark of document.querySelectorAll(MARK)) {
  const blank = blankOf(mark);
  known.set(blank.id, blank);
  mark.replaceChildren(inputOf(blank));
}
const { values: given, refused } = blanks.fromQuery(location.search, [...known.values()]);
for (const [id, value] of Object.entries(given)) keep(known.get(id), value);
if (refused.length) document.querySelector("h1").after(make("ul", { class: "rb-refused", role: "alert" }, ...refused.map(refusal)));
showAll();
/* A page that the browser shows again has the values of the pages since. */
addEventListener("pageshow", (event) => event.persisted && showAll());
/* The pieces of a command: its texts and its blanks. */
runbook.blanks.piecesOf = (code) => [...code.childNodes].map((node) => {
  const blank = node.dataset && known.get(node.dataset.rbBlank);
  return blank ? { text: `<${blank.id}>`, blank } : { text: node.textContent };
});
runbook.blanks.values = values;
