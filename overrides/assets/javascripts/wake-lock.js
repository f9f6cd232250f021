/* Keeps the screen on while a run is open, if the reader wants that on this device. */
const { make, run, store, strings } = runbook;
const KEY = "screen-on";
let lock = null;
let isRefused = false;
let show = () => {};

const canLock = "wakeLock" in navigator;
const isWanted = () => canLock && store.setting(KEY) === "on" && Boolean(run.current());
const release = () => {
  lock?.release();
  lock = null;
};
/* A browser takes the lock away when it hides the page, and may refuse it, for example to save the battery. */
const update = async () => {
  if (!isWanted()) release();
  else if (!lock && !document.hidden) {
    try {
      const own = await navigator.wakeLock.request("screen");
      if (lock || !isWanted()) own.release();
      else lock = own;
      own.addEventListener("release", () => {
        if (lock === own) lock = null;
      });
      isRefused = false;
    } catch {
      isRefused = !document.hidden;
    }
  }
  show();
};
const stateText = () => {
  if (!canLock) return strings(isSecureContext ? "screen.none" : "screen.insecure");
  if (!isWanted()) return "";
  return strings(lock ? "screen.on" : isRefused ? "screen.refused" : "screen.off");
};
/* Returns the switch for the dialog of the run. */
const field = () => {
  const change = () => {
    store.setSetting(KEY, box.checked ? "on" : null);
    update();
  };
  const checked = canLock && store.setting(KEY) === "on";
  const box = make("input", { type: "checkbox", id: "rb-screen", disabled: !canLock, checked, change });
  const said = make("p", { class: "rb-form__said", role: "status" });
  show = () => (said.textContent = stateText());
  show();
  return make("div", {}, make("label", { class: "rb-choice" }, box, make("span", {}, strings("screen.keep"))), said);
};

run.onChange(update);
store.onChange((change) => change || update());
document.addEventListener("visibilitychange", update);
/* Some browsers want a tap first. */
document.addEventListener("click", () => isRefused && update());
update();
runbook.wakeLock = { field };
