import type { StepState } from '../engine/case/run-view.ts';
import type { FindingVerdict, SiteVerdict, Truth } from '../engine/reasoning/diagnosis.ts';
import { MONTH_NAMES } from '../engine/time/format.ts';
import type { Badge, Span, Words } from './document.ts';

/**
 * Writes an ISO time as `17 May 2001, 02:23`. The wall clock is kept as it is; an offset is not applied.
 * @returns the text itself when it is no ISO time
 */
export function plainTime(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(iso);
  if (!parts) return iso;
  const month = MONTH_NAMES[Number(parts[2]) - 1];
  if (!month) return iso;
  return `${Number(parts[3])} ${month} ${parts[1]}, ${parts[4]}:${parts[5]}`;
}

/** `17 May 2001, 02:23 server time`, or what to say when there is none. */
export function serverTime(iso: string | null, none = 'not known'): string {
  if (iso === null) return none;
  const text = plainTime(iso);
  return text === iso ? iso : `${text} server time`;
}

/** `UTC-4`, `UTC+5:30`. */
export function offsetWords(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Age in the largest unit that says enough: `4 minutes`, `15 hours`, `3 days`. */
export function ageWords(minutes: number | null): string {
  if (minutes === null) return 'not known';
  if (minutes < 0) return 'in the future';
  if (minutes < 1) return 'under a minute';
  if (minutes < 120) return count(Math.round(minutes), 'minute');
  if (minutes < 48 * 60) return count(Math.round(minutes / 60), 'hour');
  return count(Math.round(minutes / 1440), 'day');
}

/** `1 file`, `1,204 files`; a plural that does not end in a plain s is given. */
export function count(number: number, unit: string, plural = `${unit}s`): string {
  return `${wholeNumber(number)} ${number === 1 ? unit : plural}`;
}

/** Digits in groups of three. */
export function wholeNumber(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `812 bytes`, `14 KB`, `2.1 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const unit = units[power - 1] ?? 'bytes';
  return `${value < 10 ? value.toFixed(1) : wholeNumber(value)} ${unit}`;
}

/** Badge of the verdict on a site: tone, icon and word, the same in every format. */
export const siteBadges: Readonly<Record<SiteVerdict, Badge>> = {
  confirmed: { tone: 'danger', icon: '✖', word: 'Fault confirmed' },
  likely: { tone: 'caution', icon: '▲', word: 'Fault likely' },
  undetermined: { tone: 'information', icon: '?', word: 'Not decided yet' },
  'no-known-fault': { tone: 'neutral', icon: '○', word: 'No known fault found' },
};

/** Badge of the verdict on one finding: tone, icon and word, the same in every format. */
export const findingBadges: Readonly<Record<FindingVerdict, Badge>> = {
  confirmed: { tone: 'danger', icon: '✖', word: 'Confirmed' },
  likely: { tone: 'caution', icon: '▲', word: 'Likely' },
  possible: { tone: 'information', icon: '?', word: 'Possible' },
  'ruled-out': { tone: 'neutral', icon: '○', word: 'Ruled out' },
};

/** The three-valued ticks, the same everywhere. */
export const ticks: Readonly<Record<Truth, { readonly icon: string; readonly word: string }>> = {
  true: { icon: '✓', word: 'true' },
  false: { icon: '✕', word: 'false' },
  unknown: { icon: '?', word: 'not known' },
};

/** Icon and word of a step of a plan, by what became of it. */
export const stepMarks: Readonly<Record<StepState, { readonly icon: string; readonly word: string }>> = {
  done: { icon: '☑', word: 'done' },
  'found-done': { icon: '☑', word: 'was done already' },
  told: { icon: '☑', word: 'done by hand' },
  failed: { icon: '✖', word: 'failed' },
  interrupted: { icon: '▲', word: 'cut off' },
  skipped: { icon: '⊘', word: 'skipped' },
  undone: { icon: '↺', word: 'taken back' },
  running: { icon: '▷', word: 'begun' },
  open: { icon: '☐', word: 'open' },
  blocked: { icon: '☐', word: 'open' },
  'not-needed': { icon: '–', word: 'not needed here' },
};

/** The pieces of words, also when there is only one. */
export function spansOf(words: Words): readonly Span[] {
  return typeof words === 'string' || 'code' in words ? [words] : words;
}

/** Stands before the lines of a file that is edited. */
export const fileLinesTitle = 'These lines of the file look like this then:';
