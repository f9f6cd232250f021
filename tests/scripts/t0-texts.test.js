/* T-0 as a run stores it, and where it can be moved. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { clock, t0Texts, t0Moves } = require("./page_scripts.js")("clock", "t0-texts", "t0-moves");
const { readEvent } = require("./page_scripts.js")("run-events", "reading-events").readingEvents;

const BERLIN = "Europe/Berlin";

test("a moment has one text, with its offset only if clocks show it twice", () => {
  for (const [moment, text] of [
    ["2026-10-25T00:30:00Z", "2026-10-25T02:30+02:00"], ["2026-10-25T01:30:00Z", "2026-10-25T02:30+01:00"],
    ["2026-10-25T02:30:59Z", "2026-10-25T03:30"], ["2026-03-29T01:30:00Z", "2026-03-29T03:30"],
  ]) {
    assert.equal(t0Texts.textOf(Date.parse(moment), BERLIN), text);
    assert.equal(clock.read(text, BERLIN).moment, Date.parse(`${moment.slice(0, 16)}Z`));
  }
});

test("a time that clocks show twice has two choices, the first one first", () => {
  assert.deepEqual(t0Texts.choicesOf("2026-10-25T02:30", BERLIN), ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"]);
  for (const [local, zone] of [["2026-10-25T03:30", BERLIN], ["2026-03-29T02:30", BERLIN], ["2026-10-25T02:30", "UTC"], ["", BERLIN]]) {
    assert.deepEqual(t0Texts.choicesOf(local, zone), []);
  }
});

test("events with such a T-0 are read, and others with another form are not", () => {
  const read = (t0) => readEvent({ id: "t1a2b3.0.abcdef", at: "2026-10-24T12:00:00Z", what: "t0", t0, zone: BERLIN });
  for (const t0 of ["", "2026-10-25T02:30", "2026-10-25T02:30+02:00"]) assert.equal(read(t0)?.t0, t0);
  for (const t0 of ["2026-10-25", "2026-10-25T02:30Z", "2026-10-25T02:30+2", "2026-10-25T02:30+02:00[Europe/Berlin]", "2026-13-25T02:30"]) {
    assert.equal(read(t0), null, t0);
  }
});

test("T-0 moves by elapsed minutes, also through an hour that clocks show twice or skip", () => {
  const later = (t0, minutes) => t0Moves.later({ t0, zone: BERLIN }, minutes)?.t0;
  assert.equal(later("2026-12-01T22:00", 15), "2026-12-01T22:15");
  assert.equal(later("2026-10-25T01:45", 30), "2026-10-25T02:15+02:00");
  assert.equal(later("2026-10-25T02:45+02:00", 15), "2026-10-25T02:00+01:00");
  assert.equal(later("2026-03-29T01:45", 30), "2026-03-29T03:15");
  assert.equal(later("", 15), undefined);
});

test("T-0 now is this minute, in the zone of the run, or else of the reader", () => {
  const at = Date.parse("2026-12-01T21:05:59Z");
  assert.deepEqual(t0Moves.now({ t0: "2026-12-01T22:00", zone: BERLIN }, "UTC", at), { t0: "2026-12-01T22:05", zone: BERLIN, moment: at - 59000 });
  assert.equal(t0Moves.now({ t0: "", zone: "" }, "Asia/Dhaka", at).t0, "2026-12-02T03:05");
});
