/* Tells when lists fall due or are overdue: in a live region, and as a notification to readers who allow it. Each is said once on a
   device. */
const { make, button, store, run, strings, site, due, alertLog } = runbook;
const SAID = `alerted ${run.variant}`;
const ON = "alerts";
const PATTERN = [300, 150, 300];
/* A page in view speaks first. Others wait until they know that it did. */
const HIDDEN = 1500;
const SETTLED = 150;
const live = make("div", { class: "rb-hidden", role: "status" });
document.body.append(live);

const alertsOf = ({ overdue, due: now }) => [
  ...overdue.map(({ id, title }) => ({ kind: "overdue", id, title })), ...now.map(({ id, title }) => ({ kind: "due", id, title })),
];
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
/* Lets one page of the browser speak at a time, where browsers have locks. */
const alone = (action) => (navigator.locks ? navigator.locks.request(`runbook ${SAID}`, action) : action());

const isSupported = () => window.isSecureContext && "Notification" in window;
const isOn = () => isSupported() && Notification.permission === "granted" && store.setting(ON) === "on";
const notify = async (body, tag, list) => {
  if (!isOn()) return;
  navigator.vibrate?.(PATTERN);
  const url = new URL(due.addressOf(list), location.href).href;
  const options = { body, tag, lang: runbook.language, data: { url }, vibrate: PATTERN };
  const current = run.current();
  const title = current ? runbook.drill.named(current) : document.title;
  const registration = await navigator.serviceWorker?.getRegistration(site.base.href).catch(() => null);
  try {
    if (registration?.active) await registration.showNotification(title, options);
    else {
      const shown = new Notification(title, options);
      shown.onclick = () => {
        shown.close();
        window.focus();
        location.assign(url);
      };
    }
  } catch {
    /* Some phones show notifications of workers only; the live region has said it. */
  }
};

/* Returns what is to be said of a run, and what was said and still holds. */
const newsOf = (found, id) => {
  const before = alertLog.saidOf(store.setting(SAID), id);
  const said = alertLog.holding(before, found.lists, found.clock);
  const alerts = alertLog.fresh(alertsOf(found), said);
  return { alerts, said, isNew: alerts.length > 0 || said.length < before.length };
};
const say = async () => {
  const [found, id] = [due.state(), run.current()?.id];
  if (!found || !id) return;
  const { alerts, said, isNew } = newsOf(found, id);
  if (!isNew) return;
  store.setSetting(SAID, alertLog.settingOf(store.setting(SAID), id, [...said, ...alerts.map(alertLog.keyOf)]));
  if (!alerts.length) return;
  const text = alertLog.textOf(alerts, strings);
  live.textContent = text;
  const first = found.lists.find((list) => list.id === alerts[0].id);
  await Promise.all([notify(text, `${id} ${alertLog.keyOf(alerts[0])}`, first), wait(SETTLED)]);
};
let isSaying = false;
/* What falls due while something is being said is said next. */
const look = async (found) => {
  const id = run.current()?.id;
  if (isSaying || !found || !id || !newsOf(found, id).isNew) return;
  isSaying = true;
  try {
    if (document.hidden) await wait(HIDDEN);
    await alone(say);
  } finally {
    isSaying = false;
  }
  look(due.state());
};
due.onChange(look);

/* Returns the part of the dialog in which readers switch alerts on, and read why their browser does not show them. */
runbook.alertsPart = () => {
  const place = make("div", {});
  const words = make("p", { role: "status" });
  const show = (asked = false) => {
    const state = !window.isSecureContext ? "insecure" : !isSupported() ? "none" : Notification.permission === "denied" ? "refused"
      : isOn() ? "on" : asked ? "asked" : "off";
    words.textContent = strings(`due.alerts.${state}`);
    const set = (value) => {
      store.setSetting(ON, value);
      show();
      place.querySelector("button")?.focus();
    };
    const ask = () => Notification.requestPermission().then((answer) => (answer === "granted" ? set("on") : show(true)));
    const press = state === "on" ? button(strings("due.alerts.stop"), () => set(null))
      : ["off", "asked"].includes(state) ? button(strings("due.alerts.start"), ask) : "";
    place.replaceChildren(words, press);
  };
  show();
  return place;
};
