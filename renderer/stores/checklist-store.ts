/** Steps of plans that were ticked off by hand. */
import { create } from 'zustand';
import type { ChecklistMark } from '../../electron/contract/ipc.ts';
import { caseInfo } from './case-store.ts';
import { useUi } from './ui-store.ts';

interface ChecklistState {
  readonly marks: readonly ChecklistMark[];
  /** Ticks a step off; a mark that it had before is replaced. The note says why it was skipped. */
  readonly mark: (plan: string, step: string, state: ChecklistMark['state'], note: string) => void;
  readonly unmark: (plan: string, step: string) => void;
  readonly clear: () => void;
}

export const useChecklist = create<ChecklistState>()((set) => ({
  marks: [],
  mark: (plan, step, state, note) => {
    set(({ marks }) => ({
      marks: [
        ...marks.filter((mark) => mark.plan !== plan || mark.step !== step),
        { plan, step, state, note, by: caseInfo().technician, at: new Date().toISOString() },
      ],
    }));
    useUi.getState().setReportSaved(null);
  },
  unmark: (plan, step) => {
    set(({ marks }) => ({ marks: marks.filter((mark) => mark.plan !== plan || mark.step !== step) }));
    useUi.getState().setReportSaved(null);
  },
  clear: () => set({ marks: [] }),
}));
