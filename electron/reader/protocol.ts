/** What the main process and the reader process say to each other. Types only: nothing here runs. */
import type {
  CaseInfo,
  ChecklistMark,
  ExcerptLine,
  ReadingProgress,
  ReportFormat,
  UserError,
} from '../contract/ipc.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';

/** Task → what is sent and what comes back. */
export interface ReaderTasks {
  /** Reads the site and diagnoses it. */
  read: {
    request: { readonly paths: readonly string[] };
    response: { readonly label: string; readonly diagnosis: Diagnosis };
  };
  /** Diagnoses with these answers; reads the paths first if this process does not hold their evidence. */
  diagnose: {
    request: { readonly paths: readonly string[]; readonly answers: readonly Answer[] };
    response: Diagnosis;
  };
  excerpt: {
    request: { readonly paths: readonly string[]; readonly source: string; readonly context: number };
    response: readonly ExcerptLine[];
  };
  report: {
    request: {
      readonly diagnosis: Diagnosis;
      readonly format: ReportFormat;
      readonly redact: boolean;
      readonly caseInfo: CaseInfo;
      readonly checklist: readonly ChecklistMark[];
    };
    response: string;
  };
  plans: { request: null; response: readonly Plan[] };
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
