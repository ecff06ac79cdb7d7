/** A site server in a prefix, a real case, and the restart plan done through the runner as a person does it. */
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { OpenCase } from '../../../electron/case-store/case-folder.ts';
import { createCase } from '../../../electron/case-store/open-case.ts';
import { stepOf } from '../../../electron/engine/case/fold-runs.ts';
import type { RunView, StepView } from '../../../electron/engine/case/run-view.ts';
import type { PlanAction } from '../../../electron/engine/knowledge/plan.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import type { Host } from '../../../electron/host/host.ts';
import { targetOf } from '../../../electron/host/server-name.ts';
import { deskRemedyClock } from '../../../electron/remedy/clock.ts';
import { type Runner, createRunner } from '../../../electron/remedy/runner.ts';
import type { WinePrefix } from './prefix.ts';

/** Shorter than in the plan: what is slow here needs seconds, and what hangs hangs for ever. */
const LIMIT_SECONDS = 5;

export function withShortLimits(plan: TailoredPlan): TailoredPlan {
  const shorter = (action: PlanAction): PlanAction =>
    'limitSeconds' in action
      ? { ...action, limitSeconds: Math.min(action.limitSeconds, LIMIT_SECONDS) }
      : action;
  const steps = (all: TailoredPlan['steps']): TailoredPlan['steps'] =>
    all.map((step) => (step.action === undefined ? step : { ...step, action: shorter(step.action) }));
  return { ...plan, steps: steps(plan.steps), verification: steps(plan.verification) };
}

export interface Restart {
  readonly case: OpenCase;
  readonly runner: Runner;
  readonly run: string;
  /** The step as it is now. */
  readonly step: (id: string) => Promise<StepView>;
  /** Shows a step, agrees as often as it wants, and waits for its end. */
  readonly doStep: (id: string) => Promise<StepView>;
  readonly view: () => Promise<RunView>;
}

/** Begins a plan in a new case. */
export async function beginRestart(prefix: WinePrefix, host: Host, plan: TailoredPlan): Promise<Restart> {
  const folder = path.join(await mkdtemp(path.join(prefix.folder, 'restart-')), 'case');
  const who = { by: () => 'Ann', now: () => new Date(), computer: 'NYSMS01' };
  const identity = { name: 'NYSMS01', ticket: 'INC-1', technician: 'Ann' };
  const openCase = await createCase(diskFiles, folder, identity, who);
  let ids = 0;
  const runner = createRunner({
    case: openCase,
    files: diskFiles,
    clock: deskRemedyClock,
    newId: () => `id-${++ids}`,
    onChange: () => undefined,
    onTrouble: ({ message }) => {
      throw new Error(message);
    },
    targetOf: () => ({
      label: 'this computer',
      host: { is: { host, target: targetOf('') }, why: null },
      folder: { is: path.join(prefix.driveC, 'SMS'), why: null },
      disk: (file) => prefix.toHost(file),
      controlFile: null,
      evidence: { release: '2.0 SP2', crashes: [] },
    }),
  });
  const { id: run } = await runner.begin(plan, 'live', { server: '', folder: null });
  const view = async (): Promise<RunView> => {
    const found = (await runner.runs()).find(({ id }) => id === run);
    if (found === undefined) throw new Error('The run is lost.');
    return found;
  };
  const step = async (id: string): Promise<StepView> => {
    const found = stepOf(await view(), id);
    if (found === undefined) throw new Error(`The plan has no step ${id}.`);
    return found;
  };
  return {
    case: openCase,
    runner,
    run,
    step,
    view,
    doStep: async (id) => {
      const { id: shown, agree } = await runner.show(run, id, false);
      await (
        await runner.act({ run, step: id, undo: false, shown, agreed: agree })
      ).ended;
      return step(id);
    },
  };
}
