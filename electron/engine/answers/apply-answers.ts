/**
 * Makes evidence of what was answered by hand, before anything is judged: counted inboxes, pasted log lines, the time of
 * the collection. Yes and no, the release and service states are weighed where they are judged. What was read is never
 * silently replaced: each answer that meets a reading leaves a note.
 */
import { answerTo, nameOfAnswer, nameOfSource } from '../evidence/citing.ts';
import { mergeLogs } from '../evidence/merge-logs.ts';
import type { Answer, InboxFolder, SiteEvidence, Source } from '../evidence/model.ts';
import { watchedTexts, type Knowledge } from '../knowledge/entry.ts';
import { findReferenceTime, type ReferenceTime } from '../reasoning/reference-time.ts';
import { parseIsoTime, toServerTime, wordsOfTime } from '../time/format.ts';
import { answeredBefore } from './answered-before.ts';
import { belowInboxes, nameOfLog, subjectOfAnswer } from './answer-ids.ts';
import { parseFilesAndAge } from './answer-values.ts';
import { nameOfPaste, readPastedLog, type PastedReading } from './pasted-log.ts';

/** Something an answer did or did not do, for "What we know". */
export interface AnswerNote {
  readonly id: string;
  readonly group: 'site' | 'logs' | 'inboxes';
  readonly label: string;
  readonly value: string;
  /** True when what was read says otherwise. */
  readonly disputed: boolean;
  readonly source: string;
}

/** A rule for one inbox that the technician set. */
export interface AnsweredRule {
  readonly files: number;
  readonly ageMinutes: number;
  readonly source: string;
}

export interface WithAnswers {
  readonly evidence: SiteEvidence;
  readonly reference: ReferenceTime;
  /** Path below Inboxes → rule. */
  readonly rules: ReadonlyMap<string, AnsweredRule>;
  readonly notes: readonly AnswerNote[];
}

/**
 * Puts answers and evidence together.
 * @param evidence what was read
 * @param answers all answers; the newest to each question counts
 * @param options the time asked for, and a clock for evidence without any time
 */
export function applyAnswers(
  evidence: SiteEvidence,
  answers: readonly Answer[],
  knowledge: Knowledge,
  options: { readonly at?: number; readonly fallbackNow?: number },
): WithAnswers {
  const newest = newestOfEach(answers);
  const dated = withTime(evidence, newest);
  const pasted = withPastedLogs(dated.evidence, newest, knowledge);
  const reference = findReferenceTime(pasted.evidence, options);
  const counted = withCountedInboxes(pasted.evidence, newest, reference);
  return {
    evidence: counted.evidence,
    reference,
    rules: answeredRules(newest),
    notes: [...dated.notes, ...pasted.notes, ...counted.notes],
  };
}

interface Step {
  readonly evidence: SiteEvidence;
  readonly notes: readonly AnswerNote[];
}

function newestOfEach(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter((answer) => answerTo(answers, answer.question) === answer);
}

function sourceOf(answer: Answer): Source {
  return { kind: 'answer', path: nameOfAnswer(answer), line: null };
}

function withTime(evidence: SiteEvidence, answers: readonly Answer[]): Step {
  const answer = answers.find(({ question }) => subjectOfAnswer(question).kind === 'collected-at');
  const parsed = answer === undefined ? null : parseIsoTime(String(answer.value));
  if (answer === undefined || parsed === null) return { evidence, notes: [] };
  const value = toServerTime(parsed, evidence.clock);
  const read = evidence.collectedAt;
  if (read === null) {
    return { evidence: { ...evidence, collectedAt: { value, source: sourceOf(answer) } }, notes: [] };
  }
  if (Math.abs(read.value - value) < 60_000) return { evidence, notes: [] };
  const note: AnswerNote = {
    id: 'collected-at',
    group: 'site',
    label: 'Time of the collection',
    value: `${wordsOfTime(value)} was answered; ${nameOfSource(read.source)} says ${wordsOfTime(read.value)}, and that counts`,
    disputed: true,
    source: nameOfAnswer(answer),
  };
  return { evidence, notes: [note] };
}

function withPastedLogs(evidence: SiteEvidence, answers: readonly Answer[], knowledge: Knowledge): Step {
  const pastes = answers.flatMap((answer) => {
    const subject = subjectOfAnswer(answer.question);
    return subject.kind === 'log-text' && String(answer.value).trim() !== ''
      ? [{ answer, family: subject.family }]
      : [];
  });
  const watched = watchedTexts(knowledge);
  let { logs, clock } = evidence;
  const notes: AnswerNote[] = [];
  for (const { answer, family } of pastes) {
    const several = pastes.filter((other) => other.answer.by === answer.by).length > 1;
    const path = nameOfPaste(answer, family, several);
    const reading = readPastedLog(String(answer.value), { path, family }, watched, evidence.logs);
    logs = mergeLogs(logs, reading.logs);
    if (clock.offsetMinutes === null) clock = reading.clock;
    notes.push(noteOfPaste(family, path, reading));
  }
  return { evidence: pastes.length === 0 ? evidence : { ...evidence, logs, clock }, notes };
}

function noteOfPaste(family: string, path: string, { lines, older, file }: PastedReading): AnswerNote {
  const number = lines === 1 ? '1 line' : `${lines} lines`;
  const span =
    file.firstTime === null || file.lastTime === null
      ? ''
      : `, ${wordsOfTime(file.firstTime).replace(/ server time$/, '')} to ${wordsOfTime(file.lastTime)}`;
  const left =
    older === 0
      ? ''
      : older >= lines
        ? '; none of them is newer than what was read, so what was read counts'
        : `; ${older === 1 ? '1 of them is' : `${older} of them are`} not newer than what was read and left out`;
  return {
    id: `pasted:${family}`,
    group: 'logs',
    label: `Pasted lines of ${nameOfLog(family)}`,
    value: `${number}${span}${left}`,
    disputed: lines > 0 && older >= lines,
    source: path,
  };
}

function withCountedInboxes(
  evidence: SiteEvidence,
  answers: readonly Answer[],
  reference: ReferenceTime,
): Step {
  let inboxes = evidence.inboxes;
  const notes: AnswerNote[] = [];
  for (const answer of answers) {
    const subject = subjectOfAnswer(answer.question);
    const told = subject.kind === 'inbox' ? parseFilesAndAge(answer.value) : null;
    if (subject.kind !== 'inbox' || told === null) continue;
    const read = inboxes.find((folder) => belowInboxes(folder.path) === subject.path);
    const oldest =
      told.ageMinutes === null || !reference.known ? null : reference.until - told.ageMinutes * 60_000;
    const counted: InboxFolder = {
      path: read?.path ?? `Inboxes/${subject.path}`,
      files: told.files,
      bytes: 0,
      zeroByteFiles: 0,
      oldest,
      newest: null,
      byExtension: [],
      suspicious: [],
      newestFiles: [],
      toldAgeMinutes: told.ageMinutes,
      source: sourceOf(answer),
    };
    if (read === undefined) {
      inboxes = [...inboxes, counted];
      continue;
    }
    const isOlder = answeredBefore(answer, reference, evidence);
    const kept: InboxFolder = isOlder
      ? {
          ...read,
          note: `${filesInWords(told.files)} were counted by hand before that (${nameOfAnswer(answer)}), so what was read counts.`,
        }
      : {
          ...counted,
          note: `${nameOfSource(read.source)} shows ${filesInWords(read.files)}; the count by hand is newer and counts.`,
        };
    inboxes = inboxes.map((folder) => (folder === read ? kept : folder));
    if (read.files !== told.files) {
      notes.push({
        id: `counted:${subject.path}`,
        group: 'inboxes',
        label: subject.path.replaceAll('/', '\\'),
        value: `${filesInWords(told.files)} counted by hand, ${filesInWords(read.files)} in ${nameOfSource(read.source)}; ${isOlder ? 'what was read is newer and counts' : 'the count by hand is newer and counts'}`,
        disputed: true,
        source: nameOfAnswer(answer),
      });
    }
  }
  return { evidence: inboxes === evidence.inboxes ? evidence : { ...evidence, inboxes }, notes };
}

function answeredRules(answers: readonly Answer[]): ReadonlyMap<string, AnsweredRule> {
  const rules = new Map<string, AnsweredRule>();
  for (const answer of answers) {
    const subject = subjectOfAnswer(answer.question);
    const told = subject.kind === 'backlog-rule' ? parseFilesAndAge(answer.value) : null;
    if (subject.kind !== 'backlog-rule' || told === null || told.files === 0 || told.ageMinutes === null)
      continue;
    rules.set(subject.path, {
      files: told.files,
      ageMinutes: told.ageMinutes,
      source: nameOfAnswer(answer),
    });
  }
  return rules;
}

function filesInWords(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
