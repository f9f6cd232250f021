/* Keeps pages for use without a network, and tells readers since when, what could not be kept, and whether this page has a newer version.
   What only some readers need is loaded on demand: notices, marks of saved pages, and installing the app. */
const { make, need, strings, site, staleness } = runbook;
const line = document.querySelector("[data-rb-kept]") || make("p", {});
const workers = navigator.serviceWorker;
const MINUTE = 60000;
const BETWEEN_CHECKS = 10 * MINUTE;
const opened = Date.now();
let first = {};
let last = null;
let failed = "";
let isKeeping = false;
let registration = null;
let checked = opened;
let isReached = null; // whether the server answered the last check, whatever the device knows about its network

/* Returns when what the reader sees was last known to be the current version. */
const currentAt = () => {
  const confirmed = Date.parse(last.confirmed) || 0;
  return last.copy ? confirmed : Math.max(confirmed, opened);
};
const isOffline = () => !navigator.onLine || !(isReached ?? !(last && last.copy));
const showLine = (state) => {
  const now = Date.now();
  const words = last && last.date
    ? { built: staleness.both(Date.parse(last.date), now), checked: staleness.ago(Date.parse(last.confirmed), now) } : {};
  line.dataset.rbKept = state;
  const text = strings(`offline.${state}`, words);
  if (line.textContent !== text) line.textContent = text;
};
/* Loads a script once something shows that it is needed; what it shows then follows from the state. */
const later = (use, isNeeded, load) => {
  if (runbook[use]) runbook[use]();
  else if (isNeeded) load().then(() => runbook[use]()).catch(() => {});
};
const news = () => {
  const level = last ? staleness.level(currentAt(), Date.now()) : 0;
  const isDown = last && last.some && (!navigator.onLine || (isReached === false && level > 0));
  const key = !last ? "" : last.newer ? "newer" : last.copy && isOffline() ? "copy" : isDown ? "down" : "";
  return { key, level: key === "newer" ? 0 : level, since: last ? currentAt() : 0, build: last ? last.edition : "" };
};
const show = () => {
  const { kept, some } = last || {};
  line.title = failed;
  if (failed) showLine(failed === "full" ? "full" : some ? "partly" : "failed");
  else if (last) showLine(kept && site.variant ? "kept" : isKeeping || !some ? "keeping" : "kept.shared");
  later("showNotice", news().key, () => need("offline-notice"));
  later("showSaved", last && (isOffline() || site.page === "index.html"), () => need("saved-marks"));
};
/* Asks the worker about this page, and for what `more` says. The worker compares later pages with the first that it knows. */
const ask = async (more = {}) => {
  const worker = workers.controller || (registration && registration.active);
  if (!worker) return null;
  last = await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    const { edition, digest } = first;
    worker.postMessage({ url: location.href, system: site.variant, edition, digest, ...more }, [port2]);
  });
  if (!first.edition || (!first.digest && first.edition === last.edition)) first = last;
  if (more.keep === site.variant) [failed, isKeeping] = [last.failed || "", false];
  if (!more.saved) show();
  return last;
};
/* Asks the worker to keep the whole system. */
const keep = async () => {
  await ask();
  if (!last || isOffline() || (last.some && (last.kept || !site.variant))) return;
  isKeeping = true;
  show();
  await ask({ keep: site.variant });
};
/* Asks the server for a newer build. If there is none, the kept one is current. */
const check = async () => {
  checked = Date.now();
  isReached = await registration.update().then(() => true, () => false);
  if (isReached && last && !registration.installing && !registration.waiting) await ask({ confirmed: last.edition });
  else show();
};
const checkAgain = () => {
  const patience = isOffline() ? MINUTE : BETWEEN_CHECKS;
  if (registration && !document.hidden && Math.abs(Date.now() - checked) >= patience) check().then(keep);
};

const begin = async () => {
  /* Uses a worker of an earlier visit at once, because registering waits for the network. */
  registration = (await workers.getRegistration(site.base).catch(() => null)) || null;
  registration = await workers.register(new URL("sw.js", site.base)).catch(() => registration);
  if (!registration) failed ||= "failed";
  if (!registration) return show();
  if (!registration.active) showLine("keeping");
  await workers.ready;
  await keep();
  return last && Math.abs(Date.now() - Date.parse(last.confirmed)) >= BETWEEN_CHECKS ? check() : null;
};
const start = () => {
  workers.addEventListener("message", ({ data }) => {
    failed = data.failed || "";
    if (data.changed) keep();
    else show();
  });
  addEventListener("online", () => registration && check().then(keep));
  addEventListener("offline", () => ask());
  addEventListener("pageshow", (event) => event.persisted && ask());
  /* Ages grow while a page is open, and a page that stays open hears of a newer build. */
  const look = () => {
    if (document.hidden) return;
    show();
    checkAgain();
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, MINUTE);
  if (workers.controller) ask();
  addEventListener("load", () => setTimeout(begin));
};

runbook.offline = { state: () => last, check, ask, news, isOffline, line, prompt: null };
/* A browser that can install the app says so; on phones with Safari only the reader can. */
const offerApp = (event = null) => {
  if (event) event.preventDefault();
  runbook.offline.prompt = event;
  later("showApp", true, () => need("web-app"));
};
addEventListener("beforeinstallprompt", offerApp);
if ("standalone" in navigator || matchMedia("(display-mode: standalone)").matches) addEventListener("load", () => offerApp());
if (line && location.protocol.startsWith("http")) {
  if (workers) start();
  else showLine("none");
}
