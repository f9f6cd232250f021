/* Shows what is recorded about a decision, and offers to fill in who decided a rollback, when and why, from a trigger that was seen. */
const { make, button, run, times, strings, blanks, ticks } = runbook;
const MOST = 200;
const decisions = [...document.querySelectorAll("[data-rb-decision]")].map((place) => {
  const offer = place.appendChild(make("div", { class: "rb-decision__offer", role: "status" }));
  const ids = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-rb-blank]"))].map(({ dataset }) => dataset.rbBlank);
  return { said: place.querySelector(".rb-decision__said"), offer, ids, isRollback: place.dataset.rbDecision === "rollback" };
});
const valueOf = (id) => (run.current() && run.state().blankOf(id)?.event.text) || "";
const wordsOf = (id) => blanks.known.get(id).choices.find(([choice]) => choice === valueOf(id))?.[1] || valueOf(id);
/* The triggers of a rollback on the page, in a frame or with boxes. */
const inFrames = [...document.querySelectorAll('[data-rb-calls="rollback"] [data-rb-trigger]')].map((line) => ({
  address: line.dataset.rbTrigger, number: line.querySelector(".rb-number").textContent,
  text: line.querySelector("p > span").textContent.trim(),
}));
const triggers = [...inFrames, ...(ticks?.pageBoxes || []).filter(({ address }) => address.startsWith("triggers."))];
const seenFirst = () => triggers.map((trigger) => ({ ...trigger, answer: run.answerOf(trigger.address) || {} }))
  .filter(({ answer }) => answer.state === "seen" && !answer.contradicts)
  .sort((one, other) => Date.parse(one.answer.at) - Date.parse(other.answer.at))[0];
/* Returns the values that a trigger gives to blanks which have none. */
const valuesFrom = ({ number, text, answer }) => Object.entries({
  "rollback.decided": times.hour(Date.parse(answer.at), run.zone()), "rollback.by": answer.by,
  "rollback.trigger": text.slice(text.indexOf(number)).slice(0, MOST),
}).filter(([blank, value]) => value && !valueOf(blank));
const take = () => {
  const seen = seenFirst();
  const undo = run.say(...valuesFrom(seen).map(([blank, value]) => ({ what: "blank", blank, text: value })));
  blanks.showAll();
  runbook.status(strings("decision.taken", { item: seen.number }), undo);
};
const offerNow = () => {
  const seen = run.current() && seenFirst();
  if (!seen || !valuesFrom(seen).length) return [];
  const { number, answer } = seen;
  const time = times.time(Date.parse(answer.at), run.zone());
  const said = strings("decision.offer", { item: number, time, who: answer.by || strings("ticks.nobody") });
  return [said, " ", button(strings("decision.take"), take)];
};
const show = () => decisions.forEach(({ said, offer, ids, isRollback }) => {
  runbook.setContent(said, ids.map(wordsOf).filter(Boolean).join(" · "));
  if (isRollback) runbook.setContent(offer, ...offerNow());
});
if (decisions.length) {
  run.onChange(show);
  show();
}
