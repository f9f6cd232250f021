/* Loads each search index when a reader needs it. */
const { finding, site, siteBuilds } = runbook;
const indexes = new Map();

Object.assign(runbook.search, {
  /* Each index script calls this; `id` is the system, or empty for the whole site. */
  load: (id, data) => indexes.set(id, { ...data, ...finding.indexOf(id, data) }),
  /* A login page instead of an index loads without an error, but without an index. */
  index: async (id) => indexes.get(id) || siteBuilds.add(id ? `${id}/search.js` : "search.js", () => indexes.get(id)),
  to: (href) => new URL(href, site.base).href,
});
