/* The indexes to search, each loaded when somebody needs it. */
const { addScript, finding, site } = runbook;
const indexes = new Map();

runbook.search = {
  /* The index scripts call this. `id` is that of the system, empty for the whole site. */
  load: (id, data) => indexes.set(id, { ...data, id, found: finding.entriesOf(id, data) }),
  /* A login page in the place of an index loads too, but brings no index. */
  index: (id) => addScript(new URL(id ? `${encodeURIComponent(id)}/search.js` : "search.js", site.base).href, () => indexes.get(id)),
  to: (href) => new URL(href, site.base).href,
};
