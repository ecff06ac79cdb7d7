/**
 * Judges inboxes. No article gives a number for "too many files", so the thresholds are this project's own: ten files
 * of which the oldest is an hour old, unless the facts of an inbox say otherwise. In between the answer is unknown, not no.
 */
import type { InboxFolder } from '../evidence/model.ts';
import { findInboxFact, type BacklogThreshold, type SiteFacts } from '../knowledge/site-facts.ts';
import { isoServerTime, wordsOfDuration } from '../time/format.ts';
import type { InboxAssessment, Truth } from './diagnosis.ts';
import type { ReferenceTime } from './reference-time.ts';

export interface AssessedInbox {
  readonly folder: InboxFolder;
  readonly assessment: InboxAssessment;
}

export const BACKLOG_FILES = 10;
export const BACKLOG_AGE_MINUTES = 60;
/** Clocks of two computers differ a little. */
const CLOCK_SKEW_MINUTES = 15;

/** Judges every inbox folder for the time of the diagnosis. */
export function assessInboxes(
  folders: readonly InboxFolder[],
  facts: SiteFacts,
  reference: ReferenceTime,
): readonly AssessedInbox[] {
  return folders.map((folder) => ({ folder, assessment: assessInbox(folder, facts, reference) }));
}

function assessInbox(folder: InboxFolder, facts: SiteFacts, reference: ReferenceTime): InboxAssessment {
  const fact = findInboxFact(facts, folder.path);
  const kind = fact?.kind ?? 'unknown';
  const age =
    folder.oldest === null || !reference.known
      ? null
      : Math.round((reference.until - folder.oldest) / 60_000);
  const { judgement, why } =
    kind === 'store'
      ? { judgement: 'false' as const, why: 'Files stay here by design.' }
      : kind === 'rejects'
        ? { judgement: 'false' as const, why: 'Files were put aside here; they do not wait for a thread.' }
        : judge(folder, age, fact?.backlog);
  return {
    path: folder.path,
    files: folder.files,
    bytes: folder.bytes,
    oldest: folder.oldest === null ? null : isoServerTime(folder.oldest),
    newest: folder.newest === null ? null : isoServerTime(folder.newest),
    backlog: judgement === 'true',
    judgement,
    why,
    oldestAgeMinutes: age,
    kind,
    purpose: fact?.purpose ?? null,
    reader: fact?.reader ?? null,
    zeroByteFiles: folder.zeroByteFiles,
    rule: null,
    byExtension: [],
    suspicious: [],
  };
}

function judge(
  folder: InboxFolder,
  age: number | null,
  threshold: BacklogThreshold | undefined,
): { readonly judgement: Truth; readonly why: string } {
  const files = threshold?.files ?? BACKLOG_FILES;
  const ageMinutes = threshold?.ageMinutes ?? BACKLOG_AGE_MINUTES;
  const rule = `a backlog is ${files} files or more, the oldest ${ageMinutes} minutes old or more`;
  if (folder.files === 0) return { judgement: 'false', why: 'It is empty.' };
  const number = folder.files === 1 ? '1 file' : `${folder.files} files`;
  if (age === null) return { judgement: 'unknown', why: `${number}, but their age is not known (${rule}).` };
  if (age < -CLOCK_SKEW_MINUTES) {
    return {
      judgement: 'unknown',
      why: `${number}, dated after the time of the evidence, so their age is not known (${rule}).`,
    };
  }
  const oldest = `the oldest ${wordsOfDuration(age * 60_000)} old`;
  if (folder.files >= files && age >= ageMinutes)
    return { judgement: 'true', why: `${number}, ${oldest} (${rule}).` };
  const few = threshold?.few;
  if (few && folder.files >= few.files && age >= few.ageMinutes) {
    return {
      judgement: 'true',
      why: `${number}, ${oldest} (here anything older than ${wordsOfDuration(few.ageMinutes * 60_000)} is a backlog).`,
    };
  }
  if (age >= ageMinutes) return { judgement: 'unknown', why: `Only ${number}, but ${oldest} (${rule}).` };
  if (folder.files >= files) {
    return {
      judgement: 'unknown',
      why: `${number}, all young: it may be growing, look again in an hour (${rule}).`,
    };
  }
  return { judgement: 'false', why: `${number}, ${oldest} (${rule}).` };
}
