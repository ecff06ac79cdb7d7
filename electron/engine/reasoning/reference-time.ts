/**
 * The time for which a diagnosis holds. Old evidence is never judged by the reader's clock: it is the time asked for,
 * else the snapshot's own, else the newest log line, else the newest file in the inboxes.
 */
import type { SiteEvidence } from '../evidence/model.ts';
import type { ServerTime } from '../time/server-time.ts';

export interface ReferenceTime {
  readonly at: ServerTime;
  readonly basis: string;
  /**
   * How far the evidence reaches: `at`, or later when only the newest log line tells `at` and files arrived in the
   * inboxes after it, which shows that time went on while the logs stood still.
   */
  readonly until: ServerTime;
  /** False when nothing that was read carries a time. */
  readonly known: boolean;
}

/** Basis of a time that a file in the inboxes tells. */
export const NEWEST_FILE = 'the newest file in the inboxes';
/** File times this much later than the last log line come from copying, not from the site. */
const COPIED_LATER = 31 * 86_400_000;

/** Finds that time; see the file's head for the order. */
export function findReferenceTime(
  evidence: SiteEvidence,
  options: { readonly at?: number; readonly fallbackNow?: number },
): ReferenceTime {
  if (options.at !== undefined) return fixed(options.at, 'the time that was asked for');
  const { collectedAt } = evidence;
  if (collectedAt) {
    const told = collectedAt.source.kind === 'answer';
    return fixed(
      collectedAt.value,
      told ? `the time of the collection, ${collectedAt.source.path}` : 'the time of the snapshot',
    );
  }
  const newestLog = newest(evidence.logs.files.map((file) => file.lastTime));
  const newestFile = newest(evidence.inboxes.map((inbox) => inbox.newest));
  if (newestLog !== null) {
    const later = newestFile !== null && newestFile > newestLog && newestFile - newestLog < COPIED_LATER;
    return {
      at: newestLog,
      basis: 'the newest log line',
      until: later ? newestFile : newestLog,
      known: true,
    };
  }
  if (newestFile !== null) return fixed(newestFile, NEWEST_FILE);
  const at = options.fallbackNow ?? 0;
  return {
    at,
    basis: "this computer's clock, because nothing that was read carries a time",
    until: at,
    known: false,
  };
}

function fixed(at: ServerTime, basis: string): ReferenceTime {
  return { at, basis, until: at, known: true };
}

function newest(times: readonly (ServerTime | null)[]): ServerTime | null {
  return times.reduce<ServerTime | null>(
    (best, time) => (time !== null && (best === null || time > best) ? time : best),
    null,
  );
}
