/** Two collections of the inboxes side by side, as a picture and as rows. */
import type {
  InboxAssessment,
  InboxChange,
  InboxComparison,
} from '../../electron/engine/reasoning/diagnosis.ts';
import { inboxKey, inboxName } from './inbox-bars.ts';
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
  unknown: { word: '? Pace not known', tone: 'quiet' },
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

/** Keys of the folders whose files stay by design or were put aside: they are no queues. */
export function keptFolders(inboxes: readonly InboxAssessment[]): ReadonlySet<string> {
  return new Set(
    inboxes.filter(({ kind }) => kind === 'store' || kind === 'rejects').map(({ path }) => inboxKey(path)),
  );
}

export interface ChangeParts {
  /** Changed, or cannot be compared. */
  readonly moved: readonly ChangeRow[];
  readonly steady: readonly ChangeRow[];
  /** Not moved as far as can be told, as is right for what stays there by design. */
  readonly kept: readonly ChangeRow[];
}

/** The rows in three parts, so that the queues that moved do not drown among folders that never do. */
export function changeParts(
  comparison: InboxComparison,
  keptKeys: ReadonlySet<string> = new Set(),
): ChangeParts {
  const partOf = ({ path, change: { trend, before, after } }: ChangeRow): keyof ChangeParts => {
    const stayed = trend === 'steady' || (trend === 'unknown' && before?.files === after?.files);
    if (stayed && keptKeys.has(inboxKey(path))) return 'kept';
    return trend === 'steady' ? 'steady' : 'moved';
  };
  const rows = changeRows(comparison);
  const part = (wanted: keyof ChangeParts): readonly ChangeRow[] =>
    rows.filter((row) => partOf(row) === wanted);
  return { moved: part('moved'), steady: part('steady'), kept: part('kept') };
}

/** True for a row of which there is nothing to say but why no pace can be told, which stands once above all rows. */
export function isToldOnce({ problem }: InboxComparison, { before, after, trend }: InboxChange): boolean {
  return problem !== null && trend === 'unknown' && before !== null && after !== null;
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
