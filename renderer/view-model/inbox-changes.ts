/** Two collections of the inboxes side by side, as a picture and as rows. */
import type { InboxChange, InboxComparison } from '../../electron/engine/reasoning/diagnosis.ts';
import { inboxName } from './inbox-bars.ts';
import { count, duration } from './numbers.ts';
import type { Tone } from './verdict.ts';

export interface ChangeRow {
  readonly path: string;
  readonly name: string;
  readonly change: InboxChange;
  /** Lengths of the two bars from 0 to 1, null when the folder was not in that collection. */
  readonly before: number | null;
  readonly after: number | null;
  readonly word: string;
  readonly tone: Tone;
}

const trends: Readonly<Record<InboxChange['trend'], { readonly word: string; readonly tone: Tone }>> = {
  growing: { word: '↑ Growing', tone: 'caution' },
  draining: { word: '↓ Draining', tone: 'info' },
  steady: { word: '= Steady', tone: 'quiet' },
  emptied: { word: '↓ Emptied', tone: 'info' },
  unknown: { word: '? Not comparable', tone: 'quiet' },
};

const order: readonly InboxChange['trend'][] = ['growing', 'draining', 'emptied', 'unknown', 'steady'];

/** Rows for the folders that held files in one of the two: those that changed first, then by number of files. */
export function changeRows(comparison: InboxComparison): readonly ChangeRow[] {
  const held = comparison.changes.filter((change) => files(change) > 0);
  const most = held.reduce((top, change) => Math.max(top, files(change)), 1);
  return [...held]
    .sort((a, b) => order.indexOf(a.trend) - order.indexOf(b.trend) || files(b) - files(a))
    .map((change) => ({
      path: change.path,
      name: inboxName(change.path),
      change,
      before: change.before === null ? null : change.before.files / most,
      after: change.after === null ? null : change.after.files / most,
      ...trends[change.trend],
    }));
}

const files = (change: InboxChange): number => Math.max(change.before?.files ?? 0, change.after?.files ?? 0);

/** The rows that changed or cannot be compared, and those that stayed about the same. */
export function changeParts(comparison: InboxComparison): {
  readonly moved: readonly ChangeRow[];
  readonly steady: readonly ChangeRow[];
} {
  const rows = changeRows(comparison);
  const isSteady = ({ change }: ChangeRow): boolean => change.trend === 'steady';
  return { moved: rows.filter((row) => !isSteady(row)), steady: rows.filter(isSteady) };
}

/** A sentence of the engine without what counts as coming and going, which stands once above all rows. */
export function withoutNoise(text: string): string {
  return text
    .replace(/ \(changes of ±\d+ are taken for the daily coming and going\)/, '')
    .replace(/ \(±\d+\)/, '')
    .replace(/, ±\d+(?=\))/, '');
}

/** What counts as the daily coming and going, said once for all rows; null where no pace was told. */
export function noiseText(comparison: InboxComparison): string | null {
  const told = comparison.changes.some((change) => change.filesPerMinute !== null);
  return told ? 'A few files more or less, up to 3 or 2 %, count as the daily coming and going.' : null;
}

/** `12 files per minute`, `6 files per hour`, `2 files per day`, with a sign; `–` when it cannot be told. */
export function paceText(filesPerMinute: number | null): string {
  if (filesPerMinute === null) return '–';
  if (filesPerMinute === 0) return '0';
  const sign = filesPerMinute < 0 ? '−' : '+';
  const pace = Math.abs(filesPerMinute);
  const [amount, unit] =
    pace >= 1 ? [pace, 'minute'] : pace * 60 >= 1 ? [pace * 60, 'hour'] : [pace * 1_440, 'day'];
  return `${sign}${amount < 10 ? String(Math.round(amount * 10) / 10) : count(amount)} per ${unit}`;
}

/** `in 15 hours`, or `–`. */
export function emptyText(minutes: number | null): string {
  return minutes === null ? '–' : `in ${duration(minutes)}`;
}
