/**
 * How old the evidence is, and whether it may no longer hold: older than a day, dated after now, or from before a change of
 * service pack. It never changes a verdict; it says that the verdict is about another day.
 */
import { parseYesNo } from '../answers/answer-values.ts';
import { answerTo, nameOfAnswer, nameOfSource } from '../evidence/citing.ts';
import type { SiteEvidence } from '../evidence/model.ts';
import { compareReleases, isRelease, parseReleaseText, type Release } from '../release/release.ts';
import { isoServerTime, parseIsoTime, toServerTime, wordsOfTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import type { EvidenceAge } from './diagnosis.ts';
import { findReferenceTime, NEWEST_FILE, type ReferenceTime } from './reference-time.ts';
import type { DiagnoseOptions, Situation } from './situation.ts';

const DAY_MINUTES = 1440;
/** Clocks of two computers differ a little, in minutes. */
const CLOCK_SKEW = 15;
/** Server and desk may stand in different time zones when the server's offset is not known, in minutes. */
const ZONE_SKEW = 14 * 60;

type Flag = EvidenceAge['flags'][number];

/**
 * Tells the age of the evidence.
 * @param situation evidence with the answers applied
 * @param options `now` to measure by (the time asked for counts instead where one was); without `now` no age is told
 */
export function ageOfEvidence(situation: Situation, options: DiagnoseOptions): EvidenceAge {
  const { evidence } = situation;
  const own = findReferenceTime(evidence, {});
  const newest = own.known ? own.until : null;
  const ageMinutes = newest === null ? null : ageInMinutes(newest, evidence, options);
  const source = placeOfTime(evidence, newest);
  const collected = evidence.collectedAt?.value ?? null;
  const basis = newest === null ? 'nothing that was read carries a time' : basisOf(own);
  const dated = collected === null ? newestOf(basis) : null;
  const flags = [
    ...(ageMinutes === null ? [] : flagsOfAge(ageMinutes, evidence, source, dated)),
    ...flagsOfServicePack(situation, newest),
  ];
  return {
    collectedAt: collected === null ? null : isoServerTime(collected),
    basis,
    ageMinutes,
    text:
      ageMinutes === null ? 'not known' : textOf(ageMinutes, evidence.clock.offsetMinutes !== null, dated),
    stale: flags.length > 0,
    flags,
  };
}

/** Files that arrived after the newest log line reach further than it. */
function basisOf({ at, until, basis }: ReferenceTime): string {
  return at === until ? basis : NEWEST_FILE;
}

/**
 * What the age is that of where nothing says when the evidence was collected. A server whose logs stopped days ago may
 * have been read this minute.
 */
function newestOf(basis: string): 'newest file' | 'newest line' {
  return basis === NEWEST_FILE ? 'newest file' : 'newest line';
}

/**
 * The plain sentence that a verdict on stale evidence carries: `This holds for 17 May 2001; the evidence is 3 days old.
 * Collect again before you act.` Where only a line or a file tells the age, it asks when the evidence was collected.
 * @returns null when the evidence is not stale
 */
export function staleSentence(age: EvidenceAge): string | null {
  const [first] = age.flags;
  if (first === undefined) return null;
  if (age.collectedAt === null && age.flags.some((flag) => flag.kind === 'older-than-a-day')) {
    const upgraded = age.flags.some((flag) => flag.kind === 'before-service-pack');
    return `${upgraded ? 'A service pack may have been put on since. ' : ''}${oldNewest(newestOf(age.basis), age.ageMinutes ?? 0)}`;
  }
  const wall = age.collectedAt === null ? null : parseIsoTime(age.collectedAt);
  const day = wall === null ? 'the time of the evidence' : (wordsOfTime(wall.wall).split(',')[0] ?? '');
  const reasons = age.flags.map((flag) => {
    switch (flag.kind) {
      case 'older-than-a-day':
        return `the evidence is ${wordsOfAge(age.ageMinutes ?? 0)} old`;
      case 'before-service-pack':
        return 'a service pack may have been put on since';
      case 'dated-after-now':
        return 'the evidence is dated after now';
    }
  });
  return `This holds for ${day}; ${[...new Set(reasons)].join(', and ')}. Collect again before you act.`;
}

function ageInMinutes(
  collected: ServerTime,
  { clock }: SiteEvidence,
  { at, now }: DiagnoseOptions,
): number | null {
  if (now === undefined) return null;
  const serverNow = at ?? now.utc + (clock.offsetMinutes ?? now.deskOffsetMinutes) * 60_000;
  return Math.round((serverNow - collected) / 60_000);
}

function oldNewest(dated: 'newest file' | 'newest line', ageMinutes: number): string {
  return `The ${dated} is ${wordsOfAge(ageMinutes)} old: say when this was collected, or collect again.`;
}

function flagsOfAge(
  ageMinutes: number,
  { clock }: SiteEvidence,
  source: string,
  dated: 'newest file' | 'newest line' | null,
): readonly Flag[] {
  const skew = clock.offsetMinutes === null ? ZONE_SKEW : CLOCK_SKEW;
  if (ageMinutes < -skew) {
    const text = `The evidence is dated ${wordsOfAge(-ageMinutes)} after now. Compare the clock of the site server with the clock of this computer.`;
    return [{ kind: 'dated-after-now', text, source }];
  }
  if (ageMinutes <= DAY_MINUTES) return [];
  const text =
    dated === null
      ? `The evidence is ${wordsOfAge(ageMinutes)} old. Collect again before you act.`
      : oldNewest(dated, ageMinutes);
  return [{ kind: 'older-than-a-day', text, source }];
}

function flagsOfServicePack(situation: Situation, collected: ServerTime | null): readonly Flag[] {
  const flags = [
    changeAnswered(situation, collected),
    newerAnswered(situation),
    setupAfterLogs(situation.evidence),
    registryAgainstFiles(situation.evidence),
  ];
  return flags.flatMap((flag) => flag ?? []);
}

/** Somebody says that a service pack was put on. */
function changeAnswered({ answers, evidence }: Situation, collected: ServerTime | null): Flag | null {
  const answer = answerTo(answers, 'release-changed');
  if (answer === null) return null;
  const parsed = parseIsoTime(String(answer.value));
  if (parsed === null) {
    return parseYesNo(answer.value) === true
      ? servicePackFlag(
          'A service pack was put on after the evidence was collected. Collect again.',
          nameOfAnswer(answer),
        )
      : null;
  }
  const changed = toServerTime(parsed, evidence.clock);
  if (collected !== null && changed <= collected) return null;
  return servicePackFlag(
    `A service pack was put on at ${wordsOfTime(changed).replace(/, 00:00 server time$/, '')}, after the evidence was collected. Collect again.`,
    nameOfAnswer(answer),
  );
}

/** The release that was answered is newer than every one that was read. */
function newerAnswered({ answers, evidence }: Situation): Flag | null {
  const answer = answerTo(answers, 'release');
  const answered = answer === null ? null : parseReleaseText(String(answer.value)).release;
  const read = releasesOf(evidence);
  if (answer === null || answered === null || read.length === 0) return null;
  if (!read.every((release) => compareReleases(release, answered) < 0)) return null;
  return servicePackFlag(
    `${answered} was answered, what was read shows ${[...new Set(read)].join(' and ')}. If the site was upgraded since, all of this is from before. Collect again.`,
    nameOfAnswer(answer),
  );
}

/** Setup ran after the last line of every component. Whether it put on a service pack its stamps do not tell. */
function setupAfterLogs({ logs }: SiteEvidence): Flag | null {
  const setup = logs.files
    .filter((file) => file.family === 'smssetup' && file.lastTime !== null)
    .reduce<(typeof logs.files)[number] | null>(
      (best, file) => (best === null || (file.lastTime ?? 0) > (best.lastTime ?? 0) ? file : best),
      null,
    );
  const newest = logs.components.reduce((best, item) => Math.max(best, item.lastStamped?.time ?? 0), 0);
  if (setup?.lastTime == null || newest === 0 || setup.lastTime <= newest) return null;
  return servicePackFlag(
    `SMS Setup ran at ${wordsOfTime(setup.lastTime)}, after the newest line of any component. If it put on a service pack, the log lines are from before it. Collect again.`,
    `${setup.path}:${setup.lines}`,
  );
}

/**
 * The registry and the base client's version file show different service packs, as while or after an upgrade of which one
 * part was read too early. On a secondary site an older registry value has another reason (Q272352).
 */
function registryAgainstFiles(evidence: SiteEvidence): Flag | null {
  const server = evidence.releases.find((reading) => reading.kind === 'server' && isKnown(reading.release));
  const base = evidence.releases.find(
    (reading) => reading.kind === 'client-base' && isKnown(reading.release),
  );
  if (server === undefined || base === undefined || server.release === base.release) return null;
  if (!isKnown(server.release) || !isKnown(base.release)) return null;
  const secondary = evidence.siteTypes.some((type) => type.value === 'secondary');
  if (secondary && compareReleases(server.release, base.release) < 0) return null;
  return servicePackFlag(
    `The registry shows ${server.release}, the version file of the base client ${base.release} (${nameOfSource(base.source)}). One of them may be from before an upgrade. Collect both again.`,
    nameOfSource(server.source),
  );
}

function servicePackFlag(text: string, source: string): Flag {
  return { kind: 'before-service-pack', text, source };
}

function releasesOf(evidence: SiteEvidence): readonly Release[] {
  return evidence.releases.flatMap((reading) => (isKnown(reading.release) ? [reading.release] : []));
}

function isKnown(release: string | null): release is Release {
  return release !== null && isRelease(release);
}

/** Where the time of the evidence was read. */
function placeOfTime(evidence: SiteEvidence, collected: ServerTime | null): string {
  if (evidence.collectedAt !== null) return nameOfSource(evidence.collectedAt.source);
  const log = evidence.logs.files.find((file) => file.lastTime === collected);
  if (log !== undefined) return `${log.path}:${log.lines}`;
  const inbox = evidence.inboxes.find((folder) => folder.newest === collected);
  return inbox === undefined ? '' : nameOfSource(inbox.source);
}

function textOf(ageMinutes: number, zoneKnown: boolean, dated: 'newest file' | 'newest line' | null): string {
  if (ageMinutes < -(zoneKnown ? CLOCK_SKEW : ZONE_SKEW)) return `dated ${wordsOfAge(-ageMinutes)} after now`;
  if (dated !== null) {
    return `its ${dated} is ${wordsOfAge(Math.max(0, ageMinutes))} old; when it was collected is not known`;
  }
  return ageMinutes < 1 ? 'collected just now' : `collected ${wordsOfAge(ageMinutes)} ago`;
}

/** `15 hours`, `3 days`, `25 years`. */
function wordsOfAge(minutes: number): string {
  if (minutes < 120) return count(minutes, 'minute');
  if (minutes < 2 * DAY_MINUTES) return count(Math.round(minutes / 60), 'hour');
  const days = Math.round(minutes / DAY_MINUTES);
  if (days < 60) return count(days, 'day');
  return days < 730 ? count(Math.floor(days / 30.44), 'month') : count(Math.floor(days / 365.25), 'year');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
