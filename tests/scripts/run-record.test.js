/* The record of a run: Markdown for a ticket, from which somebody can tell afterwards what happened. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { readingEvents } = require("./page_scripts.js")("run-events", "reading-events");
const { numbers } = require("./long_run.js");
const { TILL, NIGHT, eventsOf, record, part } = require("./night_run.js");

test("the record says what happened, when, and who did it", () => {
  assert.equal(record(NIGHT), `# Night \\| 7 · Shop

- System: Shop
- Release: 2026.11
- Run by: Mona
- People: Mona (9 entries), Wei (3 entries), no name (1 entry)
- Start: Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)
- End: Wed 2026-12-02 06:20 UTC+06:00 (Asia/Dhaka) (Mona)
- Duration: 8 h 20 min
- Time on hold: 15 min
- T-0: Tue 2026-12-01 22:45 UTC+06:00 (Asia/Dhaka)
- Result: 3 done, 0 failed, 1 not applicable, 0 open, of 4
- As of: Wed 2026-12-02 08:00 UTC+06:00 (Asia/Dhaka)

## Course of the run

- 22:00 begun (Mona)
- 22:00 name: Night \\| 7 (Mona)
- 22:00 run by Mona (Mona)
- 22:01 T-0: Tue 2026-12-01 22:30 UTC+06:00 (Asia/Dhaka) (Mona)
- 22:20 hold: load too high (Wei)
- 22:35 hold over, 15 min (Mona)
- 22:36 T-0: Tue 2026-12-01 22:45 UTC+06:00 (Asia/Dhaka), 15 min later (Mona)
- Wed 2026-12-02 06:20 ended (Mona)

## Rollback triggers

No trigger was seen.

## Values

- Commit \\*before\\*: \`4f1c\` (Wei, 22:41)

## Deployment day (4 of 4)

- 23:00 phase marked done (Mona)

### Till (T-0)

- [x] B1 **Payments** work
  - [x] B1.1 Visa works (way: Slow; Mona, 22:10)
  - [ ] ~~B1.2 Cash works~~ n/a: no \\*cash\\* here (Wei, 22:11)

### Sign-offs

- [x] C1 Go or no-go (signed; no name, 22:40)

Not part of this run: Operate, Rollback.
`);
});

test("the time on hold is that of all holds, up to the end", () => {
  const holds = (...events) => part(record([...NIGHT.slice(0, 4), ...eventsOf(...events)]), "- Time on hold", "\n- T-0");
  const hold = (text) => ({ what: "hold", text });
  assert.equal(holds([10, "Wei", hold("load")], [15, "Wei", hold("still load")], [30, "Mona", hold("")], [40, "Wei", hold("a call")], [45, "Wei", { what: "ended" }]),
    "- Time on hold: 25 min; On hold: a call");
  assert.equal(holds([10, "Wei", hold("load")], [20, "Wei", { what: "undo", undoes: [0] }]), "- Time on hold: 0 min");
});

test("the record says so if clocks differ", () => {
  assert.match(record(NIGHT, Date.UTC(2026, 11, 2, 0)), /\n- Clocks differ by up to 20 min\. The order is right; times may be wrong\.\n/);
});

test("failures, changes, open items and different answers are listed first, and stay open", () => {
  const text = record([...NIGHT.slice(0, 4), ...eventsOf(
    [20, "Mona", { what: "failed", address: `${TILL}.visa`, print: "1", text: "restarted the till" }],
    [21, "Mona", { what: "done", address: "sign-offs.go", print: "0" }],
    [22, "Wei", { what: "done", address: `${TILL}.cash`, print: "1" }],
    [23, "Mona", { what: "na", address: `${TILL}.cash`, print: "1", text: "closed" }],
  )]);
  assert.equal(part(text, "- Result", "\n- As of"), `- Result: 0 done, 1 failed, 0 not applicable, 3 open, of 4
- Failed: B1.1
- Different answers: B1.2
- Changed since ticked, open: C1
- Must, open: B1.2`);
  assert.equal(part(text, "- End", "\n- T-0"), "- End: not ended; last entry Tue 2026-12-01 22:23 UTC+06:00 (Asia/Dhaka)\n- Duration: 23 min");
  assert.equal(part(text, "### Till", "\nNot part"), `### Till (T-0)

- [ ] B1 **Payments** work
  - [ ] B1.1 Visa works **failed**: restarted the till (Mona, 22:20)
  - [ ] B1.2 Cash works (**Must, open**; **different answers**)
    - **done** (Wei, 22:22)
    - **not applicable: closed** (Mona, 22:23)

### Sign-offs

- [ ] C1 Go or no-go (**changed since ticked, open**; Mona, 22:21)`);
});

test("what counts no more is in the history of its item", () => {
  const text = record([...NIGHT.slice(0, 4), ...eventsOf(
    [5, "Mona", { what: "done", address: `${TILL}.visa`, print: "1" }],
    [6, "Wei", { what: "open", address: `${TILL}.visa`, print: "1", replaces: [0] }],
    [7, "Wei", { what: "note", address: `${TILL}.visa`, text: "asked\nMona" }],
    [8, "Wei", { what: "done", address: `${TILL}.cash`, print: "1" }],
    [9, "Mona", { what: "undo", undoes: [3] }],
    [10, "Wei", { what: "claim", address: `${TILL}.cash`, text: "Imran" }],
    [11, "Wei", { what: "blank", address: `${TILL}.cash`, blank: "size", text: "a`b" }],
    [12, "Wei", { what: "blank", blank: "commit", text: "1" }], [13, "Mona", { what: "blank", blank: "commit", text: "2", replaces: [7] }],
    [14, "Mona", { what: "claim", address: "checklists.till", text: "Wei" }],
  )]);
  assert.equal(part(text, "### Till", "\n### "), `### Till (T-0)

- taken by Wei (Mona, 22:14)
- [ ] B1 **Payments** work
  - [ ] B1.1 Visa works
    - note: asked Mona (Wei, 22:07)
    - History:
      - 22:05 done (Mona)
      - 22:06 open (Wei)
      - 22:07 note: asked Mona (Wei)
  - [ ] B1.2 Cash works (**Must, open**)
    - size: \`\`a\`b\`\` (Wei, 22:11)
    - taken by Imran (Wei, 22:10)
    - History:
      - ~~22:08 done (Wei)~~ undone by Mona, 22:09
      - 22:10 taken by Imran (Wei)
      - 22:11 size: \`\`a\`b\`\` (Wei)`);
  assert.equal(part(text, "## Claimed"), "## Claimed and open\n\n- B · Till: Wei, 22:14\n- B1.2 Cash works: Imran, 22:10");
  assert.equal(part(text, "## Values"), `## Values

- Commit \\*before\\*: \`2\` (Mona, 22:13)
  - History:
    - 22:12 Commit \\*before\\*: \`1\` (Wei)
    - 22:13 Commit \\*before\\*: \`2\` (Mona)`);
});

test("triggers that somebody saw have their own section; touched phases and unknown items are not left out", () => {
  const text = record([...NIGHT.slice(0, 4), ...eventsOf(
    [5, "Mona", { what: "seen", address: "triggers.time", print: "1" }],
    [6, "Wei", { what: "done", address: "procedures.back.steps.stop", print: "1" }],
    [7, "Wei", { what: "done", address: "checklists.gone.items.x" }],
    [8, "Mona", { what: "t0", t0: "2026-12-01T23:00", zone: "Asia/Dhaka" }], [9, "Wei", { what: "claim", address: "triggers", text: "Wei" }],
  )]);
  assert.equal(part(text, "## Rollback triggers"), "## Rollback triggers\n\n- taken by Wei (Wei, 22:09)\n- [x] S2 Too late (seen; Mona, 22:05)\n\n1 other trigger: not seen.");
  assert.equal(part(text, "## Rollback (", "\nNot"), "## Rollback (1 of 1)\n\n### Roll back\n\n- [x] R1 Stop (Wei, 22:06)");
  assert.ok(text.includes("\nNot part of this run: Operate.\n"), text);
  assert.equal(part(text, "## Answers"), "## Answers to items that this release does not have\n\n- `checklists.gone.items.x`\n  - 22:07 done (Wei)");
  assert.match(part(text, "## Course"), /- \*\*T-0 differs: T-0: Tue 2026-12-01 22:30 .*\(Mona, 22:01\), T-0: Tue 2026-12-01 23:00 .*\(Mona, 22:08\)\. Set it again\.\*\*/);
});

test("a refusal and a secret are said as what they are", () => {
  const text = record(eventsOf([1, "A", { what: "failed", address: "sign-offs.go", text: "red" }], [2, "A", { what: "blank", blank: "token", text: "x" }]));
  for (const said of ["Go or no-go **refused**: red", "Token: secret, not"]) assert.ok(text.includes(said), said);
});

test("names, reasons and values cannot break out of the record", () => {
  const evil = "x\n\n# <img src=x onerror=alert(1)> **b** [l](javascript:1) `c`";
  const text = record(eventsOf([0, evil, { what: "begun", release: evil }], [0, evil, { what: "name", text: evil }], [1, evil, { what: "lead", text: evil }],
    [2, evil, { what: "hold", text: evil }], [3, evil, { what: "na", address: `${TILL}.visa`, text: evil }], [4, evil, { what: "note", address: `${TILL}.visa`, text: evil }],
    [5, evil, { what: "done", address: `${TILL}.cash`, way: evil }], [6, evil, { what: "t0", t0: "", zone: "" }]));
  for (const line of text.split("\n")) assert.doesNotMatch(line, /(^|[^\\])(<img|\*\*b|`c)|^# </, line);
});

test("whatever people record, there is a record", () => {
  const random = numbers(9);
  const pick = (...values) => values[random(values.length)];
  const places = ["phases.deploy-day", "phases.operate", "checklists.till", `${TILL}.visa`, `${TILL}.cash`, "triggers.time", "checklists.gone.items.x", "constructor"];
  for (let round = 0; round < 300; round += 1) {
    const events = Array.from({ length: random(30) }, (_none, at) => {
      const what = pick(...readingEvents.WHATS);
      const event = {
        id: readingEvents.idOf(1796140800 + random(9000), random(3), pick("k3x9ab", "wei000")),
        at: new Date(1796140800000 + random(9000) * 1000).toISOString().replace(".000Z", "Z"),
        by: pick(undefined, "", "Mona", "<b>*x*"), what, text: pick(undefined, "", "why", "*<b>*"),
        blank: pick("constructor", "commit"), way: pick(undefined, "slow", "constructor"),
        t0: pick("", "2026-12-01T22:30", "2026-03-29T02:30"), zone: pick("", "Asia/Dhaka", "Europe/Berlin", "No/Where"),
        release: pick(undefined, "2026.11"), print: pick(undefined, "0", "1", "~3fa2"),
        address: what === "blank" && at % 2 ? undefined : pick(...places), moved: pick(undefined, { [places[3]]: places[4] }, { [places[4]]: places[3] }),
      };
      return readingEvents.readEvent(event) || readingEvents.readEvent({ ...event, address: undefined });
    }).filter(Boolean);
    const known = events.map(({ id }) => id);
    const text = record(events.map((event) => ({
      ...event, ...(random(2) && { replaces: known.slice(random(30), random(30)) }), ...(event.what === "undo" && { undoes: known.slice(0, 3) }),
    })));
    assert.ok(text.startsWith("# ") && !text.includes("\n\n\n") && !text.includes("undefined") && !text.includes("NaN"), text);
    assert.doesNotMatch(text.replace(/`[^`]*`/g, ""), /[^\\]<b>/);
  }
});
