/* The boxes of a page: handles ticks and choices, shows changes of other tabs, and adds to each box a button with person and time. */
const { make, run, times, strings, answers, waysOf = () => [], showWays = () => {} } = runbook;
const listeners = new Set();
const boxes = new Map();

/* What people did before the run was read: only then does the page know what a tick would change. */
const early = [];
const soon = (action) => {
  if (run.isLoaded()) action();
  else early.push(action);
};
const openDialog = (box, chosen) => runbook.need("answer-dialog").then(() => runbook.answerDialog(box, chosen));
for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-rb-box]"))) {
  const item = input.closest(".rb-item");
  const above = item.parentElement.closest(".rb-item");
  const parent = above ? boxes.get(above.querySelector("[data-rb-box]").dataset.rbBox) : null;
  const stamp = runbook.button("", () => openDialog(box), { class: "rb-answer" });
  const remarks = make("div", { class: "rb-said", id: `said:${input.dataset.rbBox}`, hidden: true });
  const ways = waysOf(item, (way) => soon(() => choose(box, way)));
  const label = item.querySelector("label");
  const box = {
    address: input.dataset.rbBox, print: input.dataset.rbPrint, blocking: item.matches(".rb-item--blocking"),
    text: label.textContent.trim(), number: label.querySelector(".rb-number")?.textContent || "", decides: ways.length > 0, ways,
    places: [input.dataset.rbBox, ...(parent ? parent.places : [item.closest("[data-rb-list]")?.dataset.rbList].filter(Boolean))],
    input, item, stamp, parent, children: [], remarks, state: "open",
  };
  if (parent) parent.children.push(box);
  boxes.set(box.address, box);
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-describedby", [remarks.id, input.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  item.querySelector(".rb-item__head").after(stamp, remarks);
  input.addEventListener("change", () => soon(() => tick(box)));
  if (runbook.changed.has(input)) soon(() => box.state !== "done" && tick(box));
}

/* Records events about a box, and says so with a way back. A tick without a run begins one: after the end of a run it can be a slip. */
const record = (box, about, n, events, way = "") => {
  const isFirst = !run.current();
  const undo = run.say(...events);
  const said = n === 1 ? strings(`ticks.said.${about}`, { item: box.number || box.text, who: run.person(), way })
    : strings(about === "open" ? "ticks.many.open" : "ticks.many", { n });
  runbook.status(isFirst ? strings("ticks.begun", { said, name: run.current().name }) : said, undo);
};
const choose = (box, way) => {
  if (answers.asksFirst(box, run.answerOf) && box.state !== "differs") openDialog(box, `done ${way.id}`);
  else record(box, "way", 1, answers.eventsOf(box, [box], { way: way.id }), way.label);
  showWithParents(box);
};
const tick = (box) => {
  const isSigned = answers.doneOf(box.address) === "signed";
  const noWay = box.decides && !box.children.length && box.state !== "done";
  if (answers.asksFirst(box, run.answerOf)) openDialog(box);
  else if (isSigned && !run.person()) openDialog(box, "done");
  else if (noWay) {
    box.ways[0].input.focus();
    runbook.status(strings("ticks.way.first"));
  } else {
    const { boxes: changed, state, kept } = answers.tick(box, run.answerOf);
    const events = answers.eventsOf(box, changed, state === "open" ? { what: "open" } : {});
    if (changed.length) record(box, events[0].what, changed.length, events);
    else runbook.status(strings("ticks.kept", { n: kept }));
  }
  showWithParents(box);
};

const nameOf = (person) => person || strings("ticks.nobody");
const timeOf = ({ at }) => times.time(Date.parse(at), run.zone());
/* A sign-off does not fail: somebody refuses it. */
const failedOf = ({ address }) => (answers.doneOf(address) === "signed" ? "refused" : "failed");
/* Says what an event says: `failed: tried twice`; with who recorded it and when: `done (Mona, 22:10)`. */
const what = (box, event) => {
  const way = box && box.ways.find(({ id }) => id === event.way);
  const from = run.state().takenFrom(event).join(" / ");
  const claim = !event.text ? "event.given-back" : from ? "event.taken-over" : "event.claim";
  if (event.what === "claim") return strings(claim, { text: event.text, from });
  const word = event.what === "failed" ? failedOf(event) : event.what;
  return way ? strings("event.way", { way: way.label }) : strings(`event.${word}`, { text: event.text || "–" });
};
const whoSaid = (box, event) => `${what(box, event)} (${nameOf(run.state().by(event))}, ${timeOf(event)})`;
const allSaid = (box, { contradicts }) => contradicts.map((event) => whoSaid(box, event)).join(" · ");
/* Finds where people go if a box failed, or was seen: the way of the item, else of a line above it, else of the list or phase. */
const wayOut = ({ item, address }) => {
  const isTrigger = address.startsWith("triggers.");
  const mark = isTrigger ? ".rb-outcome--then" : ".rb-outcome--fail";
  for (let place = item; place; place = place.parentElement.closest(".rb-item, .rb-list")) {
    const own = place.querySelector(`:scope > ${mark}, :scope > .rb-item__body > ${mark}`);
    if (own) return own.cloneNode(true);
  }
  const heading = isTrigger && document.querySelector('h2[id^="procedures."], h3[id^="procedures."]');
  if (!heading) return null;
  return make("p", { class: "rb-outcome" }, make("a", { href: `#${heading.id}`, dir: "auto" }, runbook.titleOf(heading)));
};
/* Says who has something: `Wei · since 22:05`. */
const claimText = ({ names, at }) =>
  strings(names.length > 1 ? "ticks.claims" : "ticks.claim", { who: names.join(" / "), when: times.brief(Date.parse(at), run.zone()) });
const showRemarks = (box, answer) => {
  const { remarks, state } = box;
  const claim = run.claimOf(box.address);
  const differs = state === "differs" || (box.decides && answer.contradicts);
  const isSeen = answer.state === "seen";
  const at = { who: nameOf(answer.by), when: answer.at && timeOf(answer), reason: answer.text };
  const lines = [
    ["rb-said__changed", state === "changed" && strings("ticks.changed", at)],
    ["rb-said__differs", differs && strings("ticks.differs", { all: allSaid(box, answer) })],
    ["rb-said__failed", state === "failed" && strings(`ticks.because.${failedOf(box)}`, at)],
    ["rb-said__because", state === "na" && strings("ticks.because", at)],
    ["rb-said__seen", state === "done" && isSeen && strings("ticks.seen", at)],
    ["rb-said__signed", state === "done" && answer.state === "signed" && strings("ticks.signed", at)],
    ["rb-said__claim", claim && claimText(claim)],
    ["rb-said__note", answer.note && strings("ticks.note", { note: answer.note })],
  ].filter(([, text]) => text).map(([name, text]) => make("p", { class: name, dir: "auto" }, text));
  const way = (state === "failed" || (state === "done" && isSeen)) && wayOut(box);
  if (way) lines.splice(1, 0, way);
  const again = strings("ticks.again");
  if (differs) lines.splice(1, 0, runbook.button(again, () => openDialog(box), { "aria-label": `${again}: ${box.number}` }));
  remarks.hidden = !lines.length;
  runbook.setContent(remarks, ...lines);
};

const showStamp = (box, answer) => {
  const { stamp, state, text, children } = box;
  const kind = state === "failed" ? failedOf(box) : state;
  stamp.dataset.rbState = state;
  if (!answer.state || children.length || state === "open") {
    stamp.replaceChildren(make("span", { class: "rb-answer__more", "aria-hidden": "true" }, "⋯"));
    stamp.removeAttribute("data-rb-full");
    stamp.setAttribute("aria-label", strings("ticks.more", { item: text }));
    return;
  }
  const at = Date.parse(answer.at);
  const full = `${nameOf(answer.by)}, ${times.stamp(at, run.zone())}`;
  const word = state === "done" ? "" : strings(`ticks.word.${kind}`);
  const who = make("span", { class: "rb-answer__who", dir: "auto" }, answer.by || "–");
  stamp.replaceChildren(make("span", { class: "rb-answer__when" }, word || times.brief(at, run.zone())), who);
  stamp.dataset.rbFull = word ? `${word}: ${full}` : full;
  const said = strings(`answer.${word ? kind : answer.state}`);
  stamp.setAttribute("aria-label", strings("ticks.stamp", { state: said, stamp: full, item: text }));
};

const showOne = (box) => {
  const answer = run.answerOf(box.address) || {};
  box.state = box.children.length ? answers.stateOfParent(box.children.map(({ state }) => state)) : run.stateOf(box.address, box.print);
  box.input.checked = box.state === "done";
  box.input.indeterminate = box.state === "mixed";
  if (box.item.dataset.rbState !== box.state) box.item.dataset.rbState = box.state;
  /* The way of an item with items below is an answer of its own. */
  const hasWay = box.children.length ? answer.state === "done" && !answer.contradicts : box.state === "done";
  showWays(box.ways, hasWay ? answer.way : "");
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
  if (item === null) {
    showAll();
    if (run.isLoaded()) early.splice(0).forEach((action) => action());
  } else if (boxes.has(item)) showWithParents(boxes.get(item));
});
/* When a page is opened again, browsers restore the ticks that they remember themselves. */
addEventListener("pageshow", showAll);

runbook.ticks = {
  pageBoxes: [...boxes.values()], showAll, what, said: whoSaid, nameOf, claimText, onChange: (listener) => listeners.add(listener),
};
