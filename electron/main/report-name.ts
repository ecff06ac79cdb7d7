import type { ReportFormat } from '../contract/ipc.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';

export const REPORT_EXTENSIONS: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  json: 'json',
  markdown: 'md',
  text: 'txt',
};

/**
 * Proposes a file name for a report: `SMS-diagnosis-<site code>-<yyyy-mm-dd>.<extension>`, with the day for which
 * the diagnosis holds; the code is left out when it is not known, and from the name of a redacted report.
 */
export function reportFileName(
  diagnosis: Pick<Diagnosis, 'site' | 'at'>,
  format: ReportFormat,
  redact = false,
): string {
  const code = redact ? 'redacted' : (diagnosis.site.code?.replaceAll(/[^A-Za-z0-9]/g, '') ?? '');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(diagnosis.at)?.[0] ?? '';
  const name = ['SMS-diagnosis', code, day].filter((part) => part !== '').join('-');
  return `${name}.${REPORT_EXTENSIONS[format]}`;
}
