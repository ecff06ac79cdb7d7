import type { ControlFileExam } from './examine.ts';

/** Why a control file is left as it is. */
export type ControlFileErrorCode =
  | 'not-a-control-file'
  | 'unexpected'
  | 'not-found'
  | 'not-a-file'
  | 'not-readable'
  | 'is-a-link'
  | 'several-names'
  | 'read-only'
  | 'changed-meanwhile'
  | 'changed-since-edit'
  | 'no-backup'
  | 'backup-not-usable'
  | 'cannot-write'
  | 'not-as-written';

/** What was refused or did not succeed with a control file: what happened, and what to do. */
export class ControlFileError extends Error {
  readonly code: ControlFileErrorCode;
  readonly nextStep: string;
  /** What was found in the file, where that is the reason. */
  readonly exam: ControlFileExam | null;

  /**
   * @param message one sentence that names the file or the line
   * @param nextStep what to do about it
   */
  constructor(
    code: ControlFileErrorCode,
    message: string,
    nextStep: string,
    more: { readonly exam?: ControlFileExam; readonly cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ControlFileError';
    this.code = code;
    this.nextStep = nextStep;
    this.exam = more.exam ?? null;
  }
}
