/** What is open in the window, and what is being announced. */
import { create } from 'zustand';
import { type ThemeChoice, rememberTheme, rememberedTheme } from '../theme/theme-preference.ts';
import type { LogViewPlace } from '../view-model/log-view-place.ts';
import type { PageId } from '../view-model/pages.ts';

/** What the log reader was asked to show. */
export interface LogReaderRequest {
  /** Paths as the diagnosis lists them (`Logs/Despool.log`); several are merged by time. */
  readonly files: readonly string[];
  /** Where it begins; null: at the first line. */
  readonly at: LogViewPlace | null;
}

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
  /** The log reader, while it lies over a page; `from` is that page, to which it leads back. */
  readonly reader: (LogReaderRequest & { readonly from: PageId }) | null;
  /** Path of the report that was saved last; null when none was, or what it says has changed since. */
  readonly reportSaved: string | null;
  /** Text for the live region; the number makes the same text count as new. */
  readonly announcement: { readonly text: string; readonly number: number };
  readonly go: (page: PageId) => void;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setKnowOpen: (open: boolean) => void;
  readonly setKnowDrawerOpen: (open: boolean) => void;
  readonly showEvidence: (source: string | null) => void;
  /** Shows the log reader, which belongs to the step "Logs", over the page that is open. */
  readonly showReader: (request: LogReaderRequest) => void;
  /** Goes back to the page that the log reader was opened from. */
  readonly closeReader: () => void;
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
  reader: null,
  reportSaved: null,
  announcement: { text: '', number: 0 },
  go: (page) => set(({ moves }) => ({ page, moves: moves + 1, knowDrawerOpen: false, reader: null })),
  setTheme: (theme) => {
    rememberTheme(theme);
    set({ theme });
  },
  setKnowOpen: (knowOpen) => set({ knowOpen }),
  setKnowDrawerOpen: (knowDrawerOpen) => set({ knowDrawerOpen }),
  showEvidence: (evidence) => set({ evidence }),
  showReader: (request) =>
    set(({ page, reader }) => ({
      reader: { ...request, from: reader?.from ?? page },
      page: 'logs',
      evidence: null,
      knowDrawerOpen: false,
    })),
  closeReader: () => set(({ page, reader }) => ({ reader: null, page: reader?.from ?? page })),
  closeOverlays: () =>
    set(({ page, reader }) => ({
      evidence: null,
      knowDrawerOpen: false,
      reader: null,
      page: reader?.from ?? page,
    })),
  setReportSaved: (reportSaved) => set({ reportSaved }),
  announce: (text) =>
    set(({ announcement }) => ({ announcement: { text, number: announcement.number + 1 } })),
}));
