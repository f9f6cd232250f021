/* The dialog for one item: done, not applicable with a reason, or open; and a note. */
const { make, dialog, run, strings, answers } = runbook;

runbook.answerDialog = (box) => {
  const answer = run.answerOf(box.address) || {};
  const shared = answers.sharedReason(box, run.answerOf);
  const answerable = () => answers.answerable(box, run.answerOf);
  const now = { done: "done", na: "na", mixed: "" }[box.state] ?? "open";
  const before = box.state === "changed" ? "changed" : answer.state;
  const [n, all] = [answerable().length, answers.leaves(box).length];
  const choice = (state) => make("label", { class: "rb-choice" },
    make("input", { type: "radio", name: "state", value: state, checked: state === now }), strings(`answer.${state}`));
  const because = make("input", {
    type: "text", name: "because", id: "rb-because", autocomplete: "off", maxlength: "400", dir: "auto", value: shared,
    input: () => because.value && (form.elements.state.value = "na"),
  });
  const note = make("textarea", { name: "note", id: "rb-note", rows: "3", maxlength: "2000", dir: "auto" }, answer.note);
  const missing = make("p", { class: "rb-form__missing", role: "alert" });

  const save = (event) => {
    const state = form.elements.state.value;
    const reason = because.value.trim();
    const text = note.value.trim();
    if (state === "na" && !reason) {
      event.preventDefault();
      missing.textContent = strings("answer.why");
      because.setAttribute("aria-invalid", "true");
      because.focus();
      return;
    }
    /* Boxes that are already done keep their person and time. */
    const changed = answerable().filter((leaf) => state !== "done" || leaf.state !== "done");
    const isNew = state !== now || (state === "na" && reason !== shared);
    const given = { done: {}, na: { what: "na", text: reason }, open: { what: "open" } }[state];
    if (state && isNew) run.say(...answers.eventsOf(box, changed, given));
    if (text !== (answer.note || "")) run.say({ what: "note", address: box.address, text });
  };
  const form = make("form", { class: "rb-form", method: "dialog", submit: save },
    make("p", { class: "rb-form__item", dir: "auto" }, box.text),
    box.children.length ? make("p", { class: "rb-muted" },
      strings("answer.below", { n }), all > n ? ` ${strings("answer.kept", { n: all - n })}` : "") : "",
    make("fieldset", {}, make("legend", { class: "rb-hidden" }, strings("answer.state")), ...["done", "na", "open"].map(choice)),
    make("label", { for: "rb-because" }, strings("answer.because")), because, missing,
    make("label", { for: "rb-note" }, strings("answer.note")), note,
    make("p", { class: "rb-muted" }, answer.state ? strings(`answer.was.${before}`, run.signed(answer)) : ""),
    make("div", { class: "rb-form__buttons" }, make("button", { type: "submit", class: "rb-button rb-button--main" }, strings("save"))),
  );
  runbook.open(dialog(strings("answer.title"), "rb-answer-dialog", form));
};
