/** Reading a site: what was asked for, how far it is, how it ended. */
import { create } from 'zustand';
import type {
  ReadingOutcome,
  ReadingProgress,
  ReadingRequest,
  UserError,
} from '../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { call, listen } from '../ipc/doctor.ts';
import { amountRead, shareRead } from '../view-model/reading.ts';
import { siteVerdict } from '../view-model/verdict.ts';
import { useChecklist } from './checklist-store.ts';
import { useDiagnosis } from './diagnosis-store.ts';
import { useUi } from './ui-store.ts';

/** A site to read, with the name it has for the technician. */
export interface ReadingSubject {
  readonly request: ReadingRequest;
  readonly name: string;
}

interface ReadingState {
  readonly phase: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  /** What is being read, or was last asked for. */
  readonly subject: ReadingSubject | null;
  /** What the shown diagnosis comes from. */
  readonly opened: ReadingSubject | null;
  /** True while the same site is read once more for comparison. */
  readonly again: boolean;
  readonly progress: ReadingProgress | null;
  readonly error: UserError | null;
  readonly start: (subject: ReadingSubject) => Promise<void>;
  /** Reads once more what is open and keeps the first diagnosis for comparison. */
  readonly startAgain: () => Promise<void>;
  /** Begins with nothing read: all that is known comes from answers. Gives what went wrong, or null. */
  readonly startFromAnswers: () => Promise<UserError | null>;
  readonly cancel: () => Promise<void>;
  /** Puts the outcome of a reading that was cancelled or failed away. */
  readonly dismiss: () => void;
}

/** Messages can be faster than the reply that says which reading they belong to. */
interface Waiting {
  /** Null while the reply to `reading:start` is on its way. */
  readingId: number | null;
  early: ReadingOutcome[];
  /** Cancelled before it was known which reading it is. */
  cancelWanted: boolean;
}

export const useReading = create<ReadingState>()((set, get) => {
  let waiting: Waiting | null = null;
  let announcedQuarter = 0;

  /** What belonged to the site before goes away with it. */
  const openNew = (diagnosis: Diagnosis): void => {
    useDiagnosis.getState().open(diagnosis);
    useChecklist.getState().clear();
  };

  const finish = (outcome: ReadingOutcome): void => {
    const { announce } = useUi.getState();
    const { subject, again } = get();
    waiting = null;
    switch (outcome.result) {
      case 'done':
        if (again) useDiagnosis.getState().openAgain(outcome.diagnosis);
        else openNew(outcome.diagnosis);
        set({ phase: 'done', opened: subject, progress: null });
        announce(`Reading finished. Verdict: ${siteVerdict(outcome.diagnosis.verdict).word}.`);
        break;
      case 'cancelled':
        set({ phase: 'cancelled', progress: null });
        announce('Reading cancelled. What you entered is still there.');
        break;
      case 'failed':
        set({ phase: 'failed', error: outcome.error, progress: null });
        announce(`Reading did not work. ${outcome.error.message} ${outcome.error.nextStep}`);
        break;
    }
  };

  const begin = async (subject: ReadingSubject, again: boolean): Promise<void> => {
    const mine: Waiting = { readingId: null, early: [], cancelWanted: false };
    waiting = mine;
    announcedQuarter = 0;
    set({ phase: 'running', subject, again, progress: null, error: null });
    useUi.getState().announce(`Reading ${subject.name}.`);
    const reply = await call('reading:start', subject.request);
    if (waiting !== mine) return;
    if (!reply.ok) {
      waiting = null;
      set({ phase: 'failed', error: reply.error, progress: null });
      return;
    }
    mine.readingId = reply.value.readingId;
    const early = mine.early.find((outcome) => outcome.readingId === mine.readingId);
    if (early) finish(early);
    else if (mine.cancelWanted) await get().cancel();
  };

  listen('reading:progress', (progress) => {
    if (waiting === null || (waiting.readingId !== null && waiting.readingId !== progress.readingId)) return;
    set({ progress });
    const quarter = Math.floor((shareRead(progress) ?? 0) * 4);
    if (quarter > announcedQuarter && quarter < 4) {
      announcedQuarter = quarter;
      useUi.getState().announce(`${quarter * 25} percent read: ${amountRead(progress)}.`);
    }
  });
  listen('reading:outcome', (outcome) => {
    if (waiting === null) return;
    if (waiting.readingId === null) waiting.early.push(outcome);
    else if (waiting.readingId === outcome.readingId) finish(outcome);
  });

  return {
    phase: 'idle',
    subject: null,
    opened: null,
    again: false,
    progress: null,
    error: null,
    start: (subject) => begin(subject, false),
    startAgain: async () => {
      const { opened } = get();
      if (opened !== null) await begin(opened, true);
    },
    startFromAnswers: async () => {
      const reply = await call('diagnosis:answer', { answers: [], fresh: true });
      const outcome = reply.ok ? reply.value : reply;
      if (!outcome.ok) return outcome.error;
      openNew(outcome.value);
      set({ phase: 'done', subject: null, opened: null, again: false, progress: null, error: null });
      return null;
    },
    cancel: async () => {
      if (waiting === null) return;
      const { readingId } = waiting;
      if (readingId === null) {
        waiting.cancelWanted = true;
        return;
      }
      const reply = await call('reading:cancel', { readingId });
      if (!reply.ok) set({ error: reply.error });
    },
    dismiss: () => set(({ opened }) => ({ phase: opened === null ? 'idle' : 'done', error: null })),
  };
});
