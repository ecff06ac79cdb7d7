/** Whether a backlog drains: pace and time to empty from counts of the files that wait. */
import type { DrainView } from './run-view.ts';

export interface DrainSample {
  /** ISO time. */
  readonly at: string;
  readonly files: number;
}

export type DrainTrend = 'empty' | 'falls' | 'grows' | 'stands' | 'unknown';

const MINUTE = 60_000;
/** The latest counts tell the pace of now; older ones belong to the past. */
const COUNTED = 10;
/** Fewer counts may differ by chance. */
const LEAST = 3;
/** A change of less than this part of the files, or than two files, is no direction (judgement). */
const CLEAR_PART = 0.02;
const CLEAR_FILES = 2;

interface Point {
  readonly minutes: number;
  readonly files: number;
}

/** Counts whose times follow each other; those before the clock was set back are left out. */
function points(samples: readonly DrainSample[]): readonly Point[] {
  const kept: Point[] = [];
  for (const { at, files } of samples) {
    const minutes = Date.parse(at) / MINUTE;
    if (!Number.isFinite(minutes)) continue;
    const last = kept.at(-1);
    if (minutes < (last?.minutes ?? minutes)) kept.length = 0;
    if (minutes === last?.minutes) kept.pop();
    kept.push({ minutes, files });
  }
  return kept.slice(-COUNTED);
}

/** Slope of the straight line that fits best, in files a minute; null when there is no time between the counts. */
function slope(counted: readonly Point[]): number | null {
  const middle = (of: (point: Point) => number): number =>
    counted.reduce((sum, point) => sum + of(point), 0) / counted.length;
  const [x, y] = [middle((point) => point.minutes), middle((point) => point.files)];
  const spread = counted.reduce((sum, point) => sum + (point.minutes - x) ** 2, 0);
  if (spread === 0) return null;
  return counted.reduce((sum, point) => sum + (point.minutes - x) * (point.files - y), 0) / spread;
}

/** Where a backlog goes, judged by its latest counts. */
export function drainTrend(samples: readonly DrainSample[]): DrainTrend {
  if (samples.at(-1)?.files === 0) return 'empty';
  const counted = points(samples);
  const [first, last] = [counted[0], counted.at(-1)];
  if (counted.length < LEAST || first === undefined || last === undefined) return 'unknown';
  const clear = Math.max(CLEAR_FILES, first.files * CLEAR_PART);
  const pace = slope(counted) ?? 0;
  if (pace < 0 && first.files - last.files >= clear) return 'falls';
  if (pace > 0 && last.files - first.files >= clear) return 'grows';
  return 'stands';
}

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

/** `12 files a minute`, `40 files an hour`. */
function paceText(filesPerMinute: number): string {
  const pace = Math.abs(filesPerMinute);
  if (pace >= 1) return `${files(Math.round(pace))} a minute`;
  return `${files(Math.max(1, Math.round(pace * 60)))} an hour`;
}

function durationText(minutes: number): string {
  if (minutes < 1.5) return 'about a minute';
  if (minutes < 90) return `about ${Math.round(minutes)} minutes`;
  if (minutes < 36 * 60) return `about ${Math.round(minutes / 60)} hours`;
  return `about ${Math.round(minutes / (24 * 60))} days`;
}

/**
 * The drain curve of an inbox.
 * @param inbox folder below the SMS directory
 * @param samples oldest first
 * @returns null before the first count
 */
export function drainView(inbox: string, samples: readonly DrainSample[]): DrainView | null {
  const last = samples.at(-1);
  if (last === undefined) return null;
  const counted = points(samples);
  const trend = drainTrend(samples);
  const filesPerMinute = counted.length < 2 ? null : slope(counted);
  const emptyInMinutes =
    trend === 'empty'
      ? 0
      : trend === 'falls' && filesPerMinute !== null
        ? last.files / -filesPerMinute
        : null;
  const text = (): string => {
    switch (trend) {
      case 'empty':
        return 'No file waits any more';
      case 'unknown':
        return `${files(last.files)} ${last.files === 1 ? 'waits' : 'wait'}. A few more counts are needed to tell the pace`;
      case 'stands':
        return `${files(last.files)} ${last.files === 1 ? 'waits' : 'wait'}, and the number stays about the same`;
      case 'grows':
        return `Grows by ${paceText(filesPerMinute ?? 0)}`;
      case 'falls':
        return `Drains at ${paceText(filesPerMinute ?? 0)}, empty in ${durationText(emptyInMinutes ?? 0)}`;
    }
  };
  return { inbox, samples, filesPerMinute, emptyInMinutes, text: text() };
}
