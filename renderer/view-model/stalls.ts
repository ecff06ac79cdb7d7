/** Words and tones for threads that stand still. */
import type { Stall } from '../../electron/engine/reasoning/diagnosis.ts';
import type { Tone } from './verdict.ts';

const views: Readonly<Record<Stall['kind'], { readonly word: string; readonly tone: Tone }>> = {
  waiting: { word: 'Only waits', tone: 'caution' },
  silent: { word: 'Silent', tone: 'caution' },
  idle: { word: 'Idle', tone: 'quiet' },
};

/** `waiting`: repeats a waiting line; `silent`: stopped while others went on; `idle`: nothing says that it had work. */
export function stallView(kind: Stall['kind']): { readonly word: string; readonly tone: Tone } {
  return views[kind];
}

export interface StallGroup {
  readonly kind: Stall['kind'];
  readonly stalls: readonly Stall[];
  /** Earliest and latest moment at which one of them stopped; null when no moment is known. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Threads that stand still, by how they do: waiting, silent, idle. Empty groups are left out. */
export function stallGroups(stalls: readonly Stall[]): readonly StallGroup[] {
  return (Object.keys(views) as Stall['kind'][]).flatMap((kind) => {
    const members = stalls.filter((stall) => stall.kind === kind);
    if (members.length === 0) return [];
    const moments = members.flatMap((stall) => (stall.since === null ? [] : [stall.since])).sort();
    return [{ kind, stalls: members, from: moments[0] ?? null, to: moments.at(-1) ?? null }];
  });
}
