/* Shows the run at marks that are no boxes: the triggers in a frame, which people can mark as seen, and go or no-go before a list. */
const { make, button, run, times, strings, ticks } = runbook;
const triggers = [...document.querySelectorAll("[data-rb-trigger]")].map((line) => {
  const mark = line.querySelector(".rb-seen");
  return { line, mark, address: line.dataset.rbTrigger, print: line.dataset.rbPrint, number: line.querySelector(".rb-number").textContent };
});
const signed = ({ at, by }) => ({ who: by || strings("ticks.nobody"), when: times.time(Date.parse(at), run.zone()) });

const showTrigger = ({ line, mark, address, print, number }) => {
  const answer = run.answerOf(address) || {};
  const state = run.stateOf(address, print);
  const see = () => runbook.status(strings("ticks.said.seen", { item: number }), run.say({ what: "seen", address, print }));
  const isSeen = state === "done";
  line.toggleAttribute("data-rb-seen", isSeen || state === "differs");
  const word = isSeen ? strings("ticks.seen", signed(answer)) : state === "differs" ? strings("answer.differs") : "";
  const canSee = !isSeen && runbook.status;
  const label = strings("answer.seen");
  const press = canSee ? button(label, see, { "aria-label": `${label}: ${number}` }) : "";
  runbook.setContent(mark, word && make("strong", {}, word), press);
};
/* People go on if everybody has signed, and not if one of them has refused. */
const holds = [...document.querySelectorAll(".rb-hold .rb-go")].map((mark) => {
  const list = mark.closest(".rb-list");
  return { mark, plain: [...mark.childNodes], boxes: ticks ? ticks.pageBoxes.filter(({ item }) => list.contains(item)) : [] };
});
const showHold = ({ mark, plain, boxes }) => {
  const refused = boxes.find(({ state }) => ["failed", "differs"].includes(state));
  const isGo = boxes.length && boxes.every(({ state }) => state === "done" || state === "na");
  const word = refused ? strings("hold.no-go") : isGo ? strings("hold.go") : "";
  mark.toggleAttribute("aria-hidden", !word);
  if (!word) mark.setAttribute("aria-hidden", "true");
  mark.toggleAttribute("data-rb-refused", Boolean(refused));
  mark.replaceChildren(...(word ? [make("strong", {}, word)] : plain));
};
const show = () => {
  triggers.forEach(showTrigger);
  holds.forEach(showHold);
};

run.onChange(show);
show();
if (!ticks) run.load();
