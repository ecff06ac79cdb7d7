/** Moments of the timeline: starts and stops of services, backups, crashes, the collection. */
import { nameOfSource } from '../evidence/citing.ts';
import type { LogEventKind } from '../evidence/model.ts';
import type { TimelineMark } from '../reasoning/diagnosis.ts';
import type { Situation } from '../reasoning/situation.ts';
import { isoServerTime } from '../time/format.ts';

/** More marks than this are not read; the newest are kept, for a stall is explained by what came just before it. */
const MOST_MARKS = 120;
/** Two logs of one event may differ by this much, in milliseconds. */
const SAME_MOMENT = 30_000;

export interface Marks {
  readonly marks: readonly TimelineMark[];
  /** Older marks that are not shown. */
  readonly leftOut: number;
}

/** All marks that carry a time, oldest first. */
export function marksOf(situation: Situation): Marks {
  const all = [...eventMarks(situation), ...crashMarks(situation), ...collectionMark(situation)].sort(
    (a, b) => a.time.localeCompare(b.time),
  );
  return { marks: all.slice(-MOST_MARKS), leftOut: Math.max(0, all.length - MOST_MARKS) };
}

function eventMarks({ evidence }: Situation): readonly TimelineMark[] {
  const marks: TimelineMark[] = [];
  const lastOf = new Map<string, number>();
  const events = [...evidence.logs.events].sort((a, b) => (a.at.time ?? 0) - (b.at.time ?? 0));
  for (const { kind, service, at } of events) {
    if (at.time === null) continue;
    const key = `${kind}|${service}`;
    const last = lastOf.get(key);
    // One start is often logged twice, in words and as a status message. The window is measured from the line that is told.
    if (last !== undefined && at.time - last <= SAME_MOMENT) continue;
    lastOf.set(key, at.time);
    marks.push({
      kind,
      service,
      time: isoServerTime(at.time),
      source: `${at.path}:${at.line}`,
      text: sentence(kind, service),
    });
  }
  return marks;
}

function sentence(kind: LogEventKind, service: string): string {
  switch (kind) {
    case 'service-started':
      return `${service} was started.`;
    case 'service-stopped':
      return `${service} was stopped.`;
    case 'backup-started':
      return 'The site backup began.';
    case 'backup-completed':
      return 'The site backup ended.';
  }
}

function crashMarks({ evidence }: Situation): readonly TimelineMark[] {
  return evidence.crashes.flatMap((crash) =>
    crash.time === null
      ? []
      : [
          {
            kind: 'crash' as const,
            service: crash.service,
            time: isoServerTime(crash.time),
            source: nameOfSource(crash.source),
            text: `${crash.service ?? 'A service'} crashed${crash.thread === null ? '' : ` in thread ${crash.thread}`}.`,
          },
        ],
  );
}

function collectionMark({ evidence }: Situation): readonly TimelineMark[] {
  const { collectedAt } = evidence;
  if (collectedAt === null) return [];
  return [
    {
      kind: 'collected',
      service: null,
      time: isoServerTime(collectedAt.value),
      source: nameOfSource(collectedAt.source),
      text: 'The evidence was collected.',
    },
  ];
}
