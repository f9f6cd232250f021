/* Elements made without markup in strings, and the dialogs that are made of them. */
(() => {
  "use strict";
  const runbook = window.runbook;

  /* An element with attributes and children; a child that is no element is text. An attribute that is false or null is left out. */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null && child !== ""));
    return element;
  };

  /* A line drawing of the interface, given by its path. */
  const picture = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "rb-icon");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };

  let number = 0;

  /* A dialog with a title and a button that closes it. It stands in the page while it is open; focus returns to where it was. */
  const dialog = (title, name, ...children) => {
    const id = `rb-dialog-${(number += 1)}`;
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
    element.addEventListener("click", (event) => {
      if (event.target === element) element.close();
    });
    element.addEventListener("close", () => {
      element.remove();
      if (before && before.isConnected) before.focus({ preventScroll: true });
    });
    return { element, open, close: () => element.close() };
  };

  /* Up and down move among the links of a list; above the first is the field. */
  const arrows = (field, list, event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "SELECT") return;
    const links = [...list.querySelectorAll("a, button")];
    const next = links.indexOf(document.activeElement) + step;
    event.preventDefault();
    (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
  };

  Object.assign(runbook, { make, picture, dialog, arrows });
})();
