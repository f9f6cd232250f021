/* More than a tick on an item: done, not applicable because of something, open; and a note. */
const { make, dialog, run, times, strings, answers } = runbook;

const choice = (state, chosen) => {
  const input = make("input", { type: "radio", name: "state", value: state });
  input.checked = state === chosen;
  return make("label", { class: "rb-choice" }, input, strings(`answer.${state}`));
};

const answeredBefore = (box, answer) => {
  if (!answer.state) return "";
  const values = { who: answer.by || strings("ticks.nobody"), when: times.full(Date.parse(answer.at), run.zone()) };
  return strings(`answer.was.${box.state === "changed" ? "changed" : answer.state}`, values);
};

/* How many boxes an answer changes, and how many keep theirs. */
const aboutBelow = (changed, all) => strings("answer.below", { n: changed }) + (all > changed ? ` ${strings("answer.kept", { n: all - changed })}` : "");

runbook.answerDialog = (box) => {
  const answer = run.answerOf(box.address) || {};
  const shared = answers.sharedReason(box, run.answerOf);
  const answerable = () => answers.answerable(box, run.answerOf);
  const now = { done: "done", na: "na", mixed: "" }[box.state] ?? "open";
  const because = make("input", { type: "text", name: "because", id: "rb-because", autocomplete: "off", maxlength: "400", dir: "auto" });
  const note = make("textarea", { name: "note", id: "rb-note", rows: "3", maxlength: "2000", dir: "auto" });
  const missing = make("p", { class: "rb-form__missing", role: "alert" });
  because.value = shared;
  note.value = answer.note || "";
  const form = make("form", { class: "rb-form", method: "dialog" },
    make("p", { class: "rb-form__item", dir: "auto" }, box.text),
    box.children.length ? make("p", { class: "rb-muted" }, aboutBelow(answerable().length, answers.leaves(box).length)) : "",
    make("fieldset", {}, make("legend", { class: "rb-hidden" }, strings("answer.state")), ...["done", "na", "open"].map((state) => choice(state, now))),
    make("label", { for: "rb-because" }, strings("answer.because")), because, missing,
    make("label", { for: "rb-note" }, strings("answer.note")), note,
    make("p", { class: "rb-muted" }, answeredBefore(box, answer)),
    make("div", { class: "rb-form__buttons" }, make("button", { type: "submit", class: "rb-button rb-button--main" }, strings("save"))),
  );
  const made = dialog(strings("answer.title"), "rb-answer-dialog", form);

  because.addEventListener("input", () => {
    if (because.value) form.elements.state.value = "na";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const state = form.elements.state.value;
    const reason = because.value.trim();
    const text = note.value.trim();
    if (state === "na" && !reason) {
      missing.textContent = strings("answer.why");
      because.setAttribute("aria-invalid", "true");
      because.focus();
      return;
    }
    /* Boxes that are done already keep who ticked them and when. */
    const changed = answerable().filter((leaf) => state !== "done" || leaf.state !== "done");
    const facts = { state, because: state === "na" ? reason : undefined };
    if (state && (state !== now || (state === "na" && reason !== shared))) run.answerAll(answers.changes(box, changed, facts, run.answerOf));
    if (text !== (answer.note || "")) {
      const { state: answered, at, by, replaced } = run.answerOf(box.address) || {};
      run.answer(box.address, { ...(answered ? { at, by, replaced } : {}), note: text || undefined });
    }
    made.close();
  });
  made.open();
};
