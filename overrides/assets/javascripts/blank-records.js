/* Records the values of blanks in the open run, shows who noted them, and asks where values differ. */
const { make, button, run, times, strings, blanks } = runbook;
const { known = new Map(), typing = new Set() } = blanks || {};

/* A value that was recorded before the blank became a secret is not shown. */
const heldOf = ({ id, row, secret }) => (run.current() && !secret ? run.state().blankOf(id, row) : undefined);
const textOf = ({ choices }, value) => choices.find(([id]) => id === value)?.[1] || value;
const by = (event) => `${run.state().by(event) || strings("ticks.nobody")}, ${times.time(Date.parse(event.at), run.zone())}`;
/* Records a value; returns whether the run has it. */
const record = (blank, value) => {
  const held = heldOf(blank);
  if (!run.current() || blank.secret) return false;
  if (held ? !held.contradicts && (held.event.text || "") === value : !value) return true;
  const undo = run.say({ what: "blank", blank: blank.id, address: blank.row, text: value });
  const text = strings(value ? "blank.recorded" : "blank.emptied", { part: blank.label, value: textOf(blank, value) });
  if (runbook.status) runbook.status(text, undo);
  return true;
};
const differing = () => new Set([...known].filter(([, blank]) => heldOf(blank)?.contradicts).map(([name]) => name));

/* Uses the value of the visit; it is recorded if it is a value of the blank. */
const take = (blank) => {
  typing.add(blank.name);
  blanks.commit(blank.name);
};
const forget = (blank) => {
  blanks.forget(blank.name);
  blanks.showAll();
};
/* The blanks that have room for their value on the page. */
const spaces = new Set();
const small = (text, click, about) => button(text, click, { "aria-label": `${text}: ${about}` });
/* Says what there is to say about a blank. Commands say only what asks for a decision. */
const linesOf = (blank, inCommand) => {
  const { name, label } = blank;
  const held = heldOf(blank);
  const value = held?.event.text || "";
  const offered = run.current() && !blank.secret ? blanks.offered(name) : "";
  const typed = typing.has(name) ? blanks.values()[name] : "";
  const isWrong = typed && !blanks.isValid(blank, typed) && document.activeElement?.getAttribute("data-rb-of") !== name;
  const lines = [];
  if (held?.contradicts) {
    const choices = held.heads.map((event) => [`${textOf(blank, event.text) || "–"} (${by(event)})`, event.text || ""]);
    const line = ([text, one]) =>
      make("li", {}, make("span", { dir: "auto" }, text), small(strings("blank.use"), () => record(blank, one), `${label}, ${text}`));
    const list = make("ul", { class: "rb-history" }, ...choices.map(line));
    lines.push(make("div", { class: "rb-noted__differs" }, strings("blank.differs"), list));
  } else if (value && !inCommand) {
    const more = runbook.ticks && button("⋯", () => runbook.need("answer-dialog").then(() => runbook.blankDialog(blank)),
      { class: "rb-answer__more", "aria-label": strings("blank.history", { part: label }) });
    lines.push(make("p", {}, by(held.event), " ", more));
  }
  if (offered && offered !== value && !(inCommand && spaces.has(name))) {
    const text = value ? strings("blank.offered", { value: textOf(blank, offered) }) : strings("blank.unrecorded");
    const no = value && small(strings("blank.forget"), () => forget(blank), label);
    const yes = small(strings(value ? "blank.use" : "blank.record"), () => take(blank), label);
    lines.push(make("p", { dir: "auto" }, text, " ", yes, " ", no));
  }
  const wrong = () => strings("copy.invalid", { part: label, pattern: blanks.formIn(blank) });
  if (isWrong) lines.push(make("p", { class: "rb-noted__differs" }, wrong()));
  return lines;
};
/* A command and a piece of prose say each thing once, even if they have the blank several times. */
const holders = new Map();
for (const mark of document.querySelectorAll(blanks?.known ? "[data-rb-blank]" : "_")) {
  const holder = mark.closest(".rb-command, .rb-prose, dd");
  holders.set(holder, (holders.get(holder) || new Set()).add(mark.querySelector("[data-rb-of]").dataset.rbOf));
}
const places = [...holders].flatMap(([holder, names]) => [...names].map((name) => {
  const said = make("div", { class: "rb-noted", role: "status" });
  const isSpace = holder.matches("dd");
  holder.append(said);
  if (isSpace) spaces.add(name);
  return { said, blank: known.get(name), inCommand: !isSpace };
}));
const show = () => places.forEach(({ said, blank, inCommand }) => runbook.setContent(said, ...linesOf(blank, inCommand)));

if (blanks) {
  run.onChange(() => {
    [...typing].forEach(blanks.commit);
    blanks.showAll();
  });
  blanks.setRecords({ of: (name) => heldOf(known.get(name))?.event.text || "", record, differing, show });
}
