/** The timeline in sentences, in the order of time, for whoever does not see the picture. */
import type { Timeline, TimelineLane, TimelineMark } from '../reasoning/diagnosis.ts';
import { parseIsoTime, wordsOfDuration, wordsOfTime } from '../time/format.ts';

type Sentence = Timeline['words'][number];

/** Threads that end within this time of each other are told in one sentence, in milliseconds. */
const ONE_MOMENT = 15 * 60_000;
const MOST_NAMED = 4;
/** Marks that are told one by one; older ones are counted. */
const MOST_MARKS = 40;

/**
 * @param picture what the picture shows
 * @param leftOut lanes and marks that it does not show
 */
export function wordsOfTimeline(
  picture: Omit<Timeline, 'words'>,
  leftOut: { readonly lanes: number; readonly marks: number },
): readonly Sentence[] {
  const { from, to, lanes, marks } = picture;
  if (from === null || to === null) {
    return [{ time: null, text: 'No line of any log carries a time, so there is no timeline.', source: '' }];
  }
  const told = marks.slice(-MOST_MARKS);
  const older = marks.length - told.length + leftOut.marks;
  const head: Sentence[] = [
    { time: null, text: `The timeline reaches from ${inWords(from)} to ${inWords(to)}.`, source: '' },
    { time: null, text: howTheyStand(lanes), source: '' },
  ];
  if (older > 0) {
    head.push({
      time: null,
      text: `${older === 1 ? '1 older start, stop, backup or crash is' : `${older} older starts, stops, backups and crashes are`} not told.`,
      source: '',
    });
  }
  if (leftOut.lanes > 0) {
    head.push({
      time: null,
      text: `${leftOut.lanes} further components are not shown.`,
      source: '',
    });
  }
  const events = [
    ...told.map(ofMark),
    ...lanes.flatMap(waits),
    ...together(
      lanes.filter((lane) => lane.state === 'silent'),
      'fell silent',
    ),
    ...together(
      lanes.filter((lane) => lane.state === 'idle'),
      'logged for the last time; nothing says that there was work for',
    ),
  ].sort((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  return [...head, ...events];
}

function howTheyStand(lanes: readonly TimelineLane[]): string {
  const count = (state: TimelineLane['state'], one: string, many: string): string[] => {
    const number = lanes.filter((lane) => lane.state === state).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const parts = [
    ...count('writing', 'writes to the end', 'write to the end'),
    ...count('waiting', 'repeats a waiting line', 'repeat a waiting line'),
    ...count('silent', 'fell silent with work before it', 'fell silent'),
    ...count('idle', 'is idle', 'are idle'),
    ...count('quiet', 'is quiet', 'are quiet'),
  ];
  return `Of ${lanes.length === 1 ? '1 component' : `${lanes.length} components`} with a log, ${parts.join(', ')}.`;
}

function ofMark(mark: TimelineMark): Sentence {
  return { time: mark.time, text: mark.text, source: mark.source };
}

function waits(lane: TimelineLane): readonly Sentence[] {
  return lane.spans
    .filter((span) => span.kind === 'waiting')
    .map((span) => ({
      time: span.from,
      text: `${lane.component} began to wait: ${span.text}`,
      source: span.fromSource,
    }));
}

/** Lanes that end in one moment, in one sentence with the first line that is the last of its log. */
function together(lanes: readonly TimelineLane[], verb: string): readonly Sentence[] {
  const sorted = [...lanes].sort((a, b) => a.last.time.localeCompare(b.last.time));
  const groups: TimelineLane[][] = [];
  for (const lane of sorted) {
    const group = groups.at(-1);
    const start = group?.[0];
    if (group && start && wall(lane.last.time) - wall(start.last.time) <= ONE_MOMENT) group.push(lane);
    else groups.push([lane]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const end = group.at(-1);
    if (!first || !end) return [];
    const names = group.slice(0, MOST_NAMED).map((lane) => lane.component);
    const more = group.length - names.length;
    const who = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    const within = wall(end.last.time) - wall(first.last.time);
    const span = group.length === 1 || within < 60_000 ? '' : ` within ${wordsOfDuration(within)}`;
    const text = verb.endsWith(' for')
      ? `${who} ${verb} ${group.length === 1 ? 'it' : 'them'}.`
      : `${who} ${verb}${span}.`;
    return [{ time: first.last.time, text, source: first.last.source }];
  });
}

function wall(iso: string): number {
  return parseIsoTime(iso)?.wall ?? 0;
}

function inWords(iso: string): string {
  return wordsOfTime(wall(iso)).replace(/ server time$/, '');
}
