/* The boxes of a page: handles ticks, shows changes of other tabs, and adds to each box a button with person and time. */
const { make, run, times, strings, answers } = runbook;
const listeners = new Set();
const boxes = new Map();

for (const input of document.querySelectorAll("[data-rb-box]")) {
  const item = input.closest(".rb-item");
  const above = item.parentElement.closest(".rb-item");
  const parent = above ? boxes.get(above.querySelector("[data-rb-box]").dataset.rbBox) : null;
  const stamp = runbook.button("", () => runbook.need("answer-dialog").then(() => runbook.answerDialog(box)), { class: "rb-answer" });
  const remarks = make("div", { class: "rb-said", id: `said:${input.dataset.rbBox}`, hidden: true });
  const box = {
    address: input.dataset.rbBox, print: input.dataset.rbPrint, blocking: item.matches(".rb-item--blocking"),
    text: item.querySelector("label").textContent.trim(), input, item, stamp, parent, children: [], remarks, state: "open",
  };
  if (parent) parent.children.push(box);
  boxes.set(box.address, box);
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-describedby", [remarks.id, input.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  item.querySelector(".rb-item__head").after(stamp, remarks);
  input.addEventListener("change", () => tick(box));
}

const tick = (box) => {
  const { boxes: changed, state, kept } = answers.tick(box, run.answerOf);
  const undo = run.say(...answers.eventsOf(box, changed, state === "open" ? { what: "open" } : {}));
  showWithParents(box);
  if (!changed.length) runbook.status(strings("ticks.kept", { n: kept }));
  if (changed.length > 1) runbook.status(strings(state === "done" ? "ticks.many" : "ticks.many.open", { n: changed.length }), undo);
};

const nameOf = (answer) => answer.by || strings("ticks.nobody");

const showRemarks = ({ remarks, state }, answer) => {
  const when = () => times.time(Date.parse(answer.at), run.zone());
  const lines = [
    ["rb-said__changed", state === "changed" && strings("ticks.changed", { who: nameOf(answer), when: when() })],
    ["rb-said__because", state === "na" && answer.text && strings("ticks.because", { reason: answer.text })],
    ["rb-said__note", answer.note && strings("ticks.note", { note: answer.note })],
  ].filter(([, text]) => text);
  remarks.hidden = !lines.length;
  remarks.replaceChildren(...lines.map(([name, text]) => make("p", { class: name, dir: "auto" }, text)));
};

const showStamp = ({ stamp, state, text, children }, answer) => {
  stamp.dataset.rbState = state;
  if (!answer.state || children.length || state === "open") {
    stamp.replaceChildren(make("span", { class: "rb-answer__more", "aria-hidden": "true" }, "⋯"));
    stamp.removeAttribute("data-rb-full");
    stamp.setAttribute("aria-label", strings("ticks.more", { item: text }));
    return;
  }
  const at = Date.parse(answer.at);
  const full = `${nameOf(answer)}, ${times.stamp(at, run.zone())}`;
  const first = { na: strings("ticks.na"), changed: strings("ticks.changed.word") }[state] || times.brief(at, run.zone());
  const who = make("span", { class: "rb-answer__who", dir: "auto" }, answer.by || "–");
  stamp.replaceChildren(make("span", { class: "rb-answer__when" }, first), who);
  stamp.dataset.rbFull = full;
  stamp.setAttribute("aria-label", strings(`ticks.stamp.${state}`, { stamp: full, item: text }));
};

const showOne = (box) => {
  const answer = run.answerOf(box.address) || {};
  box.state = box.children.length ? answers.stateOfParent(box.children.map(({ state }) => state)) : run.stateOf(box.address, box.print);
  box.input.checked = box.state === "done";
  box.input.indeterminate = box.state === "mixed";
  if (box.item.dataset.rbState !== box.state) box.item.dataset.rbState = box.state;
  showRemarks(box, answer);
  showStamp(box, answer);
};
const showWithParents = (box) => {
  for (let one = box; one; one = one.parent) showOne(one);
  for (const listener of listeners) listener(box);
};
const showAll = () => {
  for (const box of [...boxes.values()].reverse()) showOne(box);
  for (const listener of listeners) listener(null);
};

run.onChange((item) => {
  if (item === null) showAll();
  else if (boxes.has(item)) showWithParents(boxes.get(item));
});
/* When a page is opened again, browsers restore the ticks that they remember themselves. */
addEventListener("pageshow", showAll);

runbook.ticks = { pageBoxes: [...boxes.values()], showAll, onChange: (listener) => listeners.add(listener) };
