/* Buttons with which people take on a list or an item, give it back, or take it over. A claim settles nothing. */
const { make, button, dialog, setContent, run, ticks, strings, filters, plannedWork } = runbook;

/* Records a claim, or an empty one to give back, and says so with a way back. */
const record = (address, title, above, text, say) => {
  const from = (run.claimOn([address, ...above])?.names || []).filter((name) => !filters.isMine({ names: [name] }, text)).join(" / ");
  const undo = run.say({ what: "claim", address, text });
  say(strings(!text ? "claim.given-back" : from ? "claim.taken-over" : "claim.taken", { who: text, what: title, from }), undo);
};
/* Asks for the name of the person once. */
const withName = (title, action) => {
  if (run.person()) return action();
  const who = make("input", { id: "rb-claimer", type: "text", autocomplete: "name", maxlength: "200", dir: "auto", required: true });
  const save = (event) => {
    if (!who.value.trim()) return event.preventDefault();
    run.setPerson(who.value.trim());
    return action();
  };
  const form = make("form", { class: "rb-form", method: "dialog", submit: save }, make("label", { for: who.id }, strings("claim.who")), who,
    make("div", { class: "rb-form__buttons" },
      make("button", { type: "submit", class: "rb-button rb-button--main" }, strings("claim.take"))));
  return runbook.open(dialog(title, "rb-claim-dialog", form), "claim");
};
/* Returns what a person can do about an address: the word of the button, and the name to record. */
const stepOf = (address, above) => {
  const own = run.claimOf(address);
  const claim = own || run.claimOn(above);
  const mine = claim && filters.isMine(claim, run.person());
  if (mine && claim.names.length === 1) return own ? { key: "give-back", give: true } : null;
  return { key: claim && !mine ? "take-over" : "take", give: false };
};
const act = (address, title, above, say) => {
  const step = stepOf(address, above);
  if (step?.give) record(address, title, above, "", say);
  else if (step) withName(strings("claim.title", { what: title }), () => record(address, title, above, run.person(), say));
};

/* Returns an element that shows who has something, with a button, and `show`, which shows it again. `above` are the places whose claims
   count too, and `titleOf` gives their titles. */
const partOf = (address, title, above = [], titleOf = (_place) => "", say = runbook.status) => {
  const words = make("span", { class: "rb-claim__words", dir: "auto" });
  const press = button("", () => act(address, title, above, say), { class: "rb-button rb-claim__button" });
  const show = () => {
    const own = run.claimOf(address);
    const place = own ? "" : above.find(run.claimOf);
    const step = stepOf(address, above);
    const with_ = place && strings("claim.with", { who: run.claimOf(place).names.join(" / "), what: titleOf(place) });
    setContent(words, own ? ticks.claimText(own) : with_ || "");
    press.hidden = !step;
    if (!step) return;
    press.textContent = strings(`claim.${step.key}`);
    press.setAttribute("aria-label", `${press.textContent}: ${title}`);
  };
  show();
  return { element: make("span", { class: "rb-claim" }, words, press), show };
};

const titleOfList = (list) => runbook.titleOf(list.previousElementSibling);
/* Triggers are no work. */
const lists = [...(ticks ? document.querySelectorAll("[data-rb-list]:not(.rb-list--triggers)") : [])].map((list) => {
  const part = partOf(list.dataset.rbList, titleOfList(list));
  list.querySelector(".rb-progress")?.after(part.element);
  return { ...part, address: list.dataset.rbList, title: titleOfList(list) };
});
const titleOfPlace = (address) =>
  lists.find((list) => list.address === address)?.title || ticks.pageBoxes.find((box) => box.address === address)?.number || "";
const nameOf = (box) => box.number || box.text;
/* The part of an item's dialog. */
const partOfBox = (box, say) => {
  const part = partOf(box.address, nameOf(box), box.places.slice(1), titleOfPlace, say);
  part.element.hidden = !plannedWork.isWork([box.address]);
  return part;
};
/* Claims the item that has the focus, or the list, or what a link led to. */
const claimFocused = () => {
  const near = [document.activeElement, document.querySelector(":target")];
  const placeOf = (one) => one?.closest(".rb-item, [data-rb-list]") || one?.closest("h2, h3")?.nextElementSibling;
  const place = near.map(placeOf).find((one) => one?.matches(".rb-item, [data-rb-list]"));
  const box = ticks.pageBoxes.find(({ item, address }) => item === place && plannedWork.isWork([address]));
  const list = lists.find(({ address }) => address === place?.dataset.rbList);
  if (box && !stepOf(box.address, box.places.slice(1))) runbook.status(strings("claim.already", { what: nameOf(box) }));
  else if (box) act(box.address, nameOf(box), box.places.slice(1), runbook.status);
  else if (list) act(list.address, list.title, [], runbook.status);
  else runbook.status(strings("claim.none"));
};

/* Without a run, the buttons would only be in the way; the dialog of an item has one all the same. */
const show = () => {
  for (const list of lists) {
    list.element.hidden = !run.current();
    list.show();
  }
};
run.onChange(show);
show();
runbook.claimButtons = { partOfBox, claimFocused };
