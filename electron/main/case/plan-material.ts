/** What plans need beside the diagnosis: the control file of the site, and where the plan could be done. */
import type { WaysForPlan } from '../../contract/remedy.ts';
import type { PlanBegun } from '../../engine/case/fold-runs.ts';
import { staggerControlFile } from '../../engine/control-file/stagger.ts';
import { planSiteOf } from '../../engine/plans/plan-site.ts';
import type { TailoredPlan, TailoredStep } from '../../engine/plans/tailored-plan.ts';
import { actionOf } from '../../remedy/actions/action-of.ts';
import { smsDirectoryOf } from '../../site/sms-directory.ts';
import type { SiteWork } from '../site-work.ts';
import { ToldError } from '../told-error.ts';
import { runTarget } from './run-target.ts';

export interface ControlFileBytes {
  readonly name: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The plan of that id for the open site. @throws ToldError when there is none */
export async function planOf(work: SiteWork, id: string): Promise<TailoredPlan> {
  const plans = await work.plansForSite();
  if (!plans.ok) throw new ToldError(plans.error);
  const plan = plans.value.find((candidate) => candidate.id === id);
  if (plan !== undefined) return plan;
  throw new ToldError({
    code: 'plan-unknown',
    message: `There is no plan "${id}".`,
    nextStep: 'Choose one of the plans on the page Fix.',
  });
}

const editsControlFile = (plan: TailoredPlan): boolean =>
  plan.steps.some(({ action }) => action?.do === 'edit-control-file');

/** The control file as it was read and as the plan makes it; null when the plan needs none, or it was not read or cannot be edited. */
export async function controlFileFor(work: SiteWork, plan: TailoredPlan): Promise<ControlFileBytes | null> {
  const { diagnosis } = work.site();
  // Where two are there, nothing tells which one the backup uses.
  const read = diagnosis === null ? null : planSiteOf(diagnosis).controlFile;
  if (!editsControlFile(plan) || read === null) return null;
  const bytes = await work.file(read.path, work.site());
  if (!bytes.ok || bytes.value === null) return null;
  try {
    const before = bytes.value;
    return { name: read.path, before, after: staggerControlFile(before).result };
  } catch {
    // The step that looks at the file says why it cannot be edited.
    return null;
  }
}

/** Where a run done from here acts. */
export async function livePlace(
  work: SiteWork,
): Promise<{ readonly server: string | null; readonly folder: string | null; readonly why: string | null }> {
  const { source, paths, isCopy } = work.site();
  if (isCopy) {
    return {
      server: null,
      folder: null,
      why: 'The files shown are those that the case kept. What is changed in them changes nothing on the server.',
    };
  }
  const directory = await smsDirectoryOf(paths);
  const server = source.server?.server ?? null;
  return { server, folder: directory.is, why: server === null ? directory.why : null };
}

function counted(
  steps: readonly TailoredStep[],
  begun: PlanBegun,
  places: Parameters<typeof runTarget>[1],
): number {
  const target = runTarget(begun, places);
  return steps.filter(({ action }) => action !== undefined && actionOf(action).whyNot(target) === null)
    .length;
}

/** The three ways of a plan here, and what each asks of the technician. */
export async function waysFor(
  work: SiteWork,
  plan: TailoredPlan,
  computer: string,
  platform: NodeJS.Platform,
): Promise<readonly WaysForPlan[]> {
  const { server, folder, why } = await livePlace(work);
  const steps = [...plan.steps, ...plan.verification].filter(({ applies }) => applies);
  const begun = { way: 'live', server, folder, seq: 0 } as PlanBegun;
  const { diagnosis } = work.site();
  const mine = why === null ? counted(steps, begun, { records: [], diagnosis, computer, platform }) : 0;
  const scripted = steps.filter(({ action }) => action !== undefined).length;
  const needsFile = editsControlFile(plan) && (await controlFileFor(work, plan)) === null;
  const names = diagnosis === null ? [] : planSiteOf(diagnosis).controlFileNames;
  return [
    {
      way: 'live',
      possible: mine > 0,
      text:
        why ??
        (mine === 0
          ? 'From this computer the wizard can do none of its steps.'
          : `The wizard does or checks ${mine} of ${steps.length} steps from here, each after you agreed. You do the others.`),
    },
    {
      way: 'by-hand',
      possible: true,
      text: 'You do each step on the server and tick it off. The wizard tells what to do and keeps the record.',
    },
    {
      way: 'kit',
      possible: !needsFile && scripted > 0,
      text: needsFile
        ? names.length > 1
          ? `Both ${names.join(' and ')} were collected, and nothing tells which one the backup uses. Look on the server, take the other one away, and collect again.`
          : 'The kit needs the control file of the server, as it is there now and as one that can be edited. Collect it first.'
        : 'A folder of scripts for a server that cannot be reached from here. You run them there and bring the result back.',
    },
  ];
}
