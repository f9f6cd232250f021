/* Adds to each command a button that copies the command, and fields for its blanks. */
const { make, picture, strings } = runbook;
const BLANK = /<([a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*)>/gi;
const PROMPT = "$ ";
const STAYS = 4000;
const TWO_SHEETS = "M9 9h11v11H9zM5 15H4V4h11v1";
/* Gives all blanks with the same name on the page the same value. */
const fill = ({ target: { value, dataset } }) => {
  const blanks = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`[data-rb-blank="${dataset.rbBlank}"]`));
  for (const blank of blanks) {
    blank.value = value;
    blank.size = Math.max(value.length, blank.placeholder.length);
    blank.removeAttribute("aria-invalid");
  }
};
const addBlanks = (code) => {
  const pieces = code.textContent.split(BLANK);
  if (pieces.length < 2) return;
  code.replaceChildren(...pieces.map((piece, at) => (at % 2 ? make("input", {
    class: "rb-part", type: "text", "aria-label": strings("copy.part", { part: piece }), placeholder: piece, size: piece.length,
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", "data-rb-blank": piece, input: fill,
  }) : piece)));
};
/* Returns the text to copy; in a terminal session of the documentation, only what was typed, without prompt and output. */
const commandOf = (code) => {
  const text = [...code.childNodes].map((node) => (node.dataset && node.dataset.rbBlank ? node.value.trim() : node.textContent)).join("");
  const typed = code.querySelector(".gp") ? text.split("\n").filter((line) => line.startsWith(PROMPT)) : [];
  return typed.length ? typed.map((line) => line.slice(PROMPT.length)).join("\n") : text;
};
/* Copies a text and returns whether that worked. Where pages may not use the clipboard, as on http, copies a selection inside `near`. */
runbook.copyText = async (text, near) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = /** @type {HTMLElement} */ (document.activeElement);
    const field = make("textarea", { class: "rb-hidden", readonly: true, tabindex: "-1" }, text);
    near.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  }
};

const addButton = (pre, code) => {
  const label = make("span", { class: "rb-copy__words" }, strings("copy"));
  const status = make("span", { class: "rb-copy__status", role: "status" });
  let timer = 0;
  const show = (kind, text) => {
    clearTimeout(timer);
    status.textContent = text;
    status.dataset.rbKind = kind;
    label.textContent = strings(kind === "done" ? "copy.done" : "copy");
    button.classList.toggle("rb-copy--done", kind === "done");
    if (kind === "done") timer = setTimeout(show, STAYS, "", "");
  };
  const copy = async () => {
    const empty = [...code.querySelectorAll("input")].find((input) => !input.value.trim());
    if (empty) {
      empty.setAttribute("aria-invalid", "true");
      empty.focus();
      return show("open", strings("copy.fill", { part: empty.dataset.rbBlank }));
    }
    const command = commandOf(code);
    if (!(await runbook.copyText(command, pre.parentElement))) {
      getSelection().selectAllChildren(code);
      return show("failed", strings("copy.failed"));
    }
    const next = pre.parentElement.nextElementSibling;
    const [, ...expected] = next && next.matches(".rb-command + .rb-outcome--expect") ? next.childNodes : [];
    const outcome = expected.map((node) => node.textContent).join("").trim();
    return show("done", [strings("copy.announce", { command }), outcome && strings("copy.expect", { outcome })].filter(Boolean).join(" "));
  };
  const button = runbook.button(picture(TWO_SHEETS), copy, { class: "rb-copy" });
  button.append(label);
  pre.after(button, status);
};

for (const pre of document.querySelectorAll(".rb-command pre, .highlight pre")) {
  const code = pre.querySelector("code");
  if (pre.closest(".rb-command")) addBlanks(code);
  if (code) addButton(pre, code);
}
