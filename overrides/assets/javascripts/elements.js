/* Elements made without HTML in strings, dialogs, and the small things that several scripts do with links, addresses and scripts. */
const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const { rbVariant: variant = "", rbRelease: release, rbDraft } = document.querySelector(".rb-header").dataset;
const base = new URL("../../", own);
/* The page below the folder of the release, such as `shop/deploy-day/index.html`; the first one where the page is not in there. */
const path = location.pathname.startsWith(base.pathname) ? location.pathname.slice(base.pathname.length) : "";
const page = path === "" || path.endsWith("/") ? `${path}index.html` : path;
const pageOfSystem = variant ? page.slice(variant.length + 1) : page;
/* An element with attributes, listeners and children; other children than elements are text. Values that are false or null are left out. */
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
};
const button = (text, click, more = {}) => make("button", { type: "button", class: "rb-button", click, ...more }, text);

const picture = (drawing) => {
  const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["class", "rb-icon"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  line.setAttribute("d", drawing);
  svg.append(line);
  return svg;
};
/* Changes what an element shows only where that differs, so that screen readers do not read it out again. */
const setContent = (element, ...parts) => {
  const wanted = element.cloneNode(false);
  wanted.append(...parts);
  if (!wanted.isEqualNode(element)) element.replaceChildren(...wanted.childNodes);
};
/* The address of the page, without loading anything. Some browsers let no page change it; then it is not shared. */
const setAddress = (href) => {
  try {
    history.replaceState(history.state, "", href);
  } catch {
    /* The address stays. */
  }
};
/* A listener for clicks on a link that do not ask for a new tab or window. */
const plainClick = (action) => (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) action(event);
};

const closing = (text, action, more = {}) => button(text, (event) => {
  event.currentTarget.closest("dialog").close();
  action();
}, more);

let dialogs = 0;
/* A dialog with a title and a close button. It is in the page only while it is open. */
const dialog = (title, name, ...children) => {
  const id = `rb-dialog-${(dialogs += 1)}`;
  const label = runbook.strings("dialog.close");
  const close = closing(picture("M6 6l12 12M18 6L6 18"), () => {}, { class: "rb-dialog__close", "aria-label": label });
  const head = make("div", { class: "rb-dialog__head" }, make("h2", { id, class: "rb-dialog__title" }, title), close);
  const element = make("dialog", { class: `rb-dialog ${name}`, "aria-labelledby": id, close: () => element.remove() }, head, ...children);
  element.addEventListener("click", (event) => event.target === element && element.close());
  return element;
};
const open = (element) => {
  document.body.append(element);
  element.showModal();
};

const searchField = (label, more = {}) => make("input", {
  type: "text", role: "searchbox", class: "rb-search__field", "aria-label": label, placeholder: label,
  autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...more,
});
/* In a dialog with a field above a list: Enter in the field follows the first link, the arrow keys move among the links. */
const moveByKeys = (field, list, event) => {
  const links = [...list.querySelectorAll("a, button")].filter((link) => !link.closest("[hidden]"));
  if (event.key === "Enter" && event.target === field && links.length) links[0].click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "SELECT") return;
  const next = links.indexOf(document.activeElement) + step;
  event.preventDefault();
  (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
};
/* Runs a script of the site once and returns what `result` finds. Where that is nothing, or loading fails, the next call tries again. */
const scripts = new Map();
const addScript = (url, result = () => true) => {
  if (!scripts.has(url)) {
    const loaded = new Promise((resolve, reject) => {
      const error = () => reject(new Error(url));
      document.head.append(make("script", { src: url, load: () => (result() ? resolve(result()) : error()), error }));
    });
    scripts.set(url, loaded);
    loaded.catch(() => scripts.delete(url));
  }
  return scripts.get(url);
};
const need = (name) => addScript(new URL(`${name}.js`, own).href);

const site = { base, variant, release, isDraft: rbDraft !== undefined, page, pageOfSystem };
Object.assign(runbook, { site, make, button, picture, setContent, setAddress, plainClick, dialog, open, closing,
  searchField, moveByKeys, addScript, need });
