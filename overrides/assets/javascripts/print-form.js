/* The form of the page Print: shows only what the chosen sheet takes, fills in the T-0 of the run, and hands over what the run has
   answered. Without this script, each sheet has a button of its own. */
const { make, need, setContent, strings, site, openState } = runbook;
const form = /** @type {HTMLFormElement} */ (document.querySelector(".rb-print"));
const find = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const [sheets, roles, at, zone, lists, onlyOpen] = ["sheet", "role", "at", "zone", "list", "open"].map((name) => find(`rb-${name}`));
const open = find("rb-print-open");
const openField = onlyOpen.parentElement;
const about = find("rb-open-about");
const problem = form.querySelector(".rb-print__problem");
const offers = [...form.querySelectorAll("[formaction]")].map((button) => ({
  title: button.dataset.rbName, address: button.getAttribute("formaction"), part: button.dataset.rbPart,
  role: button.dataset.rbRole || "", takes: button.dataset.rbTakes.split(" "),
}));
const option = ([value, text]) => make("option", { value }, text);
const optionsOf = (select, entries) => {
  const { value } = select;
  select.replaceChildren(...entries.map(option));
  select.value = entries.some(([one]) => one === value) ? value : entries[0][0];
};
const [everybody, everything] = [roles, lists].map((select) => select?.querySelector("option").textContent);
const groups = lists ? [...lists.querySelectorAll("optgroup")].map((group) => ({
  part: group.dataset.rbPart, entries: [...group.children].map((one) => [/** @type {HTMLOptionElement} */ (one).value, one.textContent]),
})) : [];

const chosen = () => {
  const those = offers.filter(({ part }) => part === sheets.value);
  return those.find(({ role }) => role === roles?.value) || those[0];
};
/* Returns what the run has answered on the lists of the sheet; null without a run. */
const answered = () => {
  const current = runbook.run?.current();
  const phase = current && runbook.boxes.known()?.phases.find(({ id }) => id === sheets.value);
  if (!phase) return null;
  const { labels, phases } = runbook.boxes.known();
  const { isSettled, statesOf } = runbook.answers;
  const [triggers, others] = [true, false].map((isWanted) => (list) => isWanted === list.boxes[0][1].startsWith("triggers."));
  const all = [...phase.lists.filter(others), ...phases.flatMap((one) => one.lists).filter(triggers)];
  const states = phase.lists.filter(others).flatMap(({ boxes }) => statesOf(boxes, runbook.run.stateOf));
  const run = runbook.run.state();
  return {
    boxes: openState.openedIn(all, run, labels), values: openState.valuesIn(run, labels?.secrets || {}),
    n: states.filter(isSettled).length, all: states.length, current,
  };
};
const showRun = () => {
  const run = answered();
  openField.hidden = !run || !chosen().takes.includes("open");
  if (run) setContent(about, strings("print.run", { name: runbook.drill.named(run.current), n: run.n, all: run.all }));
};
const show = () => {
  const own = offers.filter(({ part, role }) => part === sheets.value && role);
  const entries = groups.find(({ part }) => part === sheets.value)?.entries || [];
  if (roles) optionsOf(roles, [["", everybody], ...own.map(({ role, title }) => [role, title])]);
  if (lists) optionsOf(lists, [["", everything], ...entries]);
  const taken = new Set(chosen().takes);
  if (own.length) taken.add("role");
  if (!entries.length) taken.delete("list");
  for (const field of form.querySelectorAll(".rb-print__field[data-rb-takes]")) {
    field.hidden = !taken.has(field.dataset.rbTakes);
    for (const control of field.querySelectorAll("input, select")) control.toggleAttribute("disabled", field.hidden);
  }
  showRun();
};
const fragment = () => {
  const run = onlyOpen.checked && !openField.hidden && answered();
  if (!run) return "";
  const { name, hold, drill, zone: shownIn, began } = run.current;
  return openState.toFragment({
    variant: site.variant, version: form.dataset.rbSheetVersion, name, hold, drill: drill ? "yes" : "", zone: shownIn, began,
    at: new Date().toISOString(), boxes: run.boxes, values: run.values,
  });
};
/* Says what is wrong with T-0 or its zone, which may be written before T-0; a time that clocks skip or show twice is for the sheet, which
   offers the moments to choose from. */
const refusal = () => {
  if (!runbook.clock || at.disabled) return null;
  const { clock, clockWords: { problems } } = runbook;
  const own = zone.value.trim();
  if (own && !clock.isZone(own)) return { field: zone, text: clock.filled(problems.zone, { zone: own }) };
  const why = at.value && clock.read(at.value, own || clock.ownZone()).problem;
  const text = ["form", "calendar", "year"].includes(why) && problems[why];
  return text && { field: at, text: clock.filled(text, { given: at.value }) };
};
const check = (event) => {
  const refused = refusal();
  for (const one of [at, zone]) {
    one.setAttribute("aria-invalid", String(refused?.field === one));
    one.setAttribute("aria-errormessage", problem.id);
  }
  if (refused) refused.field.after(problem);
  problem.textContent = refused ? refused.text : "";
  if (refused) {
    event.preventDefault();
    refused.field.focus();
    return;
  }
  /* Not the action of the form: by it, browsers know which form was filled in when somebody returns. */
  open.setAttribute("formaction", chosen().address + fragment());
};

form.addEventListener("submit", check);
form.addEventListener("formdata", ({ formData }) => {
  const t0 = runbook.run?.current()?.t0 || "";
  /* A time that clocks show twice has its offset in the run, which no field can show. */
  if (at.value && t0.startsWith(at.value) && zone.value === runbook.run.current().zone) formData.set("at", t0);
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
sheets.addEventListener("change", show);
/* Browsers give back what was chosen before when somebody returns. */
addEventListener("pageshow", show);
show();
open.disabled = false;

/* The run of this browser, if there is one. Its T-0 is in the fields until somebody writes another one, also when another run begins. */
let ofRun = ["", ""];
const showLoaded = () => {
  const current = runbook.run.current();
  if (current && !runbook.boxes.known()) runbook.boxes.ask().then(showRun, () => {});
  const now = current?.t0 ? [current.t0.slice(0, 16), current.zone] : ["", ""];
  if (at.value === ofRun[0] && zone.value === ofRun[1]) [at.value, zone.value] = now;
  ofRun = now;
  showRun();
};
const logged = runbook.run ? Promise.resolve() : need("run-log");
logged.then(() => {
  runbook.run.onChange(showLoaded);
  return runbook.run.load();
}).catch(() => {});
