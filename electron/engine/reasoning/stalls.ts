/**
 * Which threads stand still. A thread that repeats a waiting line to the end of its log waits; threads of the Executive
 * that fell silent together while time went on stopped; a thread that is silent alone, or no longer than it was before,
 * is idle, and that is no fault.
 */
import type { ComponentActivity, LineRef, LogEvidence, TextHits, TextRun } from '../evidence/model.ts';
import { watchIdOf, type Condition, type Knowledge, type LogTextCondition } from '../knowledge/entry.ts';
import { isoServerTime, wordsOfDuration, wordsOfTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import type { Stall } from './diagnosis.ts';
import type { ReferenceTime } from './reference-time.ts';

/** How a watched text stands at the end of its log. */
export interface TextAtEnd {
  readonly state: 'at-end' | 'worked-on' | 'too-short' | 'quiet' | 'never' | 'no-log';
  readonly run: TextRun | null;
  /** Last line of the components it is watched for. */
  readonly last: LineRef | null;
  readonly because: string;
}

export interface StallAnalysis {
  readonly stalls: readonly Stall[];
  /** When the stall began: the first waiting line, else the moment of the common silence. */
  readonly began: { readonly time: ServerTime; readonly at: LineRef } | null;
  readonly atEnd: ReadonlyMap<string, TextAtEnd>;
  /** Threads of the Executive with a log, newest last line first. */
  readonly executive: readonly ComponentActivity[];
  /** Threads that fell silent together, empty when the Executive did not fall silent as a whole. */
  readonly silentTogether: readonly ComponentActivity[];
  /** True when the newest line of any thread of the Executive is close to the end of the evidence. */
  readonly executiveLogsNow: boolean | null;
}

/** Silence of the whole Executive shorter than this proves nothing: threads have timers of an hour. */
const SILENT_MINUTES = 120;
/** Last lines this close to each other are one moment. */
const TOGETHER_MINUTES = 60;
/** Without times only the number of repetitions is left to judge by. */
const ENDLESS_WITHOUT_TIMES = 5;
/** A line this close to the end of the evidence shows that a thread works. */
const RECENT_MINUTES = 60;

/** Analyses the logs for the time of the diagnosis. */
export function analyseStalls(
  logs: LogEvidence,
  knowledge: Knowledge,
  reference: ReferenceTime,
): StallAnalysis {
  const executive = executiveThreads(logs.components, knowledge);
  const atEnd = new Map<string, TextAtEnd>();
  for (const text of logTexts(knowledge)) {
    if (text.where === 'at-end') atEnd.set(watchIdOf(text), standAtEnd(text, logs, reference));
  }
  const waiting = [...atEnd.values()].filter((text) => text.state === 'at-end');
  const waitingComponents = new Set(waiting.flatMap((text) => text.run?.last.component?.toUpperCase() ?? []));
  const until = wentOnUntil(logs, reference);
  const others = executive.filter((activity) => !waitingComponents.has(activity.component.toUpperCase()));
  const newest = newestTime(others);
  const silentFor = newest === null ? null : minutes(until - newest);
  const wholeSilent = silentFor !== null && silentFor >= SILENT_MINUTES;
  const firstWait = earliest(waiting.flatMap((text) => (text.run ? [text.run.first] : [])));
  const moment = firstWait?.time ?? (wholeSilent ? newest : null);
  const silentTogether = wholeSilent
    ? others.filter((activity) => closeTo(activity, newest) && !isUsual(activity, until))
    : [];
  const began = firstWait?.time != null ? { time: firstWait.time, at: firstWait } : beginOf(silentTogether);
  return {
    stalls: [
      ...waiting.flatMap((text) => waitingStall(text)),
      ...others.flatMap((activity) => silentStall(activity, silentTogether, moment, until)),
    ],
    began,
    atEnd,
    executive,
    silentTogether,
    executiveLogsNow: newest === null ? null : minutes(until - newest) <= RECENT_MINUTES,
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

function logTexts(knowledge: Knowledge): LogTextCondition['logText'][] {
  const found: LogTextCondition['logText'][] = [];
  const visit = (condition: Condition): void => {
    if ('logText' in condition) found.push(condition.logText);
    else if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
  };
  for (const entry of knowledge.entries) for (const condition of entry.conditions) visit(condition.when);
  return found;
}

/** How a text stands at the end of the log it is watched in. */
function standAtEnd(
  text: LogTextCondition['logText'],
  logs: LogEvidence,
  reference: ReferenceTime,
): TextAtEnd {
  const hits: TextHits | undefined = logs.hits.find((candidate) => candidate.watchId === watchIdOf(text));
  const names = new Set(text.components.map((name) => name.toUpperCase()));
  const activity = logs.components.find((candidate) => names.has(candidate.component.toUpperCase())) ?? null;
  const files = logs.files.filter((file) => text.files.includes(file.family));
  const last = activity?.lastStamped ?? activity?.last ?? hits?.last ?? null;
  const run = hits?.runs.at(-1) ?? null;
  if (!activity && !hits) {
    if (files.some((file) => file.lines > 0)) {
      return { state: 'quiet', run: null, last: null, because: 'Its log has no entry of this component.' };
    }
    return { state: 'no-log', run: null, last: null, because: 'Its log was not collected.' };
  }
  if (run?.endedBy === null && !workedLater(run, activity, text.neutral ?? []))
    return standOfRun(text, run, last, logs, reference);
  const idleMinutes = last?.time == null ? null : minutes(reference.until - last.time);
  const where = last === null ? 'the log' : `${last.path}:${last.line}`;
  if (idleMinutes !== null && idleMinutes > RECENT_MINUTES) {
    const ended = run ? ' and the waiting line is not the last' : ' and never waited';
    return {
      state: 'quiet',
      run,
      last,
      because: `It logged work last at ${wordsOfTime(last?.time ?? 0)} (${where})${ended}; nothing was logged in the ${wordsOfDuration(idleMinutes * 60_000)} after it.`,
    };
  }
  if (run) {
    return {
      state: 'worked-on',
      run,
      last,
      because: `It waited ${run.count === 1 ? 'once' : `${run.count} times`} and went on working afterwards (${run.endedBy ? `${run.endedBy.path}:${run.endedBy.line}` : where}).`,
    };
  }
  return {
    state: 'never',
    run: null,
    last,
    because: `It goes on working to the end of its log (${where}) and never waited.`,
  };
}

/** The component may log elsewhere too, so a later line of it in another file counts as work. */
function workedLater(run: TextRun, activity: ComponentActivity | null, neutral: readonly string[]): boolean {
  const last = activity?.lastStamped ?? null;
  if (last?.time == null || run.last.time === null || last.time <= run.last.time) return false;
  const text = last.text.toLowerCase();
  return !neutral.some((part) => text.includes(part.toLowerCase()));
}

function standOfRun(
  text: LogTextCondition['logText'],
  run: TextRun,
  last: LineRef | null,
  logs: LogEvidence,
  reference: ReferenceTime,
): TextAtEnd {
  const restart = logs.events.find(
    (event) =>
      event.kind === 'service-started' &&
      event.service === 'SMS_EXECUTIVE' &&
      event.at.time !== null &&
      run.last.time !== null &&
      event.at.time > run.last.time,
  );
  if (restart) {
    return {
      state: 'quiet',
      run,
      last,
      because: `It waited to the end of its log, but SMS_EXECUTIVE was started after that (${restart.at.path}:${restart.at.line}), so the log does not show how it stands now.`,
    };
  }
  const times = run.count === 1 ? 'once' : `${run.count} times`;
  const waited = run.first.time === null ? null : minutes(reference.until - run.first.time);
  const silent = run.last.time === null ? null : minutes(reference.until - run.last.time);
  const endless = run.count >= (waited === null ? ENDLESS_WITHOUT_TIMES : (text.endlessLines ?? Infinity));
  const repeated =
    run.count >= (text.repeatedLines ?? Infinity) &&
    waited !== null &&
    waited >= (text.repeatedMinutes ?? Infinity);
  const lastAndSilent = silent !== null && silent >= (text.silentMinutes ?? Infinity);
  const span = waited === null ? 'without a time' : `for ${wordsOfDuration(waited * 60_000)}`;
  if (endless || repeated || lastAndSilent) {
    const how = run.count === 1 ? 'is the last line' : `stands ${times} to the end`;
    return {
      state: 'at-end',
      run,
      last,
      because: `The line ${how} of the log (${run.last.path}:${run.last.line}), ${span}, and no work was logged after it.`,
    };
  }
  return {
    state: 'too-short',
    run,
    last,
    because: `The line stands ${times} at the end of the log, but only ${span}: a busy despooler waits as well.`,
  };
}

/** Time went on at least until the newest line of any log, or until the end of the evidence. */
function wentOnUntil(logs: LogEvidence, reference: ReferenceTime): ServerTime {
  return logs.files.reduce((latest, file) => Math.max(latest, file.lastTime ?? latest), reference.until);
}

function newestTime(activities: readonly ComponentActivity[]): ServerTime | null {
  return activities.reduce<ServerTime | null>((newest, activity) => {
    const time = activity.lastStamped?.time ?? null;
    return time !== null && (newest === null || time > newest) ? time : newest;
  }, null);
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

function waitingStall(text: TextAtEnd): Stall[] {
  if (!text.run) return [];
  const { first, last } = text.run;
  return [
    {
      component: first.component ?? 'SMS_DESPOOLER',
      since: first.time === null ? '' : isoServerTime(first.time),
      lastLine: `${last.path}:${last.line}`,
      kind: 'waiting',
      text: last.text,
    },
  ];
}

function silentStall(
  activity: ComponentActivity,
  silentTogether: readonly ComponentActivity[],
  moment: ServerTime | null,
  until: ServerTime,
): Stall[] {
  const last = activity.lastStamped;
  if (last?.time == null || minutes(until - last.time) < SILENT_MINUTES) return [];
  const together =
    silentTogether.includes(activity) ||
    (moment !== null && closeTo(activity, moment) && !isUsual(activity, until));
  return [
    {
      component: activity.component,
      since: isoServerTime(last.time),
      lastLine: `${last.path}:${last.line}`,
      kind: together ? 'silent' : 'idle',
      text: last.text,
    },
  ];
}

function minutes(milliseconds: number): number {
  return milliseconds / 60_000;
}
