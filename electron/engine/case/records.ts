/**
 * What a case's journal holds. Every line of `journal.ndjson` is one record with its number and checksum (see the case
 * store); here stands what the records say. Nothing is ever changed or removed: the state of a case is what its records,
 * taken in order, amount to.
 */
import type { Answer } from '../evidence/model.ts';
import type { SiteVerdict } from '../reasoning/diagnosis.ts';

/** Who works on what. */
export interface CaseIdentity {
  readonly name: string;
  readonly ticket: string;
  readonly technician: string;
}

/** What was really seen when the wizard looked. */
export interface Seen {
  /**
   * `before`: as it was, the action is still to be done. `after`: what the action is for is there. `other`: neither, a person
   * must look. `unknown`: cannot be told from here.
   */
  readonly state: 'before' | 'after' | 'other' | 'unknown';
  /** One sentence, with the values that decided. */
  readonly text: string;
  /** ISO time of this computer. */
  readonly at: string;
  /** What was looked at, for the journal: SHA-256 of files, process ids, service states. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** One line of a difference. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  /** Line in the file before and after, counted from 1; null where it is not there. */
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
}

/** Exactly what an action will do. */
export interface Shown {
  /** Names this showing; acting needs it, so that only what was shown is done. */
  readonly id: string;
  /** One sentence. */
  readonly what: string;
  /** Command lines as they will be run (each argument quoted where it needs it), with the computer they run on. */
  readonly commands: readonly string[];
  /** Only for edits. */
  readonly diff: readonly DiffLine[] | null;
  readonly file: string | null;
  /** What could go wrong. */
  readonly risks: readonly string[];
  /** How it is taken back; null when it cannot be. */
  readonly undo: string | null;
  /** How often it must be agreed to. */
  readonly agree: 'once' | 'twice';
  readonly seen: Seen;
}

/** Of what an earlier reading, a file or a result is kept, by SHA-256 (lower-case hex) in `evidence/`. */
export interface KeptItem {
  readonly sha256: string;
  readonly bytes: number;
  /** Path in the site with forward slashes (`Logs/Despool.log`), or a name. */
  readonly path: string;
}

export type PlanWay = 'live' | 'by-hand' | 'kit';

/** Which step of which run of a plan. */
interface OfStep {
  readonly run: string;
  readonly step: string;
}

export type CaseEvent =
  | { readonly kind: 'case-created'; readonly identity: CaseIdentity; readonly id: string }
  | { readonly kind: 'case-described'; readonly identity: CaseIdentity }
  | { readonly kind: 'case-opened'; readonly computer: string }
  /** A reading of the site: its evidence and diagnosis are kept as JSON, its files as far as the cap allows. */
  | {
      readonly kind: 'site-read';
      readonly label: string;
      /** Where it was read from, as the technician chose it: paths, or a server. */
      readonly source: {
        readonly paths: readonly string[];
        readonly server: string | null;
        readonly folder: string | null;
        readonly site: string | null;
      };
      readonly evidence: KeptItem;
      readonly diagnosis: KeptItem;
      readonly files: readonly KeptItem[];
      readonly notKept: readonly { readonly path: string; readonly why: string }[];
      readonly headline: string;
      readonly verdict: SiteVerdict;
    }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  | {
      readonly kind: 'plan-begun';
      readonly run: string;
      readonly plan: string;
      readonly way: PlanWay;
      readonly planKept: KeptItem;
      readonly server: string | null;
      readonly folder: string | null;
    }
  | ({ readonly kind: 'step-looked'; readonly seen: Seen } & OfStep)
  /** Written and flushed before the action begins. `attempt` counts from 1. */
  | ({
      readonly kind: 'step-intent';
      readonly attempt: number;
      readonly undo: boolean;
      readonly shown: Shown;
      readonly backup: KeptItem | null;
    } & OfStep)
  /** Written only after the real state was looked at and is what the action is for. */
  | ({
      readonly kind: 'step-done';
      readonly attempt: number;
      readonly undo: boolean;
      readonly seen: Seen;
    } & OfStep)
  | ({
      readonly kind: 'step-failed';
      readonly attempt: number;
      readonly undo: boolean;
      readonly code: string;
      readonly message: string;
      readonly nextStep: string;
      readonly seen: Seen | null;
    } & OfStep)
  /** Found when a case was opened: an intent without an end; `seen` says what is really there. */
  | ({
      readonly kind: 'step-interrupted';
      readonly attempt: number;
      readonly undo: boolean;
      readonly seen: Seen;
    } & OfStep)
  /** The technician says it was done (by hand); `seen` when the wizard could look as well. */
  | ({ readonly kind: 'step-told'; readonly note: string; readonly seen: Seen | null } & OfStep)
  | ({ readonly kind: 'step-skipped'; readonly reason: string } & OfStep)
  | ({ readonly kind: 'step-reopened' } & OfStep)
  | ({ readonly kind: 'step-noted'; readonly note: string } & OfStep)
  /** A sample of a watch (files that wait, seconds waited). */
  | ({ readonly kind: 'step-sampled'; readonly files: number | null; readonly text: string } & OfStep)
  | {
      readonly kind: 'kit-written';
      readonly run: string;
      readonly folder: string;
      readonly files: readonly KeptItem[];
    }
  | {
      readonly kind: 'kit-returned';
      readonly run: string;
      readonly result: KeptItem;
      readonly summary: string;
    }
  | {
      readonly kind: 'plan-ended';
      readonly run: string;
      readonly outcome: 'finished' | 'given-up';
      readonly note: string;
    }
  | {
      readonly kind: 'verified';
      readonly outcome: 'fixed' | 'partly' | 'not-fixed' | 'worse' | 'cannot-tell';
      readonly text: string;
    };

/** A record as the case store gives it. */
export type CaseRecord = CaseEvent & {
  /** From 1, without gaps. */
  readonly seq: number;
  /** ISO time with `Z`; may go backwards when the computer's clock does: `seq` is the order. */
  readonly at: string;
  readonly by: string;
};
