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
  /** Those of them that do not end with a waiting line. */
  readonly others: readonly ComponentActivity[];
  /** Newest line of any log, at most the end of the evidence. */
  readonly logsEnd: ServerTime;
  /** Threads that fell silent together, empty when the Executive did not fall silent as a whole. */
  readonly silentTogether: readonly ComponentActivity[];
  /** True when the newest line of any thread of the Executive is close to the end of the evidence. */
  readonly executiveLogsNow: boolean | null;
}

/** Silence of the whole Executive shorter than this proves nothing: threads have timers of an hour. */
const SILENT_MINUTES = 180;
/** Last lines this close to each other are one moment. */
const TOGETHER_MINUTES = 60;
/** Threads of one process fall silent within this time of each other, in milliseconds. */
const SETTLING = 15 * 60_000;
/** A thread that logged later than this after a single waiting line was not part of a hang, in milliseconds. */
const SAME_MOMENT = 5 * 60_000;
/** A line this close to the end of the evidence shows that a thread works. */
const RECENT_MINUTES = 60;

/** Analyses the logs for the time of the diagnosis. */
export function analyseStalls(
  logs: LogEvidence,
  knowledge: Knowledge,
  reference: ReferenceTime,
): StallAnalysis {
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
    others,
    silentTogether,
    logsEnd: view.logsEnd,
    executiveLogsNow: newest === null ? null : minutes(until - newest) <= RECENT_MINUTES,
  };
}

/** Threads of the Executive that logged after a moment, up to the end of the logs or close to it. */
export function stillLogging(
  threads: readonly ComponentActivity[],
  after: ServerTime,
  logsEnd: ServerTime,
  recentMinutes: number,
): readonly ComponentActivity[] {
  const limit = Math.max(after, logsEnd - recentMinutes * 60_000);
  return threads.filter((activity) => (activity.lastStamped?.time ?? -Infinity) > limit);
}

/** What the judgement of a waiting line looks at. */
interface LogView {
  readonly logs: LogEvidence;
  readonly reference: ReferenceTime;
  /** Threads of the Executive that do not wait. */
  readonly others: readonly ComponentActivity[];
  /** Newest line of any log, at most the end of the evidence. */
  readonly logsEnd: ServerTime;
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

function activityOf(text: LogTextCondition['logText'], logs: LogEvidence): ComponentActivity | null {
  const names = new Set(text.components.map((name) => name.toUpperCase()));
  return logs.components.find((candidate) => names.has(candidate.component.toUpperCase())) ?? null;
}

function hitsOf(text: LogTextCondition['logText'], logs: LogEvidence): TextHits | null {
  return logs.hits.find((candidate) => candidate.watchId === watchIdOf(text)) ?? null;
}

/** The run of the text with which its component's log ends, null when it ends with something else. */
function openRunOf(text: LogTextCondition['logText'], logs: LogEvidence): TextRun | null {
  const run = hitsOf(text, logs)?.runs.at(-1) ?? null;
  if (run?.endedBy !== null) return null;
  return workedLater(run, activityOf(text, logs), text.neutral ?? []) ? null : run;
}

/** How a text stands at the end of the log it is watched in. */
function standAtEnd(text: LogTextCondition['logText'], view: LogView): TextAtEnd {
  const { logs, reference } = view;
  const hits = hitsOf(text, logs);
  const activity = activityOf(text, logs);
  const files = logs.files.filter((file) => text.files.includes(file.family));
  const last = activity?.lastStamped ?? activity?.last ?? hits?.last ?? null;
  const run = hits?.runs.at(-1) ?? null;
  if (!activity && !hits) {
    if (files.some((file) => file.lines > 0)) {
      return { state: 'quiet', run: null, last: null, because: 'Its log has no entry of this component.' };
    }
    return { state: 'no-log', run: null, last: null, because: 'Its log was not collected.' };
  }
  const open = openRunOf(text, logs);
  if (open) return standOfRun(text, open, last, view);
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
  view: LogView,
): TextAtEnd {
  const { logs, reference, others, logsEnd } = view;
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
  const span = waited === null ? 'without a time' : `for ${wordsOfDuration(waited * 60_000)}`;
  const tooShort = (why: string): TextAtEnd => ({
    state: 'too-short',
    run,
    last,
    because: `The line stands ${times} at the end of the log, ${span}${why}`,
  });
  const enough =
    waited === null ? run.count >= (text.endlessLines ?? Infinity) : lastsLongEnough(text, run, view);
  if (!enough) return tooShort(', which is too little to tell: a busy despooler waits as well.');
  const working =
    run.first.time === null ? [] : stillLogging(others, run.first.time + SETTLING, logsEnd, RECENT_MINUTES);
  const [example] = working;
  if (example?.lastStamped && waited !== null && waited < RECENT_MINUTES) {
    return tooShort(
      `, and other threads work on (${example.component}, ${example.lastStamped.path}:${example.lastStamped.line}).`,
    );
  }
  const how = run.count === 1 ? 'is the last line' : `stands ${times} to the end`;
  return {
    state: 'at-end',
    run,
    last,
    because: `The line ${how} of the log (${run.last.path}:${run.last.line}), ${span}, and no work was logged after it.`,
  };
}

/** Repeated for some time, or the last line of a log that has been silent ever since while nobody else worked. */
function lastsLongEnough(text: LogTextCondition['logText'], run: TextRun, view: LogView): boolean {
  const { logs, reference, others } = view;
  if (run.first.time === null || run.last.time === null) return false;
  const waited = minutes(reference.until - run.first.time);
  if (run.count >= (text.repeatedLines ?? Infinity) && waited >= (text.repeatedMinutes ?? Infinity))
    return true;
  if (minutes(reference.until - run.last.time) < (text.silentMinutes ?? Infinity)) return false;
  const lastWait = run.last.time;
  const followed = others.some(
    (activity) => (activity.lastStamped?.time ?? -Infinity) > lastWait + SAME_MOMENT,
  );
  return !followed && !isRolledOverOnly(run.last.path, logs);
}

/** The newer part of the log was not read, so the last line read is not the last that was written. */
function isRolledOverOnly(path: string, logs: LogEvidence): boolean {
  const file = logs.files.find((candidate) => candidate.path === path);
  if (!file?.rolledOver) return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return !logs.files.some(
    (other) => !other.rolledOver && other.family === file.family && other.path.startsWith(folder),
  );
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
      since: first.time === null ? null : isoServerTime(first.time),
      lastLine: `${last.path}:${last.line}`,
      because: '',
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
      because: '',
      kind: together ? 'silent' : 'idle',
      text: last.text,
    },
  ];
}

function minutes(milliseconds: number): number {
  return milliseconds / 60_000;
}
