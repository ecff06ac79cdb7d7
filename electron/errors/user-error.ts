import type { UserError } from '../contract/ipc.ts';

function isUserError(error: unknown): error is UserError {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, nextStep } = error as Partial<Record<keyof UserError, unknown>>;
  return typeof code === 'string' && typeof message === 'string' && typeof nextStep === 'string';
}

/**
 * Puts any error into the three things a technician is told: code, what happened, what to do.
 * @param error What was thrown; an error that already says these three is kept word for word, any other is a fault of
 *   this program and is named as such.
 */
export function toUserError(error: unknown): UserError {
  if (isUserError(error)) {
    return { code: error.code, message: error.message, nextStep: error.nextStep };
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 'program-fault',
    message: `A fault in this program stopped it (${detail}).`,
    nextStep: 'Try once more. If it happens again, send this text to whoever looks after the program.',
  };
}
