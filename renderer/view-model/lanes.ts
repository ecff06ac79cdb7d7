/** The timeline: one lane per thread from its first to its last line, silences, and what happened to the services. */
import type { Diagnosis, Stall } from '../../electron/engine/reasoning/diagnosis.ts';
import { logNameOf, splitSource } from './sources.ts';
import { clockTime, isoOfWallClock, wallClock } from './time.ts';

export interface Lane {
  readonly component: string;
  /** Log name, such as `Despool`. */
  readonly name: string;
  /** Positions on the axis from 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly firstTime: string;
  readonly lastTime: string;
  /** Where the silence or the waiting begins, null when the thread is not stalled. */
  readonly stalledFrom: number | null;
  readonly stall: Stall | null;
  readonly lastLine: string;
}

export interface Flag {
  readonly at: number;
  readonly time: string;
  readonly label: string;
  readonly source: string;
}

export interface Timeline {
  readonly lanes: readonly Lane[];
  readonly flags: readonly Flag[];
  readonly ticks: readonly { readonly at: number; readonly time: string }[];
}

const eventWords: Readonly<Record<string, string>> = {
  'service-started': 'started',
  'service-stopped': 'stopped',
  'backup-started': 'Backup began',
  'backup-completed': 'Backup ended',
};

/** What a logged event says, in words: `SMS_EXECUTIVE started`, `Backup ended`. */
export function eventLabel(kind: string, service: string): string {
  const words = eventWords[kind];
  if (words === undefined) return `${service}: ${kind}`;
  return kind.startsWith('backup') ? words : `${service} ${words}`;
}

/** Events by time, those without a time last. */
export function eventsInOrder(events: Diagnosis['events']): Diagnosis['events'] {
  const moment = (event: Diagnosis['events'][number]): number =>
    (event.time === null ? null : wallClock(event.time)) ?? Number.MAX_SAFE_INTEGER;
  return [...events].sort((a, b) => moment(a) - moment(b));
}

/** What the flags say, in a sentence: the backup and the Executive, which matter most, or all when there are none of them. */
export function flagsText(flags: readonly Flag[]): string {
  const main = flags.filter((flag) => /^Backup|SMS_EXECUTIVE/.test(flag.label));
  const told = main.length > 0 ? main : flags;
  const texts = [...new Set(told.map((flag) => `${clockTime(flag.time)} ${flag.label}`))];
  return `${texts.slice(0, 6).join(' · ')}. All events stand on the page Services & backup.`;
}

const hour = 3_600_000;

/** Waiting threads first, then the silent ones, the idle ones, and those that write. */
function stallRank(lane: Lane): number {
  return lane.stall === null ? 3 : ['waiting', 'silent', 'idle'].indexOf(lane.stall.kind);
}

/** Steps between labels, so that there are at most six of them. */
function tickStep(span: number): number {
  const steps = [
    hour / 4,
    hour / 2,
    hour,
    2 * hour,
    3 * hour,
    6 * hour,
    12 * hour,
    24 * hour,
    48 * hour,
    168 * hour,
  ];
  return steps.find((step) => span / step <= 6) ?? Math.ceil(span / 6 / (24 * hour)) * 24 * hour;
}

/**
 * Works out the lanes. The axis ends at the time the diagnosis holds for and begins at most `windowHours` before, because
 * weeks of ordinary work would squeeze the hours that matter into a line.
 * Gives null when no thread carries a time.
 */
export function timeline(diagnosis: Diagnosis, windowHours = 36): Timeline | null {
  const stamped = diagnosis.threads.flatMap((thread) => {
    const last = thread.lastTime === null ? null : wallClock(thread.lastTime);
    if (thread.lastTime === null || last === null) return [];
    const family = splitSource(thread.lastLine)
      .path.replace(/\.lo[g_]$/i, '')
      .toLowerCase();
    const firsts = diagnosis.logs
      .filter((log) => log.path.replace(/\.lo[g_]$/i, '').toLowerCase() === family)
      .flatMap((log) => (log.firstTime === null ? [] : [wallClock(log.firstTime) ?? last]));
    return [{ thread, first: Math.min(last, ...firsts), last, lastTime: thread.lastTime }];
  });
  if (stamped.length === 0) return null;
  const lastSeen = Math.max(...stamped.map((entry) => entry.last));
  const end = Math.max(wallClock(diagnosis.at) ?? lastSeen, lastSeen);
  const earliest = Math.min(...stamped.map((entry) => entry.first));
  const start = Math.min(Math.max(earliest, end - windowHours * hour), end - hour);
  const position = (time: number): number => Math.min(1, Math.max(0, (time - start) / (end - start)));

  const lanes = stamped.map(({ thread, first, last, lastTime }): Lane => {
    const stall = diagnosis.stalls.find((entry) => entry.component === thread.component) ?? null;
    const since = stall?.since ? wallClock(stall.since) : null;
    return {
      component: thread.component,
      name: logNameOf(thread.lastLine),
      from: position(first),
      to: position(last),
      firstTime: isoOfWallClock(first),
      lastTime,
      stalledFrom: since === null ? null : position(since),
      stall,
      lastLine: thread.lastLine,
    };
  });
  lanes.sort(
    (a, b) =>
      stallRank(a) - stallRank(b) ||
      (a.stalledFrom ?? a.to) - (b.stalledFrom ?? b.to) ||
      a.name.localeCompare(b.name, 'en'),
  );

  const flags = eventsInOrder(diagnosis.events).flatMap((event): readonly Flag[] => {
    const time = event.time === null ? null : wallClock(event.time);
    if (event.time === null || time === null || time < start || time > end) return [];
    return [
      {
        at: position(time),
        time: event.time,
        label: eventLabel(event.kind, event.service),
        source: event.source,
      },
    ];
  });

  const step = tickStep(end - start);
  const ticks: { at: number; time: string }[] = [];
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) {
    ticks.push({ at: position(time), time: isoOfWallClock(time) });
  }
  return { lanes, flags, ticks };
}
