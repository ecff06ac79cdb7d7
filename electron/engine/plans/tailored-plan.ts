/** A plan as it is for one site: whether it fits, what it needs first, and its steps with the site's own names. */
import type { Plan, PlanStep } from '../knowledge/plan.ts';

/**
 * `advised`: do it, in the order given. `possible`: may be done, with the reservation said. `not-for-this-site`: something
 * known speaks against it. `done`: what it would reach is there already.
 */
export type PlanFit = 'advised' | 'possible' | 'not-for-this-site' | 'done';

export interface TailoredStep extends PlanStep {
  /** False when it is not needed on this site. */
  readonly applies: boolean;
  /** Why it is not needed, or why it matters here in particular; null when there is nothing to add. */
  readonly hereBecause: string | null;
}

/** A known bug or problem in a list of an upgrade. */
export interface ListedArticle {
  readonly id: string;
  readonly title: string;
  /** Whom it concerns; null: every site. */
  readonly condition: string | null;
}

/** What an upgrade changes. */
export interface UpgradeView {
  readonly from: string;
  readonly to: string;
  /** Releases to put on, in this order. */
  readonly way: readonly string[];
  readonly why: readonly { readonly text: string; readonly source: string }[];
  readonly ends: readonly ListedArticle[];
  readonly brings: readonly ListedArticle[];
  /** Hotfixes of this site that the upgrade undoes or that it holds already, as far as they are known. */
  readonly hotfixes: readonly {
    readonly id: string;
    readonly fate: 'contained' | 'undone' | 'unknown';
    readonly text: string;
  }[];
}

export interface TailoredPlan extends Plan {
  readonly fit: PlanFit;
  /** Why it fits or not, in a sentence or two. */
  readonly fitBecause: string;
  /** Findings it is for (`Q260366`). */
  readonly findings: readonly string[];
  /** Plans to finish first, with the reason. */
  readonly needsFirst: readonly { readonly plan: string; readonly because: string }[];
  readonly steps: readonly TailoredStep[];
  readonly verification: readonly TailoredStep[];
  /** Only for upgrade-service-pack. */
  readonly upgrade: UpgradeView | null;
  /** Names that were filled in; null where the site did not tell: the runbook then says how to find out. */
  readonly site: {
    readonly server: string | null;
    /** SMS directory as the server itself calls it (`D:\SMS`). */
    readonly smsDirectory: string | null;
    readonly controlFile: string | null;
    readonly release: string | null;
    /** Goal of an upgrade. */
    readonly goal: string | null;
  };
}
