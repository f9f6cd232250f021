/* Decides which boxes a filter shows, and writes filters into addresses and settings. Pure: this script uses no page. */
/** `mine` hides what others have claimed. An address never has it, because it is about the reader.
    @typedef {{role: string, blocking: boolean, mine: boolean}} Filter */
/** A box; `mine` if nobody else has claimed it.
    @typedef {Filter & {parent: FilteredBox | null}} FilteredBox */
/** Reads a filter from a form, a setting, or the query of an address, such as `?role=dba&blocking=1`. @type {(given: any) => Filter} */
const filterOf = (given) => {
  const values = new URLSearchParams(given);
  return { role: values.get("role") || "", blocking: values.get("blocking") === "1", mine: values.get("mine") === "1" };
};
/** Writes a filter as a setting; null for a filter that shows everything. @type {(filter: Filter) => string | null} */
const settingOf = ({ role, blocking, mine }) => {
  const values = Object.entries({ role, blocking: blocking ? "1" : "", mine: mine ? "1" : "" }).filter(([, value]) => value);
  return values.length ? new URLSearchParams(values).toString() : null;
};
/** Returns the filter of a page. What the address has counts, else what the reader chose earlier in this system.
    @type {(query: string, setting: string | null) => Filter} */
const startOf = (query, setting) => {
  const [given, chosen] = [filterOf(query), filterOf(setting || "")];
  return given.role || given.blocking ? { ...given, mine: chosen.mine } : chosen;
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
const filtered = (boxes, { role, blocking, mine }) => {
  const passing = boxes.filter((box) => (!role || box.role === role) && (!blocking || box.blocking) && (!mine || box.mine));
  const shown = /** @type {Set<FilteredBox>} */ (new Set());
  for (const box of passing) for (let one = /** @type {FilteredBox | null} */ (box); one; one = one.parent) shown.add(one);
  return { passing, shown };
};

const folded = (/** @type {string} */ name) => name.trim().toLowerCase();
/** Tells whether a box is one for a person to do: theirs, or claimed by nobody. @type {(claim: Claim | null, person: string) => boolean} */
const isMine = (claim, person) => !claim || claim.names.map(folded).includes(folded(person));

runbook.filters = { filterOf, settingOf, startOf, withQuery, withFilter, filtered, isMine };
