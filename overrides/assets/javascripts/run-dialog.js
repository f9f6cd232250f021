/* The dialog of the run: its name, its T-0 and the person who ticks; handing it over; hold and end; other runs; starting over. */
const { make, button, closing, dialog, need, run, clock, times, progress, store, strings, t0Field, wakeLock, drill } = runbook;
const MAIN = { class: "rb-button rb-button--main" };

const field = (text, input) => [make("label", { for: input.id }, text), input];
const input = (id, type, value, more) => make("input", { id, type, value, autocomplete: "off", dir: "auto", maxlength: "200", ...more });
const part = (title, ...children) => make("section", { class: "rb-form__part" }, make("h3", {}, title), ...children);
const row = (...buttons) => make("div", { class: "rb-form__buttons" }, ...buttons);
const shown = (moment) => times.full(Date.parse(moment), clock.ownZone());

/* Returns the box that says whether the run is a drill. In a run, it acts at once. */
const drillField = (current) => {
  const change = () => {
    if (!current) return;
    run.say({ what: "drill", text: box.checked ? "yes" : "" });
    said.textContent = strings(box.checked ? "drill.on" : "drill.off");
  };
  const box = make("input", { type: "checkbox", id: "rb-drill", checked: Boolean(current?.drill), change });
  const said = make("p", { class: "rb-form__said", role: "status" });
  return { box, elements: [make("label", { class: "rb-choice" }, box, make("span", {}, strings("drill.is"))), current ? said : ""] };
};

/* Returns the form with the facts of a run, `save`, and whether somebody typed something that is not saved. What nobody typed stays as it
   is, because others may have set it since the dialog was opened. */
const facts = (current) => {
  const save = () => {
    const before = run.person();
    const now = run.current() || {};
    const typed = (one) => one.value !== first.get(one);
    const given = {
      name: typed(name) || !current ? name.value.trim() || times.today() : now.name,
      ...(t0.isTyped() || !current ? t0.value() : { t0: now.t0, zone: now.zone }),
    };
    if (person.value.trim() !== before) run.setPerson(person.value.trim());
    if (!current) run.begin({ ...given, lead: run.person(), drill: practice.box.checked });
    else run.change({ ...given, lead: !now.lead || now.lead === before ? run.person() : now.lead });
    for (const one of first.keys()) first.set(one, one.value);
    t0.taken();
    runbook.settle(form);
  };
  const name = input("rb-name", "text", current ? current.name : times.today(), { required: true });
  const person = input("rb-me", "text", run.person(), { autocomplete: "name" });
  const t0 = t0Field(current);
  const practice = drillField(current);
  const form = make("form", { class: "rb-form", method: "dialog", submit: save },
    ...field(strings("run.name"), name),
    ...field(strings("run.me"), person),
    ...t0.elements,
    ...(current ? [] : practice.elements),
    make("p", { class: "rb-muted" }, run.release ? strings("record.release-of", { release: run.release }) : ""),
    row(make("button", { type: "submit", ...MAIN }, strings(current ? "save" : "run.begin"))),
  );
  const first = new Map([name, person].map((one) => [one, one.value]));
  const isTyped = () => t0.isTyped() || [...first].some(([one, value]) => one.value !== value);
  return { form, save, isTyped, practice };
};

/* What is handed over has the facts as typed. */
const handOver = ({ form, save, isTyped }) => {
  const current = run.current();
  const link = make("input", {
    class: "rb-form__link", id: "rb-link", type: "text", readonly: true, "aria-label": strings("hand-over.link.field"), hidden: true,
  });
  const status = make("p", { class: "rb-form__said", role: "status" });
  const act = (action) => () => {
    if (current && isTyped()) {
      if (!form.reportValidity()) return undefined;
      save();
    }
    return need("hand-over").then(() => action(runbook.handOver)).catch((error) => {
      status.textContent = strings(error.reason === "size" ? "hand-over.too-long" : "hand-over.failed");
    });
  };
  const copyLink = act(async (hand) => {
    link.value = await hand.link();
    link.hidden = false;
    link.select();
    const copied = await runbook.copyText(link.value, link.parentElement);
    link.select();
    const local = location.protocol === "file:" ? ` ${strings("hand-over.local")}` : "";
    status.textContent = strings(copied ? "hand-over.copied" : "hand-over.select", { n: link.value.length }) + local;
  });
  const share = act(async (hand) => {
    status.textContent = (await hand.share()) ? "" : strings("share.failed");
  });
  const showCode = act(async (hand) => {
    await need("run-code");
    const url = await hand.link();
    status.textContent = runbook.showRunCode(url) ? "" : strings("code.too-long", { n: url.length });
  });
  const take = act(async (hand) => {
    if (!file.files[0]) return;
    file.closest("dialog").close();
    await hand.readFile(file.files[0]);
  });
  const file = make("input", {
    type: "file", id: "rb-file", hidden: true, accept: ".json,application/json", change: take,
  });
  const give = current ? [
    button(strings("hand-over.link"), copyLink),
    navigator.share ? button(strings("share"), share) : null,
    button(strings("code.show"), showCode),
    button(strings("hand-over.markdown"), act((hand) => hand.saveMarkdown())),
    button(strings("hand-over.json"), act((hand) => hand.saveJson())),
    closing(strings("hand-over.print"), () => setTimeout(print)),
    button(strings("run.log"), act(async (hand) => log.replaceChildren(await hand.history()))),
  ] : [];
  const log = make("div", { class: "rb-form__log" });
  return part(strings("hand-over"), make("p", { class: "rb-muted" }, strings(store.isKept() ? "run.kept" : "run.not-kept")),
    row(...give, button(strings("hand-over.import"), () => file.click()), file), link, status, log);
};

const others = (current) => {
  const lines = run.list().filter((one) => !current || one.id !== current.id).map((one) => {
    const name = make("span", { dir: "auto" }, [drill.named(one), one.lead, one.release].filter(Boolean).join(" · "));
    const choice = closing(name, () => run.choose(one.id), { class: "rb-button rb-run-choice" });
    const when = one.ended ? strings("run.ended", { when: shown(one.ended.at) }) : shown(one.began);
    choice.append(make("span", { class: "rb-muted" }, when));
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

const alerts = () => part(strings("due.alerts"), runbook.alertsPart());
const moving = () => part(strings("t0.open"), runbook.t0Buttons.moves());
/* Holds the run with a reason, or lets it go on; and ends it. */
const stopping = (current) => {
  const reason = input("rb-hold", "text", "");
  const hold = () =>
    runbook.status(strings("t0.held"), run.say({ what: "hold", text: reason.value.trim() || strings("run.hold.none") }));
  const holding = current.hold
    ? [make("p", { dir: "auto" }, strings("run.on-hold", { reason: current.hold })), ...runbook.t0Buttons.waysOn()]
    : [...field(strings("run.hold.why"), reason),
      row(closing(strings("run.hold"), hold))];
  const all = progress.run();
  const question = all && all.all > all.settled ? strings("run.end.open", { n: all.all - all.settled }) : strings("run.end.ask");
  const end = () => {
    /* A reason that was typed above belongs to the history of the run. */
    if (reason.value.trim()) run.say({ what: "hold", text: reason.value.trim() });
    run.end();
    runbook.status(strings("run.end.done", { name: current.name }), () => run.open(current.id).then(run.goOn));
  };
  return part(strings("run.stop"), ...holding, asking(strings("run.end"), question, end));
};

const startOver = ({ id, name }) => {
  const n = run.clearable().length;
  const clear = () => {
    run.clear();
    runbook.status(strings("run.reset.done", { name }), () => run.open(id).then(run.restore));
  };
  const remove = async () => {
    const removed = await run.remove();
    runbook.status(strings("run.forget.done", { name }), () => run.join(removed.id, removed.events));
  };
  return part(strings("run.over"), run.cleared() ? row(closing(strings("run.undo"), run.restore)) : "",
    n ? asking(strings("run.reset"), strings("run.reset.ask", { n, name }), clear) : "",
    asking(strings("run.forget"), strings("run.forget.ask", { n, name }), remove));
};

/* The dialog is about one run, and closes if another tab opens another one; it opens again, with what was typed, when that run does. */
let opened = null;
const isOther = ({ current }) => Boolean(current) && current.id !== run.current()?.id;
run.onChange(() => {
  if (opened && isOther(opened)) opened.element.close();
  else if (opened?.current) opened.box.checked = Boolean(run.current()?.drill);
});

const show = (current) => {
  const own = facts(current);
  const ofRun = current ? [moving(), alerts(), handOver(own), stopping(current)] : [handOver(own)];
  const more = current || !run.current() ? [...ofRun, others(current)] : [];
  const element = dialog(strings(current ? "run" : "run.new"), "rb-run-dialog", own.form,
    ...(current ? [make("div", {}, ...own.practice.elements), wakeLock.field()] : []), ...more, current && startOver(current));
  opened = { element, current, box: own.practice.box };
  element.addEventListener("close", () => {
    if (isOther({ current }) && own.isTyped()) runbook.status(strings("run.other-open", { name: current.name }));
  });
  runbook.open(element, `run ${current ? current.id : ""}`);
};
/* Opens the dialog of the run, or of a new run. */
runbook.runDialog = async (start) => {
  await need("run-time");
  show(start ? null : run.current());
};
