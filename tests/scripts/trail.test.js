/* The ways back of pages: which page has one, where it leads, and when it is gone. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { trail } = require("./page_scripts.js")("trail");

const BASE = "https://ops.example/runbooks/";
const EMPTY = { backs: {}, next: "" };
const from = (page, place = "") => ({ page, href: `${BASE}${page}#x`, place, title: page });
/* Follows links from page to page, as a reader does. */
const walk = (...pages) => pages.slice(1).reduce(
  (now, to, at) => trail.arrive(trail.follow(now, to, from(pages[at], `${at}`)), to, true), EMPTY);
const backs = ({ backs: found }) => Object.fromEntries(Object.entries(found).map(([page, { page: to }]) => [page, to]));

test("a link leads back to where it was, also after a reload and from pages further on", () => {
  assert.deepEqual(backs(walk("day", "rollback", "incident")), { rollback: "day", incident: "rollback" });
  assert.deepEqual(trail.arrive(walk("day", "rollback"), "rollback", false), walk("day", "rollback"));
});

test("who goes back keeps the way back of the page before, and a circle has none", () => {
  assert.deepEqual(backs(walk("day", "rollback", "incident", "rollback")), { rollback: "day" });
  assert.deepEqual(backs(walk("day", "rollback", "incident", "day")), {});
  assert.deepEqual(backs(walk("day", "rollback", "day", "rollback")), { rollback: "day" });
  assert.equal(walk("day", "rollback", "day", "rollback").backs.rollback.place, "2");
});

test("a page that is opened in another way has no way back", () => {
  const there = walk("day", "rollback");
  assert.deepEqual(trail.arrive(there, "rollback", true), EMPTY);
  assert.deepEqual(trail.arrive({ ...there, next: "incident" }, "rollback", true), EMPTY);
});

test("invalid trails, and addresses outside the site, are not read", () => {
  const text = (href) => JSON.stringify({ backs: { rollback: { ...from("day"), href } }, next: "" });
  assert.deepEqual(backs(trail.read(text(`${BASE}day`), BASE)), { rollback: "day" });
  for (const given of [null, "", "{", "[]", "3", text("data:,x"), text("https://evil.example/"), '{"backs": {"x": null}}']) {
    assert.deepEqual(trail.read(given, BASE).backs, {});
  }
});
