/* What is kept for when the network is down: how old it is, what could not be kept, and when a newer version is there. */
(() => {
  "use strict";
  const { runbook } = window;
  const line = document.querySelector("[data-rb-kept]");
  const workers = navigator.serviceWorker;
  if (!line || !location.protocol.startsWith("http")) return;

  const { strings, language } = runbook;
  const BASE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const CLOSED = "runbook-notice";
  const BETWEEN_CHECKS = 10 * 60 * 1000;
  const bar = document.querySelector(".rb-header");
  const system = (bar && bar.dataset.rbVariant) || "";
  const notice = document.createElement("div");
  let first = null;
  let last = null;
  let failed = "";
  let busy = false;
  let registration = null;
  let checked = Date.now();
  let put = "";

  notice.className = "rb-notice";
  notice.setAttribute("role", "status");
  document.body.append(notice);

  /* A day and how long ago it was, in the words of the page's language. */
  const when = (date) => {
    const minutes = Math.round((Date.now() - Date.parse(date)) / 60000);
    const [length, unit] = minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"];
    return {
      date: new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(date)),
      age: new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.round(minutes / Number(length)), /** @type {Intl.RelativeTimeFormatUnit} */ (unit)),
    };
  };

  const say = (state) => {
    line.dataset.rbKept = state;
    line.textContent = strings(`offline.${state}`, last && last.date ? when(last.date) : {});
  };

  const button = (name, words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  /* What was closed stays closed for the visit; news of another edition are other news. */
  const closed = (news) => {
    try {
      if (news) sessionStorage.setItem(CLOSED, news);
      return sessionStorage.getItem(CLOSED);
    } catch {
      return "";
    }
  };

  /* A bar at the foot of the screen, over the page, so that nothing on it moves. */
  const raise = (key, values, ...buttons) => {
    const news = key && `${key} ${last.edition}`;
    if (put === news) return;
    put = news;
    const shown = Boolean(key) && closed() !== news;
    document.documentElement.classList.toggle("rb-noticed", shown);
    notice.replaceChildren();
    if (!shown) return;
    const text = document.createElement("span");
    text.textContent = strings(key, values);
    const close = button("rb-notice__close", "×", () => {
      closed(news);
      raise("", {});
    });
    close.setAttribute("aria-label", strings("offline.close"));
    notice.append(text, ...buttons, close);
  };

  const show = () => {
    line.title = failed;
    if (failed) say(failed === "full" ? "full" : last && last.some ? "partly" : "failed");
    else if (last) say(last.kept && system ? "kept" : busy || !last.some ? "keeping" : "kept.shared");
    if (last && last.newer) raise("offline.newer", {}, button("rb-notice__act", strings("offline.reload"), () => location.reload()));
    else if (last && last.copy) raise("offline.copy", when(last.date));
    else if (last && last.kept && !navigator.onLine) raise("offline.down", when(last.date));
    else raise("", {});
  };

  const ask = (worker, more) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ url: location.href, system, ...more, edition: first && first.edition, digest: first && first.digest }, [port2]);
    });

  /* What the worker says of this page; the first answer that knows the page is the one that later ones are held against. */
  const heard = (answer) => {
    last = answer;
    if (!first || (!first.digest && first.edition === answer.edition)) first = answer;
  };

  const look = async () => {
    const worker = workers.controller || (registration && registration.active);
    if (!worker) return;
    heard(await ask(worker));
    show();
  };

  /* The system in view is kept whole, unless it came from what is kept, which tells that there is no network. */
  const keep = async () => {
    await look();
    if (!system || !last || last.kept || last.copy) return;
    busy = true;
    show();
    heard(await ask(workers.controller || registration.active, { keep: system }));
    busy = false;
    failed = last.failed || "";
    show();
  };

  const check = () => {
    if (!registration || document.visibilityState !== "visible" || Date.now() - checked < BETWEEN_CHECKS) return;
    checked = Date.now();
    registration.update().catch(() => {});
  };

  const begin = async () => {
    // One that is there already is known at once: to register again may wait for a network that is down.
    registration = (await workers.getRegistration(BASE)) || null;
    try {
      registration = await workers.register(new URL("sw.js", BASE), { scope: BASE.pathname });
    } catch {
      if (!registration && !failed) failed = "failed";
      show();
    }
    if (!registration) return;
    if (!registration.active) say("keeping");
    await workers.ready;
    await keep();
  };

  runbook.offline = { state: () => last, check: () => registration && registration.update() };
  if (!workers) {
    say("none");
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
  addEventListener("offline", look);
  addEventListener("pageshow", (event) => event.persisted && look());
  document.addEventListener("visibilitychange", check);
  if (workers.controller) look();
  const later = window.requestIdleCallback || ((act) => setTimeout(act, 500));
  if (document.readyState === "complete") later(begin);
  else addEventListener("load", () => later(begin));
})();
