/* The end of a phase: what is still open and blocks it is named, before anybody can declare it done. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, run, ticks, progress, times, strings, card, answers } = runbook;
  const place = document.querySelector("[data-rb-finish]");
  if (!run || !ticks || !place) return;
  const address = `phases.${run.phase}`;
  const title = document.querySelector("h1").firstChild.textContent.trim();

  const blocking = () => ticks.boxes.filter(({ item, state }) => item.matches(".rb-item--blocking") && !answers.isSettled(state));
  const links = (boxes) =>
    make("ul", { class: "rb-finish__open" }, ...boxes.map((box) => make("li", {}, make("a", { href: `#${box.address}`, dir: "auto" }, box.label.textContent.trim()))));

  const declare = (state) => {
    run.say(address, { state });
    if (state === "done") runbook.status(strings("finish.declared", { phase: title }), () => run.say(address, { state: "open" }));
  };

  const parts = () => {
    const open = blocking();
    const answer = run.answer(address);
    const declared = run.stateOf(address) === "done";
    const { all, settled } = progress.page();
    const found = [];
    if (declared) {
      const values = { phase: title, who: answer.by || strings("ticks.nobody"), when: times.full(Date.parse(answer.at), ticks.zone()) };
      found.push(make("p", { class: "rb-finish__done", dir: "auto" }, strings("finish.by", values)));
    }
    if (open.length) found.push(make("p", {}, make("strong", {}, strings(declared ? "finish.reopened" : "finish.blocked", { n: open.length, phase: title }))), links(open));
    else if (!declared && all > settled) found.push(make("p", {}, strings("finish.others", { n: all - settled })));
    if (declared) found.push(card.button(strings("finish.reopen"), () => declare("open")));
    else if (!open.length) found.push(card.button(strings("finish.declare", { phase: title }), () => declare("done"), { class: "rb-button rb-button--main" }));
    return found;
  };

  let shown = "";
  const show = () => {
    const made = run.current() ? parts() : [make("p", {}, strings("finish.none"))];
    const text = made.map((element) => element.textContent).join("\n");
    if (text === shown) return;
    shown = text;
    const held = place.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
    place.replaceChildren(...made);
    if (held && place.querySelector("button")) place.querySelector("button").focus();
  };
  progress.on(show);
  show();
})();
