/** The drain curve as a picture: counts of waiting files over time, and where they lead. */
import type { DrainView } from '../../electron/engine/case/run-view.ts';
import { deskClock } from './time.ts';

export interface DrainPoint {
  /** Shares of the picture's width and height, from the lower left. */
  readonly x: number;
  readonly y: number;
}

export interface DrainTick {
  readonly at: number;
  readonly label: string;
}

export interface DrainPicture {
  readonly points: readonly DrainPoint[];
  /** From the last count to where it would be empty; null when that cannot be told or lies far off. */
  readonly ahead: readonly [DrainPoint, DrainPoint] | null;
  readonly across: readonly DrainTick[];
  readonly up: readonly DrainTick[];
}

const MINUTE = 60_000;
/** What lies ahead takes at most this many times the room of what was counted. */
const FARTHEST = 3;

/** 420 → 500, 37 → 40: a round number not below the value. */
export function roundUp(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 4, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** Places the counts; null before there are two at different times. */
export function drainPicture(drain: DrainView): DrainPicture | null {
  const samples = drain.samples.map(({ at, files }) => ({ time: Date.parse(at), files, at }));
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.time <= first.time) return null;
  const counted = last.time - first.time;
  const empty = drain.emptyInMinutes === null ? null : last.time + drain.emptyInMinutes * MINUTE;
  const shown = empty !== null && empty > last.time && empty - last.time <= FARTHEST * counted ? empty : null;
  const span = (shown ?? last.time) - first.time;
  const top = roundUp(Math.max(...samples.map(({ files }) => files)));
  const x = (time: number): number => (time - first.time) / span;
  const iso = (time: number): string => new Date(time).toISOString();
  const across: DrainTick[] = [
    { at: 0, label: deskClock(first.at) },
    { at: x(last.time), label: deskClock(last.at) },
    ...(shown === null ? [] : [{ at: 1, label: `empty about ${deskClock(iso(shown))}` }]),
  ];
  return {
    points: samples.map(({ time, files }) => ({ x: x(time), y: files / top })),
    ahead:
      shown === null
        ? null
        : [
            { x: x(last.time), y: last.files / top },
            { x: 1, y: 0 },
          ],
    across,
    up: [0, top / 2, top].map((files) => ({ at: files / top, label: String(Math.round(files)) })),
  };
}
