/** What the main process and the reader process say to each other. Types only: nothing here runs. */
import type { CaseIdentity } from '../engine/case/records.ts';
import type {
  CaseInfo,
  ExcerptLine,
  FoundSite,
  NumberExplanations,
  PastedLog,
  ReadingProgress,
  ReleaseExplanation,
  ReportFormat,
  UserError,
} from '../contract/ipc.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { RunView } from '../engine/case/run-view.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import type { Diagnosis, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import type { SiteSource } from '../site/site-source.ts';

/** What came of reading: a site, or several of which one must be chosen. */
export type ReadResult =
  | {
      readonly kind: 'site';
      readonly label: string;
      readonly diagnosis: Diagnosis;
      /** Where its files stand: what was chosen, or what was found on a server. */
      readonly paths: readonly string[];
    }
  | { readonly kind: 'several'; readonly sites: readonly FoundSite[] };

/** Task → what is sent and what comes back. */
export interface ReaderTasks {
  /** Reads the site and diagnoses it. */
  read: {
    request: SiteSource;
    response: ReadResult;
  };
  /** Diagnoses with these answers; reads the site first if this process does not hold its evidence. */
  diagnose: {
    request: SiteSource & { readonly answers: readonly Answer[] };
    response: Diagnosis;
  };
  excerpt: {
    request: SiteSource & { readonly cited: string; readonly context: number };
    response: readonly ExcerptLine[];
  };
  report: {
    request: {
      readonly diagnosis: Diagnosis;
      readonly format: ReportFormat;
      readonly redact: boolean;
      readonly caseInfo: CaseInfo;
      readonly runs: readonly RunView[];
      readonly verification: SiteComparison | null;
      readonly evidenceSha256: string | null;
      readonly comparison?: InboxComparison | null;
    };
    response: string;
  };
  plans: { request: null; response: readonly Plan[] };
  /** The plans as they are for a site, in the order in which they are to be done. */
  'plans-for-site': { request: { readonly diagnosis: Diagnosis }; response: readonly TailoredPlan[] };
  /** A plan as a runbook. */
  runbook: {
    request: {
      readonly plan: TailoredPlan;
      readonly format: ReportFormat;
      readonly controlFile: {
        readonly name: string;
        readonly before: Uint8Array;
        readonly after: Uint8Array;
      } | null;
      readonly identity: CaseIdentity | null;
    };
    response: string;
  };
  /** The evidence of the site as JSON, to be kept; the site is read first if this process does not hold it. */
  evidence: { request: SiteSource; response: string };
  /** One file of the site whole; null when it has none of that name or it is too large. */
  'site-file': {
    request: Pick<SiteSource, 'paths' | 'site'> & { readonly file: string };
    response: Uint8Array | null;
  };
  /** Reads an earlier collection, without opening it, and compares its inboxes with those of a later diagnosis. */
  'compare-with': {
    request: SiteSource & { readonly later: Diagnosis };
    response: InboxComparison;
  };
  'compare-readings': {
    request: { readonly earlier: Diagnosis; readonly later: Diagnosis };
    response: InboxComparison;
  };
  'explain-release': { request: { readonly text: string }; response: ReleaseExplanation };
  'recognize-log-text': { request: { readonly text: string }; response: PastedLog };
  explanations: { request: null; response: NumberExplanations };
}

export type ReaderTask = keyof ReaderTasks;

export type TaskProgress = Omit<ReadingProgress, 'readingId'>;

export type TaskResult<T> =
  | { readonly result: 'done'; readonly value: T }
  | { readonly result: 'cancelled' }
  | { readonly result: 'failed'; readonly error: UserError };

/** One task to do. The id is the caller's and comes back with all that belongs to the task. It is cancelled by ending the process. */
export type TaskMessage = {
  [T in ReaderTask]: {
    readonly id: number;
    readonly task: T;
    readonly request: ReaderTasks[T]['request'];
  };
}[ReaderTask];

export type FromReader =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: TaskProgress }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly result: TaskResult<ReaderTasks[ReaderTask]['response']>;
    };
