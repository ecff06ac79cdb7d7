/** What the main process has to offer and what does not change while the window is open. */
import { create } from 'zustand';
import type { AppInfo, LiveAbility, SampleSite, UserError } from '../../electron/contract/ipc.ts';
import type { Plan } from '../../electron/engine/knowledge/plan.ts';
import { call } from '../ipc/doctor.ts';

interface CatalogState {
  readonly app: AppInfo | null;
  readonly samples: readonly SampleSite[] | null;
  readonly plans: readonly Plan[];
  /** Whether a site server can be read where it stands; null until it is known. */
  readonly live: LiveAbility | null;
  readonly samplesError: UserError | null;
  readonly plansError: UserError | null;
  /** Asks for everything; called once at start and again by "Try again". */
  readonly load: () => Promise<void>;
}

export const useCatalog = create<CatalogState>()((set) => ({
  app: null,
  samples: null,
  plans: [],
  live: null,
  samplesError: null,
  plansError: null,
  load: async () => {
    const [app, samples, plans, live] = await Promise.all([
      call('app:info', null),
      call('sample:list', null),
      call('plan:list', null),
      call('live:ability', null),
    ]);
    set({
      ...(app.ok ? { app: app.value } : {}),
      ...(samples.ok
        ? { samples: samples.value, samplesError: null }
        : { samples: [], samplesError: samples.error }),
      ...(live.ok ? { live: live.value } : {}),
      ...(plans.ok ? { plans: plans.value, plansError: null } : { plansError: plans.error }),
    });
  },
}));
