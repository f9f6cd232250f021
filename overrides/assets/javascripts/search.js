/* Loads each search index when a reader needs it. */
const { addScript, finding, site } = runbook;
const indexes = new Map();

runbook.search = {
  /* Each index script calls this; `id` is the system, or empty for the whole site. */
  load: (id, data) => indexes.set(id, { ...data, id, found: finding.entriesOf(id, data) }),
  /* A login page instead of an index loads without an error, but without an index. */
  index: (id) => addScript(new URL(id ? `${encodeURIComponent(id)}/search.js` : "search.js", site.base).href, () => indexes.get(id)),
  to: (href) => new URL(href, site.base).href,
};
