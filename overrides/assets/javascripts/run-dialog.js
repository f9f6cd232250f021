/* The run as a whole: its name, its T-0, who ticks; handing it over; other runs; starting over. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, dialog, run, clock, times, store, strings, card } = runbook;

  const field = (id, words, input) => [make("label", { for: id }, words), input];
  const input = (id, type, value, more = {}) => {
    const element = make("input", { id, type, autocomplete: "off", dir: "auto", maxlength: "200", ...more });
    element.value = value;
    return element;
  };

  const zoneChoice = (chosen) => {
    const select = make("select", { id: "rb-zone" }, ...clock.zones().map((zone) => make("option", { value: zone }, zone)));
    if (![...select.options].some(({ value }) => value === chosen)) select.prepend(make("option", { value: chosen }, chosen));
    select.value = chosen;
    return select;
  };

  /* The run's own facts. What T-0 will be is said in words while it is typed. */
  const facts = (current, made) => {
    const name = input("rb-name", "text", current ? current.name : times.today(), { required: true });
    const me = input("rb-me", "text", run.me(), { autocomplete: "name" });
    const t0 = input("rb-t0", "datetime-local", current ? current.t0 : "", { min: "1970-01-01T00:00", max: "2199-12-31T23:59" });
    const zone = zoneChoice((current && current.zone) || clock.ownZone());
    const said = make("p", { class: "rb-form__said", role: "status" });
    const tell = () => {
      const { moment, problem } = clock.read(t0.value, zone.value);
      const about = problem ? `. ${strings(`run.t0.${problem}`)}` : "";
      said.textContent = moment === undefined ? strings("run.t0.empty") : `${times.full(moment, zone.value)}, ${times.left(moment)}${about}`;
    };
    t0.addEventListener("input", tell);
    zone.addEventListener("change", tell);
    tell();
    const form = make("form", { class: "rb-form", method: "dialog" },
      ...field("rb-name", strings("run.name"), name),
      ...field("rb-me", strings("run.me"), me),
      make("div", { class: "rb-form__pair" }, make("div", {}, ...field("rb-t0", strings("run.t0.field"), t0)), make("div", {}, ...field("rb-zone", strings("run.zone"), zone))),
      said,
      make("div", { class: "rb-form__buttons" }, make("button", { type: "submit", class: "rb-button rb-button--main" }, strings(current ? "save" : "run.begin"))),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const before = run.me();
      run.callMe(me.value.trim());
      const given = { name: name.value.trim() || times.today(), t0: t0.value, zone: t0.value ? zone.value : "" };
      if (!current) run.start({ ...given, person: me.value.trim() });
      else run.change({ ...given, person: !current.person || current.person === before ? me.value.trim() : current.person });
      made.close();
    });
    return form;
  };

  const part = (title, ...children) => make("section", { class: "rb-form__part" }, make("h3", {}, title), ...children);
  const row = (...buttons) => make("div", { class: "rb-form__buttons" }, ...buttons);

  const handOver = (made) => {
    const link = make("input", { class: "rb-form__link", id: "rb-link", type: "text", readonly: true, "aria-label": strings("hand-over.link.field"), hidden: true });
    const told = make("p", { class: "rb-form__said", role: "status" });
    const need = (action) => () => runbook.need("hand-over").then(() => action(runbook.handOver)).catch(() => (told.textContent = strings("hand-over.failed")));
    const copyLink = need(async ({ link: write }) => {
      link.value = await write();
      link.hidden = false;
      link.select();
      let copied = false;
      try {
        await navigator.clipboard.writeText(link.value);
        copied = true;
      } catch {
        copied = document.execCommand("copy");
      }
      told.textContent = strings(copied ? "hand-over.copied" : "hand-over.select", { n: link.value.length });
    });
    const file = make("input", { type: "file", id: "rb-file", class: "rb-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true" });
    file.addEventListener("change", need(async ({ readFile }) => {
      if (!file.files[0]) return;
      made.close();
      await readFile(file.files[0]);
    }));
    const take = card.button(strings("hand-over.import"), () => file.click());
    const give = run.current() ? [
      card.button(strings("hand-over.link"), copyLink),
      card.button(strings("hand-over.markdown"), need(({ saveMarkdown }) => saveMarkdown())),
      card.button(strings("hand-over.json"), need(({ saveJson }) => saveJson())),
    ] : [];
    return part(strings("hand-over"), make("p", { class: "rb-muted" }, strings(store.isKept() ? "run.kept" : "run.not-kept")), row(...give, take, file), link, told);
  };

  const others = (made) => {
    const current = run.current();
    const known = run.runs().filter((one) => !current || one.id !== current.id);
    const lines = known.map((one) => {
      const words = make("span", { dir: "auto" }, [one.name, one.person, one.release].filter(Boolean).join(" · "));
      const began = make("span", { class: "rb-muted" }, times.full(Date.parse(one.began), clock.ownZone()));
      const open = make("button", { type: "button", class: "rb-button rb-run-choice" }, words, began);
      open.addEventListener("click", () => {
        run.choose(one);
        made.close();
      });
      return make("li", {}, open);
    });
    const fresh = card.button(strings("run.new"), () => {
      made.close();
      show(null);
    });
    return lines.length || current ? part(strings("run.others"), lines.length ? make("ul", {}, ...lines) : "", current ? row(fresh) : "") : "";
  };

  /* Asked in place, so that one more tap is needed and nothing covers what it is about. */
  const asked = (words, question, action, made) => {
    const place = make("div", {});
    const yes = card.button(words, () => {
      made.close();
      action();
    }, { class: "rb-button rb-button--alarm" });
    const no = card.button(strings("cancel"), () => {
      place.replaceChildren(first);
      first.focus();
    });
    const first = card.button(`${words} …`, () => {
      place.replaceChildren(make("p", { role: "alert" }, question), row(yes, no));
      no.focus();
    });
    place.append(first);
    return place;
  };

  const startOver = (made) => {
    const { name } = run.current();
    const n = Object.values(run.pack().answers).length;
    const back = run.taken() && card.button(strings("run.undo"), () => {
      run.undo();
      made.close();
    });
    const clear = asked(strings("run.reset"), strings("run.reset.ask", { n, name }), () => {
      run.reset();
      runbook.status(strings("run.reset.done", { name }), run.undo);
    }, made);
    const forget = asked(strings("run.forget"), strings("run.forget.ask", { n, name }), () => {
      const gone = run.forget();
      runbook.status(strings("run.forget.done", { name }), () => run.join(gone));
    }, made);
    return part(strings("run.over"), back ? row(back) : "", clear, forget);
  };

  const show = (current) => {
    const made = dialog(strings(current ? "run" : "run.new"), "rb-run-dialog");
    made.element.append(facts(current, made), ...(current || !run.current() ? [handOver(made), others(made)] : []), ...(current ? [startOver(made)] : []));
    made.open();
  };

  runbook.runDialog = (wanted) => {
    if (wanted === "export") runbook.need("hand-over").then(() => runbook.handOver.saveJson());
    else show(run.current());
  };
})();
