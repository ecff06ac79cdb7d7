/** What a record of the journal says, as a sentence for people. */
import { nameOfQuestion, subjectOfAnswer } from '../engine/answers/answer-ids.ts';
import type { CaseRecord, PlanWay } from '../engine/case/records.ts';
import { contradiction } from '../engine/case/step-track.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';

const WAYS: Readonly<Record<PlanWay, string>> = {
  live: 'from this computer',
  'by-hand': 'by hand, with the wizard as checklist',
  kit: 'with a fix kit',
};

type StepRecord = Extract<CaseRecord, { readonly step: string }>;

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

const again = (attempt: number): string => (attempt > 1 ? `, attempt ${attempt}` : '');

function stepSentence(record: StepRecord, title: string): string {
  switch (record.kind) {
    case 'step-looked':
      return `Looked at "${title}": ${record.seen.text}`;
    case 'step-intent': {
      const verb = record.undo ? 'Begins to take back' : 'Begins';
      const kept = record.backup === null ? '' : ` The original is kept (SHA-256 ${record.backup.sha256}).`;
      return `${verb} "${title}"${again(record.attempt)}: ${record.shown.what}${kept}`;
    }
    case 'step-done':
      // What a file from another computer says was not seen from here.
      if (record.seen.facts['toldBy'] !== undefined) {
        return `${record.undo ? 'Taken back' : 'Done'}, as was told: "${title}". ${record.seen.text}`;
      }
      return `${record.undo ? 'Took back' : 'Did'} "${title}" and saw that it is so: ${record.seen.text}`;
    case 'step-failed':
      return `"${title}"${record.undo ? ' was not taken back' : ' did not reach its end'}: ${record.message}`;
    case 'step-interrupted':
      return `"${title}" was cut off${record.undo ? ' while it was taken back' : ''}. What is there now: ${record.seen.text}`;
    case 'step-told': {
      const note = record.note === '' ? '' : ` ${record.note}`;
      return `Told to be done: "${title}".${note}${contradiction(record.seen)}`;
    }
    case 'step-skipped':
      return `Left out "${title}": ${record.reason}`;
    case 'step-reopened':
      return `Opened "${title}" again.`;
    case 'step-noted':
      return `Note on "${title}": ${record.note}`;
    case 'step-sampled':
      return `"${title}": ${record.text}`;
  }
}

const LONGEST_VALUE = 60;

function valueInWords({ question, value }: Answer): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (subjectOfAnswer(question).kind === 'log-text')
    return counted(String(value).trimEnd().split('\n').length, 'line', 'lines');
  const said = String(value).replaceAll(/\s+/g, ' ').trim();
  return said.length > LONGEST_VALUE ? `${said.slice(0, LONGEST_VALUE)}…` : said;
}

/** The words of the questions of the knowledge base are not at hand here; their ids are words as well. */
function subjectInWords(question: string): string {
  const isAsked = subjectOfAnswer(question).kind === 'question';
  return isAsked ? question.replaceAll('-', ' ') : nameOfQuestion(question);
}

/** What was answered, changed and taken back since the answers were kept before. */
function answersSentence(now: readonly Answer[], before: readonly Answer[]): string {
  const given = now.filter(
    ({ question, value }) =>
      !before.some((earlier) => earlier.question === question && earlier.value === value),
  );
  const gone = before.filter(({ question }) => !now.some((later) => later.question === question));
  const parts = [
    ...given.map((answer) => `${subjectInWords(answer.question)}: ${valueInWords(answer)}`),
    ...gone.map(({ question }) => `${subjectInWords(question)}: taken back`),
  ];
  if (parts.length > 0) return `Answered: ${parts.join('; ')}.`;
  return counted(now.length, 'question is answered.', 'questions are answered.');
}

/**
 * A record as a sentence.
 * @param plans of the runs, by run, for the titles of their steps; a step of an unknown one goes by its id
 * @param answersBefore as they stood in the record of answers before this one
 */
export function journalSentence(
  record: CaseRecord,
  plans: ReadonlyMap<string, TailoredPlan>,
  answersBefore: readonly Answer[] = [],
): string {
  const titleOf = (run: string): string => plans.get(run)?.title ?? 'a plan';
  switch (record.kind) {
    case 'case-created':
      return record.identity.name === ''
        ? 'The case was begun.'
        : `The case "${record.identity.name}" was begun.`;
    case 'case-described':
      return `The case is now called "${record.identity.name}", ticket ${record.identity.ticket === '' ? 'none' : record.identity.ticket}, technician ${record.identity.technician === '' ? 'not named' : record.identity.technician}.`;
    case 'case-opened':
      return `Opened on ${record.computer}.`;
    case 'site-read': {
      const left =
        record.notKept.length === 0
          ? ''
          : `, ${counted(record.notKept.length, 'file', 'files')} could not be kept`;
      return `Read the site from ${record.label}: ${record.headline} (${counted(record.files.length, 'file', 'files')} kept${left})`;
    }
    case 'answers':
      return answersSentence(record.answers, answersBefore);
    case 'plan-begun':
      return `Began the plan "${plans.get(record.run)?.title ?? record.plan}" ${WAYS[record.way]}.`;
    case 'kit-written':
      return `Wrote the fix kit of "${titleOf(record.run)}" into ${record.folder} (${counted(record.files.length, 'file', 'files')}).`;
    case 'kit-returned':
      return `Took in what the fix kit of "${titleOf(record.run)}" did: ${record.summary}`;
    case 'plan-ended': {
      const note = record.note === '' ? '' : ` ${record.note}`;
      return `${record.outcome === 'finished' ? 'Finished' : 'Gave up'} the plan "${titleOf(record.run)}".${note}`;
    }
    case 'verified':
      return `Verified: ${record.text}`;
    default: {
      const plan = plans.get(record.run);
      const step = [...(plan?.steps ?? []), ...(plan?.verification ?? [])].find(
        ({ id }) => id === record.step,
      );
      return stepSentence(record, step?.title ?? record.step);
    }
  }
}
