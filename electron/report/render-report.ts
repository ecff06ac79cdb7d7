import type { CaseInfo, ReportFormat } from '../contract/ipc.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { RunView } from '../engine/case/run-view.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { Diagnosis, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import { composeReport } from './compose-report.ts';
import { leaveOutFreeText } from './leave-out-free-text.ts';
import { mapStrings } from './map-strings.ts';
import { maskPasswords } from './mask-passwords.ts';
import { Redactor } from './redact.ts';
import type { RedactionInput, RedactionSummary } from './redact.ts';
import { reportedRun } from './reported-run.ts';
import { shortenPaths } from './shorten-paths.ts';
import { renderHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';

export interface ReportOptions {
  /** Replace names of computers, sites, accounts, people and addresses. */
  readonly redact: boolean;
  readonly caseInfo: CaseInfo | null;
  /** Runs of plans in this case, oldest first; none when absent. */
  readonly runs?: readonly RunView[];
  /** The reading before the fix beside the latest one; null or absent when the site was read once. */
  readonly verification?: SiteComparison | null;
  /** SHA-256 of the evidence as the case keeps it. */
  readonly evidenceSha256?: string | null;
  /** All plans that are known; those that belong to the findings are shown. */
  readonly plans: readonly Plan[];
  /** How the inboxes changed since an earlier collection. */
  readonly comparison?: InboxComparison | null;
}

/**
 * Renders a diagnosis for a reader. Passwords that logs may hold are always taken out.
 * @returns JSON: the diagnosis as promised (`sms-site-doctor/diagnosis@1`), with `case`, `runs`, `verification`, `comparison`,
 *   `evidenceSha256` and `redaction` when there are any; else a whole HTML, Markdown or text document
 * @throws RedactionError when a name would be left in a redacted report
 */
export function renderReport(diagnosis: Diagnosis, format: ReportFormat, options: ReportOptions): string {
  const input: RedactionInput = mapStrings(
    {
      diagnosis,
      caseInfo: options.caseInfo,
      runs: (options.runs ?? []).map(reportedRun),
      verification: options.verification ?? null,
      comparison: options.comparison ?? null,
      evidenceSha256: options.evidenceSha256 ?? null,
    },
    maskPasswords,
  );
  if (!options.redact) return render(input, format, options.plans, null, null);
  const { diagnosis: less, texts } = leaveOutFreeText(input.diagnosis);
  const paths: string[] = [];
  const kept = {
    ...input,
    diagnosis: withoutFolders(less),
    runs: mapStrings(input.runs, (text) => {
      const { text: shorter, cut } = shortenPaths(text);
      paths.push(...cut);
      return shorter;
    }),
    verification: verificationWithoutFolders(input.verification),
    comparison: labelsWithoutFolders(input.comparison ?? null),
  };
  const redactor = new Redactor({ ...kept, omitted: texts, paths });
  const redacted = redactor.apply(kept);
  return render(redacted, format, options.plans, redactor.summary(), redactor);
}

function withoutFolders(diagnosis: Diagnosis): Diagnosis {
  return { ...diagnosis, site: { ...diagnosis.site, label: labelWithoutFolders(diagnosis.site.label) } };
}

function verificationWithoutFolders(verification: SiteComparison | null): SiteComparison | null {
  const less = labelsWithoutFolders(verification);
  return less === null ? null : { ...less, inboxes: labelsWithoutFolders(less.inboxes) };
}

function labelsWithoutFolders<
  T extends { readonly before: { readonly label: string }; readonly after: { readonly label: string } },
>(comparison: T | null): T | null {
  if (comparison === null) return null;
  const { before, after } = comparison;
  return {
    ...comparison,
    before: { ...before, label: labelWithoutFolders(before.label) },
    after: { ...after, label: labelWithoutFolders(after.label) },
  };
}

/** Only the last part of the path that was read: folders above it may be named after people or customers. */
function labelWithoutFolders(label: string): string {
  const last = label
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .at(-1);
  // A bare share such as \\SERVER has no folder; the name itself is replaced later.
  const isPath = /^(?:[A-Za-z]:|\/|\\\\)/.test(label);
  return isPath && last !== undefined ? last : label;
}

function render(
  input: RedactionInput,
  format: ReportFormat,
  plans: readonly Plan[],
  redaction: RedactionSummary | null,
  redactor: Redactor | null,
): string {
  if (format === 'json') {
    const report = jsonReport(input, redaction);
    const value = redactor === null ? report : redactor.apply(report);
    redactor?.prove(value);
    return escapeInvisible(`${JSON.stringify(value, null, 2)}\n`);
  }
  const composed = composeReport({
    ...input,
    comparison: input.comparison ?? null,
    evidenceSha256: input.evidenceSha256 ?? null,
    plans,
    redaction,
  });
  // Once more over the whole document: a name may also stand in words that were put together only now.
  const document = redactor === null ? composed : redactor.apply(composed);
  redactor?.prove(document);
  switch (format) {
    case 'html':
      return renderHtml(document);
    case 'markdown':
      return renderMarkdown(document);
    case 'text':
      return renderText(document);
  }
}

function jsonReport(
  { diagnosis, caseInfo, runs, verification, comparison, evidenceSha256 }: RedactionInput,
  redaction: RedactionSummary | null,
): unknown {
  return {
    ...diagnosis,
    ...(caseInfo === null ? {} : { case: caseInfo }),
    ...(runs.length === 0 ? {} : { runs }),
    ...(verification === null ? {} : { verification }),
    ...(evidenceSha256 == null ? {} : { evidenceSha256 }),
    ...(comparison == null ? {} : { comparison }),
    ...(redaction === null ? {} : { redaction }),
  };
}

const invisible = new RegExp('[\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]', 'g');

/** The same JSON with characters that command a terminal or turn the direction of text written as escapes. */
function escapeInvisible(json: string): string {
  return json.replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
