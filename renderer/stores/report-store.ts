/** How the report is wanted. Kept while the window is open: a report must not lose its redaction because a page was left. */
import { create } from 'zustand';
import type { ReportFormat } from '../../electron/contract/ipc.ts';

interface ReportChoice {
  readonly format: ReportFormat;
  readonly redact: boolean;
  readonly setFormat: (format: ReportFormat) => void;
  readonly setRedact: (redact: boolean) => void;
}

export const useReportChoice = create<ReportChoice>()((set) => ({
  format: 'html',
  redact: false,
  setFormat: (format) => set({ format }),
  setRedact: (redact) => set({ redact }),
}));
