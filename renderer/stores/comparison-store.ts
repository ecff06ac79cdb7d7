/** The inboxes of the open site beside those of another collection of it. */
import { create } from 'zustand';
import type { UserError } from '../../electron/contract/ipc.ts';
import type { InboxComparison } from '../../electron/engine/reasoning/diagnosis.ts';
import { call } from '../ipc/doctor.ts';
import { useUi } from './ui-store.ts';

interface ComparisonState {
  readonly comparison: InboxComparison | null;
  readonly comparing: boolean;
  readonly error: UserError | null;
  /** Compares with an earlier collection; the paths are those that the system's dialog gave. */
  readonly compareWith: (paths: readonly string[]) => Promise<void>;
  /** Compares the first reading of the open site with the latest. */
  readonly compareReadings: () => Promise<void>;
  readonly clear: () => void;
}

export const useComparison = create<ComparisonState>()((set) => {
  /** Only the comparison that was asked for last counts. */
  let latest = 0;

  const compare = async (ask: () => ReturnType<typeof call<'inboxes:compare-readings'>>): Promise<void> => {
    const mine = ++latest;
    set({ comparing: true, error: null });
    const reply = await ask();
    if (mine !== latest) return;
    const outcome = reply.ok ? reply.value : reply;
    if (!outcome.ok) {
      set({ comparing: false, error: outcome.error });
      return;
    }
    set({ comparing: false, comparison: outcome.value });
    const { announce } = useUi.getState();
    if (outcome.value !== null) announce(outcome.value.problem ?? 'Both collections are compared.');
  };

  return {
    comparison: null,
    comparing: false,
    error: null,
    compareWith: (paths) => compare(() => call('inboxes:compare', { paths })),
    compareReadings: () => compare(() => call('inboxes:compare-readings', null)),
    clear: () => {
      latest += 1;
      set({ comparison: null, comparing: false, error: null });
    },
  };
});
