import type { LogViewClock } from '../contract/log-view.ts';
import { offsetOfZoneName } from '../engine/log/zone-names.ts';
import type { ClockNotes, StatusClock } from './index/clock-notes.ts';

/** A log with what its lines tell of its clock. */
export interface ClockedLog {
  /** As cited: `Logs/Despool.log`. */
  readonly path: string;
  readonly notes: ClockNotes;
}

/** A STATMSG line of another log tells of this one's clock when it was written within a day of its end. */
const NEAR = 86_400_000;

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** `UTC-4`, `UTC+5:30`. */
function utcWords(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const minutes = size % 60;
  const hours = Math.floor(size / 60);
  const rest = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return size === 0 ? 'UTC' : `UTC${offsetMinutes < 0 ? '-' : '+'}${hours}${rest}`;
}

function disagreementOf({ offsetMinutes, zoneWords }: StatusClock, source: string): string | null {
  const named = zoneWords === null ? null : offsetOfZoneName(zoneWords);
  if (named === null || named === offsetMinutes) return null;
  return (
    `The stamps say "${zoneWords}", which is ${utcWords(named)}, but the status message at ${source} ` +
    `shows that the clock was at ${utcWords(offsetMinutes)}. The status message counts (Q303279).`
  );
}

/** The STATMSG line of a log of the same server that is nearest to the end of a log without one. */
function nearBy(
  log: ClockedLog,
  all: readonly ClockedLog[],
): { log: ClockedLog; status: StatusClock } | null {
  const { lastTime, zone } = log.notes;
  let best: { log: ClockedLog; status: StatusClock } | null = null;
  for (const other of all) {
    const { status } = other.notes;
    if (status === null || folderOf(other.path) !== folderOf(log.path)) continue;
    if (!(Math.abs(status.time - lastTime) <= NEAR)) continue;
    // Other words may be those of the other half of the year.
    if (zone !== null && status.zoneWords !== null && zone.words !== status.zoneWords) continue;
    if (best === null || Math.abs(status.time - lastTime) < Math.abs(best.status.time - lastTime))
      best = { log: other, status };
  }
  return best;
}

/**
 * How the stamps of a log are read: by a STATMSG line of its own, which holds the time in GMT beside the local stamp;
 * else by one of another log in the same folder that was written within a day; else by the zone words, which can be wrong
 * (Q303279).
 *
 * @param all the logs of the view
 */
export function clockOf(log: ClockedLog, all: readonly ClockedLog[]): LogViewClock {
  const { status, zone } = log.notes;
  const zoneWords = zone?.words ?? null;
  const found = status === null ? nearBy(log, all) : { log, status };
  if (found !== null) {
    const source = `${found.log.path}:${found.status.line}`;
    return {
      offsetMinutes: found.status.offsetMinutes,
      basis: 'statmsg',
      source,
      zoneWords,
      disagreement: disagreementOf(found.status, source),
    };
  }
  const offsetMinutes = zone === null ? null : offsetOfZoneName(zone.words);
  if (zone === null || offsetMinutes === null) {
    return { offsetMinutes: null, basis: 'none', source: null, zoneWords, disagreement: null };
  }
  return {
    offsetMinutes,
    basis: 'zone-name',
    source: `${log.path}:${zone.line}`,
    zoneWords,
    disagreement: null,
  };
}
