/** The plans of the runs of a case, as they were kept when each run began. */
import type { OpenCase } from '../case-store/case-folder.ts';
import type { PlanBegun } from '../engine/case/fold-runs.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import { RemedyError } from './remedy-error.ts';

/** The bytes under which a plan is kept. */
export function planBytes(plan: TailoredPlan): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(plan));
}

function isPlan(value: unknown): value is TailoredPlan {
  if (typeof value !== 'object' || value === null) return false;
  const { id, steps, verification, site } = value as Partial<Record<keyof TailoredPlan, unknown>>;
  const areSteps = (list: unknown): boolean =>
    Array.isArray(list) &&
    list.every((step: unknown) => typeof (step as { id?: unknown } | null)?.id === 'string');
  return typeof id === 'string' && areSteps(steps) && areSteps(verification) && typeof site === 'object';
}

/** @throws RemedyError `plan-not-readable` */
export function readPlan(bytes: Uint8Array): TailoredPlan {
  let plan: unknown;
  try {
    plan = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    plan = null;
  }
  if (isPlan(plan)) return plan;
  throw new RemedyError(
    'plan-not-readable',
    'The plan that is kept in this case cannot be understood.',
    'Begin the plan anew. What the case holds of the old run stays in its journal.',
  );
}

/** Reads each kept plan once. */
export class KeptPlans {
  readonly #case: OpenCase;
  readonly #plans = new Map<string, TailoredPlan>();

  constructor(openCase: OpenCase) {
    this.#case = openCase;
  }

  /**
   * The plans of all runs of the case by SHA-256. One that is lost or damaged is left out: the case itself tells of that
   * when it is opened.
   */
  async all(): Promise<ReadonlyMap<string, TailoredPlan>> {
    const begun = this.#case.records().filter((record): record is PlanBegun => record.kind === 'plan-begun');
    for (const { planKept } of begun) {
      if (this.#plans.has(planKept.sha256)) continue;
      try {
        this.#plans.set(planKept.sha256, readPlan(await this.#case.readKept(planKept)));
      } catch {
        continue;
      }
    }
    return this.#plans;
  }
}
