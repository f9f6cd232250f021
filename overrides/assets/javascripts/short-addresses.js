/* Short forms of addresses and fingerprints in links, and the tables that turn them back. Pure.
   `unknown.3fa2` is an address of which only the hash is known, `~91c0` a fingerprint of which only the hash is known. */
const UNKNOWN = /^unknown\.([0-9a-f]{4}|[0-9a-f]{8})$/;
const HASHED = /^~([0-9a-f]{4})$/;

/** Returns the hash of a text, eight hexadecimal digits: FNV-1a with a last mix, because short hashes are its first digits.
    @type {(text: string) => string} */
const hashOf = (text) => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
};
const shortPrint = (/** @type {string} */ print) => hashOf(print).slice(0, 4);

/** Returns the fingerprint of each address of a release, empty for lists and phases; boxes also have their former addresses.
    @type {(data: Boxes) => Map<string, string>} */
const printsOf = (data) => {
  const prints = /** @type {Map<string, string>} */ (new Map());
  const rows = data.phases.flatMap(({ lists }) => lists.flatMap(({ boxes }) => boxes));
  for (const [, , print, , , former = []] of rows) for (const address of former) prints.set(address, print);
  for (const { id, lists } of data.phases) for (const address of [`phases.${id}`, ...lists.map((one) => one.id)]) prints.set(address, "");
  for (const [, address, print] of rows) prints.set(address, print);
  return prints;
};
/** @typedef {{prints: Map<string, string>, places: Map<string, string[]>}} Table Addresses by their hashes, of four and of eight digits.
    @type {(data: Boxes) => Table} */
const tableOf = (data) => {
  const prints = printsOf(data);
  const places = /** @type {Map<string, string[]>} */ (new Map());
  for (const address of prints.keys()) {
    const hash = hashOf(address);
    for (const short of [hash.slice(0, 4), hash]) places.set(short, [...(places.get(short) || []), address]);
  }
  return { prints, places };
};
/** Returns the shortest hash that only this address has in the table, or an empty text.
    @type {(address: string, table: Table) => string} */
const shortOf = (address, { prints, places }) => {
  const hash = prints.has(address) ? hashOf(address) : "";
  return [hash.slice(0, 4), hash].find((short) => places.get(short)?.length === 1) || "";
};

/** Finds the address of a hash: the only one that has it, or the only one of these with this fingerprint. The first table wins.
    @type {(short: string, print: string, tables: Table[]) => string} */
const addressOf = (short, print, tables) => {
  for (const { prints, places } of tables) {
    const found = places.get(short) || [];
    const same = found.filter((address) => isSame(print, prints.get(address) || ""));
    const [only] = found.length === 1 ? found : same.length === 1 ? same : [];
    if (only) return only;
  }
  return "";
};
/** Tells whether two fingerprints are the same, as far as their hashes tell. @type {(one: string, other: string) => boolean} */
const isSame = (one, other) => {
  const [short, known] = HASHED.test(one) ? [one, other] : [other, one];
  return one === other || (HASHED.test(short) && short === `~${shortPrint(known)}`);
};
/** Replaces short forms by what the tables know; the table of the run's release comes first. An address that no table has stays, and so
    does the hash of a fingerprint: a box with another fingerprint has changed since. `unknown` counts events whose address is not known.
    @type {(events: RunEvent[], data: Boxes[]) => {events: RunEvent[], unknown: number}} */
const completed = (events, data) => {
  const tables = data.map(tableOf);
  const whole = (/** @type {string} */ address, print = "") => addressOf(UNKNOWN.exec(address)?.[1] || "", print, tables) || address;
  const found = events.map((event) => {
    const { address = "", print = "", through = "" } = event;
    if (!UNKNOWN.test(address) && !UNKNOWN.test(through) && !HASHED.test(print)) return event;
    const known = whole(address, print);
    const [fitting] = tables.map(({ prints }) => prints.get(known) || "").filter((one) => one && isSame(print, one));
    return { ...event, address: known, ...(print && { print: fitting || print }), ...(through && { through: whole(through) }) };
  });
  return { events: found, unknown: found.filter(({ address = "" }) => UNKNOWN.test(address)).length };
};
/** Completes events from elsewhere with the boxes of the run's release and of this page. Events never change once they are stored, so
    without the boxes of the run's release those that stay short are left out: opening the link again brings them.
    @type {(events: RunEvent[], theirs: Boxes | null, ours: Boxes | null) => {events: RunEvent[], unknown: number, left: number}} */
const received = (events, theirs, ours) => {
  const found = completed(events, [theirs, ours].flatMap((data) => data || []));
  if (theirs) return { ...found, left: 0 };
  const whole = found.events.filter(({ address = "", through = "", print = "" }) =>
    !UNKNOWN.test(address) && !UNKNOWN.test(through) && !HASHED.test(print));
  return { events: whole, unknown: 0, left: events.length - whole.length };
};

runbook.shortAddresses = { UNKNOWN, HASHED, tableOf, shortOf, shortPrint, hashOf, completed, received };
