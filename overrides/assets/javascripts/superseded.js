/* The line that names the release: whether it is superseded and where to read on, what is gone and why, and the other releases.
   It has the attribute `data-rb-asking` until it has loaded what it shows. */
const { make, picture, places, versions, strings } = runbook;
const place = document.querySelector(".rb-release");
const start = () => {
  const WARNING = "M12 4L21.5 20h-19zM12 10v4.5M12 17v.3";
  const BETWEEN = 10 * 60 * 1000;
  const SCROLLING = 200;
  const MAX_TITLE = 80;
  const MAX_REASON = 160;
  const [name, news, line] = ["name", "news", "way"].map((part) => place.querySelector(`.rb-release__${part}`));
  const others = /** @type {HTMLDetailsElement} */ (place.querySelector(".rb-release__others"));
  const list = others.querySelector("ul");
  const summary = others.querySelector("summary");
  let current = null;
  let gone = null;
  let asked = 0;

  /* Replaces what an element shows only where that differs, so that screen readers do not read it out again. */
  const shown = new Map();
  const put = (element, ...parts) => {
    const key = parts.map((part) => `${part.href || ""} ${part.textContent ?? part}`).join("");
    if (shown.get(element) !== key) element.replaceChildren(...parts);
    shown.set(element, key);
  };

  /* The banner stays in view, so it must stay small; "What changed" has the whole text. */
  const cut = (text, most) => (text.length > most ? `${[...text].slice(0, most).join("").replace(/\s+\S*$/, "")} …` : text);
  const aboutGone = ({ title, release, because }) =>
    strings(because ? "release.gone" : "release.gone.silent", { title: cut(title, MAX_TITLE), release: release || versions.own, reason: cut(because, MAX_REASON) });
  const changes = ({ release, because }) => {
    if ((because && because.length <= MAX_REASON) || !release) return [];
    return [" ", make("a", { href: new URL("changes/index.html", versions.folder(release)).href }, strings("release.changes", { release }))];
  };

  const show = async () => {
    place.dataset.rbTold = current ? "old" : "gone";
    place.toggleAttribute("data-rb-told", Boolean(current || gone));
    if (!current) {
      put(news, ...(gone ? [picture(WARNING), aboutGone(gone)] : []));
      put(line, ...(gone ? changes(gone) : []));
      return;
    }
    const { version, title } = current;
    put(news, picture(WARNING), make("strong", {}, strings("release.superseded")), " ", make("bdi", {}, strings("release.by", { release: title })));
    const { href, kind, gone: goneThere } = await versions.linkTo(version);
    if (!current || current.version !== version) return;
    const about = goneThere || gone;
    put(line, ...[
      about ? `${aboutGone(about)} ` : kind === "no-system" ? `${strings("release.no-system", { release: title })} ` : "",
      make("a", { href, "data-rb-current": kind }, strings(`release.${kind === "no-system" ? "home" : kind}`, { release: title })),
      ...(about ? changes(about) : []),
    ].filter(Boolean));
    uncover();
  };

  /* A banner that grows must not cover the item that the page was opened for, unless the reader has moved the page. */
  let hasMoved = false;
  const uncover = () => {
    const target = !hasMoved && location.hash ? document.querySelector(":target") : null;
    if (!target) return;
    const hidden = line.parentElement.getBoundingClientRect().bottom - target.getBoundingClientRect().top;
    if (hidden > 0 && hidden < innerHeight) scrollBy(0, -hidden - 8);
  };
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, () => (hasMoved = true), { passive: true });

  const entry = ({ version, title, aliases, properties }) => {
    const link = make("a", { href: new URL("index.html", versions.folder(version)).href, "aria-current": version === versions.own ? "true" : null }, make("bdi", {}, title),
      make("span", {}, [...aliases, properties.draft ? strings("release.draft") : ""].filter(Boolean).map((word) => ` · ${word}`).join("")));
    runbook.onPlainClick(link, async (event) => {
      event.preventDefault();
      location.assign((await versions.linkTo(version)).href);
    });
    return make("li", {}, link);
  };

  /* Where there are other releases, the name of this one opens their list. */
  const showOthers = (known) => {
    list.replaceChildren(...known.map(entry));
    if (known.length < 2 || !others.hidden) return;
    summary.prepend(...name.childNodes);
    summary.append(picture("M7 10l5 5 5-5"));
    name.remove();
    others.hidden = false;
  };
  const closeUnless = (/** @type {any} */ target) => {
    if (!others.contains(target)) others.open = false;
  };
  others.addEventListener("focusout", (event) => event.relatedTarget && closeUnless(event.relatedTarget));
  document.addEventListener("click", (event) => closeUnless(event.target));
  others.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !others.open) return;
    event.stopPropagation();
    others.open = false;
    summary.focus();
  });

  let running = 0;
  const during = async (work) => {
    running += 1;
    place.dataset.rbAsking = "";
    try {
      await work();
    } finally {
      running -= 1;
      if (!running) delete place.dataset.rbAsking;
    }
  };
  const askForReleases = () => during(async () => {
    asked = Date.now();
    places.forget();
    const known = await versions.ask();
    current = versions.successor(known);
    showOthers(known);
    await show();
  });
  const followFragment = () => during(async () => {
    gone = await places.follow();
    await show();
  });

  let waiting = false;
  addEventListener("scroll", () => {
    if (!current || waiting) return;
    waiting = true;
    during(async () => {
      await new Promise((resolve) => setTimeout(resolve, SCROLLING));
      waiting = false;
      await show();
    });
  }, { passive: true });
  addEventListener("hashchange", () => {
    hasMoved = false;
    followFragment();
  });
  /* A page that stays open learns of a later release when the reader returns to it. */
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && Date.now() - asked > BETWEEN && askForReleases());
  addEventListener("online", askForReleases);
  askForReleases();
  followFragment();
};
if (place && location.protocol.startsWith("http")) start();
