/** Fix kits of plans: one folder each. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import { diskFiles } from '../../files/file-operations.ts';
import { KitError, writeFixKit } from '../../fix-kit/write-kit.ts';
import { renderRunbook } from '../../report/runbook/render-runbook.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { type ControlFileChange, editsControlFile } from './plan-control-file.ts';

export interface KitOptions {
  readonly change: ControlFileChange;
  /** Q number → what the article is about. */
  readonly titles: Readonly<Record<string, string>>;
  /** Titles of all plans by id. */
  readonly planTitles: Readonly<Record<string, string>>;
  /** A plan was asked for by its id: then it is written whatever speaks against it, or the command fails. */
  readonly askedForOne: boolean;
}

/**
 * Writes a kit for every plan that may be done here.
 * @param folder the folders of the kits are made in it
 * @returns a line for each kit, and for each plan without one the reason
 * @throws UsageError when none could be written; KitError as `writeFixKit` does
 */
export async function writeKits(
  folder: string,
  plans: readonly TailoredPlan[],
  options: KitOptions,
): Promise<readonly string[]> {
  const told: string[] = [];
  let written = 0;
  for (const plan of plans) {
    const whyNot = whyNoKit(plan, options);
    if (whyNot !== null) {
      told.push(`No kit for ${plan.id}: ${whyNot}`);
      continue;
    }
    const target = path.resolve(folder, folderName(plan));
    try {
      await writeKit(target, plan, options);
    } catch (error) {
      if (!(error instanceof KitError) || !isAboutPlan(error) || options.askedForOne) throw error;
      told.push(`No kit for ${plan.id}: ${error.message}`);
      continue;
    }
    written += 1;
    told.push(`Kit for ${plan.id}: ${target}`);
  }
  if (written === 0) {
    throw new UsageError(
      'no-kit',
      `No kit was written. ${told.join(' ')}`,
      'Print the runbook without --kit and go through it by hand.',
    );
  }
  return told;
}

async function writeKit(
  folder: string,
  plan: TailoredPlan,
  { change, titles, planTitles }: KitOptions,
): Promise<void> {
  await writeFixKit(diskFiles, folder, {
    plan,
    caseId: null,
    run: randomUUID(),
    controlFile: editsControlFile(plan) ? change.file : null,
    assetsFolder: assetsFolder(),
    writtenAt: new Date(),
    runbook: renderRunbook(plan, {
      format: 'html',
      controlFile: change.file,
      noControlFile: change.whyNot,
      titles,
      planTitles,
    }),
  });
}

/** Some plans cannot be put into scripts; a disk that cannot be written to is another matter. */
function isAboutPlan({ code }: KitError): boolean {
  return code !== 'kit-not-written' && code !== 'kit-folder-not-empty';
}

function whyNoKit(plan: TailoredPlan, { change, askedForOne }: KitOptions): string | null {
  if (!askedForOne && (plan.fit === 'not-for-this-site' || plan.fit === 'done')) return plan.fitBecause;
  const edits = plan.steps.some(({ applies, action }) => applies && action?.do === 'edit-control-file');
  return edits && change.file === null ? (change.whyNot ?? 'The control file was not collected.') : null;
}

/** `SMSFIX-restart-executive-NYSMS01`. */
function folderName({ id, site }: TailoredPlan): string {
  return `SMSFIX-${id}-${(site.server ?? 'server').replace(/[^\w.-]/g, '_')}`;
}
