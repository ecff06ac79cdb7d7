/**
 * Everything that conditions are judged by: the evidence, the answers, the time for which the diagnosis holds, and
 * what was drawn from them once (release, backlogs, stalls).
 */
import type { Answer, SiteEvidence } from '../evidence/model.ts';
import type { Knowledge } from '../knowledge/entry.ts';
import { assessInboxes, type AssessedInbox } from './backlog.ts';
import { findReferenceTime, type ReferenceTime } from './reference-time.ts';
import { viewReleases, type ReleaseView } from './release-view.ts';
import { analyseStalls, type StallAnalysis } from './stalls.ts';

export interface Situation {
  readonly evidence: SiteEvidence;
  readonly answers: readonly Answer[];
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
export function assess(evidence: SiteEvidence, knowledge: Knowledge, options: DiagnoseOptions): Situation {
  const reference = findReferenceTime(evidence, options);
  return {
    evidence,
    answers: options.answers,
    knowledge,
    reference,
    release: viewReleases(evidence, options.answers),
    inboxes: assessInboxes(evidence.inboxes, knowledge.facts, reference),
    stalls: analyseStalls(evidence.logs, knowledge, reference),
  };
}
