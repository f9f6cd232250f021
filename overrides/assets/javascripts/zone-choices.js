/* The time zones that people choose from: by today's names, found by a city, a country, a former name or an offset from UTC. Pure. */
const { clock, zoneNames } = runbook;
const OFFSET = /^(?:utc|gmt)? ?([+\u2212-]?)(\d{1,2})(?::?([0-5]\d))?$/;
/** @typedef {{zone: string, names: string[], offset: string}} Choice `names` has the former name too. */

/** Returns a text for comparing: without case and accents, with spaces between words. @type {(text: string) => string} */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s_/]+/g, " ").trim();
const cityOf = (/** @type {string} */ zone) => folded(zone.slice(zone.lastIndexOf("/") + 1));
const countries = /** @type {Map<string, string>} */ (new Map());
/** Returns the name of a zone in a language, which for most is that of its country: `India Time`. @type {(zone: string) => string} */
const countryOf = (zone) => {
  let found = countries.get(zone);
  if (found === undefined) {
    const format = new Intl.DateTimeFormat(runbook.language || "en", { timeZone: zone, timeZoneName: "shortGeneric" });
    found = folded(format.formatToParts(0).find(({ type }) => type === "timeZoneName")?.value || "");
    countries.set(zone, found);
  }
  return found;
};
/** Returns all zones that this browser knows with their offsets at a moment: the zone of the browser, UTC, the others by name.
    @type {(moment: number, names?: string[]) => Choice[]} */
const choicesAt = (moment, names = Intl.supportedValuesOf?.("timeZone") || []) => {
  const former = new Map(names.map((name) => [zoneNames.today(name), name]));
  const others = [...former.keys()].sort();
  return [...new Set([zoneNames.own(), "UTC", ...others])].map((zone) =>
    ({ zone, names: [zone, former.get(zone) || zone].map(folded), offset: clock.utc(moment, zone) }));
};
/** Returns a test for the offsets that a text means: `+5:30`, `530`, `UTC-3`; hours alone leave the minutes open; null for other texts.
    @type {(typed: string) => ((offset: string) => boolean) | null} */
const offsetTest = (typed) => {
  const [, sign, hours, minutes] = OFFSET.exec(typed) || [];
  if (!hours) return null;
  const signs = sign ? (sign === "+" ? "\\+" : "-") : "[+-]";
  const wanted = new RegExp(`^UTC${signs}${hours.padStart(2, "0")}:${minutes || "\\d\\d"}$`);
  return (offset) => wanted.test(offset) || (offset === "UTC" && !Number(hours) && !Number(minutes || 0));
};
/** Returns the choices that a text means, those whose city begins with it first. @type {(choices: Choice[], typed: string) => Choice[]} */
const matching = (choices, typed) => {
  const wanted = folded(typed);
  if (!wanted) return choices;
  const isOffset = offsetTest(wanted);
  if (isOffset) return choices.filter(({ offset }) => isOffset(offset));
  const words = wanted.split(" ");
  const rank = (/** @type {Choice} */ { zone, names }) => {
    const text = names.join(" ");
    if (names.includes(wanted)) return 0;
    if (cityOf(zone).startsWith(wanted)) return 1;
    if (words.every((word) => text.includes(word))) return 2;
    return words.every((word) => text.includes(word) || countryOf(zone).includes(word)) ? 3 : 4;
  };
  const ranked = choices.map((choice) => ({ choice, at: rank(choice) })).filter(({ at }) => at < 4);
  return ranked.sort((one, other) => one.at - other.at).map(({ choice }) => choice);
};
/** Returns the zone that a text names: its whole name of today or before, its city, or an offset; else an empty text.
    @type {(choices: Choice[], typed: string) => string} */
const named = (choices, typed) => {
  const text = typed.trim();
  const wanted = folded(text);
  const whole = choices.find(({ names }) => names.includes(wanted));
  if (whole) return whole.zone;
  if (clock.isZone(text)) return /^[+-]/.test(text) ? text : zoneNames.today(clock.format("en-US", text, {}).resolvedOptions().timeZone);
  const cities = choices.filter(({ zone }) => cityOf(zone) === wanted);
  return cities.length === 1 ? cities[0].zone : "";
};

runbook.zoneChoices = { choicesAt, matching, named };
