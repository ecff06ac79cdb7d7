/** What the system says about a control file, in plain words. */
import { ControlFileError } from '../engine/control-file/control-file-error.ts';

interface Words {
  /** A clause without its end. */
  readonly what: string;
  readonly nextStep: string;
}

const RIGHTS: Words = {
  what: 'you have no right to do that, or another program keeps the file open',
  nextStep:
    'Use an account that may change files in this folder, see that no site backup is running, and try again.',
};

const WORDS: Readonly<Record<string, Words>> = {
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EBUSY: {
    what: 'another program keeps the file open',
    nextStep: 'See that no site backup is running and no editor has the file open, and try again.',
  },
  ENOSPC: { what: 'the disk is full', nextStep: 'Make room on that disk and try again.' },
  EDQUOT: { what: 'your share of the disk is full', nextStep: 'Make room on that disk and try again.' },
  EROFS: { what: 'that disk can only be read', nextStep: 'Choose the file on the server itself.' },
  EIO: {
    what: 'the disk or the network reported an error',
    nextStep: 'Check the connection to the server and its disk before you try again.',
  },
  ENOENT: { what: 'it is no longer there', nextStep: 'Check the path and the connection to the server.' },
};

function wordsOf(error: unknown): Words {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  const known = code === null ? undefined : WORDS[code];
  if (known !== undefined) return known;
  const detail = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return {
    what: code === null ? detail : `the system reported ${code}`,
    nextStep: 'Check the path and the connection to the server, and try again.',
  };
}

/** @param sentence what could not be done, without its end: `C:\x was not changed` */
export function troubleWith(
  code: 'not-readable' | 'cannot-write',
  sentence: string,
  error: unknown,
): ControlFileError {
  const { what, nextStep } = wordsOf(error);
  return new ControlFileError(code, `${sentence}: ${what}.`, nextStep, { cause: error });
}
