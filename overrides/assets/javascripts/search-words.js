/* What the search knows about words of people who operate systems: data, and nothing else. Pure.
   Each row has terms of one or two words that mean nearly the same; a row works in every direction. To teach the search a term, add it.
   `are` are kinds of entries that answer the words by themselves: every contact answers "call". `prefer` are kinds that come first. */
/** @type {{words: string, are?: string, prefer?: string}[]} */
const ROWS = [
  { words: "down, outage, unreachable, unavailable, offline, not responding, not working, site down, service down, app down, system down",
    are: "severity, service", prefer: "severity" },
  { words: "call, phone, telephone, contact, contacts, on call, escalate, escalation, reach, pager", are: "contact" },
  { words: "who", prefer: "contact" },
  { words: "how, steps", prefer: "procedure" },
  { words: "command, run, execute", prefer: "command" },
  { words: "log, logs", prefer: "command" },
  { words: "restart, reboot", prefer: "command" },
  { words: "severity, sev, priority", are: "severity" },
  ...["0", "1", "2", "3", "4"].map((level) => ({ words: `p${level}, sev${level}, sev ${level}, severity ${level}, priority ${level}` })),
  { words: "target, slo, sla, threshold", are: "target" },
  { words: "sign-off, approval, approve", are: "sign-off" },
  { words: "status page, status", prefer: "service" },
  { words: "rollback, roll back, rolling back, revert, back out" },
  { words: "roll back, revert, back out", prefer: "procedure" },
  { words: "database, db" },
  { words: "dba, database administrator, database admin" },
  { words: "kubernetes, k8s" },
  { words: "production, prod" },
  { words: "environment, env" },
  { words: "configuration, config, settings" },
  { words: "certificate, cert" },
  { words: "ssl, tls" },
  { words: "authentication, auth, login, log in, sign in" },
  { words: "memory, ram" },
  { words: "disk full, disk usage, disk space" },
  { words: "backup, back up, backed up, dump, snapshot", prefer: "command" },
  { words: "restore, recover, recovery", prefer: "command" },
  { words: "deploy, deployment, rollout, roll out" },
  { words: "slow, latency, response time" },
  { words: "fail, failed, failure, broken, crash" },
  { words: "breach, hacked, compromised, intrusion" },
  { words: "enable, turn on, switch on, activate" },
  { words: "disable, turn off, switch off, deactivate" },
  { words: "stop, shut down, halt, abort, cancel" },
  { words: "verify, check" },
  { words: "notify, inform, announce, tell" },
  { words: "documentation, docs" },
  { words: "repository, repo" },
  { words: "email, mail" },
  { words: "post-mortem, retrospective" },
  { words: "end-to-end, e2e" },
];
/* Words that exclude nothing. */
const STOP = new Set([
  "a all an and are at be by can do does for from how i if in is it its my of or our",
  "the that this to we what when where which who why with you",
].flatMap((words) => words.split(" ")));
/** @typedef {{terms: string[], are: string[], prefer: string[]}} Row */
const listed = (/** @type {string} */ text = "") => text.split(", ").filter(Boolean);
/* The rows of each term, with spaces for hyphens and as one word. */
const rows = /** @type {Map<string, Row[]>} */ (new Map());
for (const { words, are, prefer } of ROWS) {
  const row = { terms: listed(words.replaceAll("-", " ")), are: listed(are), prefer: listed(prefer) };
  for (const term of row.terms) rows.set(term, [...(rows.get(term) || []), row]);
}
for (const [term, of] of [...rows]) if (!rows.has(term.replaceAll(" ", ""))) rows.set(term.replaceAll(" ", ""), of);

runbook.searchWords = { STOP, rowsOf: (/** @type {string} */ term) => rows.get(term) || [] };
