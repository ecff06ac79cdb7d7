/**
 * Waits for `work`, but no longer than until `signal` fires: a read from a share that does not answer must not
 * keep the reader from being cancelled. The abandoned work is expected to look at the signal itself and to
 * give back what it holds; its own failure after that has nobody left to tell.
 *
 * @throws the reason of the signal when it fires first.
 */
export function untilCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = (): void => reject(signal.reason as Error);
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

/** Lets timers and messages (a cancel among them) be handled, then throws when `signal` has fired. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
