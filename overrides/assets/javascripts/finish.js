/* The end of a phase: the open boxes that block it, and the button to declare it done. */
const { make, button, run, ticks, progress, times, strings, answers } = runbook;
const place = document.querySelector("[data-rb-finish]");
const address = `phases.${run.phase}`;
const phase = document.querySelector("h1").firstChild.textContent.trim();

const declare = (state) => {
  run.answer(address, { state });
  if (state === "done") runbook.status(strings("finish.declared", { phase }), () => run.answer(address, { state: "open" }));
};

const parts = () => {
  const open = ticks.pageBoxes.filter(({ blocking, state }) => blocking && !answers.isSettled(state));
  const answer = run.answerOf(address);
  const declared = run.isDeclared(run.phase);
  const { all, settled } = progress.page();
  const found = [];
  if (declared) {
    const values = { phase, who: answer.by || strings("ticks.nobody"), when: times.full(Date.parse(answer.at), run.zone()) };
    found.push(make("p", { class: "rb-finish__done", dir: "auto" }, strings("finish.by", values)));
  }
  if (open.length) {
    const links = open.map((box) => make("li", {}, make("a", { href: `#${box.address}`, dir: "auto" }, box.text)));
    found.push(make("p", {}, make("strong", {}, strings(declared ? "finish.reopened" : "finish.blocked", { n: open.length, phase }))),
      make("ul", { class: "rb-finish__open" }, ...links));
  } else if (!declared && all > settled) found.push(make("p", {}, strings("finish.others", { n: all - settled })));
  if (declared) found.push(button(strings("finish.reopen"), () => declare("open")));
  else if (!open.length) found.push(button(strings("finish.declare", { phase }), () => declare("done"), { class: "rb-button rb-button--main" }));
  return found;
};

let shown = "";
const show = () => {
  const made = run.current() ? parts() : [make("p", {}, strings("finish.none"))];
  const text = made.map((element) => element.textContent).join("\n");
  if (text === shown) return;
  shown = text;
  const hadFocus = place.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
  place.replaceChildren(...made);
  if (hadFocus && place.querySelector("button")) place.querySelector("button").focus();
};
if (place) {
  progress.onChange(show);
  show();
}
