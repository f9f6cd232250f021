/* What is loaded when it is needed: scripts of the theme by name, and the boxes of the variant in view. */
(() => {
  "use strict";
  const runbook = (window.runbook = window.runbook || {});
  const HERE = document.currentScript.src;
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
  const boxes = {
    load: (variant, data) => found.set(variant, data),
    /* The boxes of the variant in view, with phases, lists and texts. */
    ask: () => {
      const { place, variant } = runbook.run;
      return script(new URL(`${place.dataset.rbRoot}/boxes.js`, location.href).href).then(() => found.get(variant));
    },
    known: () => runbook.run && found.get(runbook.run.variant),
  };

  runbook.need = (name) => script(new URL(`${name}.js`, HERE).href);
  runbook.boxes = boxes;
})();
