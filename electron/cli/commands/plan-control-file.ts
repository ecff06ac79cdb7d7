/** The control file of a collected site, as it is and with the pauses in it. */
import { ControlFileError } from '../../engine/control-file/control-file-error.ts';
import { staggerControlFile } from '../../engine/control-file/stagger.ts';
import { planSiteOf } from '../../engine/plans/plan-site.ts';
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import type { Diagnosis } from '../../engine/reasoning/diagnosis.ts';
import type { RunbookControlFile } from '../../report/runbook/render-runbook.ts';

export interface ControlFileChange {
  readonly file: RunbookControlFile | null;
  /** Why there is no file to show, in a sentence or two; null when there is one or none is needed. */
  readonly whyNot: string | null;
}

/** True when a plan edits the control file. */
export function editsControlFile(plan: TailoredPlan): boolean {
  return plan.steps.some(({ action }) => action?.do === 'edit-control-file');
}

/**
 * Reads the control file where a plan edits it, and puts the pauses in, in memory.
 * @param readFile reads a file of the site by the path it is cited by; null when there is none
 * @throws what reading the file throws
 */
export async function readControlFileChange(
  diagnosis: Diagnosis,
  plans: readonly TailoredPlan[],
  readFile: (path: string) => Promise<Buffer | null>,
): Promise<ControlFileChange> {
  if (!plans.some(editsControlFile)) return { file: null, whyNot: null };
  const { controlFile, controlFileNames } = planSiteOf(diagnosis);
  if (controlFile === null) {
    const whyNot =
      controlFileNames.length > 1
        ? `Both ${controlFileNames.join(' and ')} were collected, and nothing tells which one the backup uses.`
        : 'No control file was collected.';
    return { file: null, whyNot };
  }
  const before = await readFile(controlFile.path);
  if (before === null) return { file: null, whyNot: `${controlFile.path} could not be read.` };
  try {
    const { result } = staggerControlFile(before);
    return { file: { name: controlFile.path, before, after: result }, whyNot: null };
  } catch (error) {
    if (!(error instanceof ControlFileError)) throw error;
    return { file: null, whyNot: `${error.message} ${error.nextStep}` };
  }
}
