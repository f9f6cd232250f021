/* Another system without losing one's place: the same item there, else the same page, else its overview. */
(() => {
  "use strict";
  const { make, search, strings } = window.runbook;
  const button = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-rb-switch]"));
  if (!button) return;
  /* With this many systems a field narrows them down. */
  const MANY = 8;
  let ui = null;

  /* The address of what is being read: the target of the link while it is in view, else what stands at the top of the window. */
  const inView = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const top = (element) => element.getBoundingClientRect().top;
    if (target && top(target) > -20 && top(target) < innerHeight) return target.id;
    if (scrollY < innerHeight / 3) return "";
    const heads = [...document.querySelectorAll(".md-content :is(.rb-item__head, .rb-row__title)[id], .md-content h2[id], .md-content h3[id]")];
    const first = heads.find((head) => top(head) > 40);
    return first && first.id.includes(".") ? first.id : "";
  };

  /* The nearest thing in another system's index to an address on a page: itself, what holds it, the page if anything is on it. */
  const placeIn = (index, address, page) => {
    for (let at = address; at.includes("."); at = at.split(".").slice(0, -2).join(".")) {
      const same = index.found.find((entry) => entry.anchor === at);
      if (same) return same.href;
    }
    const part = page.split("/")[0];
    const kept = index.pages.some(([known]) => known === page) && (part === "emergency" || index.found.some((entry) => entry.part === part && entry.kind !== "page"));
    return `${index.id}/${kept ? page : "index.html"}`;
  };

  const go = async (id, address, page) => {
    let href = `${id}/index.html`;
    try {
      href = placeIn(await search.index(id), address, page);
    } catch {
      /* Its overview tells more than an error would. */
    }
    location.assign(search.to(href));
  };

  const open = async () => {
    const address = inView();
    const page = search.page();
    if (!ui) {
      const label = strings("switch.field");
      const field = make("input", { type: "text", role: "searchbox", class: "rb-search__field", "aria-label": label, placeholder: label, autocomplete: "off" });
      const list = make("ul", { class: "rb-switch__list" });
      const status = make("p", { role: "status", class: "rb-search__status" }, strings("search.loading"));
      ui = { field, list, status, ...window.runbook.dialog(strings("switch.title"), "rb-switch", field, status, list) };
      field.hidden = true;
      ui.element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target === field) {
          const first = list.querySelector("li:not([hidden]) a");
          if (first) first.click();
        } else window.runbook.arrows(field, list, event);
      });
      field.addEventListener("input", () => {
        const words = search.fold(field.value);
        for (const entry of list.children) entry.hidden = !search.fold(entry.textContent).includes(words);
      });
    }
    ui.open();
    try {
      const site = await search.index("");
      const systems = Object.entries(site.systems);
      ui.status.textContent = "";
      ui.field.hidden = systems.length < MANY;
      ui.list.replaceChildren(...systems.map(([id, [title, summary]]) => {
        const link = make("a", { href: search.to(`${id}/${page}`), "aria-current": id === search.variant ? "true" : null },
          make("strong", { dir: "auto" }, title), make("span", { dir: "auto" }, summary));
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          if (id === search.variant) ui.close();
          else go(id, address, page);
        });
        return make("li", {}, link);
      }));
      (ui.field.hidden ? ui.list.querySelector("a") : ui.field).focus();
    } catch {
      location.assign(button.href);
    }
  };

  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
  window.runbook.switcher = { open, placeIn, inView };
})();
