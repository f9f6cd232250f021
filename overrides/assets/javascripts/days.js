/* Formats days where no clock of a run is needed. */
const { clockWords } = runbook;
const MINUTE = 60000;
/* Returns a day in the zone of this browser, as sheets print it: `Tue 2026-12-01`. */
runbook.dayInWords = (moment) => {
  const date = new Date(moment);
  const day = new Date(moment - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 10);
  const weekday = clockWords.weekdays[(date.getDay() + 6) % 7];
  return clockWords.day.replace("{weekday}", weekday).replace("{day}", day);
};
