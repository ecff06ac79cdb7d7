/** What is open in the window, and what is being announced. */
import { create } from 'zustand';
import { type ThemeChoice, rememberTheme, rememberedTheme } from '../theme/theme-preference.ts';
import type { PageId } from '../view-model/pages.ts';

interface UiState {
  readonly page: PageId;
  /** How often the page was changed; the title takes the focus from the first change on, not at start. */
  readonly moves: number;
  readonly theme: ThemeChoice;
  /** The panel "What we know" beside the page, on wide windows. */
  readonly knowOpen: boolean;
  /** The same as a drawer, on narrow windows. */
  readonly knowDrawerOpen: boolean;
  /** Source whose lines are shown; null when the evidence dialog is closed. */
  readonly evidence: string | null;
  /** Path of the report that was saved last; null when none was, or what it says has changed since. */
  readonly reportSaved: string | null;
  /** Text for the live region; the number makes the same text count as new. */
  readonly announcement: { readonly text: string; readonly number: number };
  readonly go: (page: PageId) => void;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setKnowOpen: (open: boolean) => void;
  readonly setKnowDrawerOpen: (open: boolean) => void;
  readonly showEvidence: (source: string | null) => void;
  /** Closes what lies over the page. */
  readonly closeOverlays: () => void;
  readonly setReportSaved: (path: string | null) => void;
  readonly announce: (text: string) => void;
}

export const useUi = create<UiState>()((set) => ({
  page: 'case',
  moves: 0,
  theme: rememberedTheme(),
  knowOpen: true,
  knowDrawerOpen: false,
  evidence: null,
  reportSaved: null,
  announcement: { text: '', number: 0 },
  go: (page) => set(({ moves }) => ({ page, moves: moves + 1, knowDrawerOpen: false })),
  setTheme: (theme) => {
    rememberTheme(theme);
    set({ theme });
  },
  setKnowOpen: (knowOpen) => set({ knowOpen }),
  setKnowDrawerOpen: (knowDrawerOpen) => set({ knowDrawerOpen }),
  showEvidence: (evidence) => set({ evidence }),
  closeOverlays: () => set({ evidence: null, knowDrawerOpen: false }),
  setReportSaved: (reportSaved) => set({ reportSaved }),
  announce: (text) =>
    set(({ announcement }) => ({ announcement: { text, number: announcement.number + 1 } })),
}));
