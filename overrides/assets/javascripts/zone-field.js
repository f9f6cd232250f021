/* A field for a time zone: a list below it shows the zones that what is typed means, each with its offset from UTC. */
const { make, strings, zoneChoices, zoneNames } = runbook;

/* Returns the field with its list. `momentOf` gives the moment of the offsets; `change` is called when the zone may be another one. */
runbook.zoneField = (id, given, momentOf, change) => {
  let [chosen, shown, active] = [zoneNames.today(given), [], -1];
  let choices = null;
  const known = () => (choices ??= zoneChoices.choicesAt(momentOf()));
  const list = make("ul", { id: `${id}-list`, role: "listbox", class: "rb-zones__list", "aria-label": strings("zone.list"), hidden: true });
  const count = make("span", { class: "rb-hidden", role: "status" });
  const field = make("input", {
    id, type: "text", role: "combobox", value: chosen, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
    focus: () => field.select(),
    click: () => show(""),
    input: () => {
      if (document.activeElement === field) show(field.value);
      check();
    },
    blur: () => settle(),
    keydown: (event) => press(event),
  });

  const isOpen = () => !list.hidden;
  const hide = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    count.textContent = "";
  };
  const mark = (at) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[at];
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  };
  const show = (typed) => {
    if (!isOpen()) choices = null; // T-0 may be another day, with other offsets
    shown = zoneChoices.matching(known(), typed);
    list.replaceChildren(...shown.map(({ zone, offset }, at) => make("li", {
      id: `${id}-${at}`, role: "option", "aria-selected": "false",
      /* The field keeps the focus. */
      pointerdown: (event) => event.preventDefault(),
      mousedown: (event) => event.preventDefault(),
      click: () => choose(zone),
    }, make("span", {}, zone), " ", make("span", { class: "rb-muted" }, offset))));
    list.hidden = !shown.length;
    field.setAttribute("aria-expanded", String(isOpen()));
    field.removeAttribute("aria-activedescendant");
    list.scrollIntoView({ block: "nearest" });
    count.textContent = strings("zone.found", { n: shown.length });
    active = -1;
    mark(typed ? 0 : shown.findIndex(({ zone }) => zone === chosen));
  };
  const choose = (zone) => {
    chosen = field.value = zone;
    hide();
    check();
  };
  /* Takes what is typed if it names one zone. */
  const check = () => {
    const zone = field.value === chosen ? chosen : zoneChoices.named(known(), field.value);
    if (zone) chosen = zone;
    field.setCustomValidity(zone ? "" : strings("zone.unknown", { text: field.value }));
    change();
  };
  const settle = () => {
    if (!field.value.trim()) field.value = chosen;
    hide();
    check();
    if (field.validity.valid) field.value = chosen;
  };
  const press = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && isOpen()) {
      choose(chosen);
      field.select();
    } else if (event.key === "Enter" && isOpen() && shown[active]) choose(shown[active].zone);
    else if (step && !event.altKey && isOpen()) mark((active + step + shown.length) % shown.length);
    else if (step) show("");
    else return;
    event.preventDefault();
  };
  /* Who is still typing has the list to read. */
  const refused = () => (isOpen() ? "" : field.validationMessage);
  const element = make("div", { class: "rb-zones" }, field, list, count);
  return { field, element, zone: () => chosen, refused };
};
