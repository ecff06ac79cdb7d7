/**
 * Offsets of the Windows zone names that stand in log stamps. Only a fallback: the word may be wrong
 * (Q303279 prints a winter name in July), so a STATMSG line decides where there is one.
 */

const OFFSETS: ReadonlyMap<string, number> = new Map([
  ['gmt standard time', 0],
  ['gmt daylight time', 60],
  ['greenwich standard time', 0],
  ['w. europe standard time', 60],
  ['w. europe daylight time', 120],
  ['central europe standard time', 60],
  ['central europe daylight time', 120],
  ['romance standard time', 60],
  ['romance daylight time', 120],
  ['westeuropäische normalzeit', 60],
  ['westeuropäische sommerzeit', 120],
  ['mitteleuropäische zeit', 60],
  ['mitteleuropäische normalzeit', 60],
  ['mitteleuropäische sommerzeit', 120],
  ['eastern standard time', -300],
  ['eastern daylight time', -240],
  ['central standard time', -360],
  ['central daylight time', -300],
  ['mountain standard time', -420],
  ['mountain daylight time', -360],
  ['us mountain standard time', -420],
  ['pacific standard time', -480],
  ['pacific daylight time', -420],
  ['alaskan standard time', -540],
  ['alaskan daylight time', -480],
  ['hawaiian standard time', -600],
  ['tokyo standard time', 540],
  ['e. australia standard time', 600],
]);

/**
 * Offset of a zone name.
 * @param zone words of the stamp, any case, decoded
 * @returns minutes to add to UTC, null when the name is not known
 */
export function offsetOfZoneName(zone: string): number | null {
  return OFFSETS.get(zone.trim().toLowerCase()) ?? null;
}

/** Zones with a summer time in the north, by the words of their winter and of their summer. */
const WINTER =
  /^(?:eastern|central|mountain|pacific|alaskan|gmt|w\. europe|central europe|romance) standard time$|^(?:westeuropäische|mitteleuropäische) (?:normal)?zeit$/;
const SUMMER = / daylight time$|sommerzeit$/;
/** Summer time everywhere in the north, and nowhere: April and October, March and November are left out. */
const SUMMER_MONTHS: ReadonlySet<number> = new Set([4, 5, 6, 7, 8]);
const WINTER_MONTHS: ReadonlySet<number> = new Set([11, 0, 1]);

/**
 * True when the words name the other half of the year than the stamp beside them (Q303279 prints a winter name in July). Then
 * they may be wrong, or the server keeps no summer time: the offset is not known.
 * @param zone words of the stamp, any case, decoded
 * @param time of the stamp, in server time
 */
export function isOfOtherSeason(zone: string, time: number): boolean {
  const words = zone.trim().toLowerCase();
  const month = new Date(time).getUTCMonth();
  return (WINTER.test(words) && SUMMER_MONTHS.has(month)) || (SUMMER.test(words) && WINTER_MONTHS.has(month));
}
