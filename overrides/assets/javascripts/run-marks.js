/* Shows the run at marks that are no boxes: the triggers in a frame, which people can mark as seen, and go or no-go before a list. */
const { make, button, site, run, times, strings, ticks, boxes, answers, setContent } = runbook;
const triggers = [...document.querySelectorAll("[data-rb-trigger]")].map((line) => {
  const { rbTrigger: address, rbPrint: print } = line.dataset;
  const link = /** @type {HTMLAnchorElement} */ (line.querySelector(".rb-target a"));
  const [number, text] = [".rb-number", "p > span"].map((part) => line.querySelector(part).textContent.trim());
  const plain = { href: link.href, text: link.textContent };
  return { line, address, print, number, text, mark: line.querySelector(".rb-seen"), link, plain };
});
const signed = ({ at, by, text }) => ({ who: by || strings("ticks.nobody"), when: times.time(Date.parse(at), run.zone()), reason: text });

/* Returns the procedure that a link leads to, and its phase. A link to a page alone leads to the first procedure there. */
const procedureAt = ({ pathname, hash }) => {
  const id = hash.slice(1);
  const lists = (boxes.known()?.phases || []).flatMap((phase) => phase.lists.map((list) => ({ ...list, phase: phase.id })));
  const isThere = (list) => list.id.startsWith("procedures.") && pathname.includes(`/${site.variant}/${list.phase}/`);
  return lists.find((list) => (id ? list.id === id : isThere(list)));
};
/* Who has seen a trigger goes straight to the first open step, on this page if it has the step. */
const showWay = ({ link, plain }, isSeen) => {
  const there = new URL(plain.href);
  const list = isSeen && procedureAt(there);
  const [, address = "", , , , , number] = (list && answers.openLeaves(list.boxes, run.stateOf)[0]) || [];
  if (address && document.getElementById(address)) there.href = location.href;
  if (address) there.hash = address;
  link.href = there.href;
  link.classList.toggle("rb-stop__now", isSeen);
  const words = () => strings(list.phase === "rollback" ? "trigger.back" : "trigger.act", { step: number });
  setContent(link, address ? words() : plain.text);
};
const showTrigger = (trigger) => {
  const { line, mark, address, print, number, text } = trigger;
  const answer = run.answerOf(address) || {};
  const state = run.stateOf(address, print);
  const see = () => runbook.status(strings("ticks.said.seen", { item: number }), run.say({ what: "seen", address, print }));
  const open = () => runbook.need("answer-dialog").then(() => runbook.triggerDialog(trigger));
  const isSeen = state === "done";
  line.toggleAttribute("data-rb-seen", isSeen || state === "differs");
  const about = { done: "ticks.seen", na: "ticks.because", differs: "answer.differs", changed: "answer.changed" }[state];
  const word = about && strings(about, signed(answer));
  const label = strings("answer.seen");
  const press = !isSeen && button(label, see, { "aria-label": `${label}: ${number}` });
  const named = { class: "rb-answer__more", "aria-label": strings("blank.history", { part: text }) };
  const more = run.historyOf(address).length && button("⋯", open, named);
  setContent(mark, ...[word && make("strong", {}, word), ticks && press, ticks && more].filter(Boolean));
  showWay(trigger, isSeen);
};
/* On phones the frame is a line, which says what was seen. */
const lines = [...document.querySelectorAll(".rb-stop__line")].map((line) => {
  const seen = make("strong", { class: "rb-stop__seen" });
  line.append(seen);
  return { frame: line.closest(".rb-stop"), seen };
});
const showLine = ({ frame, seen }) => {
  const numbers = [...frame.querySelectorAll("[data-rb-seen] .rb-number")].map(({ textContent }) => textContent);
  setContent(seen, numbers.length ? strings("ticks.said.seen", { item: numbers.join(", ") }) : "");
};
/* People go on if everybody has signed, and not if one of them has refused. */
const holds = [...document.querySelectorAll(".rb-hold .rb-go")].map((mark) => {
  const list = mark.closest(".rb-list");
  return { mark, plain: [...mark.childNodes], signers: ticks ? ticks.pageBoxes.filter(({ item }) => list.contains(item)) : [] };
});
const showHold = ({ mark, plain, signers }) => {
  const refused = signers.find(({ state }) => ["failed", "differs"].includes(state));
  const isGo = signers.length && signers.every(({ state }) => state === "done" || state === "na");
  const word = refused ? strings("hold.no-go") : isGo ? strings("hold.go") : "";
  mark.toggleAttribute("aria-hidden", !word);
  if (!word) mark.setAttribute("aria-hidden", "true");
  mark.toggleAttribute("data-rb-refused", Boolean(refused));
  mark.replaceChildren(...(word ? [make("strong", {}, word)] : plain));
};
const show = () => {
  triggers.forEach(showTrigger);
  lines.forEach(showLine);
  holds.forEach(showHold);
};

run.onChange(show);
runbook.progress?.onChange(show);
show();
if (!ticks) run.load();
