/** What the records of one step amount to, before the order of the steps is looked at. */
import type { CaseRecord, KeptItem, Seen, Shown } from './records.ts';
import type { StepError, StepState, StepView } from './run-view.ts';

/** States that come from the records of the step alone. `new`: nothing was done yet. */
export type OwnState =
  | 'new'
  | Extract<
      StepState,
      'running' | 'done' | 'found-done' | 'told' | 'failed' | 'interrupted' | 'skipped' | 'undone'
    >;

export type StepRecord = Extract<CaseRecord, { readonly step: string }>;

export interface StepTrack {
  readonly own: OwnState;
  readonly attempts: number;
  readonly seen: Seen | null;
  readonly shown: Shown | null;
  readonly error: StepError | null;
  readonly marks: StepView['marks'];
  /** Counts of files since the last attempt began. */
  readonly samples: readonly { readonly at: string; readonly files: number }[];
  /** The original that the last attempt kept. */
  readonly backup: KeptItem | null;
  /** Whether the attempt that runs or was cut off takes back. */
  readonly undoing: boolean;
  /** State to return to when taking back changed nothing. */
  readonly beforeUndo: OwnState;
}

export const noTrack: StepTrack = {
  own: 'new',
  attempts: 0,
  seen: null,
  shown: null,
  error: null,
  marks: [],
  samples: [],
  backup: null,
  undoing: false,
  beforeUndo: 'new',
};

type Mark = StepView['marks'][number]['kind'];

function marked(track: StepTrack, record: StepRecord, kind: Mark, text: string): StepTrack {
  return { ...track, marks: [...track.marks, { kind, at: record.at, by: record.by, text }] };
}

/** What a look means for a step; a look is always about what the step is for, not about taking it back. */
function looked(track: StepTrack, seen: Seen, mayCount: boolean): StepTrack {
  const next = { ...track, seen };
  if (track.own === 'interrupted' && track.undoing) {
    if (seen.state === 'before') return { ...next, own: 'undone', undoing: false, error: null };
    if (seen.state === 'after') return { ...next, own: track.beforeUndo, undoing: false, error: null };
    return next;
  }
  const open = ['new', 'failed', 'interrupted', 'undone'].includes(track.own);
  if (seen.state !== 'after' || !mayCount || !open) return next;
  return { ...next, own: 'found-done', error: null };
}

/** What contradicts what a person says; empty when nothing does. */
export function contradiction(seen: Seen | null): string {
  return seen?.state === 'before' || seen?.state === 'other' ? ` But this was seen: ${seen.text}` : '';
}

/**
 * Goes on by one record.
 * @param mayCount whether the steps before it are done, so that a look may count as done
 */
export function advance(track: StepTrack, record: StepRecord, mayCount: boolean): StepTrack {
  switch (record.kind) {
    case 'step-looked':
      return looked(track, record.seen, mayCount);
    case 'step-intent': {
      const cutOff = track.own === 'running' ? 'interrupted' : track.own;
      return {
        ...track,
        own: 'running',
        attempts: track.attempts + (record.undo ? 0 : 1),
        shown: record.shown,
        seen: record.shown.seen,
        error: null,
        samples: [],
        backup: record.undo ? track.backup : (record.backup ?? track.backup),
        undoing: record.undo,
        beforeUndo: record.undo && !track.undoing ? cutOff : track.beforeUndo,
      };
    }
    case 'step-done': {
      const own = record.undo ? 'undone' : 'done';
      return marked(
        { ...track, own, seen: record.seen, error: null, undoing: false },
        record,
        own,
        record.seen.text,
      );
    }
    case 'step-failed': {
      const { code, message, nextStep, seen } = record;
      const own = record.undo && seen?.state === 'before' ? track.beforeUndo : 'failed';
      const next = {
        ...track,
        own,
        seen: seen ?? track.seen,
        error: { code, message, nextStep },
        undoing: false,
      };
      return marked(next, record, 'failed', message);
    }
    case 'step-interrupted':
      return marked(
        { ...track, own: 'interrupted', seen: record.seen, undoing: record.undo },
        record,
        'interrupted',
        record.seen.text,
      );
    case 'step-told': {
      const { note, seen } = record;
      const text = `${note}${contradiction(seen)}`.trim();
      return marked(
        { ...track, own: 'told', seen: seen ?? track.seen, error: null, undoing: false },
        record,
        'told',
        text,
      );
    }
    case 'step-skipped':
      return marked(
        { ...track, own: 'skipped', error: null, undoing: false },
        record,
        'skipped',
        record.reason,
      );
    case 'step-reopened':
      return marked({ ...track, own: 'new', error: null, undoing: false }, record, 'reopened', '');
    case 'step-noted':
      return marked(track, record, 'noted', record.note);
    case 'step-sampled':
      return record.files === null
        ? track
        : { ...track, samples: [...track.samples, { at: record.at, files: record.files }] };
  }
}
