/** One lane per thread and service: first and last line, silences, waiting runs, and how it stands at the end. */
import type { ComponentActivity, LineRef } from '../evidence/model.ts';
import { watchedTexts } from '../knowledge/entry.ts';
import { minutes } from '../reasoning/log-times.ts';
import type { TimelineLane, TimelineSpan } from '../reasoning/diagnosis.ts';
import type { Situation } from '../reasoning/situation.ts';
import type { ThreadStand } from '../reasoning/stalls.ts';
import { isoServerTime, wordsOfDuration, wordsOfTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';

/** A site has some forty components; more lanes than this would not be looked at. */
const MOST_LANES = 80;
/** Spans of a kind on one lane; the longest or latest are kept. */
const MOST_SPANS = 20;
/** Shorter pauses are everyday. */
const SILENCE_MINUTES = 60;

export interface Lanes {
  readonly lanes: readonly TimelineLane[];
  /** Components that have no lane because there are too many. */
  readonly leftOut: number;
}

/** Lanes in the order in which they matter: waiting, silent, services, then the rest by name. */
export function lanesOf(situation: Situation): Lanes {
  const { evidence, stalls } = situation;
  const all = evidence.logs.components
    .flatMap((activity) => laneOf(activity, situation, stalls.until))
    .sort((a, b) => rank(a) - rank(b) || a.component.localeCompare(b.component, 'en'));
  return { lanes: all.slice(0, MOST_LANES), leftOut: Math.max(0, all.length - MOST_LANES) };
}

function rank(lane: TimelineLane): number {
  if (lane.state === 'waiting') return 0;
  if (lane.state === 'silent') return 1;
  return lane.kind === 'service' ? 2 : lane.kind === 'thread' ? 3 : 4;
}

function laneOf(activity: ComponentActivity, situation: Situation, until: ServerTime): TimelineLane[] {
  const last = activity.lastStamped;
  if (last?.time == null) return [];
  const first = activity.first.time === null ? last : activity.first;
  const name = activity.component.toUpperCase();
  const kind = kindOf(name, situation);
  const stand = situation.stalls.stands.get(name) ?? standOfOther(name, last, kind, until);
  const waiting = waitingSpans(name, situation, stand.state === 'waiting' ? until : null);
  return [
    {
      component: activity.component,
      kind,
      lines: activity.lines,
      first: endOf(first),
      last: endOf(last),
      spans: [...silences(activity, stand.state === 'waiting' ? null : until), ...waiting].sort((a, b) =>
        a.from.localeCompare(b.from),
      ),
      state: stand.state,
      because: stand.because,
    },
  ];
}

function kindOf(name: string, { knowledge, stalls }: Situation): TimelineLane['kind'] {
  const services = knowledge.facts.services.flatMap((service) => [
    service.service,
    ...(service.aliases ?? []),
  ]);
  if (services.some((service) => name === service || name.startsWith(`${service}_`))) return 'service';
  return stalls.executive.some((activity) => activity.component.toUpperCase() === name) ? 'thread' : 'other';
}

/** Services of their own and other programs: whether they write says nothing of the threads of SMS_EXECUTIVE. */
function standOfOther(
  component: string,
  last: LineRef,
  kind: TimelineLane['kind'],
  until: ServerTime,
): ThreadStand {
  const silent = until - (last.time ?? until);
  const place = `${last.path}:${last.line}`;
  if (minutes(silent) <= SILENCE_MINUTES) {
    return {
      state: 'writing',
      because: `It logged ${wordsOfDuration(silent)} before the end of the evidence (${place}).`,
    };
  }
  const own =
    component.toUpperCase() === 'SMS_EXECUTIVE'
      ? 'Its threads have logs of their own, and those tell how it stands.'
      : kind === 'service'
        ? 'It is a service of its own; its log alone does not tell a stall from having nothing to do.'
        : 'It is not known to be a thread of SMS_EXECUTIVE, so its silence is not judged.';
  return {
    state: 'quiet',
    because: `Nothing was logged for ${wordsOfDuration(silent)}, since ${place}. ${own}`,
  };
}

function endOf(line: LineRef): TimelineLane['first'] {
  return {
    time: isoServerTime(line.time ?? 0),
    source: `${line.path}:${line.line}`,
    text: line.text,
  };
}

/** Pauses inside the log and, unless it waits to its end, the one up to the end of the evidence. */
function silences(activity: ComponentActivity, until: ServerTime | null): TimelineSpan[] {
  const inside = activity.silences.flatMap(({ before, after }) =>
    before.time !== null && after.time !== null && minutes(after.time - before.time) >= SILENCE_MINUTES
      ? [silence(before, before.time, after.time, `${after.path}:${after.line}`)]
      : [],
  );
  const last = activity.lastStamped;
  if (until === null || last?.time == null || minutes(until - last.time) < SILENCE_MINUTES) return inside;
  return [...inside, silence(last, last.time, until, '')];
}

function silence(before: LineRef, from: ServerTime, to: ServerTime, toSource: string): TimelineSpan {
  return {
    kind: 'silence',
    from: isoServerTime(from),
    to: isoServerTime(to),
    fromSource: `${before.path}:${before.line}`,
    toSource,
    lines: 0,
    text: `Nothing logged for ${wordsOfDuration(to - from)}${toSource === '' ? ', to the end of the evidence' : ''}.`,
  };
}

/** Runs of a waiting line in the logs of one component, the latest. */
function waitingSpans(name: string, situation: Situation, until: ServerTime | null): TimelineSpan[] {
  const watches = watchedTexts(situation.knowledge).filter((watch) =>
    watch.components.some((component) => component.toUpperCase() === name),
  );
  return situation.evidence.logs.hits
    .filter((hits) => watches.some((watch) => watch.id === hits.watchId))
    .flatMap((hits) => {
      const waiting = watches.find((watch) => watch.id === hits.watchId)?.text ?? '';
      return hits.runs.map((run) => ({ run, waiting }));
    })
    .flatMap(({ run, waiting }): TimelineSpan[] => {
      if (run.first.time === null || run.last.time === null) return [];
      const open = run.endedBy === null && until !== null;
      const to = open ? Math.max(run.last.time, until) : (run.endedBy?.time ?? run.last.time);
      const number = run.count === 1 ? 'once' : `${run.count} times`;
      return [
        {
          kind: 'waiting',
          from: isoServerTime(run.first.time),
          to: isoServerTime(to),
          fromSource: `${run.first.path}:${run.first.line}`,
          toSource: `${run.last.path}:${run.last.line}`,
          lines: run.count,
          text: `"${waiting}" ${number}, for ${wordsOfDuration(to - run.first.time)}${open ? ', to the end of the evidence' : `, until ${wordsOfTime(to)}`}.`,
        },
      ];
    })
    .sort((a, b) => a.from.localeCompare(b.from))
    .slice(-MOST_SPANS);
}
