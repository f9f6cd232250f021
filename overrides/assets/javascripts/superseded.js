/* The line that names the release: that it is superseded and where to read on, what is gone and why, and the other releases.
   It has the attribute `data-rb-asking` while other releases are asked, or will be in a moment, for what it says. */
(() => {
  "use strict";
  const { runbook } = window;
  const { make, picture, places, versions, strings } = runbook;
  const place = document.querySelector(".rb-release");
  if (!place || !location.protocol.startsWith("http")) return;
  const WARNING = "M12 4L21.5 20h-19zM12 10v4.5M12 17v.3";
  const BETWEEN = 10 * 60 * 1000;
  const MOST_TITLE = 80;
  const MOST_REASON = 160;
  const [name, news, line] = ["name", "news", "way"].map((part) => place.querySelector(`.rb-release__${part}`));
  const others = /** @type {HTMLDetailsElement} */ (place.querySelector(".rb-release__others"));
  const list = others.querySelector("ul");
  const summary = others.querySelector("summary");
  let known = [];
  let current = null;
  let lost = null;
  let shown = "";
  let asked = 0;

  /* Put in place only where something differs, so that nothing is read out twice. */
  const put = (element, ...parts) => {
    const text = parts.map((part) => part.textContent ?? part).join("");
    if (element.textContent !== text) element.replaceChildren(...parts);
  };

  /* The banner stays in sight, so it must stay small: "What changed" has the whole of what is cut here. */
  const cut = (text, most) => (text.length > most ? `${[...text].slice(0, most).join("").replace(/\s+\S*$/, "")} …` : text);
  const goneWords = ({ title, release, because }) =>
    strings(because ? "release.gone" : "release.gone.silent", { title: cut(title, MOST_TITLE), release: release || versions.own, reason: cut(because, MOST_REASON) });
  const changes = ({ release, because }) => {
    if ((because && because.length <= MOST_REASON) || !release) return [];
    return [" ", make("a", { href: new URL("changes/index.html", versions.folder(release)).href }, strings("release.changes", { release }))];
  };

  const showState = () => {
    place.dataset.rbTold = current ? "old" : "gone";
    place.toggleAttribute("data-rb-told", Boolean(current || lost));
    if (current) put(news, picture(WARNING), make("strong", {}, strings("release.superseded")), " ", make("bdi", {}, strings("release.by", { release: current.title })));
    else put(news, ...(lost ? [picture(WARNING), goneWords(lost)] : []));
    if (!current) put(line, ...(lost ? changes(lost) : []));
  };

  /* The way to the current release goes along with the reader. */
  const showWay = async () => {
    if (!current) return;
    const { version, title } = current;
    const { href, kind, gone } = await versions.way(version);
    if (!current || current.version !== version) return;
    const words = kind === "no-system" ? "home" : kind;
    const told = gone || lost;
    const parts = [
      told ? `${goneWords(told)} ` : kind === "no-system" ? `${strings("release.no-system", { release: title })} ` : "",
      make("a", { href, "data-rb-current": kind }, strings(`release.${words}`, { release: title })),
      ...(told ? changes(told) : []),
    ].filter(Boolean);
    const key = `${href} ${parts.map((part) => part.textContent ?? part).join("")}`;
    if (key !== shown) line.replaceChildren(...parts);
    shown = key;
    uncover();
  };

  /* What the page was opened for does not stay under a banner that has become taller, as long as nobody has moved the page. */
  let still = true;
  const uncover = () => {
    const target = still && location.hash ? document.querySelector(":target") : null;
    if (!target) return;
    const hidden = line.parentElement.getBoundingClientRect().bottom - target.getBoundingClientRect().top;
    if (hidden > 0 && hidden < innerHeight) scrollBy(0, -hidden - 8);
  };
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(moved, () => {
      still = false;
    }, { passive: true });
  }

  const entry = ({ version, title, aliases, properties }) => {
    const link = make("a", { href: new URL("index.html", versions.folder(version)).href, "aria-current": version === versions.own ? "true" : null }, make("bdi", {}, title),
      make("span", {}, [...aliases, properties.draft ? strings("release.draft") : ""].filter(Boolean).map((word) => ` · ${word}`).join("")));
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.assign((await versions.way(version)).href);
    });
    return make("li", {}, link);
  };

  /* With others beside it, the name of the release opens their list. */
  const showOthers = () => {
    list.replaceChildren(...known.map(entry));
    if (known.length < 2 || !others.hidden) return;
    summary.prepend(...name.childNodes);
    summary.append(picture("M7 10l5 5 5-5"));
    name.remove();
    others.hidden = false;
  };
  const close = () => {
    others.open = false;
  };
  others.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !others.contains(/** @type {Node} */ (event.relatedTarget))) close();
  });
  others.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !others.open) return;
    event.stopPropagation();
    close();
    summary.focus();
  });
  document.addEventListener("click", (event) => {
    if (!others.contains(/** @type {Node} */ (event.target))) close();
  });

  const look = async () => {
    asked = Date.now();
    places.forget();
    known = await versions.ask();
    current = versions.successor(known);
    showOthers();
    showState();
    await showWay();
  };
  const seek = async () => {
    lost = await places.follow();
    showState();
    await showWay();
  };

  let questions = 0;
  const during = async (work) => {
    questions += 1;
    place.dataset.rbAsking = "";
    try {
      await work;
    } finally {
      questions -= 1;
      if (!questions) delete place.dataset.rbAsking;
    }
  };

  let due = false;
  const later = () => {
    if (!current || due) return;
    due = true;
    during(new Promise((resolve) => setTimeout(resolve, 200)).then(() => {
      due = false;
      return showWay();
    }));
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("hashchange", () => {
    still = true;
    during(seek());
  });
  /* A page that is open while the next release comes out learns of it when somebody returns to it. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - asked > BETWEEN) during(look());
  });
  addEventListener("online", () => during(look()));
  during(look());
  during(seek());
})();
