/* The site as an app: a button that installs it, or the steps where only the reader can do it; and links in the installed app. */
const { make, button, strings, site, offline, dialog, open } = runbook;
const WEB = /^https?:$/;
const label = strings("app.install");
let shown = null;

const phone = /** @type {{standalone?: boolean}} */ (navigator); // only Safari on phones and tablets has this
const installed = () => matchMedia("(display-mode: standalone)").matches || phone.standalone;
const hide = () => shown && shown.remove();
const ask = () => {
  const { prompt } = offline;
  prompt.prompt();
  /* A browser asks once for each event. */
  prompt.userChoice.then(hide);
};
/* Safari on phones installs from its menu alone. */
const explain = () => {
  const steps = ["app.safari", "app.share", "app.add"].map((key) => make("li", {}, strings(key)));
  open(dialog(label, "rb-install", make("p", {}, strings("app.why")), make("ol", {}, ...steps)));
};

runbook.showApp = () => {
  hide();
  shown = button(label, offline.prompt ? ask : explain, { class: "rb-footer__keys rb-install__act" });
  if (!installed() && (offline.prompt || "standalone" in navigator)) offline.line.after(shown);
};
addEventListener("appinstalled", hide);
/* In the app, what is not of this site opens in the browser, so that the way back is not lost. */
document.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest("a"));
  if (!link || !installed() || !WEB.test(link.protocol) || link.href.startsWith(site.base.href)) return;
  link.target = "_blank";
  link.rel = "noopener";
}, true);
