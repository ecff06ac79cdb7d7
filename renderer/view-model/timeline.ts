/** The timeline as a picture: which part of it is shown, what stands where, and how each thing is called. */
import type {
  Timeline,
  TimelineLane,
  TimelineMark,
  TimelineSpan,
} from '../../electron/engine/reasoning/diagnosis.ts';
import { logNameOf, viewSource } from './sources.ts';
import type { Tone } from './verdict.ts';
import { isoOfWallClock, shortDateAndTime, timeParts, wallClock } from './time.ts';

/** A stretch of server time in milliseconds, as `wallClock` counts them. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** One thing in the picture that can be pointed at, focused and opened. */
export interface TimelineItem {
  readonly id: string;
  readonly kind: TimelineMark['kind'] | TimelineSpan['kind'] | 'first-line' | 'last-line';
  /** Moment it begins at, for the order in which keys go through the items. */
  readonly time: number;
  /** Positions from 0 to 1; equal for a moment. */
  readonly from: number;
  readonly to: number;
  /** The whole of it in words, with its time. */
  readonly text: string;
  /** Place to open, empty when there is none. */
  readonly source: string;
  /** Component of the lane it stands in; null for what stands over all lanes. */
  readonly lane: string | null;
  /** True for the stretch in which a stalled thread stands still; earlier silences of it are none. */
  readonly stalled: boolean;
}

export interface LanePicture {
  readonly lane: TimelineLane;
  /** Log name, such as `Despool`. */
  readonly name: string;
  /** First to last line within the picture; null when all of it lies outside. */
  readonly work: { readonly from: number; readonly to: number } | null;
  readonly items: readonly TimelineItem[];
}

export interface TimelinePicture {
  readonly lanes: readonly LanePicture[];
  readonly flags: readonly TimelineItem[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Where the evidence ends, null when that lies outside. */
  readonly end: number | null;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Weeks of ordinary work would squeeze the hours that matter into a line. */
const firstWindow = 36 * hour;
export const shortestWindow = 2 * minute;

const stateViews: Readonly<Record<TimelineLane['state'], { readonly word: string; readonly tone: Tone }>> = {
  waiting: { word: 'Only waits', tone: 'caution' },
  silent: { word: 'Silent', tone: 'caution' },
  writing: { word: 'Writing', tone: 'quiet' },
  idle: { word: 'Idle', tone: 'quiet' },
  quiet: { word: 'Too little to tell', tone: 'quiet' },
};

/** Word and tone for the state of a thread or service. */
export function laneStateView(state: TimelineLane['state']): { readonly word: string; readonly tone: Tone } {
  return stateViews[state];
}

/** All that the timeline covers; null when nothing in it carries a time. */
export function wholeRange(timeline: Timeline): TimeRange | null {
  const from = timeline.from === null ? null : wallClock(timeline.from);
  const to = timeline.to === null ? null : wallClock(timeline.to);
  if (from === null || to === null) return null;
  return { from, to: Math.max(to, from + shortestWindow) };
}

/** What is shown at first: the last day and a half, which is where a stall is seen. */
export function firstRange(whole: TimeRange): TimeRange {
  return { from: Math.max(whole.from, whole.to - firstWindow), to: whole.to };
}

/** The range made longer (`factor` above 1) or shorter around a share of it, kept within the whole. */
export function zoomed(range: TimeRange, factor: number, around: number, whole: TimeRange): TimeRange {
  const length = range.to - range.from;
  const next = Math.min(whole.to - whole.from, Math.max(shortestWindow, length * factor));
  const pivot = range.from + length * around;
  return within({ from: pivot - next * around, to: pivot + next * (1 - around) }, whole);
}

/** The range moved by a share of its own length, kept within the whole. */
export function panned(range: TimeRange, share: number, whole: TimeRange): TimeRange {
  const step = (range.to - range.from) * share;
  return within({ from: range.from + step, to: range.to + step }, whole);
}

function within(range: TimeRange, whole: TimeRange): TimeRange {
  const length = Math.min(range.to - range.from, whole.to - whole.from);
  const from = Math.min(Math.max(range.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** True when the range shows all there is. */
export function isWhole(range: TimeRange, whole: TimeRange): boolean {
  return range.from <= whole.from && range.to >= whole.to;
}

/** `16 May 08:43 to 17 May 20:43`. */
export function rangeText(range: TimeRange): string {
  return `${shortDateAndTime(isoOfWallClock(range.from))} to ${shortDateAndTime(isoOfWallClock(range.to))}`;
}

const stateOrder: readonly TimelineLane['state'][] = ['waiting', 'silent', 'writing', 'quiet', 'idle'];

/** Stalled lanes first, those that stopped earliest on top; then services, threads and the rest. */
function lanesInOrder(lanes: readonly TimelineLane[]): readonly TimelineLane[] {
  const kinds: readonly TimelineLane['kind'][] = ['service', 'thread', 'other'];
  return [...lanes].sort(
    (a, b) =>
      stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
      (isStalled(a) && isStalled(b) ? (wallClock(a.last.time) ?? 0) - (wallClock(b.last.time) ?? 0) : 0) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.component.localeCompare(b.component, 'en'),
  );
}

function isStalled(lane: TimelineLane): boolean {
  return lane.state === 'waiting' || lane.state === 'silent';
}

const markWords: Readonly<Record<TimelineMark['kind'], (service: string) => string>> = {
  'service-started': (service) => `${service} started`,
  'service-stopped': (service) => `${service} stopped`,
  'backup-started': () => 'Backup began',
  'backup-completed': () => 'Backup ended',
  crash: (service) => `Crash of ${service}`,
  collected: () => 'Evidence collected',
};

/** What happened at a mark, in two or three words: `SMS_EXECUTIVE started`. */
export function markWord(mark: Pick<TimelineMark, 'kind' | 'service'>): string {
  return markWords[mark.kind](mark.service ?? 'a service');
}

/** Works out the picture of a range. */
export function pictureOf(timeline: Timeline, range: TimeRange): TimelinePicture {
  const length = range.to - range.from;
  const position = (time: number): number => (time - range.from) / length;
  const shown = (from: number, to: number): boolean => to >= range.from && from <= range.to;
  const clipped = (time: number): number => Math.min(1, Math.max(0, position(time)));

  const spanItem = (lane: TimelineLane, span: TimelineSpan, index: number): readonly TimelineItem[] => {
    const from = wallClock(span.from);
    const to = wallClock(span.to);
    if (from === null || to === null || !shown(from, to)) return [];
    return [
      {
        id: `${lane.component}:${span.kind}:${index}`,
        kind: span.kind,
        time: from,
        from: clipped(from),
        to: clipped(to),
        text: `${lane.component}: ${span.text}`,
        source: opening(span.fromSource),
        lane: lane.component,
        stalled: isStalled(lane) && (span.kind === 'waiting' || from >= (wallClock(lane.last.time) ?? from)),
      },
    ];
  };

  const lanes = lanesInOrder(timeline.lanes).map((lane): LanePicture => {
    const first = wallClock(lane.first.time);
    const last = wallClock(lane.last.time);
    const items = lane.spans.flatMap((span, index) => spanItem(lane, span, index));
    const ends = (
      [
        ['first-line', first, lane.first, 'First line'],
        ['last-line', last, lane.last, 'Last line'],
      ] as const
    ).flatMap(([kind, time, line, word]): readonly TimelineItem[] =>
      time === null || !shown(time, time)
        ? []
        : [
            {
              id: `${lane.component}:${kind}`,
              kind,
              time,
              from: position(time),
              to: position(time),
              text: `${lane.component}, ${word.toLowerCase()} ${moment(line.time)}: ${line.text}`,
              source: opening(line.source),
              lane: lane.component,
              stalled: false,
            },
          ],
    );
    const visible = first !== null && last !== null && shown(first, last);
    return {
      lane,
      name: logNameOf(lane.last.source) || lane.component,
      work: visible ? { from: clipped(first), to: clipped(last) } : null,
      items: [...items, ...ends].sort(byTime),
    };
  });

  const flags = timeline.marks
    .flatMap((mark, index): readonly TimelineItem[] => {
      const time = wallClock(mark.time);
      if (time === null || !shown(time, time)) return [];
      return [
        {
          id: `mark:${index}`,
          kind: mark.kind,
          time,
          from: position(time),
          to: position(time),
          text: `${moment(mark.time)}: ${markWord(mark)}${mark.text === '' ? '' : ` (${mark.text})`}`,
          source: opening(mark.source),
          lane: null,
          stalled: false,
        },
      ];
    })
    .sort(byTime);

  const end = timeline.to === null ? null : wallClock(timeline.to);
  return {
    lanes,
    flags,
    ticks: ticksOf(range).map((time) => ({ at: position(time), label: tickLabel(time, length) })),
    end: end === null || !shown(end, end) ? null : position(end),
  };
}

/** The place if it can be opened; what was pasted or answered cannot. */
function opening(source: string): string {
  return source !== '' && viewSource(source).opens ? source : '';
}

function byTime(a: TimelineItem, b: TimelineItem): number {
  return a.time - b.time;
}

/** `17 May 02:23:41`: to the second, because threads start within the same minute. */
function moment(iso: string): string {
  const parts = timeParts(iso);
  return parts === null ? iso : `${shortDateAndTime(iso)}:${String(parts.second).padStart(2, '0')}`;
}

const steps = [
  ...[minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute],
  ...[
    hour,
    2 * hour,
    3 * hour,
    6 * hour,
    12 * hour,
    day,
    2 * day,
    7 * day,
    14 * day,
    28 * day,
    91 * day,
    364 * day,
  ],
];

/** Moments for labels: at most seven, at round times. */
function ticksOf(range: TimeRange): readonly number[] {
  const span = range.to - range.from;
  const step = steps.find((candidate) => span / candidate <= 7) ?? Math.ceil(span / 7 / day) * day;
  const ticks: number[] = [];
  for (let time = Math.ceil(range.from / step) * step; time <= range.to; time += step) ticks.push(time);
  return ticks;
}

/** The date at midnight and on long axes, else the time of day. */
function tickLabel(time: number, span: number): string {
  const iso = isoOfWallClock(time);
  const text = shortDateAndTime(iso);
  const clock = text.slice(-5);
  const date = text.slice(0, -6);
  if (span > 300 * day) return `${date} ${String(timeParts(iso)?.year ?? '')}`;
  return clock === '00:00' ? date : span > 6 * day ? text : clock;
}

/** All items of a picture in the order of time, as the arrow keys go through them. */
export function itemsInOrder(picture: TimelinePicture): readonly TimelineItem[] {
  return [...picture.flags, ...picture.lanes.flatMap((lane) => lane.items)].sort(byTime);
}
