/* The frame of every page: the drawer, the scheme, the heading in view, and regions that scroll, reached by keyboard. */
(() => {
  "use strict";
  const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
  const opener = document.querySelector("[data-rb-drawer]");
  const sidebar = document.getElementById("rb-sidebar");

  const showDrawer = (open) => {
    drawer.checked = open;
    opener.setAttribute("aria-expanded", String(open));
    const first = open ? sidebar.querySelector("a, summary") : opener;
    if (first) first.focus();
  };
  if (drawer && opener && sidebar) {
    opener.addEventListener("click", () => showDrawer(!drawer.checked));
    drawer.addEventListener("change", () => opener.setAttribute("aria-expanded", String(drawer.checked)));
    sidebar.addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("a")) drawer.checked = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) showDrawer(false);
    });
    /* Whoever leaves the open drawer by keyboard finds it closed behind them. */
    sidebar.addEventListener("focusout", (event) => {
      if (drawer.checked && event.relatedTarget && !sidebar.contains(/** @type {Node} */ (event.relatedTarget))) drawer.checked = false;
    });
  }

  const scheme = document.querySelector("[data-rb-scheme]");
  if (scheme) scheme.addEventListener("click", () => window.runbook.scheme.toggle());

  /* What scrolls sideways must be reachable without a mouse. */
  const reachable = () => {
    for (const region of document.querySelectorAll(".rb-scroll, .md-typeset pre > code, .md-typeset table:not([class])")) {
      const scrolls = region.scrollWidth > region.clientWidth + 1;
      if (scrolls) region.setAttribute("tabindex", "0");
      else region.removeAttribute("tabindex");
    }
  };
  reachable();
  addEventListener("resize", reachable);

  /* What is folded on the screen stands on paper. */
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const one of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".rb-since:not([open])"))) {
      one.open = true;
      folded.push(one);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of folded.splice(0)) one.open = false;
  });

  /* The contents beside the page mark the heading that is being read. */
  const links = new Map();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-toc__link"))) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size) {
    let marked = null;
    const mark = () => {
      let reading = null;
      for (const heading of links.keys()) {
        if (heading.getBoundingClientRect().top > innerHeight / 4) break;
        reading = links.get(heading);
      }
      if (reading === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (reading) reading.setAttribute("aria-current", "true");
      marked = reading;
    };
    new IntersectionObserver(mark, { threshold: [0, 1] }).observe(document.body);
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    }, { passive: true });
    mark();
  }
})();
