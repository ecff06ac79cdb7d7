/** Sites for the tests of plans: readings made up by `compare/made-up-site.ts`, with what plans ask for beside it. */
import path from 'node:path';
import type { ControlFileReading, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { plansForSite } from '../../../electron/engine/plans/plans-for-site.ts';
import type { TailoredPlan, TailoredStep } from '../../../electron/engine/plans/tailored-plan.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { loadReleaseData } from '../../../electron/knowledge-base/load.ts';
import { evidenceOf, hung, knowledge, well, type Told } from '../compare/made-up-site.ts';

export const releaseData = await loadReleaseData(path.resolve(import.meta.dirname, '../../../assets'));

const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 7 };

export interface More {
  readonly server?: string;
  readonly smsDirectory?: string;
  readonly type?: 'primary' | 'secondary';
  readonly controlFiles?: readonly { readonly name: string; readonly state: ControlFileReading['state'] }[];
  readonly hotfixes?: readonly string[];
  readonly sleep?: string | null;
}

/** The hung site with another release: `null` for one that nothing tells. */
export function hungWith(release: string | null, more: Partial<Told> = {}): Told {
  return { ...hung, ...more, release };
}

/** A site at which nothing is wrong, with a release. */
export function wellWith(release: string | null): Told {
  return { ...well, release };
}

export function siteOf(told: Told, more: More = {}): Diagnosis {
  const evidence: SiteEvidence = {
    ...evidenceOf(told),
    ...(more.server === undefined ? {} : { servers: [{ value: more.server, source }] }),
    ...(more.smsDirectory === undefined ? {} : { smsDirectories: [{ value: more.smsDirectory, source }] }),
    ...(more.type === undefined ? {} : { siteTypes: [{ value: more.type, source }] }),
    controlFiles: (more.controlFiles ?? []).map(({ name, state }) => ({
      path: `Inboxes/Smsbkup.box/${name}`,
      bytes: 900,
      spelling: name.toLowerCase() === 'smsbkup.ctl' ? 'usual' : 'article',
      hasStartSection: true,
      state,
    })),
    hotfixes: (more.hotfixes ?? []).map((value) => ({ value, source })),
    programs: more.sleep === undefined ? [] : [{ program: 'sleep.exe', path: more.sleep, source }],
  };
  return diagnose(evidence, knowledge, { answers: [] });
}

export function plansOf(told: Told, more: More = {}): readonly TailoredPlan[] {
  return plansForSite(siteOf(told, more), knowledge.plans, releaseData);
}

/** One plan of a site. */
export function planOf(id: string, told: Told, more: More = {}): TailoredPlan {
  const plan = plansOf(told, more).find((candidate) => candidate.id === id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  return plan;
}

/** One step of a plan or of its verification. */
export function stepOf(plan: TailoredPlan, id: string): TailoredStep {
  const step = [...plan.steps, ...plan.verification].find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`no step ${id} in ${plan.id}`);
  return step;
}
