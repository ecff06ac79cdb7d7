/** Puts together what one component logged in several logs. */
import type { ComponentActivity, Silence } from '../evidence/model.ts';

const MAX_SILENCES = 5;

/** Activities of one component become one, in the order in which components come first. */
export function mergeActivities(activities: readonly ComponentActivity[]): ComponentActivity[] {
  const merged = new Map<string, ComponentActivity>();
  for (const activity of activities) {
    const key = activity.component.toUpperCase();
    const other = merged.get(key);
    merged.set(key, other ? joinActivities(other, activity) : activity);
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
    silences: longest([...a.silences, ...b.silences]),
  };
}

function longest(silences: readonly Silence[]): Silence[] {
  const length = (silence: Silence): number => (silence.after.time ?? 0) - (silence.before.time ?? 0);
  return [...silences].sort((a, b) => length(b) - length(a)).slice(0, MAX_SILENCES);
}
