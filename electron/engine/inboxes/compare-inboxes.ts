/**
 * Compares the inboxes of two collections of one site: what grew, what drains, and when it will be empty. A few files more
 * or less are the daily coming and going and no trend (judgement).
 */
import { belowInboxes, subjectOfAnswer } from '../answers/answer-ids.ts';
import type { Diagnosis, InboxAssessment, InboxChange, InboxComparison } from '../reasoning/diagnosis.ts';
import { parseIsoTime, wordsOfDuration, wordsOfTime, type ParsedIso } from '../time/format.ts';

/** A change of up to this many files, or of this share of them, is noise (judgement). */
const NOISE_FILES = 3;
const NOISE_SHARE = 0.02;

/**
 * Compares two collections; given the wrong way round they are put in the order of time.
 * @param before the earlier diagnosis
 * @param after the later diagnosis of the same site
 */
export function compareInboxes(before: Diagnosis, after: Diagnosis): InboxComparison {
  const swapped = minutesBetween(before, after) < 0;
  const [first, second] = swapped ? [after, before] : [before, after];
  const minutes = Math.round(minutesBetween(first, second));
  const problem = problemOf(first, second, minutes);
  return {
    before: sideOf(first),
    after: sideOf(second),
    minutes: problem === null ? minutes : null,
    problem,
    changes:
      problem !== null && isOtherSite(first, second)
        ? []
        : changesOf(first, second, problem === null ? minutes : null),
  };
}

function sideOf({ at, age, site }: Diagnosis): { readonly at: string; readonly label: string } {
  return { at: age.collectedAt ?? at, label: site.label };
}

function problemOf(before: Diagnosis, after: Diagnosis, minutes: number): string | null {
  if (isOtherSite(before, after)) {
    return `These are two sites: ${nameOf(before)} and ${nameOf(after)}. Choose an earlier collection of the same site.`;
  }
  if (before.age.collectedAt === null || after.age.collectedAt === null) {
    return 'One of the two does not say when it was collected, so how fast the inboxes change cannot be told.';
  }
  if (minutes < 1) {
    return 'Both were collected at the same time, so nothing can have changed between them. Collect again later.';
  }
  return null;
}

function isOtherSite(before: Diagnosis, after: Diagnosis): boolean {
  const differ = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && a.toUpperCase() !== b.toUpperCase();
  return differ(before.site.code, after.site.code) || differ(before.site.server, after.site.server);
}

function nameOf({ site }: Diagnosis): string {
  return [site.code, site.server].filter((part) => part !== null).join(' on ') || site.label;
}

/** In minutes; offsets count where both have one, as between summer and winter time. */
function minutesBetween(before: Diagnosis, after: Diagnosis): number {
  const [a, b] = [timeOf(before), timeOf(after)];
  if (a === null || b === null) return NaN;
  const offsets =
    a.offsetMinutes === null || b.offsetMinutes === null ? 0 : a.offsetMinutes - b.offsetMinutes;
  return (b.wall - a.wall) / 60_000 + offsets;
}

function timeOf({ age, clock }: Diagnosis): ParsedIso | null {
  const parsed = age.collectedAt === null ? null : parseIsoTime(age.collectedAt);
  return parsed === null ? null : { wall: parsed.wall, offsetMinutes: clock.offsetMinutes };
}

function changesOf(before: Diagnosis, after: Diagnosis, minutes: number | null): readonly InboxChange[] {
  const earlier = byPath(before);
  const later = byPath(after);
  const paths = [...new Set([...later.keys(), ...earlier.keys()])];
  return paths
    .flatMap((path) => {
      const [a, b] = [earlier.get(path) ?? null, later.get(path) ?? null];
      const shown = b ?? a;
      if (shown === null || (a?.files ?? 0) + (b?.files ?? 0) === 0) return [];
      const told = toldByHand(a, before) ?? toldByHand(b, after);
      return [changeOf(shown, a, b, { minutes, told })];
    })
    .sort((x, y) => rank(x) - rank(y) || (y.after?.files ?? 0) - (x.after?.files ?? 0));
}

function byPath({ inboxes }: Diagnosis): ReadonlyMap<string, InboxAssessment> {
  return new Map(inboxes.map((inbox) => [belowInboxes(inbox.path), inbox]));
}

/**
 * Says who told a number and when, where a folder was counted by hand: the count belongs to another moment than the
 * collection.
 */
function toldByHand(inbox: InboxAssessment | null, { answers }: Diagnosis): string | null {
  if (inbox?.source?.startsWith('answered by ') !== true) return null;
  const path = belowInboxes(inbox.path);
  const given = answers.findLast(({ question }) => {
    const subject = subjectOfAnswer(question);
    return subject.kind === 'inbox' && subject.path === path;
  });
  const at = given?.at == null ? null : parseIsoTime(given.at);
  const when = at === null ? '' : ` on ${wordsOfTime(at.wall).replace(/ server time$/, '')}`;
  const who = inbox.source.replace(/^answered /, '');
  return `${files(inbox.files)} was told by hand ${who}${when}`;
}

const ORDER: readonly InboxChange['trend'][] = ['growing', 'draining', 'emptied', 'unknown', 'steady'];

function rank(change: InboxChange): number {
  return ORDER.indexOf(change.trend);
}

function changeOf(
  shown: InboxAssessment,
  before: InboxAssessment | null,
  after: InboxAssessment | null,
  { minutes, told: byHand }: { readonly minutes: number | null; readonly told: string | null },
): InboxChange {
  const sides = {
    path: shown.path,
    before: before === null ? null : { files: before.files, bytes: before.bytes },
    after: after === null ? null : { files: after.files, bytes: after.bytes },
  };
  const open = (text: string): InboxChange => ({
    ...sides,
    filesPerMinute: null,
    trend: 'unknown',
    emptyInMinutes: null,
    text,
  });
  if (before === null) return open('It was not in the earlier collection, so nothing can be told yet.');
  if (after === null) {
    return open('It is not in the later collection. An empty folder may be left out of a zip.');
  }
  if (byHand !== null) {
    return open(
      `${files(before.files)}, then ${files(after.files)}. ${byHand}, not read, so the pace cannot be told.`,
    );
  }
  if (minutes === null)
    return open(`${files(before.files)} before, ${files(after.files)} after; the pace cannot be told.`);
  const difference = after.files - before.files;
  const filesPerMinute = difference / minutes;
  const noise = Math.max(NOISE_FILES, Math.ceil(before.files * NOISE_SHARE));
  const told = { ...sides, filesPerMinute, emptyInMinutes: null };
  const during = `in ${wordsOfDuration(minutes * 60_000)}`;
  if (after.files === 0) {
    const fell = before.files <= noise ? '' : ` ${files(before.files)} went ${during}.`;
    return { ...told, trend: 'emptied', text: `Empty now.${fell}` };
  }
  if (Math.abs(difference) <= noise) {
    return {
      ...told,
      trend: 'steady',
      text: `About the same: ${files(after.files)}, ${signed(difference)} ${during} (changes of ±${noise} are taken for the daily coming and going).`,
    };
  }
  if (difference > 0) {
    const from = after.kind === 'queue' ? '' : ' Files stay here or were put aside, so it is no backlog.';
    return {
      ...told,
      trend: 'growing',
      text: `Growing by ${pace(filesPerMinute)}: ${files(before.files)}, then ${files(after.files)} ${during} (±${noise}).${from}`,
    };
  }
  const emptyInMinutes = Math.ceil(after.files / -filesPerMinute);
  return {
    ...told,
    trend: 'draining',
    emptyInMinutes,
    text: `Draining at ${pace(-filesPerMinute)}; empty in about ${wordsOfDuration(emptyInMinutes * 60_000)} at this pace (${files(before.files)}, then ${after.files} ${during}, ±${noise}).`,
  };
}

/** `12 files a minute`; slower ones by the hour or the day. */
function pace(filesPerMinute: number): string {
  if (filesPerMinute >= 1) return `${files(Math.round(filesPerMinute))} a minute`;
  const hourly = filesPerMinute * 60;
  if (hourly >= 1) return `${files(Math.round(hourly))} an hour`;
  return `${files(Math.max(1, Math.round(hourly * 24)))} a day`;
}

function files(number: number): string {
  return number === 1 ? '1 file' : `${number} files`;
}

function signed(number: number): string {
  if (number === 0) return 'no change';
  return `${number > 0 ? '+' : '−'}${Math.abs(number)}`;
}
