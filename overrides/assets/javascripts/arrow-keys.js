/* Handles keys in a dialog with a field above a list: Enter in the field follows the first link; arrow keys move between the links. */
runbook.linksIn = (list) => [...list.querySelectorAll("a, button")].filter((link) => !link.closest("[hidden]"));
runbook.moveByKeys = (field, list, event) => {
  const links = runbook.linksIn(list);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "SELECT") return;
  const next = links.indexOf(document.activeElement) + step;
  event.preventDefault();
  (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
};
