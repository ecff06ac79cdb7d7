/**
 * Lets the first message through at once and then at most one per interval, always the newest; the last one is
 * not lost as long as the clock runs on.
 * @param send Receives the messages that get through.
 * @param intervalMs Least time between two messages in milliseconds.
 */
export function throttle<T>(
  send: (message: T) => void,
  intervalMs: number,
): { push(message: T): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let waiting: { readonly message: T } | null = null;
  const release = (): void => {
    if (waiting === null) {
      timer = null;
      return;
    }
    const { message } = waiting;
    waiting = null;
    timer = setTimeout(release, intervalMs);
    send(message);
  };
  return {
    push(message) {
      waiting = { message };
      if (timer === null) release();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = null;
    },
  };
}
