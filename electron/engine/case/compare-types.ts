/** What the parts of the comparison hand each other. */
import type { Diagnosis, InboxComparison } from '../reasoning/diagnosis.ts';
import type { FactChange, FindingChange, FixOutcome } from './comparison.ts';

/** Two readings of one site with what changed between them. */
export interface Compared {
  readonly before: Diagnosis;
  readonly after: Diagnosis;
  readonly findings: readonly FindingChange[];
  readonly facts: readonly FactChange[];
  readonly inboxes: InboxComparison;
}

/** The word for it, and why. */
export interface Judgement {
  readonly outcome: FixOutcome;
  readonly headline: string;
  readonly because: readonly string[];
}
