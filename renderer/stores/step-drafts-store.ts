/** What is being written about a step: the open form and its text stay when the page is left, and go with their case. */
import { create } from 'zustand';

export type StepFormKind = 'told' | 'missed' | 'skip' | 'note';

interface StepDraft {
  /** The form that is open. */
  readonly kind: StepFormKind;
  readonly text: string;
}

interface StepDraftsState {
  /** By `stepKey`. */
  readonly drafts: Readonly<Record<string, StepDraft>>;
  readonly open: (step: string, kind: StepFormKind) => void;
  readonly write: (step: string, text: string) => void;
  readonly close: (step: string) => void;
  readonly clear: () => void;
}

export const useStepDrafts = create<StepDraftsState>()((set) => ({
  drafts: {},
  open: (step, kind) => set(({ drafts }) => ({ drafts: { ...drafts, [step]: { kind, text: '' } } })),
  write: (step, text) =>
    set(({ drafts }) => {
      const draft = drafts[step];
      return draft === undefined ? {} : { drafts: { ...drafts, [step]: { ...draft, text } } };
    }),
  close: (step) =>
    set(({ drafts }) => ({
      drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== step)),
    })),
  clear: () => set({ drafts: {} }),
}));
