/**
 * From when on a queue is backed up. No article gives a number for "too many files", so the rules are this project's own:
 * ten files of which the oldest is an hour old, unless the facts of an inbox or the technician say otherwise (judgement).
 */
import type { AnsweredRule } from '../answers/apply-answers.ts';
import type { InboxFact } from '../knowledge/site-facts.ts';
import type { BacklogRule } from '../reasoning/diagnosis.ts';
import { wordsOfDuration } from '../time/format.ts';

export const BACKLOG_FILES = 10;
export const BACKLOG_AGE_MINUTES = 60;

/** The rule by which an inbox is judged, with a few older files where its facts name them. */
export interface AppliedRule extends BacklogRule {
  readonly few: { readonly files: number; readonly ageMinutes: number } | null;
}

/**
 * @param fact what is known of the inbox, null when nothing is
 * @param answered rule that the technician set, null when there is none
 * @returns null where files stay by design or were put aside
 */
export function ruleOf(fact: InboxFact | null, answered: AnsweredRule | null): AppliedRule | null {
  if (fact !== null && fact.kind !== 'queue') return null;
  if (answered !== null) {
    const { files, ageMinutes, source } = answered;
    const text = `${words(files, ageMinutes)}, as set by hand (${source})`;
    return { files, ageMinutes, from: 'answered', few: null, text };
  }
  const files = fact?.backlog?.files ?? BACKLOG_FILES;
  const ageMinutes = fact?.backlog?.ageMinutes ?? BACKLOG_AGE_MINUTES;
  const few = fact?.backlog?.few ?? null;
  const less =
    few === null
      ? ''
      : `; here ${few.files} files are enough once the oldest is older than ${wordsOfDuration(few.ageMinutes * 60_000)}`;
  return {
    files,
    ageMinutes,
    from: fact?.backlog === undefined ? 'common' : 'inbox',
    few,
    text: `${words(files, ageMinutes)}${less} (judgement)`,
  };
}

function words(files: number, ageMinutes: number): string {
  const number = files === 1 ? '1 file' : `${files} files`;
  return `a backlog is ${number} or more, the oldest ${wordsOfDuration(ageMinutes * 60_000)} old or more`;
}
