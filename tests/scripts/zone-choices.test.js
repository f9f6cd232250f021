/* Time zones by today's names, and how people find them. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { clock, zoneNames, zoneChoices } = require("./page_scripts.js")("clock", "zone-names", "zone-choices");

const WINTER = Date.UTC(2026, 11, 1, 16);
const choices = zoneChoices.choicesAt(WINTER);
const found = (typed) => zoneChoices.matching(choices, typed).map(({ zone }) => zone);

test("zones have the names of today, and keep the clocks of their former names", () => {
  for (const [former, name] of [["Asia/Calcutta", "Asia/Kolkata"], ["Europe/Kiev", "Europe/Kyiv"], ["Etc/UTC", "UTC"]]) {
    assert.equal(zoneNames.today(former), name);
    assert.equal(clock.ahead(WINTER, former), clock.ahead(WINTER, name));
  }
  for (const name of ["Asia/Kolkata", "UTC", "+06:00", "Mars/Olympus"]) assert.equal(zoneNames.today(name), name);
});

test("the choices have each zone once, by the name of today, with the own zone and UTC first", () => {
  const names = choices.map(({ zone }) => zone);
  assert.deepEqual(names.slice(0, 2), [...new Set([zoneNames.own(), "UTC", "Africa/Abidjan"])].slice(0, 2));
  assert.equal(new Set(names).size, names.length);
  for (const name of ["Asia/Kathmandu", "Asia/Ho_Chi_Minh", "America/Argentina/Buenos_Aires"]) assert.ok(names.includes(name), name);
  for (const name of ["Asia/Calcutta", "Europe/Kiev", "Pacific/Truk"]) assert.ok(!names.includes(name), name);
});

test("a zone is found by its city, a country, a former name or an offset", () => {
  for (const [typed, zone] of [
    ["kolk", "Asia/Kolkata"], ["calcutta", "Asia/Kolkata"], ["bangladesh", "Asia/Dhaka"], ["ho chi", "Asia/Ho_Chi_Minh"],
    ["São Paulo", "America/Sao_Paulo"], ["Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"], ["ukraine", "Europe/Kyiv"], ["utc+5:45", "Asia/Kathmandu"],
    ["utc", "UTC"], ["berlin", "Europe/Berlin"], ["\u22123:30", "America/St_Johns"], ["0545", "Asia/Kathmandu"],
  ]) assert.equal(found(typed)[0], zone, typed);
  assert.deepEqual(found("+5:30"), ["Asia/Colombo", "Asia/Kolkata"]);
  assert.ok(found("india").includes("Asia/Kolkata"));
  assert.ok(found("+6").includes("Asia/Dhaka") && !found("+6").includes("Asia/Kolkata"));
  assert.deepEqual(found("olympus"), []);
});

test("a whole name, a city or an offset names a zone; a beginning, or what the browser does not know, names none", () => {
  const named = (typed) => zoneChoices.named(choices, typed);
  assert.equal(named(" europe/kiev "), "Europe/Kyiv");
  assert.equal(named("dhaka"), "Asia/Dhaka");
  assert.equal(named("+05:30"), "+05:30");
  for (const typed of ["Mars/Olympus", "", "Mars", "asia", "kolk", "america/argentina"]) assert.equal(named(typed), "", typed);
});
