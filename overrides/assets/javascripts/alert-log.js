/* What an alert says, and what it need not say again on this device. Pure. */
const MOST = 500;
/** What a list is: due or overdue. @typedef {{kind: "due" | "overdue", id: string, title: string}} Alert */

/** @type {(alert: Alert) => string} */
const keyOf = ({ kind, id }) => `${kind} ${id}`;
/** Reads what was said about a run. @type {(setting: string | null, run: string) => string[]} */
const saidOf = (setting, run) => {
  const [about, ...keys] = (setting || "").split("\n");
  return about === run ? keys : [];
};
/** Writes what was said about a run. Only the run that is open is remembered. @type {(run: string, keys: string[]) => string} */
const settingOf = (run, keys) => [run, ...keys.slice(-MOST)].join("\n");
/** Returns what was said and still holds: a list that T-0 has moved into the future falls due again.
    @type {(said: string[], lists: {id: string, at: number, until: number}[], now: number) => string[]} */
const holding = (said, lists, now) => {
  const coming = lists.flatMap(({ id, at, until }) => [at > now && `due ${id}`, until > now && `overdue ${id}`]);
  return said.filter((key) => !coming.includes(key));
};
/** Returns the alerts that nobody has said here. @type {(alerts: Alert[], said: string[]) => Alert[]} */
const fresh = (alerts, said) => alerts.filter((alert) => !said.includes(keyOf(alert)));
/** Returns alerts as one text; those missed while the page slept are said together.
    @type {(alerts: Alert[], strings: (key: string, values?: object) => string) => string} */
const textOf = (alerts, strings) => /** @type {const} */ (["overdue", "due"]).map((kind) => {
  const titles = alerts.filter((alert) => alert.kind === kind).map(({ title }) => title);
  return titles.length ? strings(`due.alert.${kind}`, { n: titles.length, lists: titles.join(", ") }) : "";
}).filter(Boolean).join(" ");

runbook.alertLog = { keyOf, saidOf, settingOf, holding, fresh, textOf };
