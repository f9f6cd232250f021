/* Says that a script on demand did not load, beside the button that needed it, and offers to try again there. */
const { make, button, strings, attributes } = runbook;
let asked = null;
document.addEventListener("click", ({ target }) => {
  asked = /** @type {Element} */ (target).closest("button, a, input, label");
}, true);
document.addEventListener("keydown", () => (asked = null), true); // Enter and Space on a button are clicks too
const say = () => {
  const place = asked;
  const again = button(strings("load.again"), () => {
    note.remove();
    place.click();
  });
  const note = make("span", { role: "alert", class: "rb-load-failed" }, `${attributes.rbMissing} `, again);
  if (!place.nextElementSibling?.matches(".rb-load-failed")) place.after(note);
};
addEventListener("unhandledrejection", (event) => {
  if (!event.reason?.isMissing) return;
  event.preventDefault();
  if (asked?.isConnected) say();
  else runbook.status?.(attributes.rbMissing);
});
