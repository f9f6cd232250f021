/* A run as a link: exact, short, readable on a site that was built again since, and harmless whatever somebody puts into it. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { runLink, readingEvents, readingRuns, runEvents, shortAddresses, eventPacking, bitCoder } =
  require("./page_scripts.js")("run-events", "reading-events", "reading-runs", "bit-coder", "short-addresses", "event-packing", "run-file", "run-link");
const { longRun, boxes, addresses, numbers } = require("./long_run.js");
const { readEvent } = readingEvents;
const { UnreadableRun } = readingRuns;

const RUN = { id: "300h0v4w6l42", site: "", variant: "elearning-platform", release: "2026.11" };
const ADDRESS = "https://runbooks.example.com/2026.11/elearning-platform/deploy-day/index.html";
const ordered = (events) => [...events].sort((one, other) => runEvents.compareIds(one.id, other.id));
const opened = async (fragment, tables) => shortAddresses.completed((await runLink.fromFragment(fragment)).events, tables);
const row = (address, print, former = []) => [0, address, print, 0, "Text", former, ""];
const tableOf = (...rows) => ({ title: "", phases: [{ id: "prepare", title: "", lists: [{ id: "checklists.a", title: "", at: "", boxes: rows }] }] });
const event = (more, at = 0) => ({ id: `tq3a${String(at).padStart(2, "0")}.0.k3x9ab`, at: "2026-12-01T16:00:00Z", what: "done", ...more });

test("every event comes out of a link as it went in", async () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const events = longRun(seed);
    const fragment = runLink.toFragment(RUN, events, boxes);
    assert.match(fragment, /^#run=e[\w-]+$/);
    const { events: found, ...facts } = await runLink.fromFragment(fragment);
    assert.deepEqual(facts, { ...RUN, refused: 0 });
    assert.deepEqual(shortAddresses.completed(found, [boxes]), { events: ordered(events), unknown: 0 });
    assert.deepEqual((await opened(runLink.toFragment(RUN, events, null), [])).events, ordered(events));
  }
});

test("a link with 200 answers, 20 of them with a reason, by three people, fits 2,900 bytes", () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const size = (more) => ADDRESS.length + runLink.toFragment(RUN, longRun(seed, more), boxes).length;
    assert.ok(size(false) < 2500, `answers alone: ${size(false)}`);
    assert.ok(size(true) < 2900, `with notes, blanks and second answers: ${size(true)}`);
  }
});

const ALL = [
  { what: "begun", release: "2026.11" }, { what: "name", text: "Night | 7" }, { what: "name", text: "", by: "" }, { what: "lead", text: "Wei", by: "Wei" },
  { what: "t0", t0: "2026-12-01T22:00", zone: "Asia/Dhaka" }, { what: "t0", t0: "", zone: "" }, { what: "hold", text: "\ufeffলোড বেশি 😀\n\"'<b>" },
  { what: "done", address: "phases.prepare" }, { what: "failed", address: "checklists.a.items.b", print: "0a1b2c3d", text: "retried" },
  { what: "done", address: "checklists.a.items.b", print: "changed", way: "fast", through: "checklists.a", replaces: [] },
  { what: "open", address: "checklists.a.items.b", replaces: ["tq3a70.0.others"] }, { what: "seen", address: "triggers.gone" },
  { what: "blank", blank: "commit", text: "4f1c" }, { what: "blank", blank: "owner", address: "checklists.a.items.b", text: "Wei" },
  { what: "claim", address: "checklists.a", text: "Wei" }, { what: "note", address: "unknown.3fa2", print: "~91c0", text: "kept" },
  { what: "named", text: "Wei" }, { what: "carried", release: "2026.12", from: "2026.11", moved: { "a.b": "c.d" } }, { what: "continued" }, { what: "ended" },
];
/* Newer kinds; the link below has those above. */
const NEWER = [{ what: "drill", text: "yes" }, { what: "drill", text: "" }, { what: "drill" }];
test("every kind of event and every field comes out as it went in, whatever the ids are", async () => {
  const random = numbers(7);
  for (let round = 0; round < 30; round += 1) {
    const node = () => ["000000", "zzzzzz", "k3x9ab"][random(3)];
    const second = () => 946684800 + [0, 1, 817920000, 6311433599][random(4)];
    const id = () => readingEvents.idOf(second(), random(3) * 499999, node());
    const moment = () => new Date(second() * 1000).toISOString().replace(".000Z", "Z");
    const events = new Map([...ALL, ...NEWER].map((one) => [id(), one]));
    events.set(id(), { what: "undo", undoes: [...events.keys()].slice(random(9)) });
    const given = [...events].map(([one, more]) => ({ id: one, at: moment(), ...more }));
    const others = given.map((one) => (random(4) ? one : { ...one, replaces: given.slice(random(9), random(19)).map((other) => other.id) }));
    for (const one of others) assert.deepEqual(readEvent(one), one);
    const tables = [tableOf(row("checklists.a.items.b", "0a1b2c3d"))];
    assert.deepEqual((await opened(runLink.toFragment(RUN, others, random(2) ? tables[0] : null), tables)).events, ordered(others));
  }
});

/* Never make this link again: people keep links. Where it cannot be read any more, take another letter for the new kind. */
const KEPT =
  "#run=e84031d14qhrWpuWrW64Ijkjs7X3jP_UMNmaCjP7FcswPSqv4AOAAa4fSPpjgpLL1gfPImrAIVS20jt88Z5GxXmboD_ICdy-BS938uOX4CZf3Qs9tpsRJNsxGE2Wl5bUrkdnI79BpePx3bAIG" +
  "rykV2TTQJ_9dGHiAxrZeUJfx34VOoRj0NofwekZ71IWnk6V4rmFwNkM16QbD6kAhPKtjfu0Eio0mvWW9tOBorhkznybSHLzktw1M4768pUFe6o2SgcxXoTpaAR2gW5_1CmBaE02g-3wcH5puhvJmld" +
  "fXvKZ32me96jAUangUqNVqKOOJOFhGs635SxcrggA0PibyYH";
test("links that were written before stay readable", async () => {
  const events = ALL.map((one, at) => event(one, at));
  const undo = event({ what: "undo", undoes: [events[8].id] }, 99);
  assert.deepEqual(await opened(KEPT, [tableOf(row("checklists.a.items.b", "0a1b2c3d"))]), { events: [...events, undo], unknown: 1 });
});

test("a page that does not know a kind reads the rest of a link, and counts the entries of this kind as left out", async () => {
  const said = [...ALL, ...NEWER, { what: "note", address: "checklists.a.items.b", text: "after" }].map((one, at) => event(one, at));
  const [first, second] = said.filter(({ what }) => what === "drill");
  const events = said.map((one) => (one === second ? { ...one, replaces: [first.id] } : one));
  const fragment = runLink.toFragment(RUN, events, null);
  /* The kinds of an older page are the same list without its end. */
  assert.equal(readingEvents.WHATS.pop(), "drill");
  try {
    const read = await runLink.fromFragment(fragment);
    assert.deepEqual([read.refused, read.events], [NEWER.length, events.filter(({ what }) => what !== "drill")]);
  } finally {
    readingEvents.WHATS.push("drill");
  }
});

test("on a site built again, answers stay where they were, and a changed box never looks the same", async () => {
  const before = tableOf(...addresses.map((address, at) => row(address, (at + 1).toString(16).padStart(8, "0"))));
  const events = addresses.map((address, at) => event({ address, print: (at + 1).toString(16).padStart(8, "0") }, at.toString(36)));
  /* Each third box changed, each third one is gone. */
  const rows = addresses.map((address, at) => row(address, (at + 1 + (at % 3 === 1 ? 4096 : 0)).toString(16).padStart(8, "0")));
  const after = tableOf(...rows.filter((_row, at) => at % 3 !== 2));
  const fragment = runLink.toFragment(RUN, events, before);
  const { events: found, unknown } = await opened(fragment, [after]);
  const gone = addresses.filter((_address, at) => at % 3 === 2).length;
  assert.equal(unknown, gone);
  found.forEach(({ address, print }, at) => {
    if (at % 3 === 0) assert.deepEqual([address, print], [addresses[at], events[at].print]);
    if (at % 3 === 1) assert.deepEqual([address, print.startsWith("~")], [addresses[at], true]);
    if (at % 3 === 2) assert.match(address, /^unknown\.[0-9a-f]{4,8}$/);
  });
  /* Passed on, and back to a page that has the boxes of the sender: nothing is lost. */
  assert.deepEqual((await opened(runLink.toFragment(RUN, found, after), [before])).events, ordered(events));
});

test("what needs a release that did not load is left out, and comes with the next opening", async () => {
  const hex = (at) => (at + 1).toString(16).padStart(8, "0");
  const before = tableOf(...addresses.map((address, at) => row(address, hex(at))));
  /* The page has a third of the boxes, and another third with another text. */
  const here = tableOf(...addresses.flatMap((address, at) => (at % 3 === 2 ? [] : [row(address, at % 3 ? "ffffffff" : hex(at))])));
  const events = addresses.map((address, at) => event({ address, print: hex(at) }, at.toString(36)));
  const { events: sent } = await runLink.fromFragment(runLink.toFragment(RUN, events, before));
  const kept = events.filter((_event, at) => at % 3 === 0);
  assert.deepEqual(shortAddresses.received(sent, null, here), { events: kept, unknown: 0, left: events.length - kept.length });
  assert.deepEqual(shortAddresses.received(sent, before, here), { events: ordered(events), unknown: 0, left: 0 });
  assert.deepEqual(shortAddresses.received(sent, null, null), { events: [], unknown: 0, left: events.length });
});

test("a former address and an address of a later table are found too", async () => {
  const given = [event({ address: "checklists.a.items.old", print: "0a1b2c3d" }), event({ address: "checklists.b.items.b", print: "00000001" }, 1)];
  const sent = runLink.toFragment(RUN, given, tableOf(row("checklists.a.items.old", "0a1b2c3d"), row("checklists.b.items.b", "00000001")));
  const tables = [tableOf(row("checklists.a.items.new", "0a1b2c3d", ["checklists.a.items.old"])), tableOf(row("checklists.b.items.b", "00000001"))];
  assert.deepEqual((await opened(sent, tables)).events, given);
});

test("two addresses with the same short hash do not get mixed up", async () => {
  const short = (address) => shortAddresses.hashOf(address).slice(0, 4);
  const known = new Map();
  let pair = null;
  for (let at = 0; !pair; at += 1) {
    const address = `checklists.a.items.i${at}`;
    if (known.has(short(address))) pair = [known.get(short(address)), address];
    known.set(short(address), address);
  }
  const table = tableOf(row(pair[0], "00000001"), row(pair[1], "00000002"));
  const events = [event({ address: pair[0], print: "00000001" }), event({ address: pair[1], print: "00000002" }, 1), event({ address: pair[1], what: "note", text: "x" }, 2)];
  assert.deepEqual((await opened(runLink.toFragment(RUN, events, table), [table])).events, events);
  /* The sender had only one of the two: the fingerprint tells which. */
  const sent = runLink.toFragment(RUN, events.slice(0, 1), tableOf(row(pair[0], "00000001")));
  assert.deepEqual((await opened(sent, [table])).events, events.slice(0, 1));
});

test("a link that was cut or changed is refused, and nothing else is thrown", async () => {
  const fragment = runLink.toFragment(RUN, longRun(3), boxes);
  const random = numbers(11);
  const wrong = ["", "#run=", "#run=e", "#run=eabcdef", "#run=e<b>", "#run=x1", "#run=z", "#run=zAAAA", "#run=j", "#run=jAAAA", "#run=j!", `${fragment}x`, fragment.slice(1)];
  for (let at = 0; at < 500; at += 1) {
    const place = 6 + random(fragment.length - 6);
    const letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[random(64)];
    wrong.push(fragment.slice(0, place), fragment.slice(0, place) + fragment.slice(place + 1));
    if (fragment[place] !== letter) wrong.push(fragment.slice(0, place) + letter + fragment.slice(place + 1));
  }
  for (const one of wrong) await assert.rejects(runLink.fromFragment(one), UnreadableRun, one);
});

test("links need no help of the browser, but packed links of version 0.1 do", async () => {
  const { CompressionStream, DecompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  delete globalThis.DecompressionStream;
  try {
    const events = longRun(4).slice(0, 20);
    assert.deepEqual((await opened(runLink.toFragment(RUN, events, boxes), [boxes])).events, ordered(events));
    await assert.rejects(runLink.fromFragment("#run=zAAAA"), { reason: "browser" });
  } finally {
    Object.assign(globalThis, { CompressionStream, DecompressionStream });
  }
});

test("a link of version 0.1 that unpacks to more than a megabyte is refused", async () => {
  const bomb = require("node:zlib").deflateRawSync(Buffer.alloc(1000001, " ")).toString("base64url");
  assert.ok(bomb.length < 2000);
  await assert.rejects(runLink.fromFragment(`#run=z${bomb}`), { reason: "size" });
});

test("bytes of any kind unpack to safe events or are refused", () => {
  const random = numbers(5);
  const table = shortAddresses.tableOf(boxes);
  const real = eventPacking.pack(RUN, longRun(2).slice(0, 60), table);
  let read = 0;
  for (let round = 0; round < 250; round += 1) {
    const bytes = round % 3 ? Uint8Array.from(real) : Uint8Array.from({ length: random(400) }, () => random(256));
    for (let change = random(4); change >= 0; change -= 1) bytes[random(bytes.length)] = random(256);
    try {
      const { events } = eventPacking.unpack(bytes.subarray(0, random(20) ? bytes.length : random(bytes.length)));
      for (const one of readingEvents.readEvents(events).events) assert.deepEqual(readEvent(one), one);
      read += 1;
    } catch (error) {
      assert.ok(error instanceof UnreadableRun || error instanceof SyntaxError, error.stack);
    }
  }
  assert.ok(read > 10, `${read} of them could be read`);
});

test("a link has many thousands of events, and a run that is too long for a link is refused", () => {
  const runs = (many) => Array.from({ length: many }, (_none, at) => event({ address: addresses[at % 200] }, 0)).map((one, at) =>
    ({ ...one, id: readingEvents.idOf(1764604800 + at * 7, 0, "k3x9ab") }));
  assert.ok(runLink.toFragment(RUN, runs(3000), boxes).length < 20000);
  assert.throws(() => runLink.toFragment(RUN, runs(20001), boxes), { reason: "size" });
});

test("a few bytes cannot unpack to very many", () => {
  const endless = bitCoder.openDecoder(new Uint8Array(5000));
  let words = 0;
  assert.throws(() => {
    for (;; words += 1) endless.word();
  }, UnreadableRun);
  assert.ok(words < 3000000 / 8);
});
