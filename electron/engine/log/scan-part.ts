/** What was learned of some families of logs, and how such parts become the whole of a site. */
import type { ComponentActivity, LogEvent, LogFile, Reading, TextHits } from '../evidence/model.ts';
import type { ServerClock } from '../time/server-time.ts';
import { joinHits } from './join-hits.ts';
import { mergeActivities } from './merge-activities.ts';
import type { ScanResult } from './scanner.ts';
import { MAX_EVENTS_OF_A_KIND } from './service-events.ts';
import { MAX_NAMES } from './status-notes.ts';

/** A status message tells of the clock at its own time: half a year later it is another one. */
const NEAR = 24 * 60 * 60 * 1000;

/** An offset of the clock, and the time of the line that tells it. */
export interface DatedClock {
  readonly at: number;
  readonly clock: ServerClock;
}

/** Plain data, so that it can be handed from one thread to another. */
export interface ScanPart {
  readonly files: readonly LogFile[];
  /** One for each component and log. */
  readonly components: readonly ComponentActivity[];
  readonly hits: readonly TextHits[];
  /** Of one kind and service together, oldest first. */
  readonly events: readonly LogEvent[];
  readonly statusClock: DatedClock | null;
  readonly zoneClock: DatedClock | null;
  readonly siteCodes: readonly Reading<string>[];
  readonly servers: readonly Reading<string>[];
}

/** The parts of a site, in the order of its families, as one result. */
export function joinParts(parts: readonly ScanPart[]): ScanResult {
  const none: ServerClock = { offsetMinutes: null, basis: 'none', source: null };
  const ends = parts.flatMap((part) => part.files).map(({ lastTime }) => lastTime ?? -Infinity);
  const until = Math.max(-Infinity, ...ends);
  const near = parts.map(({ statusClock }) =>
    statusClock !== null && until - statusClock.at <= NEAR ? statusClock : null,
  );
  const clock = newest(near) ?? newest(parts.map((part) => part.zoneClock));
  return {
    evidence: {
      files: parts.flatMap((part) => part.files),
      components: mergeActivities(parts.flatMap((part) => part.components)),
      hits: hitsOf(parts),
      events: eventsOf(parts),
    },
    clock: clock ?? none,
    siteCodes: namesOf(parts.flatMap((part) => part.siteCodes)),
    servers: namesOf(parts.flatMap((part) => part.servers)),
  };
}

function newest(clocks: readonly (DatedClock | null)[]): ServerClock | null {
  let found: DatedClock | null = null;
  for (const one of clocks) if (one !== null && (found === null || one.at >= found.at)) found = one;
  return found?.clock ?? null;
}

function hitsOf(parts: readonly ScanPart[]): TextHits[] {
  const joined = new Map<string, TextHits>();
  for (const hits of parts.flatMap((part) => part.hits)) {
    const other = joined.get(hits.watchId);
    joined.set(hits.watchId, other ? joinHits(other, hits) : hits);
  }
  return [...joined.values()];
}

function eventsOf(parts: readonly ScanPart[]): LogEvent[] {
  const kept = new Map<string, LogEvent[]>();
  for (const event of parts.flatMap((part) => part.events)) {
    const key = `${event.kind}|${event.service}`;
    kept.set(key, [...(kept.get(key) ?? []), event].slice(-MAX_EVENTS_OF_A_KIND));
  }
  return [...kept.values()].flat();
}

function namesOf(names: readonly Reading<string>[]): Reading<string>[] {
  const known = new Map<string, Reading<string>>();
  for (const name of names) {
    const key = name.value.toUpperCase();
    if (known.size < MAX_NAMES && !known.has(key)) known.set(key, name);
  }
  return [...known.values()];
}
