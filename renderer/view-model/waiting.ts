/** The clock of a step that waits. */
import type { StepProgress } from '../../electron/engine/case/run-view.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** `2:05`, `1:02:05`; takes seconds. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The same for a screen reader: `2 minutes 5 seconds`. */
export function spokenClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const unit = (value: number, name: string): string => `${value} ${name}${value === 1 ? '' : 's'}`;
  if (minutes === 0) return unit(whole, 'second');
  return whole % 60 === 0
    ? unit(minutes, 'minute')
    : `${unit(minutes, 'minute')} ${unit(whole % 60, 'second')}`;
}

export interface WaitView {
  readonly elapsed: string;
  /** `of at most 10:00`; null without a limit. */
  readonly limit: string | null;
  readonly spoken: string;
  /** From 0 to 1; null without a limit. */
  readonly share: number | null;
}

/** @param now Milliseconds of this computer's clock. */
export function waitView(progress: StepProgress, now: number): WaitView {
  const since = Date.parse(progress.since);
  const seconds = Number.isNaN(since) ? 0 : Math.max(0, (now - since) / 1000);
  const { limitSeconds: limit } = progress;
  return {
    elapsed: clockText(seconds),
    limit: limit === null ? null : `of at most ${clockText(limit)}`,
    spoken: `${spokenClock(seconds)}${limit === null ? '' : ` of at most ${spokenClock(limit)}`}`,
    share: limit === null || limit <= 0 ? null : Math.min(1, seconds / limit),
  };
}
