/** Two readings of a site side by side: whether a fix worked. */
import type { InboxComparison } from '../reasoning/diagnosis.ts';

export interface FactChange {
  /** Id of the fact (`release`, `service-state:SMS_EXECUTIVE`, `inbox:despoolr.box/receive`, `thread:SMS_DESPOOLER`). */
  readonly id: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly change: 'better' | 'worse' | 'changed' | 'same' | 'cannot-tell';
  /** Why it counts so. */
  readonly because: string;
  readonly beforeSource: string;
  readonly afterSource: string;
}

export interface FindingChange {
  readonly id: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** `flipped`: was confirmed or likely and is now neither, on evidence. `lost-evidence`: only because less is known now. */
  readonly change: 'flipped' | 'weaker' | 'same' | 'stronger' | 'new' | 'lost-evidence';
  readonly because: string;
}

/**
 * `fixed`: the fault is gone on evidence and nothing got worse. `partly`: better, but not gone. `cannot-tell`: the second reading lacks what
 * would decide, or is not later, or is of another site.
 */
export type FixOutcome = 'fixed' | 'partly' | 'not-fixed' | 'worse' | 'cannot-tell';

export interface SiteComparison {
  readonly outcome: FixOutcome;
  /** One sentence a manager understands. */
  readonly headline: string;
  /** What speaks for it and what is still to be seen. */
  readonly because: readonly string[];
  readonly before: { readonly label: string; readonly at: string; readonly headline: string };
  readonly after: { readonly label: string; readonly at: string; readonly headline: string };
  readonly findings: readonly FindingChange[];
  readonly facts: readonly FactChange[];
  readonly inboxes: InboxComparison | null;
}
