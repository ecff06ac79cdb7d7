import type { Outcome } from '../../contract/ipc.ts';
import { toUserError } from '../../errors/user-error.ts';

/** What came of it; an error is handed on in the words for the technician. */
export async function outcomeOf<T>(doing: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await doing() };
  } catch (error) {
    return { ok: false, error: toUserError(error) };
  }
}
