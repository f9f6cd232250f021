/* More than a tick on an item: done, not applicable because of something, open; and a note. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, dialog, run, ticks, times, strings } = runbook;

  const choice = (state, chosen) => {
    const input = make("input", { type: "radio", name: "state", value: state });
    input.checked = state === chosen;
    return make("label", { class: "rb-choice" }, input, strings(`answer.${state}`));
  };

  const history = (box, answer) => {
    if (!answer || !answer.state) return "";
    const values = { who: answer.by || strings("ticks.nobody"), when: times.full(Date.parse(answer.at), ticks.zone()) };
    return strings(`answer.was.${box.state === "changed" ? "changed" : answer.state}`, values);
  };

  /* How many boxes an answer changes, and how many keep theirs. */
  const aboutBelow = (changed, all) =>
    [strings("answer.below", { n: changed }), all > changed ? strings("answer.kept", { n: all - changed }) : ""].filter(Boolean).join(" ");

  runbook.answerDialog = (box) => {
    const answer = run.answer(box.address) || {};
    const many = box.children.length > 0;
    const reasons = new Set(ticks.leaves(box).map((one) => (run.answer(one.address) || {}).because));
    /* A reason that all boxes share is shown as the answer of their parent, and is changed as such; other reasons stay. */
    const shared = (reasons.size === 1 && [...reasons][0]) || "";
    const below = () => (shared ? ticks.leaves(box) : ticks.answerable(box));
    const now = { done: "done", na: "na", mixed: "" }[box.state] ?? "open";
    const because = make("input", { type: "text", name: "because", id: "rb-because", autocomplete: "off", maxlength: "400", dir: "auto" });
    const note = make("textarea", { name: "note", id: "rb-note", rows: "3", maxlength: "2000", dir: "auto" });
    const missing = make("p", { class: "rb-form__missing", role: "alert" });
    because.value = shared;
    note.value = answer.note || "";
    const form = make("form", { class: "rb-form", method: "dialog" },
      make("p", { class: "rb-form__item", dir: "auto" }, box.label.textContent.trim()),
      many ? make("p", { class: "rb-muted" }, aboutBelow(below().length, ticks.leaves(box).length)) : "",
      make("fieldset", {}, make("legend", { class: "rb-hidden" }, strings("answer.state")), ...["done", "na", "open"].map((state) => choice(state, now))),
      make("label", { for: "rb-because" }, strings("answer.because")), because, missing,
      make("label", { for: "rb-note" }, strings("answer.note")), note,
      make("p", { class: "rb-muted" }, history(box, answer)),
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
      if (state === "na" && !reason) {
        missing.textContent = strings("answer.why");
        because.setAttribute("aria-invalid", "true");
        because.focus();
        return;
      }
      const said = note.value.trim();
      const same = state === now && (state !== "na" || reason === shared);
      /* Boxes that are done already keep who ticked them and when. */
      const chosen = below().filter((one) => state !== "done" || one.state !== "done");
      if (state && !same) ticks.answerAll(box, chosen, state, state === "na" ? reason : undefined);
      if (said !== (answer.note || "")) {
        const before = run.answer(box.address) || {};
        run.say(box.address, { ...(before.state ? { at: before.at, by: before.by, replaced: before.replaced } : {}), note: said || undefined });
      }
      made.close();
    });
    made.open();
  };
})();
