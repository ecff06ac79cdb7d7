/** Why a case could not be opened, written or read. */
export type CaseErrorCode =
  | 'case-not-found'
  | 'not-a-case'
  | 'case-in-use'
  | 'case-not-written'
  | 'case-needs-reopening'
  | 'case-read-only'
  | 'case-closed'
  | 'case-exists'
  | 'kept-item-lost'
  | 'case-not-readable'
  | 'case-file-damaged';

export class CaseError extends Error {
  constructor(
    readonly code: CaseErrorCode,
    message: string,
    readonly nextStep: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CaseError';
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your quota on this disk is used up.',
  EACCES: 'You have no right to write there.',
  EPERM: 'You have no right to write there.',
  EROFS: 'The disk is read-only.',
  EBUSY: 'Another program keeps the file locked.',
  EIO: 'The disk reports an error.',
  ENOENT: 'The folder is no longer there.',
};

const codeOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** A write of the case that failed, with the reason the system gave. */
export function notWritten(what: string, error: unknown): CaseError {
  const code = codeOf(error);
  return new CaseError(
    'case-not-written',
    `${what} could not be written into the case. ${WHY[code] ?? `The system says ${code || String(error)}.`}`,
    'Make room or give the rights, then do it again. Nothing of it counts yet.',
    error,
  );
}
