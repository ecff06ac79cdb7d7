/**
 * Judges inboxes, each by the rule stated with it (`inboxes/backlog-rule.ts`). Between a clear backlog and a clear no the
 * answer is unknown, not no.
 */
import { belowInboxes } from '../answers/answer-ids.ts';
import type { AnsweredRule } from '../answers/apply-answers.ts';
import { nameOfSource } from '../evidence/citing.ts';
import type { InboxFolder } from '../evidence/model.ts';
import { ruleOf, type AppliedRule } from '../inboxes/backlog-rule.ts';
import { suspiciousFiles } from '../inboxes/suspicious-files.ts';
import { waitingFiles, type WaitingFiles } from '../inboxes/waiting-files.ts';
import { findInboxFact, type SiteFacts } from '../knowledge/site-facts.ts';
import { isoServerTime, wordsOfDuration } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import type { InboxAssessment, Truth } from './diagnosis.ts';
import type { ReferenceTime } from './reference-time.ts';

export interface AssessedInbox {
  readonly folder: InboxFolder;
  readonly assessment: InboxAssessment;
}

/** Clocks of two computers differ a little. */
const CLOCK_SKEW_MINUTES = 15;

/**
 * Judges every inbox folder for the time of the diagnosis.
 * @param rules rules that the technician set, by path below Inboxes
 */
export function assessInboxes(
  folders: readonly InboxFolder[],
  facts: SiteFacts,
  reference: ReferenceTime,
  rules: ReadonlyMap<string, AnsweredRule> = new Map(),
): readonly AssessedInbox[] {
  return folders.map((folder) => ({ folder, assessment: assessInbox(folder, facts, reference, rules) }));
}

function assessInbox(
  folder: InboxFolder,
  facts: SiteFacts,
  reference: ReferenceTime,
  rules: ReadonlyMap<string, AnsweredRule>,
): InboxAssessment {
  const fact = findInboxFact(facts, folder.path);
  const kind = fact?.kind ?? 'unknown';
  const waiting = waitingFiles(folder, fact);
  const age = ageOf(folder, waiting, reference);
  const rule = ruleOf(fact, rules.get(belowInboxes(folder.path)) ?? null);
  const { judgement, why } = rule === null ? neverBackedUp(kind) : judge(waiting, age, rule);
  return {
    path: folder.path,
    files: folder.files,
    bytes: folder.bytes,
    oldest: iso(folder.oldest),
    newest: iso(folder.newest),
    backlog: judgement === 'true',
    judgement,
    why: [why, ...notesOf(waiting, rule), folder.note ?? ''].filter((text) => text !== '').join(' '),
    oldestAgeMinutes: age,
    kind,
    purpose: fact?.purpose ?? null,
    reader: fact?.reader ?? null,
    zeroByteFiles: folder.zeroByteFiles,
    rule:
      rule === null
        ? null
        : { files: rule.files, ageMinutes: rule.ageMinutes, from: rule.from, text: rule.text },
    byExtension: folder.byExtension.map(({ extension, files, bytes, oldest, newest }) => ({
      extension,
      files,
      bytes,
      oldest: iso(oldest),
      newest: iso(newest),
    })),
    suspicious: suspiciousFiles(folder, fact, facts, reference),
    source: nameOfSource(folder.source),
  };
}

/** In minutes; null when neither a date nor the technician tells. */
function ageOf(folder: InboxFolder, { oldest }: WaitingFiles, reference: ReferenceTime): number | null {
  if (folder.toldAgeMinutes !== undefined) return folder.toldAgeMinutes;
  if (oldest === null || !reference.known) return null;
  return Math.round((reference.until - oldest) / 60_000);
}

function notesOf({ staying }: WaitingFiles, rule: AppliedRule | null): readonly string[] {
  if (staying === 0 || rule === null) return [];
  return [staying === 1 ? '1 more file stays here by design.' : `${staying} more files stay here by design.`];
}

interface Judged {
  readonly judgement: Truth;
  readonly why: string;
}

function neverBackedUp(kind: InboxAssessment['kind']): Judged {
  return {
    judgement: 'false',
    why:
      kind === 'store'
        ? 'Files stay here by design.'
        : 'Files were put aside here; they do not wait for a thread.',
  };
}

function judge(folder: WaitingFiles, age: number | null, rule: AppliedRule): Judged {
  if (folder.files === 0) {
    return { judgement: 'false', why: folder.staying === 0 ? 'It is empty.' : 'Nothing waits here.' };
  }
  const number = folder.files === 1 ? '1 file' : `${folder.files} files`;
  if (age === null) return { judgement: 'unknown', why: `${number}, but their age is not known.` };
  if (age < -CLOCK_SKEW_MINUTES) {
    return {
      judgement: 'unknown',
      why: `${number}, dated after the time of the evidence, so their age is not known.`,
    };
  }
  const oldest = `the oldest ${wordsOfDuration(age * 60_000)} old`;
  const why = `${number}, ${oldest}.`;
  if (folder.files >= rule.files && age >= rule.ageMinutes) return { judgement: 'true', why };
  const { few } = rule;
  if (few !== null && folder.files >= few.files && age >= few.ageMinutes) {
    return {
      judgement: 'true',
      why: `${number}, ${oldest} (here anything older than ${wordsOfDuration(few.ageMinutes * 60_000)} is a backlog).`,
    };
  }
  if (age >= rule.ageMinutes) return { judgement: 'unknown', why: `Only ${number}, but ${oldest}.` };
  if (folder.files >= rule.files) {
    return {
      judgement: 'unknown',
      why: `${number}, all young: it may be growing, look again in ${wordsOfDuration(rule.ageMinutes * 60_000)}.`,
    };
  }
  return { judgement: 'false', why };
}

function iso(time: ServerTime | null): string | null {
  return time === null ? null : isoServerTime(time);
}
