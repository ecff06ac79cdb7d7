/** Formats of the report, as they are named and saved. */
import type { ReportFormat } from '../../electron/contract/ipc.ts';

export interface FormatView {
  readonly format: ReportFormat;
  readonly name: string;
  /** Whom it is for. */
  readonly use: string;
  /** Name of the button that saves it. */
  readonly save: string;
}

export const formats: readonly FormatView[] = [
  { format: 'html', name: 'HTML', use: 'To read and to print.', save: 'Save HTML report' },
  { format: 'json', name: 'JSON', use: 'For other programs.', save: 'Save JSON' },
  { format: 'markdown', name: 'Markdown', use: 'For a ticket or a wiki.', save: 'Save Markdown' },
  { format: 'text', name: 'Text', use: 'For a plain mail.', save: 'Save text' },
];

/** How a format is shown. */
export function formatView(format: ReportFormat): FormatView {
  const view = formats.find((entry) => entry.format === format);
  if (view === undefined) throw new Error(`No such report format: ${format}`);
  return view;
}

/** Name of the button that saves a format: it says when names are left out, so that nobody sends the wrong file. */
export function saveLabel(format: ReportFormat, redact: boolean): string {
  const { save } = formatView(format);
  return redact ? save.replace(/^Save /, 'Save redacted ') : save;
}

/** The format of the second button, so that HTML and JSON can both always be saved. */
export function otherFormat(format: ReportFormat): ReportFormat {
  return format === 'json' ? 'html' : 'json';
}

/**
 * The report as the preview frame shows it. The frame is under the window's own policy, which lets only style elements with
 * its nonce count; the saved file is not changed.
 */
export function previewDocument(html: string, nonce: string | undefined): string {
  return nonce === undefined ? html : html.replace('<style>', () => `<style nonce="${nonce}">`);
}
