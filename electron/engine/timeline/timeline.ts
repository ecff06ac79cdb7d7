/** Everything the logs tell, over time: lanes, marks, and the same in words. */
import type { Timeline } from '../reasoning/diagnosis.ts';
import type { Situation } from '../reasoning/situation.ts';
import { lanesOf } from './lanes.ts';
import { marksOf } from './marks.ts';
import { wordsOfTimeline } from './words.ts';

/** Draws the timeline of a situation; empty lanes and no times where no line carries a stamp. */
export function timelineOf(situation: Situation): Timeline {
  const { lanes, leftOut: lanesLeftOut } = lanesOf(situation);
  const { marks, leftOut: marksLeftOut } = marksOf(situation);
  const times = [
    ...lanes.flatMap((lane) => [lane.first.time, lane.last.time, ...lane.spans.map((span) => span.to)]),
    ...marks.map((mark) => mark.time),
  ].sort();
  const picture = { from: times[0] ?? null, to: times.at(-1) ?? null, lanes, marks };
  return {
    ...picture,
    words: wordsOfTimeline(picture, { lanes: lanesLeftOut, marks: marksLeftOut }),
  };
}
