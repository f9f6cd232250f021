/* The same place in another release, also in one from before the system was renamed. */
const { test } = require("node:test");
const assert = require("node:assert/strict");

const BASE = "https://runbooks.example/2/";
const OLD = "https://runbooks.example/1/";
const FILES = { [`${OLD}till/places.json`]: { pages: ["prepare/index.html"], places: { "checklists.code": "prepare/index.html" }, gone: {} } };
let asked = [];
let answers = FILES;
globalThis.window = globalThis;
globalThis.location = new URL(`${BASE}shop/index.html`);
globalThis.runbook = { site: { base: BASE, variant: "shop", former: ["kiosk", "till"] } };
globalThis.fetch = async (url) => {
  asked.push(String(url).replace("https://runbooks.example/", ""));
  const found = answers && answers[String(url)];
  if (answers === null) throw new TypeError("offline");
  return { ok: Boolean(found), status: found ? 200 : 404, json: async () => found };
};
require("../../overrides/assets/javascripts/places.js");
const { places } = globalThis.runbook;

test("a system is found under an earlier id in a release from before it was renamed", async () => {
  const known = await places.of(new URL(OLD));
  assert.equal(known.id, "till");
  const { path } = places.find(known, "", "prepare/index.html");
  assert.equal(places.below(OLD, path, known.id).href, `${OLD}till/prepare/index.html`);
});

test("the present id is asked first, and alone if it is there", async () => {
  places.forget();
  [asked, answers] = [[], { ...FILES, [`${OLD}shop/places.json`]: { pages: [], places: {}, gone: {} } }];
  assert.equal((await places.of(new URL(OLD))).id, "shop");
  assert.deepEqual(asked, ["1/shop/places.json"]);
});

test("a release without the system, and a server that does not answer, are different answers", async () => {
  places.forget();
  answers = {};
  assert.equal(await places.of(new URL(OLD)), false);
  places.forget();
  [asked, answers] = [[], null];
  assert.equal(await places.of(new URL(OLD)), null);
});
