/** The inboxes that mattered: those with a backlog, queues that hold files, and Receive, which tells the most. */
import { belowInboxes } from '../answers/answer-ids.ts';
import type { Diagnosis, InboxAssessment, InboxChange, InboxComparison } from '../reasoning/diagnosis.ts';
import { wordsOfDuration } from '../time/format.ts';
import { laneOf, standsStill } from './compare-threads.ts';
import type { FactChange } from './comparison.ts';

/** Where the founding articles first see files pile up (Q260366, Q304381). */
const RECEIVE = 'despoolr.box/receive';
/** As `compareInboxes` counts where no pace can be told: a few files more or less are coming and going (judgement). */
const NOISE_FILES = 3;
const NOISE_SHARE = 0.02;

/** An inbox by its path below Inboxes, null when it was not in the reading. */
export function inboxOf({ inboxes }: Diagnosis, path: string): InboxAssessment | null {
  return inboxes.find((inbox) => belowInboxes(inbox.path) === path) ?? null;
}

/** `Despoolr.box\Receive` as the server spells it. */
export function inboxLabel(path: string): string {
  return path.replace(/^(?:.*\/)?inboxes\//i, '').replaceAll('/', '\\');
}

/**
 * One fact for each inbox that mattered.
 * @param comparison pace and trend, always in the order of time
 * @param reversed true when the second reading is the earlier one
 */
export function inboxFacts(
  before: Diagnosis,
  after: Diagnosis,
  comparison: InboxComparison,
  reversed: boolean,
): readonly FactChange[] {
  const paths = new Set([...after.inboxes, ...before.inboxes].map((inbox) => belowInboxes(inbox.path)));
  return [...paths].flatMap((path) => {
    const [a, b] = [inboxOf(before, path), inboxOf(after, path)];
    const shown = b ?? a;
    if (shown === null || ![a, b].some((inbox) => matters(inbox, path))) return [];
    const change = comparison.changes.find((entry) => belowInboxes(entry.path) === path) ?? null;
    return [
      {
        id: `inbox:${path}`,
        label: inboxLabel(shown.path),
        before: words(a),
        after: words(b),
        ...judge(a, b, { change, reversed, reader: readerTurned(shown, before, after) }),
        beforeSource: a?.source ?? '',
        afterSource: b?.source ?? '',
      },
    ];
  });
}

function matters(inbox: InboxAssessment | null, path: string): boolean {
  if (inbox === null) return false;
  if (inbox.backlog || path === RECEIVE) return true;
  return (inbox.kind === 'queue' || inbox.kind === 'unknown') && inbox.files > 0;
}

function words(inbox: InboxAssessment | null): string {
  if (inbox === null) return 'not in what was read';
  if (inbox.files === 0) return 'empty';
  const age = inbox.oldestAgeMinutes;
  const oldest = age === null || age < 0 ? '' : `, oldest ${wordsOfDuration(age * 60_000)}`;
  const number = inbox.files === 1 ? '1 file' : `${inbox.files} files`;
  return `${number}${oldest}${inbox.backlog ? ', a backlog' : ''}`;
}

/** `works`: what empties it stood still and writes now; `stands`: the other way round. */
type Turn = 'works' | 'stands' | null;

function readerTurned({ reader }: InboxAssessment, before: Diagnosis, after: Diagnosis): Turn {
  if (reader === null) return null;
  const [a, b] = [laneOf(before, reader), laneOf(after, reader)];
  if (standsStill(a) && b?.state === 'writing') return 'works';
  return a?.state === 'writing' && standsStill(b) ? 'stands' : null;
}

type Judged = Pick<FactChange, 'change' | 'because'>;

function judge(
  before: InboxAssessment | null,
  after: InboxAssessment | null,
  view: { readonly change: InboxChange | null; readonly reversed: boolean; readonly reader: Turn },
): Judged {
  const { change, reversed, reader } = view;
  if (before === null || after === null) {
    return {
      change: 'cannot-tell',
      because: 'It was read only once. An empty folder may be left out of a zip.',
    };
  }
  const trend = reversed ? opposite[trendOf(after, before, change)] : trendOf(before, after, change);
  const text = reversed ? '' : (change?.text ?? '');
  if (before.backlog && !after.backlog && (after.judgement === 'false' || trend !== 'more')) {
    return { change: 'better', because: `It is no backlog any more. ${text}`.trim() };
  }
  if (!before.backlog && after.backlog && (before.judgement === 'false' || trend !== 'fewer')) {
    return { change: 'worse', because: `A backlog that was not there before. ${text}`.trim() };
  }
  if (before.backlog || after.backlog) {
    if (trend === 'more' && reader === 'works') {
      return {
        change: 'changed',
        because:
          'More files than before, but its thread has begun to work again since. Read once more in a few minutes to see it drain.',
      };
    }
    if (trend === 'fewer' && reader === 'stands') {
      return { change: 'changed', because: 'Fewer files than before, but its thread stands still now.' };
    }
    if (trend === 'fewer') return { change: 'better', because: text || 'Fewer files than before.' };
    if (trend === 'more') return { change: 'worse', because: text || 'More files than before.' };
    return { change: 'same', because: text || 'About as many files as before.' };
  }
  return { change: trend === 'same' ? 'same' : 'changed', because: text || after.why };
}

type Trend = 'fewer' | 'more' | 'same';

const opposite: Readonly<Record<Trend, Trend>> = { fewer: 'more', more: 'fewer', same: 'same' };

/** In the order of time. */
function trendOf(before: InboxAssessment, after: InboxAssessment, change: InboxChange | null): Trend {
  if (change?.trend === 'growing') return 'more';
  if (change?.trend === 'draining') return 'fewer';
  if (change?.trend === 'steady') return 'same';
  const difference = after.files - before.files;
  const noise = Math.max(NOISE_FILES, Math.ceil(before.files * NOISE_SHARE));
  if (Math.abs(difference) <= noise) return 'same';
  return difference < 0 ? 'fewer' : 'more';
}
