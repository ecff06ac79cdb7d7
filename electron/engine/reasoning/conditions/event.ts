/** Did something happen to a service shortly before or after the stall began? */
import type { EventCondition } from '../../knowledge/entry.ts';
import { MAX_EVENTS_OF_A_KIND } from '../../log/service-events.ts';
import { wordsOfDuration, wordsOfTime } from '../../time/format.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';
import { citedLine } from './log-text.ts';

/** Two logs of one moment may differ by this much in order. */
const SLACK = 5 * 60_000;

/** Judges whether such an event was logged close to the beginning of the stall. */
export function judgeEvent(
  { kinds, service, relation, withinMinutes, files }: EventCondition['event'],
  { evidence, stalls }: Situation,
): Judgement {
  const began = stalls.began;
  if (began === null) return isUnknown('The logs do not show when the stall began.');
  const window = withinMinutes * 60_000;
  const distance = (time: number): number =>
    relation === 'before-stall' ? began.time - time : time - began.time;
  const near = evidence.logs.events.filter(
    (event) =>
      kinds.includes(event.kind) &&
      event.service === service &&
      event.at.time !== null &&
      distance(event.at.time) >= -SLACK &&
      distance(event.at.time) <= window,
  );
  const closest = near.reduce<(typeof near)[number] | null>(
    (best, event) =>
      best === null || Math.abs(distance(event.at.time ?? 0)) < Math.abs(distance(best.at.time ?? 0))
        ? event
        : best,
    null,
  );
  if (closest?.at.time != null) {
    const length = wordsOfDuration(distance(closest.at.time));
    const word = closest.at.time <= began.time ? 'before' : 'after';
    return isTrue(`It happened ${length} ${word} the stall began at ${wordsOfTime(began.time)}.`, [
      citedLine(`${length} ${word} the stall began`, closest.at),
    ]);
  }
  // Of pasted lines nobody knows what was left out, so they never show that something did not happen.
  const read = evidence.logs.files.filter(
    (file) => files.includes(file.family) && file.firstTime !== null && file.pasted !== true,
  );
  const kept = evidence.logs.events.filter(
    (event) => kinds.includes(event.kind) && event.service === service,
  );
  const cutOff =
    kept.length >= MAX_EVENTS_OF_A_KIND &&
    kept.every((event) => (event.at.time ?? Infinity) > began.time - window);
  const covers =
    !cutOff &&
    read.some(
      (file) => (file.firstTime ?? Infinity) <= began.time - (relation === 'before-stall' ? window : 0),
    );
  if (covers) {
    const names = read.map((file) => file.path).join(', ');
    return isFalse(
      `${names} shows none within ${wordsOfDuration(window)} of the stall that began at ${wordsOfTime(began.time)}.`,
    );
  }
  return isUnknown('No log that would show it reaches back far enough.');
}
