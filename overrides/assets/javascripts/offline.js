/* What is kept for when the network is down: since when, what could not be kept, and whether a newer version is there. */
const line = document.querySelector("[data-rb-kept]");
const workers = navigator.serviceWorker;
const start = () => {

  const { make, button, strings, language } = runbook;
  const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const CLOSED = "runbook-notice";
  const BETWEEN_CHECKS = 10 * 60 * 1000;
  const bar = document.querySelector(".rb-header");
  const system = (bar && bar.dataset.rbVariant) || "";
  const notice = make("div", { class: "rb-notice", role: "status" });
  document.body.append(notice);
  let first = null;
  let last = null;
  let failed = "";
  let isKeeping = false;
  let registration = null;
  let checked = Date.now();
  let shown = "";

  /* A day, and how long ago it was. */
  const when = (date) => {
    const minutes = Math.round((Date.now() - Date.parse(date)) / 60000);
    const [length, unit] = /** @type {[number, Intl.RelativeTimeFormatUnit]} */ (minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"]);
    return {
      date: new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(date)),
      age: new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.round(minutes / length), unit),
    };
  };

  const showLine = (state) => {
    line.dataset.rbKept = state;
    line.textContent = strings(`offline.${state}`, last && last.date ? when(last.date) : {});
  };

  /* A notice that was closed stays closed for the visit, unless it is about another release. */
  const closed = (news) => {
    try {
      if (news) sessionStorage.setItem(CLOSED, news);
      return sessionStorage.getItem(CLOSED);
    } catch {
      return "";
    }
  };

  /* A notice at the foot of the screen, over the page, so that nothing on it moves. Without a key there is none. */
  const showNotice = (key, values, ...buttons) => {
    const news = key && `${key} ${last.edition}`;
    if (shown === news) return;
    shown = news;
    const isOpen = Boolean(key) && closed() !== news;
    document.documentElement.classList.toggle("rb-noticed", isOpen);
    notice.replaceChildren();
    if (!isOpen) return;
    notice.append(make("span", {}, strings(key, values)), ...buttons, button("×", () => {
      closed(news);
      showNotice("");
    }, { class: "rb-notice__close", "aria-label": strings("offline.close") }));
  };

  const show = () => {
    line.title = failed;
    if (failed) showLine(failed === "full" ? "full" : last && last.some ? "partly" : "failed");
    else if (last) showLine(last.kept && system ? "kept" : isKeeping || !last.some ? "keeping" : "kept.shared");
    if (last && last.newer) showNotice("offline.newer", {}, button(strings("offline.reload"), () => location.reload(), { class: "rb-notice__act" }));
    else if (last && last.copy) showNotice("offline.copy", when(last.date));
    else if (last && last.kept && !navigator.onLine) showNotice("offline.down", when(last.date));
    else showNotice("");
  };

  /* Asks the worker about this page. Later answers are compared with the first one that knows the page. */
  const ask = async (/** @type {{keep?: string}} */ more = {}) => {
    const worker = workers.controller || (registration && registration.active);
    if (!worker) return;
    last = await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ url: location.href, system, ...more, edition: first && first.edition, digest: first && first.digest }, [port2]);
    });
    if (!first || (!first.digest && first.edition === last.edition)) first = last;
    if (more.keep) {
      failed = last.failed || "";
      isKeeping = false;
    }
    show();
  };

  /* Has the whole system kept, unless this page is a kept one itself, which means that the network is down. */
  const keep = async () => {
    await ask();
    if (!system || !last || last.kept || last.copy) return;
    isKeeping = true;
    show();
    await ask({ keep: system });
  };

  const check = () => {
    if (!registration || document.visibilityState !== "visible" || Date.now() - checked < BETWEEN_CHECKS) return;
    checked = Date.now();
    registration.update().catch(() => {});
  };

  const begin = async () => {
    /* A worker that is there already is used at once: registering may wait for a network that is down. */
    registration = (await workers.getRegistration(BASE)) || null;
    try {
      registration = await workers.register(new URL("sw.js", BASE), { scope: BASE.pathname });
    } catch {
      if (!registration && !failed) failed = "failed";
      show();
    }
    if (!registration) return;
    if (!registration.active) showLine("keeping");
    await workers.ready;
    await keep();
  };

  runbook.offline = { state: () => last, check: () => registration && registration.update() };
  if (!workers) {
    showLine("none");
    return;
  }
  workers.addEventListener("message", ({ data }) => {
    if (data.failed) {
      failed = data.failed;
      show();
    }
    if (data.changed) {
      failed = "";
      keep();
    }
  });
  addEventListener("online", keep);
  addEventListener("offline", () => ask());
  addEventListener("pageshow", (event) => event.persisted && ask());
  document.addEventListener("visibilitychange", check);
  if (workers.controller) ask();
  const later = window.requestIdleCallback || ((act) => setTimeout(act, 500));
  if (document.readyState === "complete") later(begin);
  else addEventListener("load", () => later(begin));
};
if (line && location.protocol.startsWith("http")) start();
