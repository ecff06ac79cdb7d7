/** Small measures over the last lines of components. */
import type { ComponentActivity } from '../evidence/model.ts';
import type { ServerTime } from '../time/server-time.ts';

/** Threads that logged after a moment, up to the end of the logs or close to it. */
export function stillLogging(
  threads: readonly ComponentActivity[],
  after: ServerTime,
  logsEnd: ServerTime,
  recentMinutes: number,
): readonly ComponentActivity[] {
  const limit = Math.max(after, logsEnd - recentMinutes * 60_000);
  return threads.filter((activity) => (activity.lastStamped?.time ?? -Infinity) > limit);
}

/** Stamp of the newest last line; null when none has one. */
export function newestTime(activities: readonly ComponentActivity[]): ServerTime | null {
  return activities.reduce<ServerTime | null>((newest, activity) => {
    const time = activity.lastStamped?.time ?? null;
    return time !== null && (newest === null || time > newest) ? time : newest;
  }, null);
}

/** Minutes of a length of time in milliseconds. */
export function minutes(milliseconds: number): number {
  return milliseconds / 60_000;
}
