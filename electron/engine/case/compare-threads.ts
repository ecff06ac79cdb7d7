/** How each thread stood before and stands now: its state and last line, and whether it wrote in between. */
import type { Diagnosis, TimelineLane } from '../reasoning/diagnosis.ts';
import { parseIsoTime, wordsOfTime } from '../time/format.ts';
import type { FactChange } from './comparison.ts';

const WORDS: Readonly<Record<TimelineLane['state'], string>> = {
  writing: 'writes',
  waiting: 'waits and does not go on',
  silent: 'stands still',
  idle: 'idle',
  quiet: 'too little to tell',
};

/** True for a thread that stands still although it has work. */
export function standsStill(lane: TimelineLane | null): boolean {
  return lane?.state === 'waiting' || lane?.state === 'silent';
}

/** The lane of a thread or service by its component, null when nothing of it was read. */
export function laneOf({ timeline }: Diagnosis, component: string): TimelineLane | null {
  const wanted = component.toUpperCase();
  return timeline.lanes.find((lane) => lane.component.toUpperCase() === wanted) ?? null;
}

/** One fact for each thread with a log in either reading. */
export function threadFacts(before: Diagnosis, after: Diagnosis): readonly FactChange[] {
  const components = new Map(
    [...after.timeline.lanes, ...before.timeline.lanes]
      .filter((lane) => lane.kind === 'thread')
      .map((lane) => [lane.component.toUpperCase(), lane.component]),
  );
  return [...components.values()].map((component) => {
    const [a, b] = [laneOf(before, component), laneOf(after, component)];
    return {
      id: `thread:${component}`,
      label: component,
      before: words(a),
      after: words(b),
      ...judge(a, b, isMute(before, component) || isMute(after, component)),
      beforeSource: a?.last.source ?? '',
      afterSource: b?.last.source ?? '',
    };
  });
}

function words(lane: TimelineLane | null): string {
  if (lane === null) return 'no log of it was read';
  const last = parseIsoTime(lane.last.time);
  const when = last === null ? '' : `, last line ${wordsOfTime(last.wall).replace(/ server time$/, '')}`;
  return `${WORDS[lane.state]}${when}`;
}

function judge(
  before: TimelineLane | null,
  after: TimelineLane | null,
  mute: boolean,
): Pick<FactChange, 'change' | 'because'> {
  if (before === null || after === null) {
    return { change: 'cannot-tell', because: 'Its log was read only once, and a missing log shows nothing.' };
  }
  const [stood, stands] = [standsStill(before), standsStill(after)];
  const moved = before.last.time !== after.last.time;
  if (stood && stands) {
    return {
      change: 'same',
      because: moved ? `It wrote since, and stands still again. ${after.because}` : 'It wrote no line since.',
    };
  }
  if (stood !== stands) {
    if (mute) return { change: 'cannot-tell', because: `Its logging is turned off. ${after.because}` };
    return { change: stood ? 'better' : 'worse', because: after.because };
  }
  if (before.state === after.state) {
    return { change: 'same', because: moved ? after.because : 'It wrote no line since.' };
  }
  return { change: 'changed', because: after.because };
}

function isMute({ server }: Diagnosis, component: string): boolean {
  return server.tracing.some(
    (reading) => reading.enabled === false && reading.component.toUpperCase() === component.toUpperCase(),
  );
}
