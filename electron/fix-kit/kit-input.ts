/** What a fix kit is made from. */
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';

export interface KitInput {
  readonly plan: TailoredPlan;
  /** Null when the kit is written without a case (command line). */
  readonly caseId: string | null;
  /** Id of the run; the result that comes back names it. */
  readonly run: string;
  /**
   * The control file as it was read and as it shall be; needed for a plan that edits it. `name` is its name, or its path in the SMS
   * directory.
   */
  readonly controlFile: {
    readonly name: string;
    readonly before: Uint8Array;
    readonly after: Uint8Array;
  } | null;
  /** Folder of the application's assets. */
  readonly assetsFolder: string;
  readonly writtenAt: Date;
  /** The printed sheet as a page of HTML; null leaves it out. */
  readonly runbook: string | null;
}

/** Why a kit could not be written. */
export class KitError extends Error {
  override readonly name = 'KitError';
  readonly code: string;
  readonly nextStep: string;

  constructor(code: string, message: string, nextStep: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.nextStep = nextStep;
  }
}
