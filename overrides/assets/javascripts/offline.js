/* Tells readers since when pages are kept for use without a network, what could not be kept, and whether this page has a newer version. */
const { make, button, strings, language, site, stored } = runbook;
const line = document.querySelector("[data-rb-kept]") || make("p", {});
const workers = navigator.serviceWorker;
const CLOSED = "runbook-notice";
const BETWEEN_CHECKS = 10 * 60 * 1000;
const notice = make("div", { class: "rb-notice", role: "status" });
let first = {};
let last = null;
let failed = "";
let shown = "";
let isKeeping = false;
let registration = null;
let checked = Date.now();

const since = () => {
  if (!last || !last.date) return {};
  const minutes = Math.round((Date.now() - Date.parse(last.date)) / 60000);
  const [length, unit] = /** @type {[number, Intl.RelativeTimeFormatUnit]} */ (
    minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"]);
  return {
    date: runbook.dayInWords(Date.parse(last.date)),
    age: new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.round(minutes / length), unit),
  };
};

const showLine = (state) => {
  line.dataset.rbKept = state;
  line.textContent = strings(`offline.${state}`, since());
};
/* Shows a notice at the foot of the screen, over the page, so that nothing on the page moves. Screen readers read a new notice once, so the
   same notice is not made again. A notice that the reader closes stays closed for the visit, unless another release has the same notice. */
const showNotice = (key) => {
  const news = key && `${key} ${last.edition}`;
  if (news === shown) return;
  shown = news;
  const isOpen = Boolean(news) && stored(CLOSED, undefined, "sessionStorage") !== news;
  notice.replaceChildren();
  if (!isOpen) return;
  const reload = button(strings("offline.reload"), () => location.reload(), { class: "rb-notice__act" });
  const close = button("×", () => {
    stored(CLOSED, news, "sessionStorage");
    showNotice("");
  }, { class: "rb-notice__close", "aria-label": strings("offline.close") });
  notice.append(make("span", {}, strings(key, since())), ...(key === "offline.newer" ? [reload, close] : [close]));
};

const show = () => {
  const { newer, copy, kept, some } = last || {};
  line.title = failed;
  if (failed) showLine(failed === "full" ? "full" : some ? "partly" : "failed");
  else if (last) showLine(kept && site.variant ? "kept" : isKeeping || !some ? "keeping" : "kept.shared");
  showNotice(newer ? "offline.newer" : copy ? "offline.copy" : kept && !navigator.onLine ? "offline.down" : "");
};
/* Asks the worker about this page, and to keep `system` if one is given. The worker compares later pages with the first that it knows. */
const ask = async (system = "") => {
  const worker = workers.controller || (registration && registration.active);
  if (!worker) return;
  last = await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    const { edition, digest } = first;
    worker.postMessage({ url: location.href, system: site.variant, keep: system, edition, digest }, [port2]);
  });
  if (!first.edition || (!first.digest && first.edition === last.edition)) first = last;
  if (system) [failed, isKeeping] = [last.failed || "", false];
  show();
};
/* Asks the worker to keep the whole system, unless this page is a kept copy, which means that the network is down. */
const keep = async () => {
  await ask();
  if (!site.variant || !last || last.kept || last.copy) return;
  isKeeping = true;
  show();
  await ask(site.variant);
};

const begin = async () => {
  /* Uses a worker of an earlier visit at once, because registering waits for the network. */
  registration = (await workers.getRegistration(site.base).catch(() => null)) || null;
  registration = await workers.register(new URL("sw.js", site.base)).catch(() => registration);
  if (!registration) failed ||= "failed";
  if (!registration) return show();
  if (!registration.active) showLine("keeping");
  await workers.ready;
  return keep();
};

const check = () => registration && registration.update();
const checkAgain = () => {
  if (!registration || document.hidden || Date.now() - checked < BETWEEN_CHECKS) return;
  checked = Date.now();
  check().catch(() => {});
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
  document.addEventListener("visibilitychange", checkAgain);
  if (workers.controller) ask();
  addEventListener("load", () => setTimeout(begin));
};

runbook.offline = { state: () => last, check };
if (line && location.protocol.startsWith("http")) {
  if (workers) start();
  else showLine("none");
}
