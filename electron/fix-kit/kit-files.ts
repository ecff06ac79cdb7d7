/** The files of a fix kit. */
import { createHash } from 'node:crypto';
import { collectorFiles } from '../collector/collector.ts';
import { pathBelow } from './batch-text.ts';
import { type KitInput, KitError } from './kit-input.ts';
import { probes } from './probes.ts';
import { readme } from './readme.ts';
import { scriptParts } from './script-parts.ts';
import { scriptsFor } from './scripts.ts';
import { stepText } from './step-lines.ts';

export const KIT_SCHEMA = 'sms-site-doctor/fix-kit@1';
/** Where it belongs (Q275612, Q235785). */
const CONTROL_FOLDER = 'Inboxes\\Smsbkup.box';

export interface KitFile {
  /** With forward slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Everything a kit holds; `kit.json`, which makes it whole, comes last.
 * @throws KitError when the plan cannot be put into scripts; what reading the assets throws when they are not there
 */
export async function kitFiles(input: KitInput): Promise<readonly KitFile[]> {
  const { plan, controlFile } = input;
  const needsControlFile = plan.steps.some(
    ({ applies, action }) => applies && action?.do === 'edit-control-file',
  );
  if (needsControlFile && controlFile === null) {
    throw new KitError(
      'no-control-file',
      'The kit for this plan needs the backup control file of the site, and it was not collected.',
      'Collect the site with the control file, or go through the plan by hand.',
    );
  }
  const edited = needsControlFile ? controlFile : null;
  if (edited !== null && Buffer.compare(edited.before, edited.after) === 0) {
    throw new KitError(
      'nothing-to-change',
      'The control file that was collected has the pauses already.',
      'There is nothing to do for this plan. Collect again if the file has changed since.',
    );
  }
  const imageOf = (service: string): string | null => {
    for (const { action } of plan.steps) {
      if (action?.do === 'end-process' && action.service === service) return action.image;
    }
    return null;
  };
  const surroundings = {
    imageOf,
    controlFile: edited === null ? null : belowSms(edited.name, plan.site.smsDirectory),
    goal: plan.site.goal,
  };
  const scripts = scriptsFor(
    { plan, caseId: input.caseId, run: input.run },
    surroundings,
    await scriptParts(input.assetsFolder),
  );
  const steps = [...plan.steps, ...plan.verification].filter(({ applies }) => applies);
  const collector = (await collectorFiles(input.assetsFolder)).filter(({ name }) => name.endsWith('.cmd'));
  const files: KitFile[] = [
    ...scripts.map(({ name, content }) => ({ path: name, content })),
    ...collector.map(({ name, content }) => ({ path: name, content })),
    ...steps.map((step) => stepText(step, surroundings)),
    ...(edited === null ? [] : probes(edited.before, edited.after)),
    ...(input.runbook === null
      ? []
      : [{ path: 'runbook.html', content: Buffer.from(input.runbook, 'utf8') }]),
  ];
  files.unshift({ path: 'README.txt', content: Buffer.from(readme(input, scripts), 'latin1') });
  const described = {
    schema: KIT_SCHEMA,
    case: input.caseId,
    run: input.run,
    plan: plan.id,
    writtenAt: input.writtenAt.toISOString(),
    steps: steps.map(({ id }) => id),
    files: files.map(({ path, content }) => ({ path, bytes: content.length, sha256: sha256(content) })),
  };
  const json = JSON.stringify(described, null, 2).replaceAll('\n', '\r\n');
  return [...files, { path: 'kit.json', content: Buffer.from(`${json}\r\n`, 'utf8') }];
}

/** Lower-case hex. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The path below the SMS directory of a control file that is named by that path, by the whole path on its server, or by its bare name,
 * which means the folder where it belongs.
 */
function belowSms(name: string, smsDirectory: string | null): string {
  const whole = name.replaceAll('/', '\\');
  const root = smsDirectory === null ? null : `${smsDirectory.replaceAll('/', '\\').replace(/\\+$/, '')}\\`;
  const inside = root !== null && whole.toLowerCase().startsWith(root.toLowerCase());
  const path = pathBelow(inside ? whole.slice(root.length) : whole);
  return path.includes('\\') ? path : `${CONTROL_FOLDER}\\${path}`;
}
