/** Do the threads of the Executive stand still, or do they go on? */
import type { ComponentActivity } from '../../evidence/model.ts';
import type { ThreadsStillLoggingCondition, ThreadStallCondition } from '../../knowledge/entry.ts';
import { wordsOfDuration } from '../../time/format.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';
import { stillLogging } from '../log-times.ts';
import { citedLine } from './log-text.ts';

const SHOWN = 4;
/** A thread that logged a little after the stall began was still falling silent, in milliseconds. */
const SETTLING = 15 * 60_000;

/** Judges whether threads of the Executive fell silent together while other logs went on. */
export function judgeThreadStall(
  { minThreads }: ThreadStallCondition['threadStall'],
  { stalls }: Situation,
): Judgement {
  if (stalls.executive.length === 0) return isUnknown('No log of a thread of the Executive was collected.');
  if (stalls.silentTogether.length >= minThreads) {
    return isTrue(
      `${stalls.silentTogether.length} threads of the Executive fell silent together and nothing of it was logged since.`,
      tellingFirst(stalls.silentTogether)
        .slice(0, SHOWN)
        .flatMap((activity) =>
          activity.lastStamped ? [citedLine(`Last line of ${activity.component}`, activity.lastStamped)] : [],
        ),
    );
  }
  if (stalls.executiveLogsNow === true) {
    const newest = stalls.others.flatMap((activity) => activity.lastStamped ?? []).slice(0, 1);
    return isFalse(
      'Threads of the Executive log to the end of the evidence.',
      newest.map((line) => citedLine(`Newest line of ${line.component ?? 'a thread'}`, line)),
    );
  }
  return isUnknown(
    'The logs of the threads do not tell a stall from idleness, or from logging that was turned off.',
  );
}

/** Judges whether other threads of the Executive log to the end of the logs. */
export function judgeThreadsStillLogging(
  { except, afterMinutes }: ThreadsStillLoggingCondition['threadsStillLogging'],
  { stalls }: Situation,
): Judgement {
  const names = new Set(except.map((name) => name.toUpperCase()));
  const others = stalls.executive.filter((activity) => !names.has(activity.component.toUpperCase()));
  if (others.length === 0) return isUnknown('No log of another thread of the Executive was collected.');
  const began = stalls.began?.time ?? -Infinity;
  const moving = stillLogging(others, began + SETTLING, stalls.logsEnd, afterMinutes);
  if (moving.length > 0) {
    return isTrue(
      `${moving.length === 1 ? '1 other thread' : `${moving.length} other threads`} of the Executive logged within the last ${wordsOfDuration(afterMinutes * 60_000)} of the logs.`,
      moving
        .slice(0, SHOWN)
        .flatMap((activity) =>
          activity.lastStamped ? [citedLine(`${activity.component} still logs`, activity.lastStamped)] : [],
        ),
    );
  }
  return isFalse(
    `None of the ${others.length} other threads with a log wrote within the last ${wordsOfDuration(afterMinutes * 60_000)} of the logs.`,
    others
      .slice(0, SHOWN)
      .flatMap((activity) =>
        activity.lastStamped ? [citedLine(`Last line of ${activity.component}`, activity.lastStamped)] : [],
      ),
  );
}

/** A sentence says more to a reader than the fields of a status message. */
function tellingFirst(activities: readonly ComponentActivity[]): readonly ComponentActivity[] {
  const coded = (activity: ComponentActivity): number => Number(activity.last.text.includes('TATMSG:'));
  return [...activities].sort((a, b) => coded(a) - coded(b));
}
