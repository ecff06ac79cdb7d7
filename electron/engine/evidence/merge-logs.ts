/** Puts what two readings of logs tell together: what was read of the site and lines that were pasted. */
import type { ComponentActivity, LogEvidence, Silence, TextHits } from './model.ts';

const MOST_SILENCES = 5;
const MOST_RUNS = 50;

/**
 * Joins two readings. Of a component in both, the later line is the last and the silences of both are kept; the pause
 * between them is not known and no silence.
 */
export function mergeLogs(a: LogEvidence, b: LogEvidence): LogEvidence {
  return {
    files: [...a.files, ...b.files],
    components: mergeBy(
      [...a.components, ...b.components],
      (one) => one.component.toUpperCase(),
      joinActivities,
    ),
    hits: mergeBy([...a.hits, ...b.hits], (one) => one.watchId, joinHits),
    events: [...a.events, ...b.events].sort((x, y) => (x.at.time ?? 0) - (y.at.time ?? 0)),
  };
}

function mergeBy<T>(items: readonly T[], keyOf: (item: T) => string, join: (a: T, b: T) => T): T[] {
  const merged = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const other = merged.get(key);
    merged.set(key, other === undefined ? item : join(other, item));
  }
  return [...merged.values()];
}

function joinActivities(a: ComponentActivity, b: ComponentActivity): ComponentActivity {
  const later = (b.lastStamped?.time ?? -Infinity) > (a.lastStamped?.time ?? -Infinity) ? b : a;
  const earlier = (b.first.time ?? Infinity) < (a.first.time ?? Infinity) ? b : a;
  return {
    component: a.component,
    lines: a.lines + b.lines,
    first: earlier.first,
    last: later.last,
    lastStamped: later.lastStamped,
    silences: [...a.silences, ...b.silences]
      .sort((x, y) => lengthOf(y) - lengthOf(x))
      .slice(0, MOST_SILENCES),
  };
}

function lengthOf(silence: Silence): number {
  return (silence.after.time ?? 0) - (silence.before.time ?? 0);
}

function joinHits(a: TextHits, b: TextHits): TextHits {
  const runs = [...a.runs, ...b.runs].sort((x, y) => (x.last.time ?? 0) - (y.last.time ?? 0));
  return {
    watchId: a.watchId,
    count: a.count + b.count,
    first: (b.first.time ?? Infinity) < (a.first.time ?? Infinity) ? b.first : a.first,
    last: (b.last.time ?? -Infinity) > (a.last.time ?? -Infinity) ? b.last : a.last,
    runs: runs.slice(-MOST_RUNS),
  };
}
