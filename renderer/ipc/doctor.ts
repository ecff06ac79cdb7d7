/** The one wrapper around `window.doctor`: a failed call becomes words instead of a rejected promise. */
import type {
  Channel,
  Invocations,
  NotificationChannel,
  Notifications,
  Outcome,
  UserError,
} from '../../electron/contract/ipc.ts';

/** What the window says when nobody answered: the main process tells its own errors in words of its own. */
export function callFailed(channel: Channel, cause: unknown): UserError {
  const told = cause instanceof Error ? cause.message.trim() : String(cause);
  return {
    code: 'call-failed',
    message: told === '' ? `The background part of the wizard did not answer (${channel}).` : told,
    nextStep: 'If this happens again, close the wizard and open it once more.',
  };
}

/** Asks the main process; never rejects. */
export async function call<C extends Channel>(
  channel: C,
  request: Invocations[C]['request'],
): Promise<Outcome<Invocations[C]['response']>> {
  try {
    return await window.doctor.invoke(channel, request);
  } catch (cause) {
    return { ok: false, error: callFailed(channel, cause) };
  }
}

/** Listens to the main process; returns the function that ends it. */
export function listen<C extends NotificationChannel>(
  channel: C,
  listener: (message: Notifications[C]) => void,
): () => void {
  return window.doctor.on(channel, listener);
}

/** Paths of dropped files and folders; those for which the system gives none are left out. */
export function droppedPaths(files: Iterable<File>): readonly string[] {
  return Array.from(files, (file) => window.doctor.pathOfDropped(file)).filter((path) => path !== '');
}
