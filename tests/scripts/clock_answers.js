/* Answers the cases of tests/cases/clock.yaml, which are read as JSON; the argument is the script with the English texts. */
const { readFileSync } = require("node:fs");

const load = require("./page_scripts.js");
load();
require(process.argv[2]);
const { clock, times, dayInWords } = load("clock", "zone-names", "times", "days");

const inWords = (moment, zone) => (Number.isNaN(moment) ? "" : clock.inWords(moment, zone));
const ANSWERS = {
  t0: ({ text }) => {
    const { moment, zone, problem, instead } = clock.read(text);
    return problem ? { problem, ...(instead && { instead }) } : { words: inWords(moment, zone) };
  },
  offsets: ({ t0, at }) => {
    const { moment, zone } = clock.read(t0);
    return { words: inWords(clock.later(moment, at, zone), zone) };
  },
  "not-offsets": (text) => clock.later(0, text, "UTC"),
  lengths: ({ from, lasts }) => {
    const { moment, zone } = clock.read(from);
    const end = clock.end(moment, lasts, zone);
    return { words: end === null ? inWords(moment, zone) : clock.spanInWords(moment, end, zone) };
  },
  runs: ({ at, ...run }) => ({ words: inWords(clock.at(run, at), run.zone) }),
  pages: (row) => {
    const [moment, now, zone] = [Date.parse(row.moment), Date.parse(row.now), "Asia/Dhaka"];
    const there = { full: times.full(moment, zone), stamp: times.stamp(moment, zone), brief: times.brief(moment, zone, now) };
    return { ...there, both: times.bothTimes(moment, zone, now), here: dayInWords(moment), left: times.left(moment, now) };
  },
};
const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(cases).map(([name, rows]) => [name, rows.map(ANSWERS[name])]))));
