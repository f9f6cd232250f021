/* What an alert says, and what it need not say again on this device. Pure. */
const MOST = 10;
/** What a list is: due or overdue. @typedef {{kind: "due" | "overdue", id: string, title: string}} Alert */

/** @type {(alert: Alert) => string} */
const keyOf = ({ kind, id }) => `${kind} ${id}`;
/** Reads what was said, by run. @type {(setting: string | null) => [run: string, keys: string[]][]} */
const runsIn = (setting) => (setting || "").split("\n").filter(Boolean).map((line) => {
  const [run, ...keys] = line.split("\t");
  return [run, keys];
});
/** Returns what was said about a run. @type {(setting: string | null, run: string) => string[]} */
const saidOf = (setting, run) => runsIn(setting).find(([id]) => id === run)?.[1] || [];
/** Writes what was said about a run into the setting, which remembers the runs of the last days.
    @type {(setting: string | null, run: string, keys: string[]) => string} */
const settingOf = (setting, run, keys) => [...runsIn(setting).filter(([id]) => id !== run), /** @type {const} */ ([run, keys])]
  .slice(-MOST).map(([id, said]) => [id, ...said].join("\t")).join("\n");
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
