/* Shows a notice at the foot of the screen, over the page, so that nothing on the page moves: offline, how old the copy is, or a newer
   version. Screen readers read a new notice once; while only its age grows, its text is replaced silently. */
const { make, button, strings, site, stored, staleness } = runbook;
const CLOSED = "runbook-notice";
const WARNING = 2;
const LASTING = 3;
const text = make("span", {});
const notice = make("div", { class: "rb-notice", role: "status" });
const banner = make("p", { class: "rb-stale" }, make("strong", {}, ""));
let shown = "";
let closedHere = "";
document.body.append(notice);

const words = ({ key, level, since }) => {
  const [n, checked] = [staleness.days(since, Date.now()), staleness.ago(since, Date.now())];
  if (key === "newer" || level >= WARNING) return strings(key === "newer" ? "stale.newer" : "stale.week", { n });
  const reached = strings(navigator.onLine ? "stale.silent" : "stale.offline");
  return `${reached} ${strings(level ? "stale.day" : `stale.${key}`, { n, checked })}`;
};
/* A notice that the reader closes stays closed for the visit, unless another build has the same notice. A warning is back on each page. */
const close = (name, level) => {
  closedHere = name;
  if (level < WARNING) stored(CLOSED, name, "sessionStorage");
  runbook.showNotice();
};
const again = ({ key }) => {
  if (key === "down") runbook.offline.check();
  else location.reload();
};
/* From a month on, an emergency page says it at its top too, where it cannot be closed. */
const showBanner = (found, isOld) => {
  const place = site.pageOfSystem === "emergency/index.html" && document.querySelector("main h1");
  if (!place || !isOld) return banner.remove();
  banner.firstChild.textContent = words(found);
  if (!banner.isConnected) place.after(banner);
  return undefined;
};

runbook.showNotice = () => {
  const found = runbook.offline.news();
  const { key, level, build } = found;
  const name = key && `${key} ${level} ${build}`;
  const isOpen = Boolean(name) && closedHere !== name && stored(CLOSED, undefined, "sessionStorage") !== name;
  const isSame = shown === (isOpen && name);
  if (isSame) text.setAttribute("aria-live", "off");
  else text.removeAttribute("aria-live");
  const wanted = key ? words(found) : "";
  if (text.textContent !== wanted) text.textContent = wanted;
  showBanner(found, key && level >= LASTING);
  if (isSame) return;
  shown = isOpen && name;
  notice.className = `rb-notice${level >= WARNING ? ` rb-notice--${level >= LASTING ? "alarm" : "warn"}` : ""}`;
  const act = () => button(strings(key === "newer" ? "stale.reload" : "stale.again"), () => again(found), { class: "rb-notice__act" });
  const shut = () => button("×", () => close(name, level), { class: "rb-notice__close", "aria-label": strings("stale.close") });
  notice.replaceChildren(...(isOpen ? [text, act(), shut()] : []));
};
