import { useMemo } from 'react';
import type { ReportFormat, ReportRequest } from '../../../electron/contract/ipc.ts';
import { caseInfo, useCase } from '../../stores/case-store.ts';
import { useChecklist } from '../../stores/checklist-store.ts';

/** What the main process needs to write a report. */
export function reportRequest(format: ReportFormat, redact: boolean): ReportRequest {
  return { format, redact, caseInfo: caseInfo(), checklist: useChecklist.getState().marks };
}

/** The same, kept the same object until something in it changes. */
export function useReportRequest(format: ReportFormat, redact: boolean): ReportRequest {
  const marks = useChecklist((state) => state.marks);
  const { name, ticket, technician } = useCase();
  return useMemo(
    () => ({
      format,
      redact,
      caseInfo: { name: name.trim(), ticket: ticket.trim(), technician: technician.trim() },
      checklist: marks,
    }),
    [format, redact, name, ticket, technician, marks],
  );
}
