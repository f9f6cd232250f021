/* Commands: copied with one tap, with the parts that are still to fill in asked for first. */
(() => {
  "use strict";
  const { make, picture, strings } = window.runbook;
  const PART = /<([a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*)>/gi;
  const SECONDS = 4;
  const TWO_SHEETS = "M9 9h11v11H9zM5 15H4V4h11v1";
  const parts = new Map();

  /* Inputs in the place of `<previous-commit>` and its like. One name is one value on the whole page. */
  const fillIn = (code) => {
    const text = code.textContent;
    const pieces = [];
    let from = 0;
    for (const found of text.matchAll(PART)) {
      const input = make("input", {
        class: "rb-part", type: "text", "aria-label": strings("copy.part", { part: found[1] }), placeholder: found[1], size: found[1].length,
        autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", "data-rb-blank": found[1],
      });
      pieces.push(text.slice(from, found.index), input);
      from = found.index + found[0].length;
      if (!parts.has(found[1])) parts.set(found[1], []);
      parts.get(found[1]).push(input);
    }
    if (pieces.length) code.replaceChildren(...pieces, text.slice(from));
  };

  document.addEventListener("input", (event) => {
    const { value, dataset } = /** @type {HTMLInputElement} */ (event.target);
    for (const input of parts.get(dataset.rbBlank) || []) {
      input.value = value;
      input.size = Math.max(value.length, input.placeholder.length);
      input.removeAttribute("aria-invalid");
    }
  });

  const PROMPT = "$ ";
  const textOf = (code) => [...code.childNodes].map((node) => (node.dataset && node.dataset.rbBlank ? node.value.trim() : node.textContent)).join("");
  /* Of a session in the documentation, what was typed: neither the prompt nor what was answered. */
  const commandOf = (code) => {
    const text = textOf(code);
    const typed = code.querySelector(".gp") ? text.split("\n").filter((line) => line.startsWith(PROMPT)) : [];
    return typed.length ? typed.map((line) => line.slice(PROMPT.length)).join("\n") : text;
  };

  const written = async (text, near) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /* No right to it, or no such thing on http: the old way, by a selection. */
    }
    const field = make("textarea", { class: "rb-hidden", readonly: true, tabindex: "-1" });
    field.value = text;
    near.append(field);
    const before = /** @type {HTMLElement} */ (document.activeElement);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    field.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  };

  const addButton = (pre, code, outcome) => {
    const words = make("span", { class: "rb-copy__words" }, strings("copy"));
    const button = make("button", { type: "button", class: "rb-copy" }, picture(TWO_SHEETS), words);
    const status = make("span", { class: "rb-copy__status", role: "status" });
    let timer = 0;
    const say = (text, kind) => {
      status.textContent = text;
      status.dataset.rbKind = kind;
      clearTimeout(timer);
      if (kind !== "done") return;
      words.textContent = strings("copy.done");
      button.classList.add("rb-copy--done");
      timer = setTimeout(() => {
        words.textContent = strings("copy");
        button.classList.remove("rb-copy--done");
        status.textContent = "";
      }, SECONDS * 1000);
    };
    button.addEventListener("click", async () => {
      const empty = [...code.querySelectorAll("input")].find((input) => !input.value.trim());
      if (empty) {
        empty.setAttribute("aria-invalid", "true");
        empty.focus();
        say(strings("copy.fill", { part: empty.dataset.rbBlank }), "open");
        return;
      }
      const command = commandOf(code);
      if (await written(command, pre.parentElement)) {
        const expect = outcome();
        say([strings("copy.announce", { command }), expect && strings("copy.expect", { outcome: expect })].filter(Boolean).join(" "), "done");
      } else {
        getSelection().selectAllChildren(code);
        say(strings("copy.failed"), "failed");
      }
    });
    pre.after(button, status);
  };

  for (const box of document.querySelectorAll(".rb-command")) {
    const pre = box.querySelector("pre");
    const code = box.querySelector("code");
    fillIn(code);
    addButton(pre, code, () => {
      const next = box.nextElementSibling;
      const text = next && next.matches(".rb-outcome--expect") ? /** @type {Element} */ (next.cloneNode(true)) : null;
      if (text) text.querySelector(".rb-outcome__label").remove();
      return text ? text.textContent.trim() : "";
    });
  }
  for (const pre of document.querySelectorAll(".highlight pre")) {
    const code = pre.querySelector("code");
    if (code && pre.parentElement) addButton(pre, code, () => "");
  }
})();
