/**
 * How a text that a knowledge entry watches for stands at the end of its log: repeated to the end, worked on since, never
 * there, or too little to tell.
 */
import type { ComponentActivity, LineRef, LogEvidence, TextHits, TextRun } from '../evidence/model.ts';
import { watchIdOf, type Condition, type Knowledge, type LogTextCondition } from '../knowledge/entry.ts';
import { wordsOfDuration, wordsOfTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import { minutes, stillLogging } from './log-times.ts';
import type { ReferenceTime } from './reference-time.ts';

/** How a watched text stands at the end of its log. */
export interface TextAtEnd {
  readonly state: 'at-end' | 'worked-on' | 'too-short' | 'quiet' | 'never' | 'no-log';
  readonly run: TextRun | null;
  /** Last line of the components it is watched for. */
  readonly last: LineRef | null;
  readonly because: string;
}

/** What the judgement of a waiting line looks at. */
export interface LogView {
  readonly logs: LogEvidence;
  readonly reference: ReferenceTime;
  /** Threads of the Executive that do not wait. */
  readonly others: readonly ComponentActivity[];
  /** Newest line of any log, at most the end of the evidence. */
  readonly logsEnd: ServerTime;
}

/** Threads of one process fall silent within this time of each other, in milliseconds. */
const SETTLING = 15 * 60_000;
/** A thread that logged later than this after a single waiting line was not part of a hang, in milliseconds. */
const SAME_MOMENT = 5 * 60_000;
/** A line this close to the end of the evidence shows that a thread works. */
export const RECENT_MINUTES = 60;

/** Texts of all conditions on logs. */
export function logTexts(knowledge: Knowledge): LogTextCondition['logText'][] {
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
export function openRunOf(text: LogTextCondition['logText'], logs: LogEvidence): TextRun | null {
  const run = hitsOf(text, logs)?.runs.at(-1) ?? null;
  if (run?.endedBy !== null) return null;
  return workedLater(run, activityOf(text, logs), text.neutral ?? []) ? null : run;
}

/** Judges how a text stands at the end of the log it is watched in. */
export function standAtEnd(text: LogTextCondition['logText'], view: LogView): TextAtEnd {
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
  if (run?.endedBy && run.last.time !== null && isUntimedText(run.endedBy) && last?.time === run.last.time) {
    return {
      state: 'too-short',
      run,
      last,
      because: `A line without time and component stands below it (${run.endedBy.path}:${run.endedBy.line}). Whether that is later work or a remark cannot be told.`,
    };
  }
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

/** Text that may be a remark of whoever pasted it as well as an entry. */
function isUntimedText({ time, component }: LineRef): boolean {
  return time === null && component === null;
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
  // What the newer part of the log says is not known: only the time within the part that was read counts.
  const isPart = isRolledOverOnly(run.last.path, logs);
  const end = isPart ? (run.last.time ?? reference.until) : reference.until;
  const waited = run.first.time === null ? null : minutes(end - run.first.time);
  const span =
    waited === null
      ? 'without a time'
      : waited < 0
        ? 'at times after that of the collection'
        : `for ${wordsOfDuration(waited * 60_000)}`;
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
    because: `The line ${how} of the log (${run.last.path}:${run.last.line}), ${span}, and no work was logged after it${isPart ? ' in the part that was read; the newer part of the log was not' : ''}.`,
  };
}

/** Repeated for some time, or the last line of a log that has been silent ever since while nobody else worked. */
function lastsLongEnough(text: LogTextCondition['logText'], run: TextRun, view: LogView): boolean {
  const { logs, reference, others } = view;
  if (run.first.time === null || run.last.time === null) return false;
  const isPart = isRolledOverOnly(run.last.path, logs);
  const waited = minutes((isPart ? run.last.time : reference.until) - run.first.time);
  if (run.count >= (text.repeatedLines ?? Infinity) && waited >= (text.repeatedMinutes ?? Infinity))
    return true;
  if (minutes(reference.until - run.last.time) < (text.silentMinutes ?? Infinity)) return false;
  const lastWait = run.last.time;
  const followed = others.some(
    (activity) => (activity.lastStamped?.time ?? -Infinity) > lastWait + SAME_MOMENT,
  );
  return !followed && !isPart;
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
