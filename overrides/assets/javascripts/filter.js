/* The filter of a phase's page: only the boxes of a role, only the blocking ones. Its state stands in the page's address. */
(() => {
  "use strict";
  const { strings } = window.runbook;
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-rb-filter]"));
  if (!form) return;
  const role = /** @type {HTMLSelectElement} */ (form.elements.namedItem("role"));
  const blocking = /** @type {HTMLInputElement} */ (form.elements.namedItem("blocking"));
  const status = form.querySelector("[role=status]");
  const off = form.querySelector("[type=reset]");
  const items = [...document.querySelectorAll(".md-content .rb-item")];
  const lists = [...document.querySelectorAll(".md-content .rb-list")];

  const state = () => ({ role: role ? role.value : "", blocking: Boolean(blocking && blocking.checked) });

  const passes = (item, wanted) => (!wanted.role || item.dataset.rbRole === wanted.role) && (!wanted.blocking || item.classList.contains("rb-item--blocking"));

  /* A parent stays for the sake of its child; what stands below a heading goes, and the heading with it. */
  const apply = () => {
    const wanted = state();
    const active = Boolean(wanted.role || wanted.blocking);
    const shown = new Set();
    for (const item of items) {
      if (active && !passes(item, wanted)) continue;
      shown.add(item);
      for (let above = item.parentElement.closest(".rb-item"); above; above = above.parentElement.closest(".rb-item")) shown.add(above);
    }
    for (const item of items) item.hidden = !shown.has(item);
    let group = null;
    for (const list of lists) {
      const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
      const own = list.querySelector(".rb-item");
      list.hidden = active && !list.querySelector(".rb-item:not([hidden])");
      heading.hidden = list.hidden;
      if (heading.tagName === "H2") group = own ? null : { heading, list };
      else if (group && !list.hidden) group.heading.hidden = group.list.hidden = false;
    }
    const count = items.filter((item) => !active || passes(item, wanted)).length;
    status.textContent = !active ? "" : count ? strings("filter.shown", { n: count, all: items.length }) : strings("filter.none");
    off.hidden = !active;
    document.documentElement.toggleAttribute("data-rb-filtered", active);
    carry(wanted);
  };

  /* The filter goes along to the other phases of the system. */
  const carry = (wanted) => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rb-stepper a"))) {
      const url = new URL(link.href);
      write(url, wanted);
      link.href = url.href;
    }
  };

  const write = (url, wanted) => {
    for (const [name, value] of [["role", wanted.role], ["blocking", wanted.blocking ? "1" : ""]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
  };

  const share = () => {
    const url = new URL(location.href);
    write(url, state());
    try {
      history.replaceState(history.state, "", url.href);
    } catch {
      /* A browser that lets no page change its address shares none. */
    }
  };

  const given = new URLSearchParams(location.search);
  if (role && [...role.options].some((one) => one.value === given.get("role"))) role.value = given.get("role");
  if (blocking) blocking.checked = given.get("blocking") === "1";

  form.addEventListener("change", () => {
    apply();
    share();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    if (role) role.value = "";
    if (blocking) blocking.checked = false;
    apply();
    share();
    (role || blocking).focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  /* A link to a box that the filter hides turns the filter off. */
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden]")) return;
    form.reset();
    target.scrollIntoView();
  });
  apply();
  window.runbook.filter = { apply, state };
})();
