/* Refuses styles and scripts of another build than this page has, and then offers to reload the page. This script may be of another build
   itself: it uses nothing of the page but the attributes of its own element. */
const script = () => /** @type {HTMLScriptElement} */ (document.currentScript);
const { src: own, dataset: { rbUpdated, rbMissing, rbReload } } = script();
const shared = (window.runbook = /** @type {Window["runbook"]} */ ({}));
/* The folder of our files: a whole address that ends in `/assets/`. */
const assets = own.replace(/(javascripts\/)?[\w-]+\.js(\?.*)?$/, "");
const refused = /** @type {Set<string>} */ (new Set());
const known = /** @type {Set<string>} */ (new Set());
const PATIENCE = 4000;
const OURS = /\/javascripts\/(frame|inputs|releases|ticking|offline|strings\.[\w-]+)\.js\?d=/;
let isBroken = false;
/* The build that an address asks for; null for an address without one, as in the preview. */
const asked = (/** @type {string} */ address) => new URL(address).searchParams.get("d");
/* Loads the page and the refused files past the caches, which would give the same files again, and then reloads the page. */
const reload = async () => {
  const files = [location.href, ...refused].map((address) => fetch(address, { cache: "reload" }));
  await Promise.race([Promise.allSettled(files), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  location.reload();
};
/* Shows the notice over the page, without styles of the page, because its style may be the refused file. A page in an open dialog cannot
   be used, so the notice is in the dialog until that is closed. Other notices about updates would say the same again. */
const notify = (/** @type {string} */ message) => {
  const [notice, text, button] = ["div", "span", "button"].map((tag) => document.createElement(tag));
  const place = document.querySelector("dialog[open]") || document.body;
  notice.setAttribute("role", "status");
  notice.setAttribute("data-rb-refusal", "");
  Object.assign(notice.style, {
    position: "fixed", zIndex: "100", insetInline: "12px", bottom: "12px", margin: "0 auto", maxWidth: "32rem", padding: "8px 12px",
    display: "flex", gap: "12px", alignItems: "center", boxSizing: "border-box", border: "1px solid #fff", borderRadius: "4px",
    background: "#5b1a00", color: "#fff", font: "16px/1.35 system-ui, sans-serif", boxShadow: "0 2px 10px rgb(0 0 0 / 50%)",
  });
  text.style.flex = "1";
  Object.assign(button.style, {
    font: "inherit", fontWeight: "700", color: "inherit", background: "none", border: "1px solid #fff", borderRadius: "4px",
    padding: "0 12px", minHeight: "40px", cursor: "pointer",
  });
  button.setAttribute("type", "button");
  button.addEventListener("click", reload);
  addEventListener("beforeprint", () => (notice.style.display = "none"));
  addEventListener("afterprint", () => (notice.style.display = "flex"));
  place.addEventListener("close", () => document.body.append(notice));
  place.append(notice);
  notice.append(text, button);
  text.textContent = message;
  button.textContent = rbReload || "Reload";
  for (const other of document.querySelectorAll(".rb-notice")) other.remove();
};
const refuse = (/** @type {string} */ address, message = rbUpdated || "This page was updated while it was open.") => {
  if (!refused.size) notify(message);
  refused.add(address);
};
/* Nobody can tick boxes that no script would store. */
const lock = () => {
  if (!shared.ticks) for (const box of document.querySelectorAll("input[data-rb-box]")) box.setAttribute("disabled", "");
};
/* Ends the scripts of the page: each needs those before it. A page without its frame becomes a page without scripts. */
const stop = () => {
  isBroken = true;
  if (!shared.site) document.documentElement.classList.replace("js", "no-js");
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", lock);
  else lock();
};
/* A page of version 0.1 has neither builds nor texts. */
if (!rbUpdated && asked(own) === null) {
  refuse(own);
  stop();
}
/* Each of our styles declares its build in a property. */
const styles = getComputedStyle(document.documentElement);
for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll(`link[rel~="stylesheet"][href*="?d="]`))) {
  const [, name] = (link.href.startsWith(assets) && /^([\w-]+)\.css\?/.exec(link.href.slice(assets.length))) || ["", ""];
  const build = styles.getPropertyValue(`--rb-build-${name}`).replace(/\W/g, "");
  if (build && build !== asked(link.href)) {
    refuse(link.href);
    link.disabled = true;
    stop();
  }
}
/* Each script asks this about the build that it declares, before it does anything. Scripts that the page loads later depend on no other. */
shared.refuses = (/** @type {string} */ build) => {
  const { src, async: isLater } = script();
  const fits = [null, build].includes(asked(src));
  known.add(src);
  if (!fits) refuse(src);
  if (!fits && !isLater) stop();
  return !fits || (isBroken && !isLater);
};
shared.isRefused = (/** @type {string} */ address) => refused.has(address);
/* A script of ours that has not asked is missing, or of version 0.1, which asks nothing. */
addEventListener("load", () => {
  const sources = [...document.scripts].map(({ src, async: isLater }) => (!isLater && src.startsWith(assets) ? src : ""));
  const missing = sources.find((src) => OURS.test(src) && !known.has(src));
  if (!missing) return;
  refuse(missing, rbMissing || rbUpdated);
  stop();
});
