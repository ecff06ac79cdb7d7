/** What a log view cannot do; the message is meant for the technician. */
export class LogViewError extends Error {
  readonly code:
    'log-view-closed' | 'no-log-chosen' | 'line-not-in-view' | 'expression-not-usable' | 'time-not-readable';
  readonly nextStep: string;

  constructor(code: LogViewError['code'], message: string, nextStep: string) {
    super(message);
    this.name = 'LogViewError';
    this.code = code;
    this.nextStep = nextStep;
  }
}

/** The view that was asked is not open any more. */
export function viewClosed(): LogViewError {
  return new LogViewError(
    'log-view-closed',
    'This log is no longer open in the log reader.',
    'Open it once more.',
  );
}
