/** What happened, in the order of time, and which threads stood still. */
import type { Diagnosis, Stall, TimelineLane } from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, Words } from './document.ts';
import { count, plainTime, wholeNumber } from './words.ts';

/** Sentences of the timeline told in a report; the window has all. */
const MOST_SENTENCES = 40;
/** Stalls explained one by one; how the others were told stands in the window and in the JSON. */
const MOST_EXPLAINED = 2;
/** Said of a thread whose silence is told best. */
const WORK = 'Work waits for it';
/** More threads than this are not listed here: the table of all components marks them. */
const MOST_LISTED = 6;
/** A last line longer than this is cut; its source says where the rest stands. */
const LONGEST_LINE = 100;

/** The timeline in words and, folded, every component with its first and last line. */
export function timelineSection(diagnosis: Diagnosis): Section {
  const { words, lanes } = diagnosis.timeline;
  const blocks: Block[] = [];
  if (words.length === 0) {
    blocks.push({ kind: 'paragraph', words: 'Not collected: no log tells what happened when.' });
  }
  const head = words.filter((sentence) => sentence.time === null);
  const told = words.filter((sentence) => sentence.time !== null);
  if (head.length > 0) {
    blocks.push({ kind: 'paragraph', words: head.map((sentence) => sentence.text).join(' ') });
  }
  if (told.length > MOST_SENTENCES) {
    blocks.push({
      kind: 'paragraph',
      words: `The latest ${MOST_SENTENCES} of ${told.length} moments follow.`,
    });
  }
  if (told.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: told
        .slice(-MOST_SENTENCES)
        .map((sentence): Words => [
          `${plainTime(sentence.time ?? '')}: ${sentence.text}`,
          ...(sentence.source === '' ? [] : [' ', { code: sentence.source }]),
        ]),
    });
  }
  if (lanes.length > 0) blocks.push(lanesBlock(lanes));
  return { id: 'timeline', title: 'What happened, in the order of time', blocks };
}

const laneStates: Readonly<Record<TimelineLane['state'], string>> = {
  writing: 'writes',
  waiting: '▲ waits',
  silent: '▲ silent',
  idle: 'idle',
  quiet: 'quiet',
};

function lanesBlock(lanes: readonly TimelineLane[]): Block {
  return {
    kind: 'section',
    section: {
      id: 'threads',
      title: 'Last line of every component',
      folded: true,
      blocks: [
        {
          kind: 'table',
          caption: 'Components in the logs',
          columns: [
            { label: 'Component' },
            { label: 'Lines', numeric: true },
            { label: 'State' },
            { label: 'Last line at' },
            { label: 'Last line' },
          ],
          rows: lanes.map((lane) => ({
            cells: [
              { code: lane.component },
              wholeNumber(lane.lines),
              laneStates[lane.state],
              plainTime(lane.last.time),
              lane.last.source,
            ],
          })),
        },
      ],
    },
  };
}

const stallKinds: Readonly<Record<Stall['kind'], string>> = {
  waiting: '▲ Repeats a waiting line',
  silent: '▲ Silent',
  idle: '○ Idle, no fault',
};

/** Threads that stood still with how it was told; idle ones in a sentence. */
export function stallSection(diagnosis: Diagnosis): Section {
  const { stalls } = diagnosis;
  const stood = stalls.filter((stall) => stall.kind !== 'idle');
  const idle = stalls.filter((stall) => stall.kind === 'idle');
  const blocks: Block[] = [];
  if (stood.length === 0) {
    blocks.push({
      kind: 'paragraph',
      words: 'No thread was seen to stand still in the logs that were read.',
    });
  }
  const explained = [
    ...stood.filter((stall) => stall.kind === 'waiting'),
    ...stood.filter((stall) => stall.kind === 'silent' && stall.because.includes(WORK)),
    ...stood.filter((stall) => stall.kind === 'silent' && !stall.because.includes(WORK)),
  ]
    .filter((stall) => stall.because !== '')
    .slice(0, MOST_EXPLAINED);
  if (stood.length > MOST_LISTED) {
    const waiting = stood.filter((stall) => stall.kind === 'waiting').length;
    const silent = stood.length - waiting;
    const waits =
      waiting === 0 ? '' : `${count(waiting, 'thread repeats', 'threads repeat')} a waiting line, `;
    blocks.push({
      kind: 'paragraph',
      words: `${waits}${silent} fell silent; "Last line of every component" marks them with ▲.`,
    });
  } else if (stood.length > 0) {
    blocks.push(stallTable(stood));
  }
  if (explained.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: explained.map((stall): Words => [{ code: stall.component }, `: ${stall.because}`]),
    });
  }
  if (idle.length > 0) {
    const [first] = idle;
    const because =
      first === undefined || first.because === '' ? '' : ` ${first.component}: ${first.because}`;
    blocks.push({
      kind: 'paragraph',
      words: `${count(idle.length, 'thread is', 'threads are')} silent, but nothing says that there was work; an idle thread is not a stalled one.${because}`,
    });
  }
  return { id: 'stalls', title: 'Threads that stood still', blocks };
}

function stallTable(stalls: readonly Stall[]): Block {
  return {
    kind: 'table',
    caption: 'Threads that stood still',
    columns: [
      { label: 'Component' },
      { label: 'Since (server time)' },
      { label: 'How' },
      { label: 'Last line' },
    ],
    rows: stalls.map((stall) => ({
      cells: [
        { code: stall.component },
        stall.since === null ? 'not known' : plainTime(stall.since),
        stallKinds[stall.kind],
        [{ code: clipped(stall.text) }, ` ${stall.lastLine}`],
      ],
    })),
  };
}

function clipped(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST_LINE ? `${characters.slice(0, LONGEST_LINE).join('')}…` : text;
}
