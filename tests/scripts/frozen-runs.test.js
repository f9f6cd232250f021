/* Files and links that version 0.1.0 wrote are read as events, and nothing in them is lost. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runFile, runLink, runEvents } = require("./page_scripts.js")(
  ...["run-events", "reading-events", "reading-runs", "bit-coder", "short-addresses", "event-packing", "earlier-runs", "run-file", "run-link"],
);

const FROZEN = join(__dirname, "../frozen/0.1.0");
const LINKS = JSON.parse(readFileSync(join(FROZEN, "links.json"), "utf8"));
const KINDS = readdirSync(join(FROZEN, "exports")).map((name) => name.replace(".json", ""));

test("each frozen file and its links give the same events, with every answer, reason, note, name and time", async () => {
  assert.equal(KINDS.length, 5);
  for (const kind of KINDS) {
    const text = readFileSync(join(FROZEN, `exports/${kind}.json`), "utf8");
    const log = runFile.readFile(text);
    for (const link of Object.values(LINKS[kind])) assert.deepEqual(await runLink.fromFragment(link.slice(link.indexOf("#"))), log);
    const { variant, release, name, person, answers } = JSON.parse(text);
    assert.deepEqual([log.variant, log.release, log.refused], [variant, release, 0]);
    const said = (what) => log.events.filter((event) => event.what === what).map((event) => event.text);
    assert.deepEqual([said("name"), said("lead")], [[name], [person].filter(Boolean)]);
    for (const [address, { state, at, by, because, note }] of Object.entries(answers)) {
      const events = log.events.filter((event) => event.address === address);
      const time = `${at.slice(0, 19)}Z`;
      if (state) assert.ok(events.some((event) => event.what === state && event.at === time && event.by === by && (state !== "na" || event.text === because)), address);
      if (note) assert.ok(events.some((event) => event.what === "note" && event.text === note && event.at === time && event.by === by), address);
    }
  }
});

test("a run of version 0.1 that is passed on as a link keeps its events", async () => {
  for (const kind of KINDS) {
    const { events, refused, ...run } = runFile.readFile(readFileSync(join(FROZEN, `exports/${kind}.json`), "utf8"));
    const found = await runLink.fromFragment(runLink.toFragment(run, events, null));
    assert.deepEqual(found.events, [...events].sort((one, other) => runEvents.compareIds(one.id, other.id)));
    assert.equal(refused, 0);
  }
});
