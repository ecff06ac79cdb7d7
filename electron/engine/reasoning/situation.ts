/**
 * Everything that conditions are judged by: the evidence, the answers, the time for which the diagnosis holds, and
 * what was drawn from them once (release, backlogs, stalls).
 */
import type { Answer, SiteEvidence } from '../evidence/model.ts';
import type { Knowledge } from '../knowledge/entry.ts';
import { applyAnswers, type AnswerNote } from '../answers/apply-answers.ts';
import { assessInboxes, type AssessedInbox } from './backlog.ts';
import type { ReferenceTime } from './reference-time.ts';
import { viewReleases, type ReleaseView } from './release-view.ts';
import { analyseStalls, type StallAnalysis } from './stalls.ts';

export interface Situation {
  /** What was read, with what was counted, pasted and dated by hand. */
  readonly evidence: SiteEvidence;
  readonly answers: readonly Answer[];
  /** How answers and readings went together. */
  readonly notes: readonly AnswerNote[];
  readonly knowledge: Knowledge;
  readonly reference: ReferenceTime;
  readonly release: ReleaseView;
  readonly inboxes: readonly AssessedInbox[];
  readonly stalls: StallAnalysis;
}

export interface DiagnoseOptions {
  /** Server time for which the diagnosis holds; without it the evidence tells. */
  readonly at?: number;
  readonly answers: readonly Answer[];
  /** Used only when nothing that was read carries a time. */
  readonly fallbackNow?: number;
  /**
   * The moment at which the age of the evidence is told: milliseconds since 1970 in UTC, and the desk's own offset in
   * minutes for evidence whose offset is not known. Without it no age is told.
   */
  readonly now?: { readonly utc: number; readonly deskOffsetMinutes: number };
}

/** Draws from evidence and answers what the conditions need. */
export function assess(read: SiteEvidence, knowledge: Knowledge, options: DiagnoseOptions): Situation {
  const { evidence, reference, rules, notes } = applyAnswers(read, options.answers, knowledge, options);
  const inboxes = assessInboxes(evidence.inboxes, knowledge.facts, reference, rules);
  return {
    evidence,
    answers: options.answers,
    notes,
    knowledge,
    reference,
    release: viewReleases(evidence, options.answers),
    inboxes,
    stalls: analyseStalls(evidence, knowledge, reference, inboxes),
  };
}
