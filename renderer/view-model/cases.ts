/** The cases of this computer in words. */
import type { CaseListItem } from '../../electron/contract/remedy.ts';
import type { Plan } from '../../electron/engine/knowledge/plan.ts';
import { duration } from './numbers.ts';
import { shortTitle } from './plans.ts';
import { deskTime } from './time.ts';

/** How long ago something was, in words; after a week, when it was. */
export function agoText(iso: string, now: number): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const minutes = (now - time) / 60_000;
  // A clock that was set back makes no future.
  if (minutes < 1) return 'just now';
  if (minutes < 7 * 24 * 60) return `${duration(minutes)} ago`;
  return deskTime(iso);
}

/** Name of a case, also of one that has none: that goes by what was read. */
export function caseName(name: string, label: string | null = null): string {
  if (name.trim() !== '') return name;
  return label === null ? 'Case without a name' : `Case without a name, of ${label}`;
}

/** The newest case when a plan of it was begun and not ended; null otherwise. */
export function unfinishedCase(
  list: readonly CaseListItem[],
): (CaseListItem & { unfinishedPlan: string }) | null {
  const newest = list.toSorted((a, b) => Date.parse(b.lastChanged) - Date.parse(a.lastChanged))[0];
  if (newest === undefined || newest.unfinishedPlan === null) return null;
  return { ...newest, unfinishedPlan: newest.unfinishedPlan };
}

/** The title of a plan by its id, for a case that only names it; the id itself when there is no such plan any more. */
export function planTitle(id: string, plans: readonly Plan[]): string {
  const plan = plans.find((entry) => entry.id === id);
  return plan === undefined ? id : shortTitle(plan);
}
