/* What is kept for when the network is down: since when, what could not be kept, and whether a newer version is there. */
const { make, button, setContent, strings, language, site, stored } = runbook;
const line = document.querySelector("[data-rb-kept]");
const workers = navigator.serviceWorker;
const CLOSED = "runbook-notice";
const BETWEEN_CHECKS = 10 * 60 * 1000;
const notice = make("div", { class: "rb-notice", role: "status" });
let first = null;
let last = null;
let failed = "";
let isKeeping = false;
let registration = null;
let checked = Date.now();

const when = (date) => {
  const minutes = Math.round((Date.now() - Date.parse(date)) / 60000);
  const [length, unit] = /** @type {[number, Intl.RelativeTimeFormatUnit]} */ (
    minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"]);
  return {
    date: new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(date)),
    age: new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.round(minutes / length), unit),
  };
};

const showLine = (state) => {
  line.dataset.rbKept = state;
  line.textContent = strings(`offline.${state}`, last && last.date ? when(last.date) : {});
};
/* A notice at the foot of the screen, over the page, so that nothing on it moves. Without a key there is none. A notice that was closed
   stays closed for the visit, unless it is about another release. */
const showNotice = (key, values, ...buttons) => {
  const news = key && `${key} ${last.edition}`;
  const isOpen = Boolean(key) && stored(CLOSED, undefined, "sessionStorage") !== news;
  document.documentElement.classList.toggle("rb-noticed", isOpen);
  const close = () => {
    stored(CLOSED, news, "sessionStorage");
    showNotice("");
  };
  setContent(notice, ...(isOpen ? [make("span", {}, strings(key, values)), ...buttons,
    button("×", close, { class: "rb-notice__close", "aria-label": strings("offline.close") })] : []));
};

const show = () => {
  line.title = failed;
  if (failed) showLine(failed === "full" ? "full" : last && last.some ? "partly" : "failed");
  else if (last) showLine(last.kept && site.variant ? "kept" : isKeeping || !last.some ? "keeping" : "kept.shared");
  const reload = button(strings("offline.reload"), () => location.reload(), { class: "rb-notice__act" });
  if (last && last.newer) showNotice("offline.newer", {}, reload);
  else if (last && last.copy) showNotice("offline.copy", when(last.date));
  else if (last && last.kept && !navigator.onLine) showNotice("offline.down", when(last.date));
  else showNotice("");
};
/* Asks the worker about this page, and to keep a system if one is given. Later answers are compared with the first that knows the page. */
const ask = async (wanted = "") => {
  const worker = workers.controller || (registration && registration.active);
  if (!worker) return;
  last = await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    const { edition, digest } = first || {};
    worker.postMessage({ url: location.href, system: site.variant, keep: wanted, edition, digest }, [port2]);
  });
  if (!first || (!first.digest && first.edition === last.edition)) first = last;
  if (wanted) [failed, isKeeping] = [last.failed || "", false];
  show();
};
/* Has the whole system kept, unless this page is a kept one itself, which means that the network is down. */
const keep = async () => {
  await ask();
  if (!site.variant || !last || last.kept || last.copy) return;
  isKeeping = true;
  show();
  await ask(site.variant);
};

const begin = async () => {
  /* A worker that is there already is used at once: registering may wait for a network that is down. */
  registration = (await workers.getRegistration(site.base)) || null;
  registration = await workers.register(new URL("sw.js", site.base)).catch(() => registration);
  if (!registration) {
    failed ||= "failed";
    show();
    return;
  }
  if (!registration.active) showLine("keeping");
  await workers.ready;
  await keep();
};

const start = () => {
  document.body.append(notice);
  workers.addEventListener("message", ({ data }) => {
    failed = data.failed || "";
    if (data.changed) keep();
    else show();
  });
  addEventListener("online", keep);
  addEventListener("offline", () => ask());
  addEventListener("pageshow", (event) => event.persisted && ask());
  document.addEventListener("visibilitychange", () => {
    if (!registration || document.visibilityState !== "visible" || Date.now() - checked < BETWEEN_CHECKS) return;
    checked = Date.now();
    registration.update().catch(() => {});
  });
  if (workers.controller) ask();
  addEventListener("load", () => setTimeout(begin));
};

runbook.offline = { state: () => last, check: () => registration && registration.update() };
if (line && location.protocol.startsWith("http")) {
  if (workers) start();
  else showLine("none");
}
