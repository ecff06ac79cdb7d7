/** Puts together what was found of one watched text in several logs. */
import type { TextHits } from '../evidence/model.ts';
import { MAX_RUNS } from './run-track.ts';

/** Hits of the same text in two logs, the first of them named first. */
export function joinHits(a: TextHits, b: TextHits): TextHits {
  const runs = [...a.runs, ...b.runs].sort((x, y) => (x.last.time ?? 0) - (y.last.time ?? 0));
  return {
    watchId: a.watchId,
    count: a.count + b.count,
    first: (b.first.time ?? Infinity) < (a.first.time ?? Infinity) ? b.first : a.first,
    last: (b.last.time ?? -Infinity) > (a.last.time ?? -Infinity) ? b.last : a.last,
    runs: runs.slice(-MAX_RUNS),
  };
}
