/**
 * The offset of the server's clock by the logs as files: the system dates a file in UTC when its last line is written, and that line
 * carries the server's wall clock. Unlike the zone words of a stamp (Q303279) that cannot name the wrong half of the year.
 */
import { stat } from 'node:fs/promises';
import type { LogEvidence } from '../engine/evidence/model.ts';
import type { ServerClock, ServerTime } from '../engine/time/server-time.ts';
import type { SiteFile } from './survey.ts';

/** A log as a file: its last stamp, and when it was written in milliseconds since 1970 in UTC. */
export interface WrittenLog {
  readonly path: string;
  readonly lastLine: ServerTime;
  readonly written: number;
}

const MINUTE = 60_000;
/** All zones are whole quarters of an hour from UTC. */
const QUARTER = 15 * MINUTE;
/** Between a line and the date of its file. */
const SLACK = 90_000;
/** No zone is further from UTC. */
const FARTHEST = 14 * 60 * MINUTE;
/** So many logs must tell the same (judgement). */
const LEAST_LOGS = 3;
const LEAST_SHARE = 0.6;
/** Files that were copied without their dates all have that of the copy. */
const LEAST_SPREAD = 10 * MINUTE;

/**
 * @param logs those of one folder
 * @returns the offset that most of them tell; null when they do not agree, or their dates are those of a copy
 */
export function clockOfFiles(logs: readonly WrittenLog[]): ServerClock | null {
  const possible = logs.filter(({ lastLine, written }) => Math.abs(lastLine - written) <= FARTHEST);
  const byOffset = new Map<number, WrittenLog[]>();
  for (const log of possible) {
    const difference = log.lastLine - log.written;
    const offset = Math.round(difference / QUARTER) * QUARTER;
    if (Math.abs(difference - offset) > SLACK) continue;
    byOffset.set(offset, [...(byOffset.get(offset) ?? []), log]);
  }
  const [best] = [...byOffset].sort(([, one], [, other]) => other.length - one.length);
  if (best === undefined) return null;
  const [offset, agreeing] = best;
  const dates = agreeing.map(({ written }) => written);
  const agrees = agreeing.length >= LEAST_LOGS && agreeing.length >= LEAST_SHARE * possible.length;
  if (!agrees || Math.max(...dates) - Math.min(...dates) < LEAST_SPREAD) return null;
  const newest = agreeing.reduce((one, other) => (other.written > one.written ? other : one));
  const source = `the dates of ${agreeing.length} logs, such as ${newest.path}`;
  return { offsetMinutes: offset / MINUTE, basis: 'file-times', source };
}

/** Looks when the logs were written, where the system knows that in UTC. Logs that cannot be looked at are left out. */
export async function writtenLogs(
  evidence: LogEvidence,
  files: readonly SiteFile[],
): Promise<readonly WrittenLog[]> {
  const stamps = new Map(evidence.files.map(({ path, lastTime }) => [path, lastTime]));
  const looked = files.map(async ({ tree, path, shown }): Promise<WrittenLog | null> => {
    const lastLine = stamps.get(shown) ?? null;
    const place = tree.timeBase === 'utc' ? tree.diskPath(path) : null;
    if (lastLine === null || place === null) return null;
    const written = await stat(place).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    return written === null ? null : { path: shown, lastLine, written };
  });
  return (await Promise.all(looked)).filter((log) => log !== null);
}
