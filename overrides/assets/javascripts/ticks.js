/* The boxes of a page: ticked, followed from other tabs, parents after their children; beside each who and when, and the way to say more. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, run, clock, times, strings, answers } = runbook;
  if (!run || !run.phase) return;
  const NEVER = new Date(0).toISOString();
  const listeners = new Set();
  const byAddress = new Map();

  const parentOf = (item) => item.parentElement.closest(".rb-item");

  for (const input of document.querySelectorAll("[data-rb-box]")) {
    const item = input.closest(".rb-item");
    const above = parentOf(item);
    const parent = above ? byAddress.get(above.querySelector("[data-rb-box]").dataset.rbBox) : null;
    const label = item.querySelector("label");
    const stamp = make("button", { type: "button", class: "rb-answer" });
    const box = { address: input.dataset.rbBox, print: input.dataset.rbPrint, input, item, label, stamp, parent, children: [], said: null, state: "open" };
    if (parent) parent.children.push(box);
    byAddress.set(box.address, box);
    input.setAttribute("autocomplete", "off");
    item.querySelector(".rb-item__head").after(stamp);
    input.addEventListener("change", () => tick(box));
    stamp.addEventListener("click", () => runbook.need("answer-dialog").then(() => runbook.answerDialog(box)));
  }
  const boxes = [...byAddress.values()];

  const leaves = (box) => (box.children.length ? box.children.flatMap(leaves) : [box]);

  /* The boxes that an answer of a box may change: not those below it that are not applicable, whose reason would be lost. */
  const answerable = (box) => leaves(box).filter((one) => one === box || (run.answer(one.address) || {}).state !== "na");

  /* Answers boxes of a parent together, or a box by itself; an answer of the parent keeps the moment of the answer that it replaced. */
  const answerAll = (box, chosen, state, because) => {
    for (const one of chosen) {
      const replaced = one === box ? undefined : (run.answer(one.address) || {}).at || NEVER;
      run.say(one.address, { state, print: one.print, because, replaced });
    }
  };

  /* A tick of a parent ticks what is still open below it; a tick taken away from it takes away the ticks below. */
  const tick = (box) => {
    const below = answerable(box);
    const open = below.filter((one) => one.state !== "done");
    if (!open.length && box.state !== "done") runbook.status(strings("ticks.kept", { n: leaves(box).length - below.length }));
    else change(box, open.length ? open : below, open.length ? "done" : "open");
    showAbove(box);
  };

  /* The way back leaves alone what somebody has answered since. */
  const change = (box, chosen, state) => {
    const before = chosen.map((one) => run.answer(one.address) || null);
    answerAll(box, chosen, state);
    if (chosen.length < 2) return;
    const after = chosen.map((one) => JSON.stringify(run.answer(one.address)));
    const untouched = (one, at) => JSON.stringify(run.answer(one.address)) === after[at];
    runbook.status(strings(state === "done" ? "ticks.many" : "ticks.many.open", { n: chosen.length }), () =>
      chosen.forEach((one, at) => untouched(one, at) && run.put(one.address, before[at])));
  };

  const judge = (box) => (box.children.length ? answers.stateOfParent(box.children.map((child) => child.state)) : run.stateOf(box.address, box.print));

  const who = (answer) => answer.by || strings("ticks.nobody");
  const fullStamp = (answer) => `${who(answer)}, ${times.stamp(Date.parse(answer.at), zone())}`;
  const zone = () => {
    const current = run.current();
    return current && clock.isZone(current.zone) ? current.zone : clock.ownZone();
  };

  /* What is said below an item: that it changed, why it is not applicable, a note. */
  const sentences = (box, answer) => [
    ["rb-said__changed", box.state === "changed" && strings("ticks.changed", { who: who(answer), when: times.time(Date.parse(answer.at), zone()) })],
    ["rb-said__because", box.state === "na" && answer && answer.because && strings("ticks.because", { reason: answer.because })],
    ["rb-said__note", answer && answer.note && strings("ticks.note", { note: answer.note })],
  ].filter(([, text]) => text);

  const showSaid = (box, answer) => {
    const told = sentences(box, answer);
    if (!told.length && !box.said) return;
    if (!box.said) {
      box.said = make("div", { class: "rb-said", id: `said:${box.address}` });
      box.stamp.after(box.said);
      const described = box.input.getAttribute("aria-describedby");
      box.input.setAttribute("aria-describedby", [box.said.id, described].filter(Boolean).join(" "));
    }
    box.said.replaceChildren(...told.map(([name, text]) => make("p", { class: name, dir: "auto" }, text)));
  };

  const showStamp = (box, answer) => {
    const { stamp, state } = box;
    const stamped = answer && answer.state && !box.children.length && state !== "open";
    const text = box.label.textContent.trim();
    stamp.dataset.rbState = state;
    if (!stamped) {
      stamp.replaceChildren(make("span", { class: "rb-answer__more", "aria-hidden": "true" }, "⋯"));
      stamp.removeAttribute("data-rb-full");
      stamp.setAttribute("aria-label", strings("ticks.more", { item: text }));
      return;
    }
    const full = fullStamp(answer);
    const word = { na: strings("ticks.na"), changed: strings("ticks.changed.word") }[state];
    const first = word || times.brief(Date.parse(answer.at), zone());
    stamp.replaceChildren(make("span", { class: "rb-answer__when" }, first), make("span", { class: "rb-answer__who", dir: "auto" }, answer.by || "–"));
    stamp.dataset.rbFull = full;
    stamp.setAttribute("aria-label", strings(`ticks.stamp.${state}`, { stamp: full, item: text }));
  };

  const showOne = (box) => {
    const answer = run.answer(box.address);
    box.state = judge(box);
    box.input.checked = box.state === "done";
    box.input.indeterminate = box.state === "mixed";
    if (box.item.dataset.rbState !== box.state) box.item.dataset.rbState = box.state;
    showSaid(box, answer);
    showStamp(box, answer);
  };

  const showAbove = (box) => {
    for (let one = box; one; one = one.parent) showOne(one);
    for (const listener of listeners) listener(box);
  };

  const showAll = () => {
    for (const box of [...boxes].reverse()) showOne(box);
    for (const listener of listeners) listener(null);
  };

  run.on((item) => {
    if (item === null) showAll();
    else if (byAddress.has(item)) showAbove(byAddress.get(item));
  });
  /* Browsers bring back ticks of their own when a page is opened anew. */
  addEventListener("pageshow", showAll);

  runbook.ticks = { boxes, of: (address) => byAddress.get(address), leaves, answerable, answerAll, showAll, zone, on: (listener) => listeners.add(listener) };
})();
