/* Shows at the end of a phase the open boxes that block it, and the button that declares the phase done. */
const { make, button, run, ticks, progress, strings, answers } = runbook;
const place = document.querySelector("[data-rb-finish]");
const address = `phases.${run.phase}`;
const phase = runbook.titleOf(document.querySelector("h1"));

const reopen = () => run.say({ what: "open", address });
const declare = (text) => runbook.status(strings("finish.declared", { phase }), run.say({ what: "done", address, text }));
/* Who finishes a phase with open "Must" items writes why. */
const ask = () => {
  const id = "rb-finish-why";
  const free = { type: "text", dir: "auto", maxlength: "2000", autocomplete: "off" };
  const reason = make("input", { id, ...free, required: true, pattern: ".*\\S.*" });
  const form = make("form", { class: "rb-form", method: "dialog", submit: () => declare(reason.value.trim()) },
    make("label", { for: id }, strings("finish.why")), reason,
    make("div", { class: "rb-form__buttons" },
      make("button", { type: "submit", class: "rb-button rb-button--main" }, strings("finish.declare", { phase }))));
  runbook.open(runbook.dialog(strings("finish.anyway"), "rb-finish-dialog", form));
};

const parts = () => {
  if (!run.current()) return [make("p", {}, strings("finish.none"))];
  const open = ticks.pageBoxes.filter(({ blocking, state }) => blocking && !answers.isSettled(state));
  const answer = run.answerOf(address);
  const declared = run.isDeclared(run.phase);
  const { all, settled, failed } = progress.page();
  const differs = answer?.contradicts;
  const found = [];
  /* A phase that somebody finished, with "Must" items that are open again, is not done. */
  const again = declared && open.length > 0 && !answer.text;
  const by = declared && strings("finish.by", { phase, ...run.signed(answer) });
  if (declared && !again) found.push(make("p", { class: "rb-finish__done", dir: "auto" }, by));
  if (open.length) {
    const word = ({ state }) => (["failed", "differs", "changed"].includes(state) ? ` (${strings(`ticks.word.${state}`)})` : "");
    const links = open.map((box) => make("li", {}, make("a", { href: `#${box.address}`, dir: "auto" }, box.text), word(box)));
    const text = strings(declared ? (answer.text ? "finish.with-open" : "finish.reopened") : "finish.blocked", { n: open.length, phase });
    found.push(make("p", again ? { class: "rb-finish__again" } : {}, make("strong", {}, text)), again ? make("p", { dir: "auto" }, by) : "",
      make("ul", { class: "rb-finish__open" }, ...links));
  } else if (all > settled) found.push(make("p", {}, strings("finish.others", { n: all - settled })));
  if (declared && answer.text) found.push(make("p", { dir: "auto" }, strings("finish.because", { reason: answer.text })));
  if (failed) found.push(make("p", {}, make("strong", {}, strings("progress.failed", { n: failed }))));
  if (differs) found.push(make("p", {}, make("strong", {}, strings("finish.differs", { phase })), " ",
    strings("finish.answers", { all: differs.map((event) => ticks.said(null, event)).join(" · ") })));
  if (declared || differs) found.push(button(strings("finish.reopen"), reopen));
  if (!declared && open.length) found.push(button(`${strings("finish.anyway")} …`, ask));
  else if (!declared) found.push(button(strings("finish.declare", { phase }), () => declare(), { class: "rb-button rb-button--main" }));
  return found;
};

const show = () => {
  runbook.setContent(place, ...parts());
};
if (place) {
  progress.onChange(show);
  show();
}
