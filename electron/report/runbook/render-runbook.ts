/** Plans as a runbook for a change ticket: text, Markdown, HTML or JSON. Nothing in it depends on the computer it is made on. */
import type { CaseIdentity, DiffLine } from '../../engine/case/records.ts';
import { differenceOf } from '../../engine/control-file/difference.ts';
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import { renderHtml } from '../render-html.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { renderText } from '../render-text.ts';
import { composeRunbook } from './compose-runbook.ts';
import { type FileIdentity, identityOf, type RunbookControlFile } from './control-file-section.ts';

export type { RunbookControlFile } from './control-file-section.ts';

export interface RunbookInput {
  readonly format: 'text' | 'markdown' | 'html' | 'json';
  /** The control file as it is and as it shall be, where the plan edits it and the file was read; null: not read. */
  readonly controlFile: RunbookControlFile | null;
  /** Why the control file is not there, in a sentence. */
  readonly noControlFile?: string | null;
  /** Q number → what the article is about (`ReleaseData.titles`). */
  readonly titles?: Readonly<Record<string, string>>;
  /** Of the case, to be found again by; absent or null where there is none. */
  readonly identity?: CaseIdentity | null;
  /** Titles of all plans by id. */
  readonly planTitles?: Readonly<Record<string, string>>;
}

/** The JSON of a runbook. */
export interface RunbookJson {
  readonly schema: 'sms-site-doctor/plan@1';
  readonly plans: readonly RunbookPlanJson[];
}

export interface RunbookPlanJson extends TailoredPlan {
  /** Only for plans that edit it; null when the file was not read. */
  readonly controlFile: null | {
    readonly name: string;
    readonly before: FileIdentity;
    readonly after: FileIdentity;
    readonly changed: boolean;
    readonly diff: readonly DiffLine[];
  };
}

/**
 * Renders one plan.
 * @param plan as it is for the site
 * @returns the whole document
 */
export function renderRunbook(plan: TailoredPlan, input: RunbookInput): string {
  return renderRunbooks([plan], input);
}

/**
 * Renders several plans into one document, in the order given.
 * @param plans at least one, as they are for the site
 */
export function renderRunbooks(plans: readonly TailoredPlan[], input: RunbookInput): string {
  if (input.format === 'json') return `${JSON.stringify(asJson(plans, input.controlFile), null, 2)}\n`;
  const document = composeRunbook(plans, {
    controlFile: input.controlFile,
    noControlFile: input.noControlFile ?? null,
    titles: input.titles ?? {},
    identity: input.identity ?? null,
    planTitles: input.planTitles ?? {},
  });
  switch (input.format) {
    case 'html':
      return renderHtml(document);
    case 'markdown':
      return renderMarkdown(document);
    case 'text':
      return renderText(document);
  }
}

function asJson(plans: readonly TailoredPlan[], file: RunbookControlFile | null): RunbookJson {
  return {
    schema: 'sms-site-doctor/plan@1',
    plans: plans.map((plan) => ({
      ...plan,
      controlFile: plan.steps.some((step) => step.action?.do === 'edit-control-file')
        ? controlFileJson(file)
        : null,
    })),
  };
}

function controlFileJson(file: RunbookControlFile | null): RunbookPlanJson['controlFile'] {
  if (file === null) return null;
  const before = identityOf(file.before);
  const after = identityOf(file.after);
  return {
    name: file.name,
    before,
    after,
    changed: before.sha256 !== after.sha256,
    diff: differenceOf(file.before, file.after),
  };
}
