/* The dialog of the run: its name, its T-0 and the person who ticks; handing it over; other runs; starting over. */
const { make, button, closing, dialog, need, run, clock, times, store, strings } = runbook;
const MAIN = { class: "rb-button rb-button--main" };

const field = (text, input) => [make("label", { for: input.id }, text), input];
const input = (id, type, value, more) => make("input", { id, type, value, autocomplete: "off", dir: "auto", maxlength: "200", ...more });
const part = (title, ...children) => make("section", { class: "rb-form__part" }, make("h3", {}, title), ...children);
const row = (...buttons) => make("div", { class: "rb-form__buttons" }, ...buttons);

const facts = (current) => {
  const showMoment = () => {
    const { moment: at, problem } = clock.read(t0.value, zone.value);
    const about = problem ? `. ${strings(`run.t0.${problem}`)}` : "";
    moment.textContent = at === undefined ? strings("run.t0.empty") : `${times.full(at, zone.value)}, ${times.left(at)}${about}`;
  };
  const save = () => {
    const before = run.person();
    const given = { name: name.value.trim() || times.today(), t0: t0.value, zone: t0.value ? zone.value : "" };
    run.setPerson(person.value.trim());
    if (!current) run.start({ ...given, person: run.person() });
    else run.change({ ...given, person: !current.person || current.person === before ? run.person() : current.person });
  };
  const name = input("rb-name", "text", current ? current.name : times.today(), { required: true });
  const person = input("rb-me", "text", run.person(), { autocomplete: "name" });
  const range = { min: "1970-01-01T00:00", max: "2199-12-31T23:59" };
  const t0 = input("rb-t0", "datetime-local", current && current.t0, { ...range, input: showMoment });
  const chosen = (current && current.zone) || clock.ownZone();
  const zones = [...new Set([...clock.zones(), chosen])];
  const options = zones.map((value) => make("option", { value, selected: value === chosen }, value));
  const zone = make("select", { id: "rb-zone", change: showMoment }, ...options);
  const moment = make("p", { class: "rb-form__said", role: "status" });
  showMoment();
  return make("form", { class: "rb-form", method: "dialog", submit: save },
    ...field(strings("run.name"), name),
    ...field(strings("run.me"), person),
    make("div", { class: "rb-form__pair" },
      make("div", {}, ...field(strings("run.t0.field"), t0)), make("div", {}, ...field(strings("run.zone"), zone))),
    moment,
    row(make("button", { type: "submit", ...MAIN }, strings(current ? "save" : "run.begin"))),
  );
};

const handOver = () => {
  const link = make("input", {
    class: "rb-form__link", id: "rb-link", type: "text", readonly: true, "aria-label": strings("hand-over.link.field"), hidden: true,
  });
  const status = make("p", { class: "rb-form__said", role: "status" });
  const act = (action) => () =>
    need("hand-over").then(() => action(runbook.handOver)).catch(() => (status.textContent = strings("hand-over.failed")));
  const copyLink = act(async (hand) => {
    link.value = await hand.link();
    link.hidden = false;
    link.select();
    const copied = await runbook.copyText(link.value, link.parentElement);
    link.select();
    status.textContent = strings(copied ? "hand-over.copied" : "hand-over.select", { n: link.value.length });
  });
  const take = act(async (hand) => {
    if (!file.files[0]) return;
    file.closest("dialog").close();
    await hand.readFile(file.files[0]);
  });
  const file = make("input", {
    type: "file", id: "rb-file", class: "rb-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true", change: take,
  });
  const give = run.current() ? [
    button(strings("hand-over.link"), copyLink),
    button(strings("hand-over.markdown"), act((hand) => hand.saveMarkdown())),
    button(strings("hand-over.json"), act((hand) => hand.saveJson())),
  ] : [];
  return part(strings("hand-over"), make("p", { class: "rb-muted" }, strings(store.isKept() ? "run.kept" : "run.not-kept")),
    row(...give, button(strings("hand-over.import"), () => file.click()), file), link, status);
};

const others = (current) => {
  const lines = run.list().filter((one) => !current || one.id !== current.id).map((one) => {
    const name = make("span", { dir: "auto" }, [one.name, one.person, one.release].filter(Boolean).join(" · "));
    const choice = closing(name, () => run.open(one), { class: "rb-button rb-run-choice" });
    choice.append(make("span", { class: "rb-muted" }, times.full(Date.parse(one.began), clock.ownZone())));
    return make("li", {}, choice);
  });
  if (!lines.length && !current) return "";
  const fresh = current ? row(closing(strings("run.new"), () => show(null))) : "";
  return part(strings("run.others"), lines.length ? make("ul", {}, ...lines) : "", fresh);
};
/* Makes a button that a question replaces before the action, so that the question covers nothing. */
const asking = (text, question, action) => {
  const first = button(`${text} …`, () => {
    place.replaceChildren(make("p", { role: "alert" }, question), row(closing(text, action, { class: "rb-button rb-button--alarm" }), no));
    no.focus();
  });
  const no = button(strings("cancel"), () => {
    place.replaceChildren(first);
    first.focus();
  });
  const place = make("div", {}, first);
  return place;
};

const startOver = ({ name }) => {
  const n = Object.values(run.exported().answers).length;
  const clear = () => {
    run.clear();
    runbook.status(strings("run.reset.done", { name }), run.restore);
  };
  const remove = () => {
    const removed = run.remove();
    runbook.status(strings("run.forget.done", { name }), () => run.merge(removed));
  };
  return part(strings("run.over"), run.cleared() ? row(closing(strings("run.undo"), run.restore)) : "",
    asking(strings("run.reset"), strings("run.reset.ask", { n, name }), clear),
    asking(strings("run.forget"), strings("run.forget.ask", { n, name }), remove));
};

const show = (current) => {
  const more = current || !run.current() ? [handOver(), others(current)] : [];
  runbook.open(dialog(strings(current ? "run" : "run.new"), "rb-run-dialog", facts(current), ...more, current && startOver(current)));
};
runbook.runDialog = () => show(run.current());
