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
