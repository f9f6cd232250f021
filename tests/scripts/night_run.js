/* A shop with boxes of each kind, a night in which people deploy it, and the record of what they did. */
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const load = require("./page_scripts.js");
const { runRecord, runState } = load(
  ...["clock", "run-events", "reading-events", "reading-runs", "run-state", "answers", "planned-work", "run-summary", "markdown-texts", "claims", "record-words", "run-record"],
);

runbook.clockWords = { weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day: "{weekday} {day}" };
const { script, "script-later": later } = JSON.parse(readFileSync(join(__dirname, "../../generator/strings/en.json"), "utf8"));
const strings = (key, values = {}) => {
  const found = script[key] ?? later[key];
  assert.ok(found, `no text ${key}`);
  const form = typeof found === "string" ? found : found[values.n === 1 ? "one" : "other"];
  return form.replace(/\{(\w+)\}/g, (_all, name) => {
    assert.notEqual(values[name], undefined, `${key} without ${name}`);
    return values[name];
  });
};
const TILL = "checklists.till.items";
const list = (id, title, at, ...boxes) => ({ id, title, at, boxes });
const row = (depth, address, number, text, must = 0) => [depth, address, "1", must, text, [], number];
const BOXES = {
  title: "Shop",
  labels: { blanks: { commit: "Commit \\*before\\*" }, ways: { [`${TILL}.visa.choices.slow`]: "Slow" }, secrets: { token: "Token" } },
  phases: [
    { id: "prepare", title: "Prepare", lists: [] },
    { id: "deploy-day", title: "Deployment day", lists: [
      list("checklists.till", "Till", "T-0", row(0, `${TILL}.pays`, "B1", "**Payments** work"), row(1, `${TILL}.visa`, "B1.1", "Visa works"),
        row(1, `${TILL}.cash`, "B1.2", "Cash works", 1)),
      list("sign-offs", "Sign-offs", "", row(0, "sign-offs.go", "C1", "Go or no-go")),
    ] },
    { id: "operate", title: "Operate", lists: [list("checklists.daily", "Daily", "", row(0, "checklists.daily.items.logs", "D1", "Read the logs"))] },
    { id: "rollback", title: "Rollback", lists: [
      list("triggers", "Rollback triggers", "", row(0, "triggers.errors", "S1", "Too many errors"), row(0, "triggers.time", "S2", "Too late")),
      list("procedures.back", "Roll back", "", row(0, "procedures.back.steps.stop", "R1", "Stop")),
    ] },
  ],
};
/** Makes events; each is [minutes since 16:00 UTC, person, event]; `id` of an event is its place. */
const eventsOf = (...given) => given.map(([minutes, by, { replaces, undoes, ...event }], at) => {
  const second = Date.UTC(2026, 11, 1, 16) / 1000 + minutes * 60;
  const idOf = (place) => `${(Date.UTC(2026, 11, 1, 16) / 1000 + given[place][0] * 60).toString(36)}.${place.toString(36)}.k3x9ab`;
  const known = Object.entries({ by, replaces: replaces?.map(idOf), undoes: undoes?.map(idOf) }).filter(([, value]) => value);
  return { id: idOf(at), at: new Date(second * 1000).toISOString().replace(".000Z", "Z"), ...Object.fromEntries(known), ...event };
});
const record = (events, now = Date.UTC(2026, 11, 2, 2)) => {
  return runRecord.toMarkdown(runState.derive(events), BOXES, { strings, zone: "Asia/Dhaka", now });
};
const part = (text, from, to = "\n## ") => text.slice(text.indexOf(from)).split(to)[0].trimEnd();

const NIGHT = eventsOf(
  [0, "Mona", { what: "begun", release: "2026.11" }],
  [0, "Mona", { what: "name", text: "Night | 7" }],
  [0, "Mona", { what: "lead", text: "Mona" }],
  [1, "Mona", { what: "t0", t0: "2026-12-01T22:30", zone: "Asia/Dhaka" }],
  [10, "Mona", { what: "done", address: `${TILL}.visa`, print: "1", way: "slow" }],
  [11, "Wei", { what: "na", address: `${TILL}.cash`, print: "1", text: "no *cash* here" }],
  [20, "Wei", { what: "hold", text: "load too high" }],
  [35, "Mona", { what: "hold", text: "", replaces: [6] }],
  [36, "Mona", { what: "t0", t0: "2026-12-01T22:45", zone: "Asia/Dhaka", replaces: [3] }],
  [40, "", { what: "signed", address: "sign-offs.go", print: "1" }],
  [41, "Wei", { what: "blank", blank: "commit", text: "4f1c" }],
  [60, "Mona", { what: "done", address: "phases.deploy-day" }],
  [500, "Mona", { what: "ended" }],
);

module.exports = { TILL, BOXES, NIGHT, eventsOf, record, part };
