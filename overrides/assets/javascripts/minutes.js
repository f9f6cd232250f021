/* Calls listeners when a minute begins, and when the page is shown again. A device that slept is noticed within ten seconds. */
const MINUTE = 60000;
const MOST = 10000;
const listeners = new Set();
let [passed, timer] = [0, 0];

const call = () => {
  const now = Date.now();
  passed = Math.floor(now / MINUTE);
  for (const listener of listeners) listener(now);
};
const look = () => {
  clearTimeout(timer);
  const now = Date.now();
  if (Math.floor(now / MINUTE) !== passed) call();
  timer = setTimeout(look, Math.min(MINUTE - (now % MINUTE), MOST));
};
const wake = () => document.hidden || call();
document.addEventListener("visibilitychange", wake);
addEventListener("pageshow", wake);
passed = Math.floor(Date.now() / MINUTE);
look();
runbook.minutes = { onPass: (listener) => listeners.add(listener) };
