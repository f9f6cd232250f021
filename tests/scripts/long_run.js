/* A run as three people leave it after a deployment of two hours: 200 answers, 20 of them with a reason of 40 letters. */
const { createHash } = require("node:crypto");

const LISTS = ["infrastructure", "application", "security", "monitoring", "validation-script", "end-to-end-tests", "system-health", "load-testing",
  "authentication-testing", "security-scanning", "data-integrity", "messaging-compliance", "technical-documentation", "user-documentation", "dns",
  "environment", "final-security-review", "deployment", "post-deployment", "first-hour", "external-announcements"];
const ITEMS = ["servers", "load-balancer", "tls-certificates", "database-replicas", "cache", "job-queue", "secrets", "rate-limits", "dashboards", "on-call"];
const REASONS = [
  "the pilot schools do not use this module", "staging has no second replica to compare", "covered by the nightly scan of the images",
  "waits for the new contract with Twilio", "our legal team signed it off last Friday", "no payments are taken in this country yet",
  "already rotated when Imran left the team", "old portal is switched off since October", "this alert is silenced until the upgrade",
  "backup of the archive runs every Sunday", "nothing to migrate, the tables are empty", "vendor confirmed by mail, ticket 48213 ok",
  "the CDN keeps it for one hour regardless", "load test was done with the last release", "feature flag stays off for all customers",
  "guardians get the message tomorrow at ten", "certificate is valid through next spring", "only the web client changes this evening",
  "replaced by the check in the first hour.", "measured twice, both far below the limit",
];
/* Numbers that look random and are the same each time. */
const numbers = (seed) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
const printOf = (address) => createHash("sha256").update(address).digest("hex").slice(0, 8);
const addresses = LISTS.flatMap((list) => ITEMS.map((item) => `checklists.${list}.items.${item}`)).slice(0, 203);
const boxes = {
  title: "E-learning platform",
  phases: [{ id: "deploy-day", title: "Deployment day", lists: [{
    id: "checklists.all", title: "All", at: "T-0", boxes: addresses.map((address) => [0, address, printOf(address), 0, address, [], "A1"]),
  }] }],
};
/** Returns the events of a run. `seed` changes everything that is random; `more` adds notes, values of blanks and second answers. */
const longRun = (seed = 1, more = true) => {
  const random = numbers(seed);
  const events = [];
  const people = ["Mona Rahman", "Imran Chowdhury", "Wei Zhang"];
  /* How far the clocks of the three devices are ahead, and the visit that each of them is in. */
  const clocks = [0, 600, -420];
  const node = () => Array.from({ length: 6 }, (_none, at) => (at ? random(36) : 10 + random(26)).toString(36)).join("");
  const nodes = [node(), node(), node()];
  const last = [[0, 0], [0, 0], [0, 0]];
  let now = Date.UTC(2026, 11, 1, 16) / 1000;
  const add = (device, event) => {
    const shown = now + clocks[device];
    /* Devices join now and then, so a clock that is behind counts on from what it has seen. */
    if (random(12) === 0) last[device] = last.reduce((one, other) => (one[0] - other[0] || one[1] - other[1]) > 0 ? one : other);
    last[device] = shown > last[device][0] ? [shown, 0] : [last[device][0], last[device][1] + 1];
    const id = `${last[device][0].toString(36)}.${last[device][1].toString(36)}.${nodes[device]}`;
    events.push({ id, at: new Date(shown * 1000).toISOString().replace(".000Z", "Z"), by: people[device], ...event });
    return id;
  };
  add(0, { what: "begun", release: "2026.11" });
  add(0, { what: "name", text: "Release 2026.11, evening" });
  add(0, { what: "lead", text: "Mona Rahman" });
  const t0 = add(0, { what: "t0", t0: "2026-12-01T22:00", zone: "Asia/Dhaka" });
  const given = new Map();
  for (let at = 0; at < 200; at += 1) {
    now += 5 + random(116);
    const device = random(3);
    if (at % 12 === 11) nodes[random(3)] = node();
    const isNa = at % 10 === 3;
    const address = addresses[at];
    const reason = REASONS[Math.floor(at / 10)];
    given.set(address, add(device, { what: isNa ? "na" : "done", address, print: printOf(address), ...(isNa && { text: reason }) }));
    if (!more) continue;
    if (at % 25 === 7) add(device, { what: "note", address, text: `took ${random(90) + 5} s, ask ${people[random(3)]} why` });
    if (at % 40 === 9) add(device, { what: "blank", blank: `previous-commit-${at}`, text: random(2 ** 31).toString(16) });
    if (at % 20 === 13) {
      const before = addresses[at - random(10)];
      given.set(before, add(device, { what: "done", address: before, print: printOf(before), replaces: [given.get(before)] }));
    }
  }
  if (more) add(1, { what: "t0", t0: "2026-12-01T22:30", zone: "Asia/Dhaka", replaces: [t0] });
  return events;
};

module.exports = { longRun, boxes, addresses, numbers, REASONS };
