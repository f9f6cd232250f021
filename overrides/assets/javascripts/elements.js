/* Makes elements and dialogs without HTML in strings, and has what several scripts need for links, addresses and scripts. */
const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const { rbVariant: variant = "", rbFormer = "", rbRelease: release, rbDraft } = runbook.attributes;
const base = new URL("../../", own);
/* The path of the page in the folder of the release, such as `shop/deploy-day/index.html`; `index.html` for a page outside that folder. */
const path = location.pathname.startsWith(base.pathname) ? location.pathname.slice(base.pathname.length) : "";
const page = path === "" || path.endsWith("/") ? `${path}index.html` : path;
const pageOfSystem = variant ? page.slice(variant.length + 1) : page;
/* Makes an element with attributes, listeners and children. Strings become text; attributes and children that are null are left out. */
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
/* Returns the words of a heading, with the letter of a list before them, without what else is in it, such as links and times. */
const titleOf = (heading) => [...heading.childNodes].filter((one) => one instanceof Text || one.matches("bdi:not([class]), code, strong"))
  .map(({ textContent }) => textContent).join("").trim();
/* Focuses what is left beside something that had the focus and is gone. */
const focusBeside = (place) => {
  const near = document.activeElement === document.body ? place?.closest(".rb-item, dd, .rb-command, li, form, section") : null;
  near?.querySelector("input:checked, input, select, button:not([hidden]), a[href]")?.focus();
};
/* Replaces the content of an element only if it differs, so that screen readers do not read the same text again. Who uses the keyboard
   keeps a place; on a phone, the focus would show the keyboard. */
const setContent = (element, ...parts) => {
  const wanted = element.cloneNode(false);
  wanted.append(...parts);
  if (wanted.isEqualNode(element)) return;
  const hadFocus = element.querySelector(":focus-visible");
  element.replaceChildren(...wanted.childNodes);
  if (hadFocus) focusBeside(element);
};
/* Changes the address of the page without loading anything. */
const setAddress = (href) => {
  try {
    history.replaceState(history.state, "", href);
  } catch {
    /* Some browsers refuse this, for example on file://. */
  }
};
/* Returns a listener for the clicks on a link that do not ask for a new tab or window. */
const plainClick = (action) => (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) action(event);
};

/* What was typed into dialogs and not saved, for the visit. */
const TEXTS = "textarea, :is(input[type=text], input[type=datetime-local]):not([role=searchbox], [readonly])";
const drafts = new Map();
const draft = (key, value) => {
  if (value) drafts.set(key, value);
  else if (value === null) drafts.delete(key);
  const kept = runbook.stored(`runbook-draft:${base.href}${variant} ${key}`, value, "sessionStorage");
  return drafts.get(key) || kept;
};
const typedIn = (place) => [...place.querySelectorAll(TEXTS)].filter((field) => field.value !== field.defaultValue);
/* Marks what is typed in a part of a dialog as saved. */
const settle = (place) => typedIn(place).forEach((field) => (field.defaultValue = field.value));
/* Keeps for the visit what is typed in a dialog and not saved; returns it. */
const keepTyped = (element) => {
  const typed = typedIn(element);
  /* What nobody chose here may be another answer by then. */
  const chosen = [...element.querySelectorAll("input[type=radio]:checked")].filter(({ defaultChecked }) => !defaultChecked);
  const values = Object.fromEntries([...typed, ...chosen].map(({ name, id, value }) => [name || id, value]));
  draft(element.dataset.rbKey, typed.length ? JSON.stringify(values) : null);
  return typed.map(({ value }) => value).join(" · ");
};
const restoreTyped = (element) => {
  let values = {};
  try {
    values = Object(JSON.parse(draft(element.dataset.rbKey)));
  } catch {
    /* Nothing was kept. */
  }
  /* A text may bring a choice with it. */
  const done = new Set();
  const next = () => [...element.querySelectorAll(`${TEXTS}, input[type=radio]`)].find((one) => !done.has(one));
  for (let field = next(); field; field = next()) {
    done.add(field);
    const value = values[field.name || field.id];
    if (typeof value !== "string") continue;
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
    field.dispatchEvent(new Event(field.type === "radio" ? "change" : "input"));
  }
};
/* A browser may stop a page that nobody sees. */
const keepAll = () => document.querySelectorAll("[data-rb-key]").forEach(keepTyped);
/* Keeps for the visit what is typed in a form of the page itself, as in a dialog. */
const keepForm = (form, key) => {
  form.dataset.rbKey = key;
  restoreTyped(form);
};
document.addEventListener("visibilitychange", () => document.hidden && keepAll());
addEventListener("pagehide", keepAll);

/* Makes a button that closes its dialog and then does something else, with what is typed beside it. */
const closing = (text, action = null, more = {}) => button(text, (event) => {
  if (action) settle(event.currentTarget.closest("form, section, dialog"));
  event.currentTarget.closest("dialog").close();
  if (action) action();
}, more);
/* Makes a dialog with a title and a close button. The dialog is in the page only while it is open. A click beside it closes it.
   The event of closing comes late: a quick reader may have opened the dialog again. */
const dialog = (title, name, ...children) => {
  const label = runbook.strings("dialog.close");
  const close = closing(picture("M6 6l12 12M18 6L6 18"), null, { class: "rb-dialog__close", "aria-label": label });
  const head = make("div", { class: "rb-dialog__head" }, make("h2", { class: "rb-dialog__title" }, title), close);
  const gone = () => {
    if (element.open) return;
    element.remove();
    const text = keepTyped(element);
    const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const again = () => open(element, element.dataset.rbKey);
    if (text && runbook.status) runbook.status(runbook.strings("dialog.unsaved", { text: short }), again, runbook.strings("dialog.again"));
  };
  const element = make("dialog", { class: `rb-dialog ${name}`, "aria-label": title, close: gone }, head, ...children);
  element.addEventListener("click", (event) => event.target === element && element.close());
  element.addEventListener("submit", (event) => event.defaultPrevented || settle(event.target));
  return element;
};
/* Opens a dialog with what was typed into it before and not saved; `key` tells apart dialogs about different things. The focus goes to the
   first field. */
const open = (element, key = `${element.className} ${element.getAttribute("aria-label")}`) => {
  element.dataset.rbKey = key;
  /* What opened the dialog may be gone when it closes; then the focus goes to what is left beside it. */
  const beside = document.activeElement?.parentElement;
  const around = beside?.closest(".rb-said, .rb-noted, section")?.parentElement;
  element.addEventListener("close", () => focusBeside(beside?.isConnected ? beside : around), { once: true });
  document.body.append(element);
  element.showModal();
  restoreTyped(element);
  const fields = [...element.querySelectorAll("input:not([readonly], [type=file]), select, textarea")];
  const first = fields.find((field) => field.offsetParent);
  if (first) (first.type === "radio" && fields.find(({ checked }) => checked) || first).focus();
};

const searchField = (label, more = {}) => make("input", {
  type: "text", role: "searchbox", class: "rb-search__field", "aria-label": label, placeholder: label,
  autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...more,
});
/* Loads a script of the site once and returns the result of `result`. If there is no result or loading fails, the next call tries again. */
const scripts = new Map();
const addScript = (url, result = () => true) => {
  if (runbook.isRefused(url)) return Promise.reject(new Error(url));
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
/* Returns the address of a file with the build that it should have; without a known build, the address alone. */
const withBuild = (url, build) => {
  if (build) url.searchParams.set("d", build);
  return url.href;
};
const urlOf = (name, build) => withBuild(new URL(`${name}.js`, own), build);
const ofThisBuild = (name, build) => {
  const url = urlOf(name, build);
  return addScript(url, () => !runbook.isRefused(url));
};
/* Loads a script that only some readers need, after the strings of all such scripts. */
const need = (name) => ofThisBuild(...runbook.laterStrings).then(() => ofThisBuild(name, runbook.later[name])).catch((error) => {
  throw Object.assign(error, { isMissing: !runbook.isRefused(error.message) });
});
/* Asks the browser to fetch such a script when it has nothing else to do. */
const prefetch = (name) => {
  for (const href of [urlOf(...runbook.laterStrings), urlOf(name, runbook.later[name])]) {
    document.head.append(make("link", { rel: "prefetch", as: "script", href }));
  }
};

const former = rbFormer.split(" ").filter(Boolean);
const site = { base, variant, former, release, isDraft: rbDraft !== undefined, page, pageOfSystem };
Object.assign(runbook, { site, make, button, picture, titleOf, setContent, setAddress, plainClick, dialog, open, closing, settle, keepForm,
  searchField, addScript, withBuild, need, prefetch });
