/** Failures of the command line in one clear line. */

/** What the person at the prompt can mend: what happened and what to do. */
export class UsageError extends Error {
  readonly code: string;
  readonly nextStep: string;

  constructor(code: string, message: string, nextStep: string) {
    super(message);
    this.name = 'UsageError';
    this.code = code;
    this.nextStep = nextStep;
  }
}

/**
 * One line for stderr.
 * @param error anything that was thrown
 * @returns `sms-site-doctor: what happened. What to do.`, never a stack trace
 */
export function describeFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const nextStep = hasNextStep(error) ? ` ${error.nextStep}` : '';
  return `sms-site-doctor: ${message}${nextStep}`.replace(/\s*\n\s*/g, ' ');
}

function hasNextStep(error: unknown): error is { readonly nextStep: string } {
  return error instanceof Error && 'nextStep' in error && typeof error.nextStep === 'string';
}
