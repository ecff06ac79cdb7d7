/** Do the threads of the Executive stand still, or do they go on? */
import type { ComponentActivity } from '../../evidence/model.ts';
import type { ThreadsStillLoggingCondition, ThreadStallCondition } from '../../knowledge/entry.ts';
import { wordsOfTime } from '../../time/format.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';
import { citedLine } from './log-text.ts';

const SHOWN = 4;

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
    const newest = stalls.executive.flatMap((activity) => activity.lastStamped ?? []).slice(0, 1);
    return isFalse(
      'Threads of the Executive log to the end of the evidence.',
      newest.map((line) => citedLine(`Newest line of ${line.component ?? 'a thread'}`, line)),
    );
  }
  return isUnknown('Too few logs of threads of the Executive to tell a stall from idleness.');
}

export function judgeThreadsStillLogging(
  { except, afterMinutes }: ThreadsStillLoggingCondition['threadsStillLogging'],
  { stalls, reference }: Situation,
): Judgement {
  const names = new Set(except.map((name) => name.toUpperCase()));
  const others = stalls.executive.filter((activity) => !names.has(activity.component.toUpperCase()));
  if (others.length === 0) return isUnknown('No log of another thread of the Executive was collected.');
  const limit =
    stalls.began === null
      ? reference.until - afterMinutes * 60_000
      : stalls.began.time + afterMinutes * 60_000;
  const moving = others.filter((activity) => (activity.lastStamped?.time ?? -Infinity) > limit);
  if (moving.length > 0) {
    return isTrue(
      `${moving.length === 1 ? '1 other thread' : `${moving.length} other threads`} of the Executive logged after ${wordsOfTime(limit)}.`,
      moving
        .slice(0, SHOWN)
        .flatMap((activity) =>
          activity.lastStamped ? [citedLine(`${activity.component} still logs`, activity.lastStamped)] : [],
        ),
    );
  }
  return isFalse(
    `None of the ${others.length} other threads with a log wrote after ${wordsOfTime(limit)}.`,
    others
      .slice(0, SHOWN)
      .flatMap((activity) =>
        activity.lastStamped ? [citedLine(`Last line of ${activity.component}`, activity.lastStamped)] : [],
      ),
  );
}

/** A sentence says more to a reader than the fields of a status message. */
function tellingFirst(activities: readonly ComponentActivity[]): readonly ComponentActivity[] {
  const coded = (activity: ComponentActivity): number => Number(/TATMSG:/.test(activity.last.text));
  return [...activities].sort((a, b) => coded(a) - coded(b));
}
