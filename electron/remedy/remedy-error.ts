export type RemedyErrorCode =
  | 'no-such-run'
  | 'no-such-step'
  | 'run-ended'
  | 'read-only'
  | 'action-running'
  | 'step-blocked'
  | 'step-by-hand'
  | 'step-not-open'
  | 'steps-open'
  | 'not-shown'
  | 'not-agreed'
  | 'no-text'
  | 'not-as-shown'
  | 'needs-a-person'
  | 'cannot-undo'
  | 'cancelled'
  | 'time-limit'
  | 'not-met'
  | 'came-back'
  | 'service-not-told'
  | 'service-refused'
  | 'not-the-process'
  | 'process-not-ended'
  | 'control-file'
  | 'file-not-read'
  | 'inbox-grows'
  | 'inbox-stands'
  | 'plan-not-readable';

/** A step that cannot be done or did not do what it is for. The message says why, `nextStep` what to do about it. */
export class RemedyError extends Error {
  readonly code: RemedyErrorCode;
  readonly nextStep: string;

  constructor(code: RemedyErrorCode, message: string, nextStep: string) {
    super(message);
    this.name = 'RemedyError';
    this.code = code;
    this.nextStep = nextStep;
  }
}
