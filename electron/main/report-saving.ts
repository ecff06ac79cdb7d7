import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import path from 'node:path';
import type { ReportRequest, SaveOutcome } from '../contract/ipc.ts';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { REPORT_EXTENSIONS, reportFileName } from './report-name.ts';
import { savingError } from './saving-error.ts';
import type { ReportedCase, SiteWork } from './site-work.ts';

const FORMAT_NAMES: Readonly<Record<ReportRequest['format'], string>> = {
  html: 'Web page',
  json: 'JSON',
  markdown: 'Markdown',
  text: 'Text',
};

/**
 * Renders the report, asks where to put it, and saves it.
 * @param window The dialog belongs to it.
 * @param work The site that is worked on.
 * @param request What to render.
 * @param ofCase What of the open case goes into it.
 */
export async function saveReport(
  window: BrowserWindow,
  work: SiteWork,
  request: ReportRequest,
  ofCase: ReportedCase,
): Promise<SaveOutcome> {
  const rendered = await work.report(request, ofCase);
  if (!rendered.ok) return { result: 'failed', error: rendered.error };
  const { content, diagnosis } = rendered.value;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the report',
    defaultPath: path.join(
      app.getPath('documents'),
      reportFileName(diagnosis, request.format, request.redact),
    ),
    filters: [{ name: FORMAT_NAMES[request.format], extensions: [REPORT_EXTENSIONS[request.format]] }],
  });
  // Cancelled, older runtimes hand no path and newer ones an empty one.
  if (canceled || !filePath) return { result: 'cancelled' };
  try {
    await writeFileAtomically(filePath, content);
    return { result: 'saved', path: filePath };
  } catch (error) {
    return { result: 'failed', error: savingError(filePath, error) };
  }
}
