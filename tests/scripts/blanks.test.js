/* Blanks in commands: values, what is copied, and values from addresses and from earlier in the visit. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { isValid, formOf, problemOf, filled, fromQuery, keptIn } = require("./page_scripts.js")("blanks").blanks;

const blank = (id, more = {}) => ({ id, label: `The ${id}`, pattern: "[A-Za-z0-9._/@:+=][A-Za-z0-9._/@:+=-]{0,99}", choices: [], secret: false, ...more });
const COMMIT = blank("commit", { pattern: "[0-9a-f]{7,40}" });
const HOST = blank("host");
const NOTE = blank("note", { pattern: ".*" });
const COLOUR = blank("colour", { choices: [["blue", "Blue (blue)"], ["green", "green"]], pattern: "" });
const PASSWORD = blank("password", { secret: true });

test("a whole value matches the pattern of its blank, or is one of its choices", () => {
  for (const value of ["4f2a91c", "0".repeat(40)]) assert.ok(isValid(COMMIT, value), value);
  for (const value of ["", "4f2a91", "4f2a91c ", "x4f2a91c", "4f2a91c\n", "4f2a91c|rm"]) assert.ok(!isValid(COMMIT, value), value);
  assert.deepEqual(["blue", "green", "red", "blu", ""].map((value) => isValid(COLOUR, value)), [true, true, false, false, false]);
  assert.equal(formOf(COLOUR), "blue, green");
  assert.deepEqual([isValid(NOTE, "a b"), isValid(NOTE, "a\u0000"), isValid(NOTE, "a\u2028b"), isValid(NOTE, "x".repeat(201))], [true, false, false, false]);
});

test("alternatives of a pattern are matched as a whole", () => {
  const either = blank("either", { pattern: "a|bc" });
  assert.deepEqual(["a", "bc", "ac", "abc", "a|bc"].map((value) => isValid(either, value)), [true, true, false, false, false]);
});

test("a pattern that a browser does not understand allows plain values", () => {
  const python = blank("python", { pattern: "(?P<x>a)" });
  assert.deepEqual(["a1", "-a", "$(a)", "a b"].map((value) => isValid(python, value)), [true, false, false, false]);
});

test("a value that a shell could interpret is valid, and is not for copying", () => {
  for (const value of ["$(rm x)", "a b", "a;b", "`a`", "a|b", "a&b", "*", "~", "a'b", "a\"b", "\\", "{a,b}", "#", "!!", "a>b", "é"]) {
    assert.equal(problemOf(NOTE, value), "shell", value);
  }
  assert.deepEqual([problemOf(NOTE, "a & b", true), problemOf(COMMIT, "a & b", true)], ["", "invalid"], "no shell reads a message");
  for (const value of ["4f2a91c", "v1.2", "a/b@c:d+e=f_g-h"]) assert.equal(problemOf(NOTE, value), "", value);
});

test("a command is copied with its values, and not with the first problem", () => {
  const pieces = [{ text: "git checkout " }, { text: "<commit>", blank: COMMIT }, { text: " && ssh " }, { text: "<host>", blank: HOST }];
  const problem = (values) => { const { problem: found, blank: of } = filled(pieces, values); return [found, of && of.id]; };
  assert.deepEqual(problem({}), ["empty", "commit"]);
  assert.deepEqual(problem({ commit: "4f2a91c", host: " " }), ["empty", "host"]);
  assert.deepEqual(problem({ commit: "master", host: "shop.test" }), ["invalid", "commit"]);
  assert.deepEqual(problem({ commit: "4f2a91c", host: "-oProxyCommand=x" }), ["invalid", "host"]);
  assert.equal(filled(pieces, { commit: "master" }).command, "");
  const { command, shown } = filled(pieces, { commit: " 4f2a91c ", host: "shop.test" });
  assert.deepEqual([command, shown], ["git checkout 4f2a91c && ssh shop.test", "git checkout 4f2a91c && ssh shop.test"]);
  assert.equal(filled([{ text: "ls <dir>" }], { dir: "x" }).command, "ls <dir>");
});

test("a command is not copied while people have noted different values", () => {
  const pieces = [{ text: "ssh " }, { text: "<host>", blank: HOST }];
  const { problem, command, blank: of } = filled(pieces, { host: "shop.test" }, new Set(["host"]));
  assert.deepEqual([problem, command, of.id], ["differs", "", "host"]);
  assert.equal(filled(pieces, { host: "shop.test" }, new Set(["commit"])).command, "ssh shop.test");
});

test("a secret is copied and never shown", () => {
  const { command, shown } = filled([{ text: "login " }, { text: "<password>", blank: PASSWORD }], { password: "hunter2" });
  assert.deepEqual([command, shown], ["login hunter2", "login <password>"]);
});

test("an address fills blanks with values that match, and with nothing else", () => {
  const { values, refused } = fromQuery(
    "?commit=4f2a91c&host=%24(rm)&note=a%26b%20%2B1&password=x&colour=red&other=1&blocking=1&commit=zzz", [COMMIT, HOST, NOTE, COLOUR, PASSWORD],
  );
  assert.deepEqual(values, { commit: "4f2a91c", note: "a&b +1" });
  assert.deepEqual(refused.map(({ id }) => id), ["host", "colour", "password"]);
  assert.deepEqual(fromQuery("", [COMMIT]), { values: {}, refused: [] });
  assert.deepEqual(fromQuery("?commit=", [COMMIT]), { values: {}, refused: [] });
  assert.deepEqual(fromQuery("?commit=%", [COMMIT]).refused, [COMMIT]);
});

test("a day and a time exist", () => {
  const [day, from] = [blank("day", { kind: "date", pattern: ".*" }), blank("from", { kind: "time", pattern: ".*" })];
  assert.deepEqual(["2026-02-28", "2026-02-30", "2026-13-01", "soon"].map((value) => isValid(day, value)), [true, false, false, false]);
  assert.deepEqual(["09:05", "25:00", "12:60", "9"].map((value) => isValid(from, value)), [true, false, false, false]);
  assert.deepEqual(fromQuery("?day=2026-02-30&from=9:05", [day, from]), { values: { from: "09:05" }, refused: [day] });
});

test("values that are kept for the visit are texts, whatever else was stored", () => {
  assert.deepEqual(keptIn('{"commit":"4f2a91c","n":1,"o":{}}'), { commit: "4f2a91c" });
  for (const text of [null, "", "{", "null", "1", "[]"]) assert.deepEqual(keptIn(text), {});
});
