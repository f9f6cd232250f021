/* The run as a whole: its name, its T-0, who ticks; handing it over; other runs; starting over. */
const { make, button, dialog, need, run, clock, times, store, strings } = runbook;

const field = (id, text, input) => [make("label", { for: id }, text), input];
const input = (id, type, value, more = {}) => {
  const element = make("input", { id, type, autocomplete: "off", dir: "auto", maxlength: "200", ...more });
  element.value = value;
  return element;
};
const part = (title, ...children) => make("section", { class: "rb-form__part" }, make("h3", {}, title), ...children);
const row = (...buttons) => make("div", { class: "rb-form__buttons" }, ...buttons);
const MAIN = { class: "rb-button rb-button--main" };

const zoneChoice = (chosen) => {
  const zones = clock.zones();
  const select = make("select", { id: "rb-zone" }, ...(zones.includes(chosen) ? zones : [chosen, ...zones]).map((zone) => make("option", { value: zone }, zone)));
  select.value = chosen;
  return select;
};

/* The facts of the run. While T-0 is typed, its moment is shown in full. */
const facts = (current, made) => {
  const name = input("rb-name", "text", current ? current.name : times.today(), { required: true });
  const person = input("rb-me", "text", run.person(), { autocomplete: "name" });
  const t0 = input("rb-t0", "datetime-local", current ? current.t0 : "", { min: "1970-01-01T00:00", max: "2199-12-31T23:59" });
  const zone = zoneChoice((current && current.zone) || clock.ownZone());
  const moment = make("p", { class: "rb-form__said", role: "status" });
  const showMoment = () => {
    const { moment: at, problem } = clock.read(t0.value, zone.value);
    const about = problem ? `. ${strings(`run.t0.${problem}`)}` : "";
    moment.textContent = at === undefined ? strings("run.t0.empty") : `${times.full(at, zone.value)}, ${times.left(at)}${about}`;
  };
  t0.addEventListener("input", showMoment);
  zone.addEventListener("change", showMoment);
  showMoment();
  const form = make("form", { class: "rb-form", method: "dialog" },
    ...field("rb-name", strings("run.name"), name),
    ...field("rb-me", strings("run.me"), person),
    make("div", { class: "rb-form__pair" }, make("div", {}, ...field("rb-t0", strings("run.t0.field"), t0)), make("div", {}, ...field("rb-zone", strings("run.zone"), zone))),
    moment,
    row(make("button", { type: "submit", ...MAIN }, strings(current ? "save" : "run.begin"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const before = run.person();
    const given = { name: name.value.trim() || times.today(), t0: t0.value, zone: t0.value ? zone.value : "" };
    run.setPerson(person.value.trim());
    if (!current) run.start({ ...given, person: run.person() });
    else run.change({ ...given, person: !current.person || current.person === before ? run.person() : current.person });
    made.close();
  });
  return form;
};

const handOver = (made) => {
  const link = make("input", { class: "rb-form__link", id: "rb-link", type: "text", readonly: true, "aria-label": strings("hand-over.link.field"), hidden: true });
  const status = make("p", { class: "rb-form__said", role: "status" });
  const act = (action) => () => need("hand-over").then(() => action(runbook.handOver)).catch(() => (status.textContent = strings("hand-over.failed")));
  const copyLink = act(async (hand) => {
    link.value = await hand.link();
    link.hidden = false;
    link.select();
    const copied = await runbook.copyText(link.value, made.element);
    link.select();
    status.textContent = strings(copied ? "hand-over.copied" : "hand-over.select", { n: link.value.length });
  });
  const file = make("input", { type: "file", id: "rb-file", class: "rb-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true" });
  file.addEventListener("change", act(async (hand) => {
    if (!file.files[0]) return;
    made.close();
    await hand.readFile(file.files[0]);
  }));
  const give = run.current() ? [
    button(strings("hand-over.link"), copyLink),
    button(strings("hand-over.markdown"), act((hand) => hand.saveMarkdown())),
    button(strings("hand-over.json"), act((hand) => hand.saveJson())),
  ] : [];
  const take = button(strings("hand-over.import"), () => file.click());
  return part(strings("hand-over"), make("p", { class: "rb-muted" }, strings(store.isKept() ? "run.kept" : "run.not-kept")), row(...give, take, file), link, status);
};

const others = (current, made) => {
  const known = run.list().filter((one) => !current || one.id !== current.id);
  const lines = known.map((one) => {
    const began = make("span", { class: "rb-muted" }, times.full(Date.parse(one.began), clock.ownZone()));
    const choice = button(make("span", { dir: "auto" }, [one.name, one.person, one.release].filter(Boolean).join(" · ")), () => {
      run.open(one);
      made.close();
    }, { class: "rb-button rb-run-choice" });
    choice.append(began);
    return make("li", {}, choice);
  });
  const fresh = button(strings("run.new"), () => {
    made.close();
    show(null);
  });
  return lines.length || current ? part(strings("run.others"), lines.length ? make("ul", {}, ...lines) : "", current ? row(fresh) : "") : "";
};

/* A button that asks before it acts, in its place, so that the question covers nothing. */
const asking = (text, question, action, made) => {
  const place = make("div", {});
  const yes = button(text, () => {
    made.close();
    action();
  }, { class: "rb-button rb-button--alarm" });
  const no = button(strings("cancel"), () => {
    place.replaceChildren(first);
    first.focus();
  });
  const first = button(`${text} …`, () => {
    place.replaceChildren(make("p", { role: "alert" }, question), row(yes, no));
    no.focus();
  });
  place.append(first);
  return place;
};

const startOver = ({ name }, made) => {
  const n = Object.values(run.exported().answers).length;
  const restore = run.cleared() ? row(button(strings("run.undo"), () => {
    run.restore();
    made.close();
  })) : "";
  const clear = asking(strings("run.reset"), strings("run.reset.ask", { n, name }), () => {
    run.clear();
    runbook.status(strings("run.reset.done", { name }), run.restore);
  }, made);
  const remove = asking(strings("run.forget"), strings("run.forget.ask", { n, name }), () => {
    const removed = run.remove();
    runbook.status(strings("run.forget.done", { name }), () => run.merge(removed));
  }, made);
  return part(strings("run.over"), restore, clear, remove);
};

const show = (current) => {
  const made = dialog(strings(current ? "run" : "run.new"), "rb-run-dialog");
  made.element.append(facts(current, made));
  if (current || !run.current()) made.element.append(handOver(made), others(current, made));
  if (current) made.element.append(startOver(current, made));
  made.open();
};

runbook.runDialog = (wanted) => {
  if (wanted === "export") need("hand-over").then(() => runbook.handOver.saveJson());
  else show(run.current());
};
