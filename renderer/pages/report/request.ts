import { useMemo } from 'react';
import type { ReportFormat, ReportRequest } from '../../../electron/contract/ipc.ts';
import { caseInfo, useCase } from '../../stores/case-store.ts';

/** What the main process needs to write a report. */
export function reportRequest(format: ReportFormat, redact: boolean): ReportRequest {
  return { format, redact, caseInfo: caseInfo() };
}

/** The same, kept the same object until something in it changes. */
export function useReportRequest(format: ReportFormat, redact: boolean): ReportRequest {
  const name = useCase((state) => state.name);
  const ticket = useCase((state) => state.ticket);
  const technician = useCase((state) => state.technician);
  return useMemo(
    () => ({
      format,
      redact,
      caseInfo: { name: name.trim(), ticket: ticket.trim(), technician: technician.trim() },
    }),
    [format, redact, name, ticket, technician],
  );
}
