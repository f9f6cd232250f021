/* What the filter of a phase's page shows, and how an address carries it. Pure: it knows no page. */
/** @typedef {{role: string, blocking: boolean}} Filter */
/** @typedef {Filter & {parent: FilteredBox | null}} FilteredBox */
/** The filter in the query of an address, such as `?role=dba&blocking=1`, or in a form. @type {(given: any) => Filter} */
const filterOf = (given) => {
  const values = new URLSearchParams(given);
  return { role: values.get("role") || "", blocking: values.get("blocking") === "1" };
};
/** The address with some values in its query; empty ones are left out. @type {(href: string, values: Record<string, string>) => string} */
const withQuery = (href, values) => {
  const url = new URL(href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
};
/** @type {(href: string, filter: Filter) => string} */
const withFilter = (href, { role, blocking }) => withQuery(href, { role, blocking: blocking ? "1" : "" });
/** The boxes that pass, and those that are shown: a parent stays when a box below it passes.
    @type {<B extends FilteredBox>(boxes: B[], filter: Filter) => {passing: B[], shown: Set<FilteredBox>}} */
const filtered = (boxes, { role, blocking }) => {
  const passing = boxes.filter((box) => (!role || box.role === role) && (!blocking || box.blocking));
  const shown = /** @type {Set<FilteredBox>} */ (new Set());
  for (const box of passing) for (let one = /** @type {FilteredBox | null} */ (box); one; one = one.parent) shown.add(one);
  return { passing, shown };
};

runbook.filters = { filterOf, withQuery, withFilter, filtered };
