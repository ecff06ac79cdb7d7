/** The first reading of the open site beside the latest. */
import { create } from 'zustand';
import type { UserError } from '../../electron/contract/ipc.ts';
import type { SiteComparison } from '../../electron/engine/case/comparison.ts';
import { call } from '../ipc/doctor.ts';
import { useUi } from './ui-store.ts';

interface VerifyState {
  /** Null while the site was read once, or nothing has been compared yet. */
  readonly comparison: SiteComparison | null;
  readonly comparing: boolean;
  readonly error: UserError | null;
  /** Compares the two readings. */
  readonly compare: () => Promise<void>;
  /** Puts away what belonged to another site. */
  readonly clear: () => void;
}

export const useVerify = create<VerifyState>()((set, get) => {
  /** Only the comparison that was asked for last counts. */
  let latest = 0;
  return {
    comparison: null,
    comparing: false,
    error: null,
    compare: async () => {
      const mine = ++latest;
      set({ comparing: true, error: null });
      const reply = await call('verify:compare', null);
      if (mine !== latest) return;
      const outcome = reply.ok ? reply.value : reply;
      if (!outcome.ok) {
        set({ comparing: false, comparison: null, error: outcome.error });
        return;
      }
      const told = get().comparison?.headline;
      set({ comparing: false, comparison: outcome.value });
      if (outcome.value !== null && outcome.value.headline !== told) {
        useUi.getState().announce(outcome.value.headline);
      }
    },
    clear: () => {
      latest += 1;
      set({ comparison: null, comparing: false, error: null });
    },
  };
});
