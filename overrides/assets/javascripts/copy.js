/* Commands: copied with one tap, once their blanks are filled in. */
const { make, picture, strings } = runbook;
const BLANK = /<([a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*)>/gi;
const PROMPT = "$ ";
const STAYS = 4000;
const TWO_SHEETS = "M9 9h11v11H9zM5 15H4V4h11v1";

/* Inputs in the place of `<previous-commit>` and the like. Blanks of one name have one value on the whole page. */
const addBlanks = (code) => {
  const pieces = code.textContent.split(BLANK);
  if (pieces.length < 2) return;
  code.replaceChildren(...pieces.map((piece, at) => (at % 2 ? make("input", {
    class: "rb-part", type: "text", "aria-label": strings("copy.part", { part: piece }), placeholder: piece, size: piece.length,
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", "data-rb-blank": piece,
  }) : piece)));
};
document.addEventListener("input", ({ target }) => {
  const { value, dataset } = /** @type {HTMLInputElement} */ (target);
  if (!dataset.rbBlank) return;
  for (const blank of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`[data-rb-blank="${CSS.escape(dataset.rbBlank)}"]`))) {
    blank.value = value;
    blank.size = Math.max(value.length, blank.placeholder.length);
    blank.removeAttribute("aria-invalid");
  }
});

const textOf = (code) => [...code.childNodes].map((node) => (node.dataset && node.dataset.rbBlank ? node.value.trim() : node.textContent)).join("");
/* In a terminal session of the documentation, what was typed: neither the prompt nor the output. */
const commandOf = (code) => {
  const text = textOf(code);
  const typed = code.querySelector(".gp") ? text.split("\n").filter((line) => line.startsWith(PROMPT)) : [];
  return typed.length ? typed.map((line) => line.slice(PROMPT.length)).join("\n") : text;
};

/* Copies a text, and returns whether it could. Where the clipboard is not allowed, as on http, it copies a selection `near` by. */
runbook.copyText = async (text, near) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = /** @type {HTMLElement} */ (document.activeElement);
    const field = make("textarea", { class: "rb-hidden", readonly: true, tabindex: "-1" });
    field.value = text;
    near.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  }
};

const addButton = (pre, code, outcome) => {
  const label = make("span", { class: "rb-copy__words" }, strings("copy"));
  const status = make("span", { class: "rb-copy__status", role: "status" });
  let timer = 0;
  const show = (text, kind) => {
    clearTimeout(timer);
    status.textContent = text;
    status.dataset.rbKind = kind;
    label.textContent = strings(kind === "done" ? "copy.done" : "copy");
    button.classList.toggle("rb-copy--done", kind === "done");
    if (kind === "done") timer = setTimeout(show, STAYS, "", "");
  };
  const button = runbook.button(picture(TWO_SHEETS), async () => {
    const empty = [...code.querySelectorAll("input")].find((input) => !input.value.trim());
    if (empty) {
      empty.setAttribute("aria-invalid", "true");
      empty.focus();
      show(strings("copy.fill", { part: empty.dataset.rbBlank }), "open");
      return;
    }
    const command = commandOf(code);
    if (!(await runbook.copyText(command, pre.parentElement))) {
      getSelection().selectAllChildren(code);
      show(strings("copy.failed"), "failed");
      return;
    }
    const expected = outcome();
    show([strings("copy.announce", { command }), expected && strings("copy.expect", { outcome: expected })].filter(Boolean).join(" "), "done");
  }, { class: "rb-copy" });
  button.append(label);
  pre.after(button, status);
};

for (const box of document.querySelectorAll(".rb-command")) {
  const code = box.querySelector("code");
  addBlanks(code);
  addButton(box.querySelector("pre"), code, () => {
    const next = box.nextElementSibling;
    if (!next || !next.matches(".rb-outcome--expect")) return "";
    const text = /** @type {Element} */ (next.cloneNode(true));
    text.querySelector(".rb-outcome__label").remove();
    return text.textContent.trim();
  });
}
for (const pre of document.querySelectorAll(".highlight pre")) {
  const code = pre.querySelector("code");
  if (code && pre.parentElement) addButton(pre, code, () => "");
}
