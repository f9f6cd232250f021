/* Packs the events of a run into few bytes, and unpacks them. Pure.
   One function walks through the events in both directions, so that both always agree. Most of an event follows from those before it:
   who writes in a visit, when, what an answer replaces. The order of its numbers, and of lists here, is the form of the link. */
const { MAX_EVENTS, MAX_IDS, idOf, partsOf, WHATS } = runbook.readingEvents;
const { UnreadableRun } = runbook.readingRuns;
const { compareIds } = runbook.runEvents;
const { UNKNOWN, HASHED, shortOf, shortPrint } = runbook.shortAddresses;
const { openEncoder, openDecoder } = runbook.bitCoder;
const ANSWERS = ["done", "failed", "na", "open", "seen", "signed"];
/* Not `drill`: pages that do not know this kind read a link only if nothing else follows from it. */
const REPLACING = [...ANSWERS, "note", "blank", "claim", "name", "lead", "t0", "hold"];
/* In a longer run, fingerprints that the boxes of the release have are short too. */
const MOST_EXACT = 100;
const PRINT = /^[0-9a-f]{8}$/;
const LAST_VISIT = parseInt("zzzzzz", 36);
/* Fields with a text of their own, in the order of the bits that say which of them an event has. */
const TEXTS = /** @type {const} */ (["text", "blank", "way", "t0", "zone", "release", "from"]);
const [THROUGH, UNDOES, MOVED, LATER] = [7, 8, 9, 10].map((bit) => 1 << bit);

/** @type {(isTrue: boolean) => void} */
const must = (isTrue) => {
  if (!isTrue) throw new UnreadableRun("form");
};
/** Codes a number that may be negative. @type {(coder: Coder, kind: string, value: number) => number} */
const signed = (coder, kind, value) => {
  const number = coder.number(kind, value < 0 ? -2 * value - 1 : 2 * value);
  return number % 2 ? -(number + 1) / 2 : number / 2;
};
/** Codes a value as its place among the known values, of which the last used is the first, or as 0 if it is new; then `fresh` codes it.
    @type {<T>(coder: Coder, kind: string, known: T[], value: T, fresh: (value: T) => T) => T} */
const among = (coder, kind, known, value, fresh) => {
  const place = coder.number(kind, known.indexOf(value) + 1);
  must(place <= known.length);
  const [found] = place ? known.splice(place - 1, 1) : [fresh(value)];
  known.unshift(found);
  return found;
};

/** Returns what the answers, notes, values ... of one thing have in common: of these one is current. @type {(event: RunEvent) => string} */
const registerOf = ({ what, address, blank }) => JSON.stringify([ANSWERS.includes(what) ? "answer" : what, address, blank]);

/** Returns 0 if the event replaces what was expected, 1 if it replaces nothing, else 2 and how many events it replaces.
    @type {(replaces?: string[], expected?: string) => number} */
const formOf = (replaces, expected) => {
  if (!replaces) return expected ? 1 : 0;
  return replaces.length === 1 && replaces[0] === expected ? 0 : 2 + replaces.length;
};
/** @type {(event: Partial<RunEvent>) => number} */
const bitsOf = (event) => {
  const bits = TEXTS.map((name, bit) => (event[name] === undefined ? 0 : 1 << bit)).reduce((sum, bit) => sum + bit, 0);
  return bits + (event.through ? THROUGH : 0) + (event.undoes ? UNDOES : 0) + (event.moved ? MOVED : 0);
};
/** @type {(bits: number, bit: number) => boolean} */
const has = (bits, bit) => (bits & bit) !== 0;
const secondsOf = (/** @type {string | undefined} */ at) => (at ? Date.parse(at) / 1000 : 0);
const momentOf = (/** @type {number} */ second) => {
  must(Math.abs(second) < 1e11);
  return new Date(second * 1000).toISOString().replace(".000Z", "Z");
};

/** Codes the events, in the order of their ids. @type {(coder: Coder, given: RunEvent[], table: Table) => RunEvent[]} */
const code = (coder, given, table) => {
  const places = new Map(given.map(({ id }, at) => [id, at]));
  const visits = /** @type {string[]} */ ([]);
  const people = /** @type {(string | undefined)[]} */ ([undefined]);
  const addresses = /** @type {(string | undefined)[]} */ ([undefined]);
  const ofVisit = /** @type {Map<string, {clock: number, people: (string | undefined)[]}>} */ (new Map());
  const printsOf = /** @type {Map<string | undefined, (string | undefined)[]>} */ (new Map());
  const latest = /** @type {Map<string, string>} */ (new Map());
  const ids = /** @type {string[]} */ ([]);
  let [second, count] = [0, 0];

  const visit = (/** @type {string} */ node) => {
    const number = parseInt(coder.hex(8, parseInt(node, 36).toString(16).padStart(8, "0")), 16);
    must(number <= LAST_VISIT);
    return number.toString(36).padStart(6, "0");
  };
  const person = (/** @type {string | undefined} */ by) => among(coder, "person", people, by, coder.word);
  /* What is short in the link is short when it is read, and stays as it is when it is written. */
  const short = (/** @type {string} */ kind, /** @type {string} */ whole, /** @type {string} */ digits, /** @type {string[]} */ starts) => {
    const length = coder.number(kind, digits.length / 4);
    must(length <= starts.length);
    if (!length) return coder.word(whole);
    const found = coder.hex(4 * length, digits);
    return given.length ? whole : starts[length - 1] + found;
  };
  const address = (/** @type {string | undefined} */ whole = "") =>
    short("short", whole, UNKNOWN.exec(whole)?.[1] ?? shortOf(whole, table), ["unknown.", "unknown."]);
  const print = (/** @type {string | undefined} */ of, /** @type {string | undefined} */ whole = "") => {
    const isKnown = of !== undefined && table.prints.get(of) === whole && given.length > MOST_EXACT;
    const digits = HASHED.exec(whole)?.[1] ?? (isKnown ? shortPrint(whole) : (PRINT.test(whole) && whole) || "");
    return short("print", whole, digits, ["~", ""]);
  };
  const list = (/** @type {string[]} */ wanted, /** @type {number} */ length) => {
    must(length <= MAX_IDS);
    return Array.from({ length }, (_none, at) => {
      const back = coder.number("back", Math.max(ids.length - (places.get(wanted[at]) ?? ids.length), 0));
      must(back <= ids.length);
      return back ? ids[ids.length - back] : coder.word(wanted[at]);
    });
  };
  const one = (/** @type {Partial<RunEvent>} */ event) => {
    const [wantedSecond, wantedCount, wantedNode] = partsOf(event.id) || [0, 0, ""];
    const node = among(coder, "visit", visits, wantedNode, visit);
    const gap = coder.number("second", wantedSecond - second);
    const next = gap ? 0 : count + 1;
    second += gap;
    count = next + signed(coder, `count ${Math.sign(gap)}`, wantedCount - next);
    const mine = ofVisit.get(node) || { clock: 0, people: [] };
    ofVisit.set(node, mine);
    mine.clock += signed(coder, "clock", secondsOf(event.at) - second - mine.clock);
    const by = among(coder, "by", mine.people, event.by, person);
    const what = WHATS[coder.number("what", WHATS.indexOf(event.what))];
    const where = among(coder, `address ${what}`, addresses, event.address, address);
    const prints = printsOf.get(where) || [undefined];
    printsOf.set(where, prints);
    /** @type {any} */
    const found = { id: idOf(second, count, node), at: momentOf(second + mine.clock), by, what, address: where };
    found.print = among(coder, `print ${what} ${prints.length}`, prints, event.print, (whole) => print(where, whole));
    const more = coder.number(`more ${what}`, bitsOf(event));
    must(more < LATER);
    TEXTS.forEach((name, bit) => has(more, 1 << bit) && (found[name] = coder.word(event[name])));
    if (has(more, THROUGH)) found.through = among(coder, "through", addresses, event.through, address);
    if (has(more, MOVED)) found.moved = JSON.parse(coder.word(JSON.stringify(event.moved)));
    if (has(more, UNDOES)) found.undoes = list(event.undoes || [], coder.number("undoes", event.undoes?.length));
    const register = registerOf(found);
    const expected = REPLACING.includes(what) ? latest.get(register) : undefined;
    const replaces = coder.number(`replaces ${Boolean(expected)}`, formOf(event.replaces, expected));
    if (replaces > 1) found.replaces = list(event.replaces || [], replaces - 2);
    else if (!replaces && expected) found.replaces = [expected];
    latest.set(register, found.id);
    ids.push(found.id);
    return found;
  };
  const length = coder.number("length", given.length);
  if (length > MAX_EVENTS) throw new UnreadableRun("size");
  return Array.from({ length }, (_none, at) => one(given[at] || {}));
};
/** Packs a run. @type {(run: RunKey, events: RunEvent[], table: Table) => Uint8Array} */
const pack = ({ id, variant, release }, events, table) => {
  const coder = openEncoder();
  for (const word of [id, variant, release]) coder.word(word);
  code(coder, [...events].sort((one, other) => compareIds(one.id, other.id)), table);
  return coder.end();
};
/** Unpacks a run: what it is, and events with short forms of addresses. Nobody has checked them. @type {(bytes: Uint8Array) => any} */
const unpack = (bytes) => {
  const coder = openDecoder(bytes);
  const [id, variant, release] = [coder.word(), coder.word(), coder.word()];
  return { id, variant, release, events: code(coder, [], { prints: new Map(), places: new Map() }) };
};

runbook.eventPacking = { pack, unpack };
