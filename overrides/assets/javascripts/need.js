/* What is loaded when it is needed: scripts of the theme by name, and the boxes of the variant in view. */
(() => {
  "use strict";
  const runbook = (window.runbook = window.runbook || {});
  const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const asked = new Map();

  const script = (url) => {
    if (!asked.has(url)) {
      asked.set(url, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = url;
        element.onload = resolve;
        element.onerror = () => {
          asked.delete(url);
          element.remove();
          reject(new Error(url));
        };
        document.head.append(element);
      }));
    }
    return asked.get(url);
  };

  const found = new Map();
  const folder = () => new URL(`${runbook.run.place.dataset.rbRoot}/`, location.href);
  const ask = (from) => script(new URL("boxes.js", from).href).then(() => found.get(from.href));
  const boxes = {
    /* Called by the script of a variant's folder, which tells of which release the boxes are. */
    load: (_variant, data) => found.set(new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src).href, data),
    /* The boxes of the variant in view, with phases, lists and texts. */
    ask: () => ask(folder()),
    known: () => runbook.run && found.get(folder().href),
    /* The same of another release, in the folder beside this one's. */
    askOther: (release) => ask(new URL(`../../${encodeURIComponent(release)}/${runbook.run.variant}/`, folder())),
  };

  runbook.need = (name) => script(new URL(`${name}.js`, HERE).href);
  runbook.boxes = boxes;
})();
