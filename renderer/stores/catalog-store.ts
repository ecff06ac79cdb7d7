/** What the main process has to offer and what does not change while the window is open. */
import { create } from 'zustand';
import type { AppInfo, SampleSite, UserError } from '../../electron/contract/ipc.ts';
import type { Plan } from '../../electron/engine/knowledge/plan.ts';
import { call } from '../ipc/doctor.ts';

interface CatalogState {
  readonly app: AppInfo | null;
  readonly samples: readonly SampleSite[] | null;
  readonly plans: readonly Plan[];
  readonly samplesError: UserError | null;
  readonly plansError: UserError | null;
  /** Asks for everything; called once at start and again by "Try again". */
  readonly load: () => Promise<void>;
}

export const useCatalog = create<CatalogState>()((set) => ({
  app: null,
  samples: null,
  plans: [],
  samplesError: null,
  plansError: null,
  load: async () => {
    const [app, samples, plans] = await Promise.all([
      call('app:info', null),
      call('sample:list', null),
      call('plan:list', null),
    ]);
    set({
      ...(app.ok ? { app: app.value } : {}),
      ...(samples.ok
        ? { samples: samples.value, samplesError: null }
        : { samples: [], samplesError: samples.error }),
      ...(plans.ok ? { plans: plans.value, plansError: null } : { plansError: plans.error }),
    });
  },
}));
