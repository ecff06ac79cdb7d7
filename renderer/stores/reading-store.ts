/** Reading a site: what was asked for, how far it is, how it ended. */
import { create } from 'zustand';
import type { OpenedCase } from '../../electron/contract/remedy.ts';
import type {
  FoundSite,
  ReadingOutcome,
  ReadingProgress,
  ReadingRequest,
  UserError,
} from '../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { call, listen } from '../ipc/doctor.ts';
import { amountRead, shareRead } from '../view-model/reading.ts';
import { siteVerdict } from '../view-model/verdict.ts';
import { useCase } from './case-store.ts';
import { useComparison } from './comparison-store.ts';
import { useDiagnosis } from './diagnosis-store.ts';
import { useRuns } from './runs-store.ts';
import { useUi } from './ui-store.ts';

/** A site to read, with the name it has for the technician. */
export interface ReadingSubject {
  readonly request: ReadingRequest;
  readonly name: string;
}

/**
 * What becomes of what was entered. `new`: nothing was; `keep`: answers and runs of plans stay; `new-case`: they stay behind with
 * the case, as do name and ticket; `again`: the same site is read once more for comparison.
 */
export type ReadingManner = 'new' | 'keep' | 'new-case' | 'again';

interface ReadingState {
  /** `choosing`: several sites were found, and one of them has to be chosen. */
  readonly phase: 'idle' | 'running' | 'choosing' | 'done' | 'cancelled' | 'failed';
  /** What is being read, or was last asked for. */
  readonly subject: ReadingSubject | null;
  /** What the shown diagnosis comes from. */
  readonly opened: ReadingSubject | null;
  readonly manner: ReadingManner;
  /** The sites to choose from while `choosing`, and afterwards those that were found beside the one that was read. */
  readonly sites: readonly FoundSite[];
  /** What is to be read as soon as it is decided what becomes of what was entered; null when nothing waits. */
  readonly waiting: ReadingSubject | null;
  readonly progress: ReadingProgress | null;
  readonly error: UserError | null;
  /** Reads a site, or asks first what becomes of what was entered. */
  readonly start: (subject: ReadingSubject) => Promise<void>;
  /** Decides what `start` asked; null reads nothing. */
  readonly decide: (manner: 'keep' | 'new-case' | null) => Promise<void>;
  /** Asks once more which of the sites that were found is to be read. */
  readonly chooseAgain: () => void;
  /** Reads one of several sites that were found, or asks first what becomes of what was entered. */
  readonly chooseSite: (site: FoundSite) => Promise<void>;
  /** Reads once more what was asked for last, in the same manner. */
  readonly retry: () => Promise<void>;
  /** Reads once more what is open, or a later collection of the same site, and keeps the first diagnosis for comparison. */
  readonly startAgain: (later?: ReadingSubject) => Promise<void>;
  /** Begins with nothing read: all that is known comes from answers. Gives what went wrong, or null. */
  readonly startFromAnswers: () => Promise<UserError | null>;
  /** Closes the case with its site and all that was entered of it; the technician's name stays. Gives what went wrong, or null. */
  readonly startNewCase: () => Promise<UserError | null>;
  /** Takes over what a case holds that was opened. */
  readonly takeOverCase: (opened: OpenedCase) => void;
  readonly cancel: () => Promise<void>;
  /** Puts the outcome of a reading that was cancelled or failed, or a choice between sites, away. */
  readonly dismiss: () => void;
}

/** Messages can be faster than the reply that says which reading they belong to. */
interface Running {
  /** Null while the reply to `reading:start` is on its way. */
  readingId: number | null;
  early: ReadingOutcome[];
  /** Cancelled before it was known which reading it is. */
  cancelWanted: boolean;
}

const restingPhase = (opened: ReadingSubject | null): 'idle' | 'done' => (opened === null ? 'idle' : 'done');

const isOneOfSeveral = (subject: ReadingSubject | null): boolean =>
  subject?.request.kind === 'paths' && subject.request.site !== undefined;

const pathsOf = (subject: ReadingSubject | null): readonly string[] =>
  subject?.request.kind === 'paths' ? subject.request.paths : [];

const haveSamePaths = (one: ReadingSubject | null, other: ReadingSubject | null): boolean =>
  JSON.stringify(pathsOf(one)) === JSON.stringify(pathsOf(other));

/** True when something was entered by hand that another site would replace. */
export function hasEntries(): boolean {
  const { answers, setAside, earlierAnswers } = useDiagnosis.getState();
  return answers.length + setAside.length + earlierAnswers.length + useRuns.getState().runs.length > 0;
}

export const useReading = create<ReadingState>()((set, get) => {
  let running: Running | null = null;
  let announcedQuarter = 0;

  /** What belonged to the site before goes away with it. */
  const openNew = (diagnosis: Diagnosis): void => {
    useDiagnosis.getState().open(diagnosis);
    useComparison.getState().clear();
  };

  const takeOver = (diagnosis: Diagnosis, manner: ReadingManner): void => {
    if (manner === 'again') {
      useDiagnosis.getState().openAgain(diagnosis);
      useComparison.getState().clear();
    } else if (manner === 'keep') {
      useComparison.getState().clear();
      void useDiagnosis.getState().openKeeping(diagnosis);
    } else {
      if (manner === 'new-case') useCase.getState().forget();
      if (useCase.getState().view === null) useRuns.getState().takeOver([]);
      openNew(diagnosis);
    }
  };

  const finish = (outcome: ReadingOutcome): void => {
    const { announce } = useUi.getState();
    const { subject, manner } = get();
    running = null;
    switch (outcome.result) {
      case 'done':
        left = null;
        takeOver(outcome.diagnosis, manner);
        set({ phase: 'done', opened: subject, progress: null });
        announce(`Reading finished. Verdict: ${siteVerdict(outcome.diagnosis.verdict).word}.`);
        break;
      case 'several':
        set({ phase: 'choosing', sites: outcome.sites, progress: null });
        announce(`${outcome.sites.length} sites were found. Choose which one to read.`);
        break;
      case 'cancelled':
        set({ phase: 'cancelled', progress: null });
        void comeBack();
        announce('Reading cancelled. What you entered is still there.');
        break;
      case 'failed':
        set({ phase: 'failed', error: outcome.error, progress: null });
        void comeBack();
        announce(`Reading did not work. ${outcome.error.message} ${outcome.error.nextStep}`);
        break;
    }
  };

  /** Where the case stands that was closed for a reading that did not end yet. */
  let left: string | null = null;
  let back: Promise<void> = Promise.resolve();

  /** The case of the site before is closed: what is read now begins another. Gives why it cannot be closed, or null. */
  const leaveCase = async (manner: ReadingManner): Promise<UserError | null> => {
    const { view, close, technician } = useCase.getState();
    // Also without a view: the case of what was read last may be on its way.
    if (useDiagnosis.getState().diagnosis !== null) {
      const error = await close();
      if (error !== null) return error;
      if (view !== null) left = view.place;
    }
    // The fields stay as they are until something was read; only the case that begins is to have no name.
    if (manner === 'new-case')
      await call('case:describe', { name: '', ticket: '', technician: technician.trim() });
    return null;
  };

  /** Nothing was read: the case of the site that is still shown is opened again. The next reading waits for it. */
  const comeBack = (): Promise<void> => (back = reopenLeft());

  const reopenLeft = async (): Promise<void> => {
    const place = left;
    left = null;
    if (place === null) {
      if (get().manner === 'new-case') useCase.getState().set({});
      return;
    }
    const list = await call('case:list', null);
    const id = list.ok ? list.value.find((item) => item.place === place)?.id : undefined;
    const reply = id === undefined ? null : await call('case:open', { id });
    const opened = reply?.ok === true && reply.value.ok ? reply.value.value : null;
    if (opened === null) return;
    useCase.getState().takeOver(opened);
    useRuns.getState().takeOver(opened.view.runs);
  };

  const begin = async (subject: ReadingSubject, manner: ReadingManner): Promise<void> => {
    await back;
    const kept = manner === 'new' || manner === 'new-case' ? await leaveCase(manner) : null;
    if (kept !== null) {
      set({ phase: 'failed', subject, manner, waiting: null, progress: null, error: kept });
      return;
    }
    const mine: Running = { readingId: null, early: [], cancelWanted: false };
    running = mine;
    announcedQuarter = 0;
    // One of several that were found: the others can still be read afterwards.
    const sites = isOneOfSeveral(subject) ? get().sites : [];
    set({ phase: 'running', subject, manner, sites, waiting: null, progress: null, error: null });
    useUi.getState().announce(`Reading ${subject.name}.`);
    const reply = await call('reading:start', subject.request);
    if (running !== mine) return;
    if (!reply.ok) {
      running = null;
      set({ phase: 'failed', error: reply.error, progress: null });
      await comeBack();
      return;
    }
    mine.readingId = reply.value.readingId;
    const early = mine.early.find((outcome) => outcome.readingId === mine.readingId);
    if (early) finish(early);
    else if (mine.cancelWanted) await get().cancel();
  };

  listen('reading:progress', (progress) => {
    if (running === null || (running.readingId !== null && running.readingId !== progress.readingId)) return;
    set({ progress });
    const quarter = Math.floor((shareRead(progress) ?? 0) * 4);
    if (quarter > announcedQuarter && quarter < 4) {
      announcedQuarter = quarter;
      useUi.getState().announce(`${quarter * 25} percent read: ${amountRead(progress)}.`);
    }
  });
  listen('reading:outcome', (outcome) => {
    if (running === null) return;
    if (running.readingId === null) running.early.push(outcome);
    else if (running.readingId === outcome.readingId) finish(outcome);
  });

  return {
    phase: 'idle',
    subject: null,
    opened: null,
    manner: 'new',
    sites: [],
    waiting: null,
    progress: null,
    error: null,
    start: async (subject) => {
      if (hasEntries()) set({ waiting: subject });
      else await begin(subject, 'new');
    },
    decide: async (manner) => {
      const { waiting } = get();
      set({ waiting: null });
      if (waiting !== null && manner !== null) await begin(waiting, manner);
    },
    chooseAgain: () => set({ phase: 'choosing', manner: 'new' }),
    chooseSite: async (site) => {
      const { subject, manner, opened } = get();
      if (subject?.request.kind !== 'paths') return;
      const chosen = { request: { ...subject.request, site: site.id }, name: site.title };
      if (manner === 'new' && hasEntries()) set({ phase: restingPhase(opened), waiting: chosen });
      else await begin(chosen, manner);
    },
    retry: async () => {
      const { subject, manner } = get();
      if (subject !== null) await begin(subject, manner);
    },
    startAgain: async (later) => {
      const subject = later ?? get().opened;
      if (subject !== null) await begin(subject, 'again');
    },
    startFromAnswers: async () => {
      const reply = await call('diagnosis:answer', { answers: [], fresh: true });
      const outcome = reply.ok ? reply.value : reply;
      if (!outcome.ok) return outcome.error;
      openNew(outcome.value);
      set({ phase: 'done', subject: null, opened: null, manner: 'new', progress: null, error: null });
      return null;
    },
    startNewCase: async () => {
      const kept = await useCase.getState().close();
      if (kept !== null) return kept;
      const reply = await call('diagnosis:answer', { answers: [], fresh: true });
      const outcome = reply.ok ? reply.value : reply;
      if (!outcome.ok) return outcome.error;
      running = null;
      useDiagnosis.getState().clear();
      useRuns.getState().takeOver([]);
      useComparison.getState().clear();
      useCase.getState().forget();
      set({
        phase: 'idle',
        subject: null,
        opened: null,
        manner: 'new',
        sites: [],
        waiting: null,
        progress: null,
        error: null,
      });
      return null;
    },
    takeOverCase: ({ view, source, diagnosis, before, answers, opened }) => {
      running = null;
      useCase.getState().takeOver({ view, source });
      useRuns.getState().takeOver(view.runs);
      useComparison.getState().clear();
      if (diagnosis === null) useDiagnosis.getState().clear();
      else useDiagnosis.getState().restore(diagnosis, before, answers);
      const subject: ReadingSubject | null =
        opened === null
          ? null
          : {
              request:
                opened.server === null
                  ? { kind: 'paths', paths: opened.paths }
                  : { kind: 'server', ...opened.server },
              name: opened.name,
            };
      set({
        phase: diagnosis === null ? 'idle' : 'done',
        subject,
        opened: subject,
        manner: 'new',
        sites: [],
        waiting: null,
        progress: null,
        error: null,
      });
    },
    cancel: async () => {
      if (running === null) return;
      const { readingId } = running;
      if (readingId === null) {
        running.cancelWanted = true;
        return;
      }
      const reply = await call('reading:cancel', { readingId });
      if (!reply.ok) set({ error: reply.error });
    },
    dismiss: () => {
      set(({ opened, subject, sites }) => ({
        phase: restingPhase(opened),
        error: null,
        sites: isOneOfSeveral(opened) && haveSamePaths(opened, subject) ? sites : [],
      }));
      void comeBack();
    },
  };
});
