/* The banner with the name of the release: whether a later release exists, the same place there, what is gone and why, and all releases.
   The attribute `data-rb-asking` stays on the banner while something loads that the banner will show. */
const { make, picture, setContent, site, places, versions, strings } = runbook;
const place = document.querySelector(".rb-release");
const WARNING = "M12 4L21.5 20h-19zM12 10v4.5M12 17v.3";
const BETWEEN = 10 * 60 * 1000;
const SCROLLING = 200;
const MAX_TITLE = 80;
const MAX_REASON = 160;
const [name, news, line] = ["name", "news", "way"].map((part) => place.querySelector(`.rb-release__${part}`));
const others = place.querySelector("details");
const summary = others.querySelector("summary");
let current = null;
let gone = null;
let asked = 0;
let running = 0;
let isWaiting = false;
let hasMoved = false;
/* The banner stays in view, so its texts must be short; the page "What changed" has the whole text. */
const cut = (text, most) => (text.length > most ? `${[...text].slice(0, most).join("").replace(/\s+\S*$/, "")} …` : text);
const aboutGone = ({ title, release, because }) => {
  const values = { title: cut(title, MAX_TITLE), release: release || site.release, reason: cut(because, MAX_REASON) };
  return strings(because ? "release.gone" : "release.gone.silent", values);
};
const changes = ({ release, because }) => {
  if ((because && because.length <= MAX_REASON) || !release) return [];
  return [" ", make("a", { href: new URL("changes/index.html", versions.folder(release)).href }, strings("release.changes", { release }))];
};
/* A banner that grows must not cover the item that the page was opened for, unless the reader has moved the page. */
const uncover = () => {
  const target = !hasMoved && location.hash ? document.querySelector(":target") : null;
  const hidden = target ? line.parentElement.getBoundingClientRect().bottom - target.getBoundingClientRect().top : 0;
  if (hidden > 0 && hidden < innerHeight) scrollBy(0, -hidden - 8);
};

const show = async () => {
  place.dataset.rbTold = current ? "old" : "gone";
  place.toggleAttribute("data-rb-told", Boolean(current || gone));
  if (!current) {
    setContent(news, ...(gone ? [picture(WARNING), aboutGone(gone)] : []));
    setContent(line, ...(gone ? changes(gone) : []));
    return;
  }
  const { version, title: release } = current;
  const by = make("bdi", {}, strings("release.by", { release }));
  setContent(news, picture(WARNING), make("strong", {}, strings("release.superseded")), " ", by);
  const { href, kind, gone: goneThere } = await versions.linkTo(version);
  if (!current || current.version !== version) return;
  const about = goneThere || gone;
  const link = make("a", { href, "data-rb-current": kind }, strings(`release.${kind === "no-system" ? "home" : kind}`, { release }));
  const reason = about ? aboutGone(about) : kind === "no-system" ? strings("release.no-system", { release }) : "";
  setContent(line, reason && `${reason} `, link, ...(about ? changes(about) : []));
  uncover();
};

const entry = ({ version, title, aliases, properties }) => {
  const marks = [...aliases, properties.draft ? strings("release.draft") : ""].filter(Boolean).map((word) => ` · ${word}`).join("");
  const click = runbook.plainClick(async (event) => {
    event.preventDefault();
    location.assign((await versions.linkTo(version)).href);
  });
  const { href } = new URL("index.html", versions.folder(version));
  return make("li", {}, make("a", { href, "aria-current": version === site.release && "true", click },
    make("bdi", {}, title), make("span", {}, marks)));
};
const showOthers = (known) => {
  others.querySelector("ul").replaceChildren(...known.map(entry));
  if (known.length < 2 || !others.hidden) return;
  summary.prepend(...name.childNodes);
  summary.append(picture("M7 10l5 5 5-5"));
  name.remove();
  others.hidden = false;
};
/* Waits for some work, then shows the result. */
const showAfter = (work) => {
  running += 1;
  place.dataset.rbAsking = "";
  work().then(show).finally(() => {
    running -= 1;
    if (!running) delete place.dataset.rbAsking;
  });
};
const askForReleases = () => showAfter(async () => {
  asked = Date.now();
  places.forget();
  const known = await versions.ask();
  current = versions.successor(known);
  showOthers(known);
});
const followFragment = () => showAfter(async () => (gone = await places.follow()));
const waitForScrolling = async () => {
  isWaiting = true;
  await new Promise((resolve) => setTimeout(resolve, SCROLLING));
  isWaiting = false;
};

if (location.protocol.startsWith("http")) {
  for (const elsewhere of ["focusin", "click"]) {
    document.addEventListener(elsewhere, ({ target }) => (others.open &&= others.contains(/** @type {Node} */ (target))));
  }
  others.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !others.open) return;
    event.stopPropagation();
    others.open = false;
    summary.focus();
  });
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, () => (hasMoved = true), { passive: true });
  addEventListener("scroll", () => current && !isWaiting && showAfter(waitForScrolling));
  addEventListener("hashchange", () => {
    hasMoved = false;
    followFragment();
  });
  /* A page that stays open learns of a later release when the reader returns to it. */
  document.addEventListener("visibilitychange", () => !document.hidden && Date.now() - asked > BETWEEN && askForReleases());
  addEventListener("online", askForReleases);
  askForReleases();
  followFragment();
}
