/**
 * Which threads stand still. A thread that repeats a waiting line to the end of its log waits; threads of the Executive
 * that fell silent together while time went on and work waited stopped; a thread that is silent alone with nothing to do,
 * or no longer than it was before, is idle, and that is no fault. Each is told with how it was told.
 */
import type { ComponentActivity, LineRef, SiteEvidence } from '../evidence/model.ts';
import { watchIdOf, type Knowledge } from '../knowledge/entry.ts';
import { isoServerTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import type { AssessedInbox } from './backlog.ts';
import type { Stall } from './diagnosis.ts';
import { minutes, newestTime } from './log-times.ts';
import type { ReferenceTime } from './reference-time.ts';
import {
  RECENT_MINUTES,
  logTexts,
  openRunOf,
  standAtEnd,
  type LogView,
  type TextAtEnd,
} from './text-at-end.ts';
import { eventBefore, explainSilence, type SilenceView } from './thread-silence.ts';
import { muteReason, threadWork, workWaitsAnywhere, type ThreadWork } from './thread-work.ts';

/** How a component stands at the end of the evidence. */
export interface ThreadStand {
  readonly state: 'writing' | 'waiting' | 'silent' | 'idle' | 'quiet';
  readonly because: string;
}

export interface StallAnalysis {
  readonly stalls: readonly Stall[];
  /** When the stall began: the first waiting line, else the moment of the common silence. */
  readonly began: { readonly time: ServerTime; readonly at: LineRef } | null;
  readonly atEnd: ReadonlyMap<string, TextAtEnd>;
  /** Threads of the Executive with a log, newest last line first. */
  readonly executive: readonly ComponentActivity[];
  /** Those of them that do not end with a waiting line. */
  readonly others: readonly ComponentActivity[];
  /** Newest line of any log, at most the end of the evidence. */
  readonly logsEnd: ServerTime;
  /** How far the evidence reaches: the time of the collection, or the newest line when that is later. */
  readonly until: ServerTime;
  /** Threads that fell silent together, empty when the Executive did not fall silent as a whole. */
  readonly silentTogether: readonly ComponentActivity[];
  /** True when the newest line of any thread of the Executive is close to the end of the evidence. */
  readonly executiveLogsNow: boolean | null;
  /** How each thread of the Executive stands, by component in capitals. */
  readonly stands: ReadonlyMap<string, ThreadStand>;
}

/** Silence of the whole Executive shorter than this proves nothing: threads have timers of an hour. */
const SILENT_MINUTES = 180;
/** Last lines this close to each other are one moment. */
const TOGETHER_MINUTES = 60;

/**
 * Analyses the logs for the time of the diagnosis.
 * @param inboxes what waits where: a silent thread with work before it stands still, one without has nothing to do
 */
export function analyseStalls(
  evidence: SiteEvidence,
  knowledge: Knowledge,
  reference: ReferenceTime,
  inboxes: readonly AssessedInbox[],
): StallAnalysis {
  const { logs } = evidence;
  const executive = executiveThreads(logs.components, knowledge);
  const texts = logTexts(knowledge).filter((text) => text.where === 'at-end');
  const waiters = new Set(
    texts.flatMap((text) => openRunOf(text, logs)?.last.component?.toUpperCase() ?? []),
  );
  const others = executive.filter((activity) => !waiters.has(activity.component.toUpperCase()));
  const logsEnd = newestTime(logs.components);
  const until = Math.max(reference.until, logsEnd ?? reference.until);
  const view: LogView = { logs, reference, others, logsEnd: Math.min(until, logsEnd ?? until) };
  const atEnd = new Map(texts.map((text) => [watchIdOf(text), standAtEnd(text, view)]));
  const waiting = [...atEnd.values()].filter((text) => text.state === 'at-end');
  const newest = newestTime(others);
  // Without another log that went on, logging may just have been turned off, or the logs copied, at that moment.
  const wentOn = newestTime(logs.components.filter((activity) => !others.includes(activity)));
  const wholeSilent = newest !== null && wentOn !== null && minutes(wentOn - newest) >= SILENT_MINUTES;
  const firstWait = earliest(waiting.flatMap((text) => (text.run ? [text.run.first] : [])));
  const moment = firstWait?.time ?? (wholeSilent ? newest : null);
  // Where all inboxes are known and nothing waits in any, threads are silent because there is nothing to do.
  const hadWork = firstWait !== null || workWaitsAnywhere(inboxes, evidence, knowledge);
  const stoppedAtOnce = (activity: ComponentActivity, at: ServerTime | null): boolean =>
    hadWork &&
    closeTo(activity, at) &&
    !isUsual(activity, until) &&
    muteReason(activity.component, evidence) === null;
  const silentTogether = wholeSilent ? others.filter((activity) => stoppedAtOnce(activity, newest)) : [];
  const began = firstWait?.time != null ? { time: firstWait.time, at: firstWait } : beginOf(silentTogether);
  const silence: SilenceView = { evidence, until, together: [], began, executive };
  const stands = new Map<string, ThreadStand>();
  const stalls = waiting.flatMap((text) => waitingStall(text, evidence));
  for (const stall of stalls) {
    stands.set(stall.component.toUpperCase(), { state: 'waiting', because: stall.because });
  }
  const together = others.filter(
    (activity) =>
      isLong(activity, until) &&
      (silentTogether.includes(activity) || (moment !== null && stoppedAtOnce(activity, moment))),
  );
  for (const activity of others) {
    const work = threadWork(activity.component, inboxes, knowledge);
    const stand = standOf(activity, work, { ...silence, together }, knowledge);
    stands.set(activity.component.toUpperCase(), stand);
    if (stand.state === 'silent' || stand.state === 'idle') stalls.push(silentStall(activity, stand));
  }
  return {
    stalls,
    began,
    atEnd,
    executive,
    others,
    silentTogether,
    logsEnd: view.logsEnd,
    until,
    executiveLogsNow: newest === null ? null : minutes(until - newest) <= RECENT_MINUTES,
    stands,
  };
}

function executiveThreads(
  components: readonly ComponentActivity[],
  knowledge: Knowledge,
): ComponentActivity[] {
  const names = new Set(
    knowledge.facts.threads.flatMap((thread) =>
      [thread.component, ...(thread.aliases ?? [])].map((name) => name.toUpperCase()),
    ),
  );
  return components
    .filter((activity) => names.has(activity.component.toUpperCase()))
    .sort((a, b) => (b.lastStamped?.time ?? -Infinity) - (a.lastStamped?.time ?? -Infinity));
}

function standOf(
  activity: ComponentActivity,
  work: ThreadWork,
  view: SilenceView,
  knowledge: Knowledge,
): ThreadStand {
  const because = (state: ThreadStand['state']): ThreadStand => ({
    state,
    because: explainSilence(activity, state, work, view, knowledge),
  });
  const last = activity.lastStamped?.time ?? null;
  if (last === null) return because('quiet');
  const silent = minutes(view.until - last);
  if (silent <= RECENT_MINUTES) return because('writing');
  if (silent < SILENT_MINUTES || muteReason(activity.component, view.evidence) !== null)
    return because('quiet');
  if (view.together.includes(activity)) return because('silent');
  return because(work.state === 'waits' && !isUsual(activity, view.until) ? 'silent' : 'idle');
}

function isLong(activity: ComponentActivity, until: ServerTime): boolean {
  const last = activity.lastStamped?.time ?? null;
  return last !== null && minutes(until - last) >= SILENT_MINUTES;
}

function earliest(lines: readonly LineRef[]): LineRef | null {
  return lines.reduce<LineRef | null>(
    (best, line) => (best === null || (line.time ?? Infinity) < (best.time ?? Infinity) ? line : best),
    null,
  );
}

function closeTo(activity: ComponentActivity, moment: ServerTime | null): boolean {
  const time = activity.lastStamped?.time ?? null;
  return time !== null && moment !== null && Math.abs(moment - time) <= TOGETHER_MINUTES * 60_000;
}

/** True when the thread was silent for as long before: an idle thread is not a stalled one. */
function isUsual(activity: ComponentActivity, until: ServerTime): boolean {
  const last = activity.lastStamped?.time;
  const longest = activity.silences[0];
  if (last == null || longest?.after.time == null || longest.before.time == null) return false;
  return longest.after.time - longest.before.time >= until - last;
}

function beginOf(activities: readonly ComponentActivity[]): StallAnalysis['began'] {
  const [latest] = activities;
  return latest?.lastStamped?.time == null ? null : { time: latest.lastStamped.time, at: latest.lastStamped };
}

function waitingStall(text: TextAtEnd, evidence: SiteEvidence): Stall[] {
  if (!text.run) return [];
  const { first, last } = text.run;
  const event = first.time === null ? null : eventBefore(first.time, evidence, 'The first of these lines');
  return [
    {
      component: first.component ?? 'SMS_DESPOOLER',
      since: first.time === null ? null : isoServerTime(first.time),
      lastLine: `${last.path}:${last.line}`,
      because: event === null ? text.because : `${text.because} ${event}`,
      kind: 'waiting',
      text: last.text,
    },
  ];
}

function silentStall(activity: ComponentActivity, stand: ThreadStand): Stall {
  const last = activity.lastStamped ?? activity.last;
  return {
    component: activity.component,
    since: last.time === null ? null : isoServerTime(last.time),
    lastLine: `${last.path}:${last.line}`,
    because: stand.because,
    kind: stand.state === 'silent' ? 'silent' : 'idle',
    text: last.text,
  };
}
