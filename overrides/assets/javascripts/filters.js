/* Decides which boxes a filter shows, and writes filters into addresses. Pure: this script uses no page. */
/** @typedef {{role: string, blocking: boolean}} Filter */
/** @typedef {Filter & {parent: FilteredBox | null}} FilteredBox */
/** Reads a filter from a form or from the query of an address, such as `?role=dba&blocking=1`. @type {(given: any) => Filter} */
const filterOf = (given) => {
  const values = new URLSearchParams(given);
  return { role: values.get("role") || "", blocking: values.get("blocking") === "1" };
};
/** Sets values in the query of an address, and removes empty values. @type {(href: string, values: Record<string, string>) => string} */
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
/** Returns the boxes that pass the filter, and the boxes to show: these and their parents.
    @type {<B extends FilteredBox>(boxes: B[], filter: Filter) => {passing: B[], shown: Set<FilteredBox>}} */
const filtered = (boxes, { role, blocking }) => {
  const passing = boxes.filter((box) => (!role || box.role === role) && (!blocking || box.blocking));
  const shown = /** @type {Set<FilteredBox>} */ (new Set());
  for (const box of passing) for (let one = /** @type {FilteredBox | null} */ (box); one; one = one.parent) shown.add(one);
  return { passing, shown };
};

runbook.filters = { filterOf, withQuery, withFilter, filtered };
