/* All boxes of a system, of every phase, from the file `boxes.js` in its folder; and those of another release, from the folder beside. */
const { run, addScript } = runbook;
const loaded = new Map();
const folder = new URL(`${run.place.dataset.rbRoot}/`, location.href);

const ask = async (from) => {
  await addScript(new URL("boxes.js", from).href, () => loaded.has(from.href));
  return loaded.get(from.href);
};

runbook.boxes = {
  /* The files call this, those of earlier releases too. */
  load: (_variant, data) => loaded.set(new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src).href, data),
  known: () => loaded.get(folder.href),
  ask: () => ask(folder),
  askOther: (release) => ask(new URL(`../../${encodeURIComponent(release)}/${run.variant}/`, folder)),
};
