/** Log lines that are being pasted: a draft stays when the page is left, and goes with the site it is of. */
import { create } from 'zustand';
import { useDiagnosis } from './diagnosis-store.ts';

interface PasteDraft {
  readonly text: string;
  /** Log that was chosen by hand; null: the one that the lines name. */
  readonly chosen: string | null;
  /** Log whose lines are being changed, null while new ones are pasted. */
  readonly revising: string | null;
}

interface PasteState extends PasteDraft {
  readonly set: (change: Partial<PasteDraft>) => void;
  readonly clear: () => void;
}

const empty: PasteDraft = { text: '', chosen: null, revising: null };

export const usePaste = create<PasteState>()((set) => {
  useDiagnosis.subscribe(({ diagnosis, before }, { diagnosis: earlier }) => {
    if (earlier === null || diagnosis === earlier) return;
    const isOtherSite = diagnosis?.site.label !== earlier.site.label && before === null;
    if (isOtherSite) set(empty);
  });
  return {
    ...empty,
    set: (change) => set(change),
    clear: () => set(empty),
  };
});
