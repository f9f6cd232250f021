/* Names of time zones as they are today. Browsers list and report some zones by names that were replaced. Pure.
   Source: the file `backward` of the IANA time zone database 2026f, https://data.iana.org/time-zones/tzdb/backward, for each name that
   `Intl.supportedValuesOf` lists and that is not in `zone.tab`. */
const { clock } = runbook;
/* The former name and today's name, in turn. */
const NAMES = (
  "Africa/Asmera Africa/Asmara America/Buenos_Aires America/Argentina/Buenos_Aires America/Catamarca America/Argentina/Catamarca "
  + "America/Coral_Harbour America/Atikokan America/Cordoba America/Argentina/Cordoba America/Godthab America/Nuuk "
  + "America/Indianapolis America/Indiana/Indianapolis America/Jujuy America/Argentina/Jujuy "
  + "America/Louisville America/Kentucky/Louisville America/Mendoza America/Argentina/Mendoza Asia/Calcutta Asia/Kolkata "
  + "Asia/Katmandu Asia/Kathmandu Asia/Rangoon Asia/Yangon Asia/Saigon Asia/Ho_Chi_Minh Atlantic/Faeroe Atlantic/Faroe "
  + "Europe/Kiev Europe/Kyiv Pacific/Enderbury Pacific/Kanton Pacific/Ponape Pacific/Pohnpei Pacific/Truk Pacific/Chuuk Etc/UTC UTC"
).split(" ");
/** Returns the name that a zone has today, if this browser knows it; else the name as given. @type {(zone: string) => string} */
const today = (zone) => {
  const at = NAMES.indexOf(zone);
  return at >= 0 && at % 2 === 0 && clock.isZone(NAMES[at + 1]) ? NAMES[at + 1] : zone;
};
/** Returns the zone of this browser. */
const own = () => today(clock.ownZone());

runbook.zoneNames = { today, own };
