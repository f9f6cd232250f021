/* The dialog for one item: its answer, with a reason if it failed or is not applicable; a note; and what happened before. */
const { make, button, dialog, run, strings, answers, ticks } = runbook;
let showAgain = () => {};
let opened = "";
/* The dialog is about one run, and closes if another tab opens another one; what was typed is kept. */
run.onChange(() => {
  const { id = "" } = run.current() || {};
  const shown = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.rb-answer-dialog"));
  if (opened && id && id !== opened) shown?.close();
  else showAgain();
});

/* Returns the answers that an item can have, as values of radio buttons with labels. */
const optionsOf = (box) => {
  const done = answers.doneOf(box.address);
  const ways = box.children.length ? [] : box.ways;
  const failed = { done: "failed", signed: "refused" }[done];
  return [
    ...ways.map(({ id, label }) => [`done ${id}`, label]), ...(ways.length ? [] : [["done", strings(`answer.${done}`)]]),
    ...(failed ? [["failed", strings(`answer.${failed}`)]] : []), ...["na", "open"].map((state) => [state, strings(`answer.${state}`)]),
  ];
};
const valueNow = (box) => {
  const { way } = run.answerOf(box.address) || {};
  const value = { done: way && !box.children.length ? `done ${way}` : "done", na: "na", failed: "failed", mixed: "", differs: "" };
  return value[box.state] ?? "open";
};
/* The answers of an item that people answered differently. Each can be given again. */
const differing = (box) => {
  const { contradicts = [] } = box.children.length && !box.decides ? {} : run.answerOf(box.address) || {};
  const again = ({ what, text, way }) =>
    runbook.status(strings("ticks.said.again"), run.say({ what, text, way, address: box.address, print: box.print }));
  const line = (event) => make("li", {}, make("span", { dir: "auto" }, ticks.said(box, event)),
    button(strings("answer.keep"), () => again(event), { "aria-label": `${strings("answer.keep")}: ${ticks.said(box, event)}` }));
  if (!contradicts.length) return [];
  return [make("p", {}, make("strong", {}, strings("answer.differ"))), make("ul", { class: "rb-history" }, ...contradicts.map(line))];
};

/* Opens the dialog; `chosen` is the answer to begin with. */
runbook.answerDialog = (box, chosen) => {
  const answer = run.answerOf(box.address) || {};
  const isSignOff = answers.doneOf(box.address) === "signed";
  const now = valueNow(box);
  const [n, all] = [answers.answerable(box, run.answerOf).length, answers.leaves(box).length];
  const kindOf = (state) => (state !== "failed" ? "na" : isSignOff ? "refused" : "failed");
  const stateNow = () => form.elements.state.value.split(" ");
  const show = () => {
    const [state] = stateNow();
    sign.hidden = !(isSignOff && state === "done");
    reason.firstChild.textContent = strings(`answer.because.${kindOf(state)}`);
    /* A reason that is not part of the answer would only confuse, and who signs could take it for the place of the name. */
    reason.hidden = (Boolean(because.value) || !sign.hidden) && !answers.HAS_REASON.has(state);
    missing.textContent = "";
  };
  const choice = ([value, label]) => make("label", { class: "rb-choice" },
    make("input", { type: "radio", name: "state", value, checked: value === (chosen || now), change: show }),
    make("span", { dir: "auto" }, label));
  const field = (id, label, input) => make("div", { class: "rb-form" }, make("label", { for: id }, label), input);
  const because = make("input", {
    type: "text", id: "rb-because", autocomplete: "off", maxlength: "400", dir: "auto", value: answers.sharedReason(box, run.answerOf),
    input: () => because.value && !answers.HAS_REASON.has(stateNow()[0]) && (form.elements.state.value = "na"),
  });
  const who = make("input", { type: "text", id: "rb-signer", autocomplete: "name", maxlength: "200", dir: "auto", value: run.person() });
  const reason = field("rb-because", "", because);
  const sign = field("rb-signer", strings("answer.signer"), who);
  const note = make("textarea", { id: "rb-note", rows: "3", maxlength: "2000", dir: "auto" }, answer.note);
  const missing = make("p", { class: "rb-form__missing", role: "alert" });
  const lacks = (event, input, text) => {
    event.preventDefault();
    missing.textContent = strings(text);
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };

  const save = (event) => {
    const [state, way] = stateNow();
    const [text, name] = [because.value.trim(), who.value.trim()];
    const isSigned = isSignOff && state === "done";
    const hasReason = answers.HAS_REASON.has(state);
    if (hasReason && !text) return lacks(event, because, `answer.why.${kindOf(state)}`);
    if (isSigned && !name) return lacks(event, who, "answer.who");
    const before = run.answerOf(box.address) || {};
    const value = [state, way].filter(Boolean).join(" ");
    const isNew = value !== valueNow(box) || (isSigned && name !== before.by)
      || (hasReason && text !== answers.sharedReason(box, run.answerOf));
    /* Boxes that are already done keep their person and time. */
    const changed = answers.answerable(box, run.answerOf, state)
      .filter((leaf) => leaf === box || state !== "done" || leaf.state !== "done");
    const given = state === "done" ? (isSigned ? { by: name } : { way }) : { what: state, text: hasReason ? text : undefined };
    /* A reason that is not part of the answer, but was typed, becomes a note. */
    const left = !hasReason && because.value !== because.defaultValue && text;
    const noted = [note.value.trim(), left].filter(Boolean).join("\n");
    const isNote = noted !== (before.note || "") && noted !== (answer.note || "");
    const events = [
      ...(state && isNew ? answers.eventsOf(box, changed, given) : []),
      ...(isNote ? [{ what: "note", address: box.address, text: noted }] : []),
    ];
    if (isSigned && !run.person()) run.setPerson(name);
    const [, said] = optionsOf(box).find(([option]) => option === value) || [];
    const isAnswer = said && events.some(({ what }) => what !== "note");
    const item = box.number || box.text;
    const about = isAnswer ? strings("answer.saved.as", { item, state: said }) : strings("answer.saved");
    if (events.length) runbook.status(about, run.say(...events));
    return undefined;
  };
  const differ = make("div", {});
  const history = runbook.history(box, () => run.historyOf(box.address));
  const said = make("p", { class: "rb-form__said", role: "status" });
  const claim = runbook.claimButtons.partOfBox(box, (text) => (said.textContent = text));
  const copyLink = () => runbook.copyLink(box.address, box.number || box.text, said, (text) => (said.textContent = text));
  const form = make("form", { class: "rb-form", method: "dialog", submit: save },
    make("p", { class: "rb-form__item", dir: "auto" }, box.text),
    make("div", { class: "rb-form__buttons rb-form__about" }, claim.element, button(strings("link.copy"), copyLink)), said, differ,
    box.children.length ? make("p", { class: "rb-muted" },
      strings("answer.below", { n }), all > n ? ` ${strings("answer.kept", { n: all - n })}` : "") : "",
    make("fieldset", {}, make("legend", { class: "rb-hidden" }, strings("answer.state")), ...optionsOf(box).map(choice)),
    reason, sign, missing, make("label", { for: note.id }, strings("answer.note")), note,
    make("p", { class: "rb-muted" }, box.state === "changed" ? strings("ticks.changed", run.signed(answer)) : ""),
    make("div", { class: "rb-form__buttons" }, make("button", { type: "submit", class: "rb-button rb-button--main" }, strings("save"))),
  );
  showAgain = () => {
    history.show();
    claim.show();
    runbook.setContent(differ, ...differing(box));
  };
  showAgain();
  show();
  opened = run.current()?.id || "";
  runbook.open(dialog(strings("answer.title"), "rb-answer-dialog", form, history.section), `answer ${box.address}`);
  show();
  if (isSignOff && chosen && !who.value) who.focus();
};
const openHistory = (title, entries) => {
  const history = runbook.history(null, entries);
  showAgain = history.show;
  runbook.open(dialog(title, "rb-answer-dialog", history.section));
};
/* Opens what was recorded for a blank. */
runbook.blankDialog = ({ id, row, label }) => openHistory(label, () =>
  run.state().events.filter((event) => event.what === "blank" && event.blank === id
    && (event.address && run.state().current(event.address)) === row)
    .map((event) => ({ event, by: run.state().by(event), undone: run.state().undone.get(event.id) })));
/* Opens what was recorded for a trigger in a frame, where it has no box. */
runbook.triggerDialog = ({ address, text }) => openHistory(text, () => run.historyOf(address));
