export type HostErrorCode =
  | 'not-windows'
  | 'server-name'
  | 'folder-elsewhere'
  | 'server-denied'
  | 'server-unreachable'
  | 'server-silent'
  | 'server-not-read';

/** Nothing of a server could be read. The message says why, `nextStep` what to do about it. */
export class HostError extends Error {
  readonly code: HostErrorCode;
  readonly nextStep: string;

  constructor(code: HostErrorCode, message: string, nextStep: string) {
    super(message);
    this.name = 'HostError';
    this.code = code;
    this.nextStep = nextStep;
  }
}
