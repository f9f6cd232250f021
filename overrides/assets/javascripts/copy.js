/* Adds to each command and each message a button that copies it with the values of its blanks. */
const { make, picture, plainClick, strings } = runbook;
const PROMPT = "$ ";
const STAYS = 4000;
/* Browsers let a tap copy for about five seconds. */
const PATIENCE = 3000;
/* Names of buttons are this long at most: who listens to a list of buttons knows the command by its beginning. */
const LONGEST = 60;
const TWO_SHEETS = "M9 9h11v11H9zM5 15H4V4h11v1";
/* Returns the text of a command; of a terminal session of the documentation only what was typed, without prompt and output. */
const textOf = (code) => {
  const text = code.textContent;
  const lines = () => text.split("\n").filter((line) => line.startsWith(PROMPT)).map((line) => line.slice(PROMPT.length)).join("\n");
  return code.querySelector(".gp") ? lines() : text;
};
/* Waits until the page knows the values of the run, which count more than those that it has so far. */
const valuesKnown = () => Promise.race([runbook.marks, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
/* Returns the text to copy, with the values of its blanks. */
const filled = (code, inText) => {
  const { blanks } = runbook;
  const filledIn = blanks && code.querySelector("[data-rb-blank]");
  if (filledIn) return blanks.filled(blanks.piecesOf(code), blanks.values(), blanks.differing(), inText);
  const command = textOf(code);
  return { command, shown: command, problem: "" };
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

/* Copies the link to a part of this page: without the run, without values of blanks, and without the filter. */
runbook.copyLink = async (address, what, near, say = runbook.status) => {
  const link = `${location.href.split(/[?#]/)[0]}#${address}`;
  const copied = await runbook.copyText(link, near);
  const local = location.protocol === "file:" ? ` ${strings("link.local")}` : "";
  say?.(copied ? strings("link.copied", { what }) + local : strings("link.failed", { link }));
};
/* The mark beside the heading of a list goes there, as everywhere, and copies the link. */
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".headerlink"))) {
  const heading = link.parentElement;
  if (!heading.nextElementSibling?.matches("[data-rb-list]")) continue;
  link.addEventListener("click", plainClick(() => runbook.copyLink(heading.id, runbook.titleOf(heading), heading)));
}

const addButton = (pre, code) => {
  const label = make("span", { class: "rb-copy__words" }, strings("copy"));
  const [first] = textOf(code).trim().split("\n");
  const inText = pre.parentElement.matches(".rb-message");
  const about = { command: first.length > LONGEST ? `${first.slice(0, LONGEST)}…` : first };
  const status = make("span", { class: "rb-copy__status", role: "status" });
  let timer = 0;
  const show = (kind, text) => {
    clearTimeout(timer);
    status.textContent = text;
    status.dataset.rbKind = kind;
    label.textContent = strings(kind === "done" ? "copy.done" : "copy");
    button.setAttribute("aria-label", strings(kind === "done" ? "copy.announce" : "copy.name", about));
    button.classList.toggle("rb-copy--done", kind === "done");
    if (kind === "done") timer = setTimeout(show, STAYS, "", "");
  };
  const copy = async () => {
    if (code.querySelector("[data-rb-blank]")) await valuesKnown();
    const { command, shown, problem, blank } = filled(code, inText);
    if (problem) {
      const input = code.querySelector(`[data-rb-of="${blank.id}"]`);
      input.setAttribute("aria-invalid", "true");
      input.focus();
      return show("open", strings(`copy.${problem}`, { part: blank.label, pattern: runbook.blanks.formIn(blank) }));
    }
    if (!(await runbook.copyText(command, pre.parentElement))) {
      getSelection().selectAllChildren(code);
      return show("failed", strings(inText ? "copy.failed.text" : "copy.failed"));
    }
    for (const mark of code.querySelectorAll("[data-rb-blank]")) runbook.blanks.used(mark.dataset.rbBlank);
    const next = pre.parentElement.nextElementSibling;
    const [, ...expected] = next && next.matches(".rb-command + .rb-outcome--expect") ? next.childNodes : [];
    const outcome = expected.map((node) => node.textContent).join("").trim();
    const copied = strings("copy.announce", inText ? about : { command: shown });
    return show("done", outcome ? `${copied} ${strings("copy.expect", { outcome })}` : copied);
  };
  const button = runbook.button(picture(TWO_SHEETS), copy, { class: "rb-copy" });
  button.append(label);
  show("", "");
  pre.after(button, status);
  code.addEventListener("input", () => show("", ""));
};

for (const pre of document.querySelectorAll(".rb-command pre, .highlight pre")) {
  const code = pre.querySelector("code");
  if (code) addButton(pre, code);
}
