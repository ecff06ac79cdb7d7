/** Whether two readings are of one site, and which of them is the later one. */
import type { Diagnosis } from '../reasoning/diagnosis.ts';
import { parseIsoTime, wordsOfTime, type ParsedIso } from '../time/format.ts';

/** True when code or server of both are known and differ. */
export function isOtherSite(before: Diagnosis, after: Diagnosis): boolean {
  const differ = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && a.toUpperCase() !== b.toUpperCase();
  return differ(before.site.code, after.site.code) || differ(before.site.server, after.site.server);
}

/** `CEN on NYSMS01`, or the label where neither code nor server is known. */
export function nameOfSite({ site }: Diagnosis): string {
  return [site.code, site.server].filter((part) => part !== null).join(' on ') || site.label;
}

/** The moment a reading is of: its collection, else the newest line or file; null when nothing in it carries a time. */
function momentOf({ age, at, clock }: Diagnosis): ParsedIso | null {
  if (age.collectedAt !== null) {
    const parsed = parseIsoTime(age.collectedAt);
    return parsed === null ? null : { wall: parsed.wall, offsetMinutes: clock.offsetMinutes };
  }
  return isWithoutTime(age) ? null : parseIsoTime(at);
}

/** The time of the diagnosis is then the desk's own, which tells nothing about the order of two readings. */
function isWithoutTime(age: Diagnosis['age']): boolean {
  return age.basis === 'nothing that was read carries a time';
}

/** That moment as ISO server time. */
export function atOf({ age, at }: Diagnosis): string {
  return age.collectedAt ?? at;
}

/** That moment in words. */
export function wordsOfMoment(diagnosis: Diagnosis): string {
  const moment = momentOf(diagnosis);
  return moment === null ? 'a time that is not known' : wordsOfTime(moment.wall);
}

/**
 * How much later the second reading is, in minutes; negative when it is earlier, null when one of the two carries no
 * time. Offsets count where both are known, as between summer and winter time.
 */
export function minutesLater(before: Diagnosis, after: Diagnosis): number | null {
  const [a, b] = [momentOf(before), momentOf(after)];
  if (a === null || b === null) return null;
  const offsets =
    a.offsetMinutes === null || b.offsetMinutes === null ? 0 : a.offsetMinutes - b.offsetMinutes;
  return (b.wall - a.wall) / 60_000 + offsets;
}

/** Wall clock of a reading in milliseconds as if it were UTC, null when it carries no time. */
export function wallOf(diagnosis: Diagnosis): number | null {
  return momentOf(diagnosis)?.wall ?? null;
}
