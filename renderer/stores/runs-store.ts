/** The plans for the site, their runs, and what the technician asks of their steps. */
import { create } from 'zustand';
import type { Channel, Invocations, Outcome, UserError } from '../../electron/contract/ipc.ts';
import type { WaysForPlan } from '../../electron/contract/remedy.ts';
import type { PlanWay, Shown } from '../../electron/engine/case/records.ts';
import type { RunView } from '../../electron/engine/case/run-view.ts';
import type { TailoredPlan } from '../../electron/engine/plans/tailored-plan.ts';
import { call, listen } from '../ipc/doctor.ts';
import { runNews, stepsThatMoved } from '../view-model/runs.ts';
import { useCase } from './case-store.ts';
import { useStepDrafts } from './step-drafts-store.ts';
import { useUi } from './ui-store.ts';

/** A step that something is asked of; `undo` when it is to be taken back. */
export interface StepOf {
  readonly run: string;
  readonly step: string;
}

/** Key of a step in `showings`, `errors` and `busy`. */
export const stepKey = ({ run, step }: StepOf): string => `${run}/${step}`;

export interface Showing {
  readonly shown: Shown;
  readonly undo: boolean;
}

type RunChannel = {
  [C in Channel]: Invocations[C]['response'] extends Outcome<RunView> ? C : never;
}[Channel];

interface RunsState {
  /** In the order in which they are to be done; null until they are known. */
  readonly plans: readonly TailoredPlan[] | null;
  readonly plansError: UserError | null;
  /** Ways by plan. */
  readonly ways: Readonly<Record<string, Outcome<readonly WaysForPlan[]>>>;
  /** Runs of the open case, oldest first. */
  readonly runs: readonly RunView[];
  /** What was shown of a step and not done yet, by step. */
  readonly showings: Readonly<Record<string, Showing>>;
  /** What did not work, by step, plan or run. */
  readonly errors: Readonly<Record<string, UserError>>;
  /** The step, plan or run that an answer is awaited for. */
  readonly busy: string | null;
  /** What the result of a kit said, by run. */
  readonly kitSummaries: Readonly<Record<string, string>>;
  /** The run whose step to do now is to have the focus when the Fix page is opened; null: none in particular. */
  readonly lead: string | null;
  readonly leadTo: (run: string | null) => void;
  readonly loadPlans: () => Promise<void>;
  readonly loadWays: (plan: string) => Promise<void>;
  /** Begins a run; false when it did not begin. */
  readonly begin: (plan: string, way: PlanWay) => Promise<boolean>;
  /** Asks what exactly a step, or taking it back, will do. */
  readonly show: (of: StepOf, undo: boolean) => Promise<void>;
  /** Does what was shown. */
  readonly act: (of: StepOf) => Promise<void>;
  readonly look: (of: StepOf) => Promise<void>;
  readonly told: (of: StepOf, note: string) => Promise<void>;
  readonly missed: (of: StepOf, note: string) => Promise<void>;
  readonly skip: (of: StepOf, reason: string) => Promise<void>;
  readonly reopen: (of: StepOf) => Promise<void>;
  readonly note: (of: StepOf, note: string) => Promise<void>;
  readonly cancel: (of: StepOf) => Promise<void>;
  readonly end: (run: string, outcome: 'finished' | 'given-up', note: string) => Promise<void>;
  /** Puts what was shown of a step away without doing it. */
  readonly hide: (of: StepOf) => void;
  /** Takes the result of a kit; null: the system's dialog asks for it. `place` is where what goes wrong is told. */
  readonly takeKitResult: (paths: readonly string[] | null, place: string) => Promise<void>;
  /** Takes over the runs of a case; nothing is announced. */
  readonly takeOver: (runs: readonly RunView[]) => void;
}

function without<T>(record: Readonly<Record<string, T>>, ...keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

export const useRuns = create<RunsState>()((set, get) => {
  let latestPlans = 0;

  const takeRun = (run: RunView): void => {
    const { runs, showings } = get();
    const before = runs.find((entry) => entry.id === run.id) ?? null;
    const moved = stepsThatMoved(before, run).map((step) => stepKey({ run: run.id, step }));
    set({
      runs: before === null ? [...runs, run] : runs.map((entry) => (entry.id === run.id ? run : entry)),
      showings: without(showings, ...moved),
    });
    const { announce, setReportSaved } = useUi.getState();
    if (moved.length > 0) setReportSaved(null);
    const news = runNews(before, run);
    if (news !== null) announce(news);
  };

  /** Asks one thing at a time; what goes wrong stands at its place. */
  const asking = async <T>(place: string, ask: () => Promise<Outcome<T>>): Promise<T | null> => {
    if (get().busy !== null) return null;
    set({ busy: place, errors: without(get().errors, place) });
    const outcome = await ask();
    set({ busy: null });
    if (outcome.ok) return outcome.value;
    set({ errors: { ...get().errors, [place]: outcome.error } });
    useUi.getState().announce(`${outcome.error.message} ${outcome.error.nextStep}`);
    return null;
  };

  const askRun = async <C extends RunChannel>(
    channel: C,
    request: Invocations[C]['request'],
    place: string,
  ): Promise<boolean> => {
    await useCase.getState().settle();
    const run = await asking(place, async () => {
      const reply = await call(channel, request);
      // Every one of these channels answers with the run.
      return reply.ok ? reply.value : reply;
    });
    if (run !== null) takeRun(run);
    return run !== null;
  };

  listen('run:changed', takeRun);
  listen('case:changed', (view) => {
    for (const run of view?.runs ?? []) takeRun(run);
    const kept = new Set(view?.runs.map((run) => run.id));
    set(({ runs }) => ({ runs: runs.filter((run) => kept.has(run.id)) }));
  });

  return {
    plans: null,
    plansError: null,
    ways: {},
    runs: [],
    showings: {},
    errors: {},
    busy: null,
    kitSummaries: {},
    lead: null,
    leadTo: (lead) => set({ lead }),
    loadPlans: async () => {
      const mine = ++latestPlans;
      const reply = await call('plans:for-site', null);
      if (mine !== latestPlans) return;
      const outcome = reply.ok ? reply.value : reply;
      // What a plan's ways were for another site holds no longer.
      if (outcome.ok) set({ plans: outcome.value, plansError: null, ways: {} });
      else set({ plans: [], plansError: outcome.error, ways: {} });
    },
    loadWays: async (plan) => {
      const reply = await call('plan:ways', { plan });
      set(({ ways }) => ({ ways: { ...ways, [plan]: reply.ok ? reply.value : reply } }));
    },
    begin: async (plan, way) => {
      await useCase.getState().settle();
      const run = await asking(plan, async () => {
        const reply = await call('run:begin', { plan, way });
        return reply.ok ? reply.value : reply;
      });
      if (run !== null) takeRun(run);
      return run !== null;
    },
    show: async (of, undo) => {
      const key = stepKey(of);
      const shown = await asking(key, async () => {
        const reply = await call('run:show', { ...of, undo });
        return reply.ok ? reply.value : reply;
      });
      if (shown !== null) set(({ showings }) => ({ showings: { ...showings, [key]: { shown, undo } } }));
    },
    act: async (of) => {
      const key = stepKey(of);
      const showing = get().showings[key];
      if (showing === undefined) return;
      await askRun('run:act', { ...of, undo: showing.undo, shown: showing.shown.id }, key);
      // A showing counts once: what is there must be looked at again before the next attempt. Who did not agree can still.
      if (get().errors[key]?.code !== 'not-agreed') get().hide(of);
    },
    look: async (of) => {
      await askRun('run:look', of, stepKey(of));
    },
    told: async (of, note) => {
      await askRun('run:told', { ...of, note }, stepKey(of));
    },
    missed: async (of, note) => {
      await askRun('run:missed', { ...of, note }, stepKey(of));
    },
    skip: async (of, reason) => {
      await askRun('run:skip', { ...of, reason }, stepKey(of));
    },
    reopen: async (of) => {
      await askRun('run:reopen', of, stepKey(of));
    },
    note: async (of, note) => {
      await askRun('run:note', { ...of, note }, stepKey(of));
    },
    cancel: async (of) => {
      await askRun('run:cancel', { run: of.run }, stepKey(of));
    },
    end: async (run, outcome, note) => {
      await askRun('run:end', { run, outcome, note }, run);
    },
    hide: (of) => set(({ showings }) => ({ showings: without(showings, stepKey(of)) })),
    takeKitResult: async (paths, place) => {
      await useCase.getState().settle();
      // What an earlier result said must not stand beside what goes wrong with this one.
      set({ kitSummaries: {} });
      const taken = await asking(place, async () => {
        const reply = await call('kit:take-result', { paths });
        return reply.ok ? reply.value : reply;
      });
      if (taken === null) return;
      takeRun(taken.run);
      set(({ kitSummaries }) => ({ kitSummaries: { ...kitSummaries, [taken.run.id]: taken.summary } }));
      useUi.getState().announce(`The result of the kit was taken over. ${taken.summary}`);
    },
    takeOver: (runs) => {
      useStepDrafts.getState().clear();
      set({ runs, showings: {}, errors: {}, kitSummaries: {} });
    },
  };
});
