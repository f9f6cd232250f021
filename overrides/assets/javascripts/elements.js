/* Elements made without HTML in strings, dialogs, and the small things that several scripts do with links and the address. */

/* An element with attributes and children; children that are not elements are text. Attributes that are false or null are left out. */
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
};

const button = (text, action, more = {}) => {
  const element = make("button", { type: "button", class: "rb-button", ...more }, text);
  element.addEventListener("click", action);
  return element;
};

/* A line drawing, given by its path. */
const picture = (path) => {
  const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["class", "rb-icon"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
};

/* Changes text only where it differs, so that screen readers do not read it out again. */
const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/* The address of the page, without loading anything. Some browsers let no page change it; then it is not shared. */
const setAddress = (href) => {
  try {
    history.replaceState(history.state, "", href);
  } catch {
    /* The address stays. */
  }
};

/* Handles a click on a link, unless it asks for a new tab or window. */
const onPlainClick = (link, action) =>
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) action(event);
  });

let dialogs = 0;

/* A dialog with a title and a close button. It is in the page only while it is open; then the focus returns to where it was. */
const dialog = (title, name, ...children) => {
  const id = `rb-dialog-${(dialogs += 1)}`;
  const close = make("button", { type: "button", class: "rb-dialog__close", "aria-label": runbook.strings("dialog.close") }, picture("M6 6l12 12M18 6L6 18"));
  const head = make("div", { class: "rb-dialog__head" }, make("h2", { id, class: "rb-dialog__title" }, title), close);
  const element = make("dialog", { class: `rb-dialog ${name}`, "aria-labelledby": id }, head, ...children);
  let before = null;
  const open = () => {
    if (element.open) return;
    before = document.activeElement;
    document.body.append(element);
    element.showModal();
  };
  close.addEventListener("click", () => element.close());
  element.addEventListener("click", (event) => event.target === element && element.close());
  element.addEventListener("close", () => {
    element.remove();
    if (before && before.isConnected) before.focus({ preventScroll: true });
  });
  return { element, open, close: () => element.close() };
};

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

/* Runs a script of the site once. Where it fails to load, or `arrived` says that something else came, the next call tries again. */
const scripts = new Map();
const addScript = (url, arrived = () => true) => {
  if (!scripts.has(url)) {
    scripts.set(url, new Promise((resolve, reject) => {
      const script = make("script", { src: url });
      const fail = () => {
        scripts.delete(url);
        reject(new Error(url));
      };
      script.onload = () => (arrived() ? resolve(undefined) : fail());
      script.onerror = fail;
      document.head.append(script);
    }));
  }
  return scripts.get(url);
};
const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src;
/* Loads a script that only some readers need. */
const need = (name) => addScript(new URL(`${name}.js`, folder).href);

Object.assign(runbook, { make, button, picture, setText, setAddress, onPlainClick, dialog, moveByKeys, addScript, need });
