/** The part of the contract about cases, plans and their runs. Types only: nothing here runs. */
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { CaseIdentity, PlanWay, Shown } from '../engine/case/records.ts';
import type { RunView } from '../engine/case/run-view.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Outcome, ReportFormat, SaveOutcome, UserError } from './ipc.ts';

/** A case in the list on the Case page. */
export interface CaseListItem {
  /** Given back to open it. */
  readonly id: string;
  readonly name: string;
  readonly ticket: string;
  readonly technician: string;
  readonly lastChanged: string;
  /** What was read last, as it is called; null when nothing was read. */
  readonly label: string | null;
  readonly headline: string | null;
  readonly unfinishedPlan: string | null;
  readonly damaged: boolean;
  /** Where it stands, for display. */
  readonly place: string;
}

/** The case that is open. */
export interface CaseView {
  readonly id: string;
  readonly identity: CaseIdentity;
  readonly place: string;
  readonly notices: readonly { readonly kind: string; readonly text: string; readonly nextStep: string }[];
  readonly readOnly: boolean;
  /** Runs of plans, oldest first. */
  readonly runs: readonly RunView[];
  /** The journal in words, newest last. */
  readonly journal: readonly {
    readonly seq: number;
    readonly at: string;
    readonly by: string;
    readonly text: string;
  }[];
  /** The last word on whether the fix worked. */
  readonly verified: { readonly outcome: string; readonly text: string; readonly at: string } | null;
}

/** What opening a case brings back into the window. */
export interface OpenedCase {
  readonly view: CaseView;
  readonly label: string | null;
  readonly diagnosis: Diagnosis | null;
  /** The reading before the latest one, as the Verify page shows it. */
  readonly before: Diagnosis | null;
  readonly answers: readonly Answer[];
  /** Whether the place it was read from can be reached again; when not, the kept evidence is used. */
  readonly source: 'where-it-was' | 'kept';
  /** For display and to read again; null when nothing was read. */
  readonly opened: {
    readonly name: string;
    readonly paths: readonly string[];
    /** Set for a site that was read from a server by its name. */
    readonly server: { readonly server: string; readonly folder: string } | null;
  } | null;
}

/** Which of the three ways are open for a plan here. */
export interface WaysForPlan {
  readonly way: PlanWay;
  readonly possible: boolean;
  /** What of it the wizard does and what the technician does, or why it is not possible. */
  readonly text: string;
}

interface OfStep {
  readonly run: string;
  readonly step: string;
}

export interface RemedyInvocations {
  'case:list': { request: null; response: readonly CaseListItem[] };
  /** The open case, null when none is kept yet. */
  'case:view': { request: null; response: CaseView | null };
  /** Changes name, ticket and technician. Kept in the case when there is one, else used when one begins. */
  'case:describe': { request: CaseIdentity; response: Outcome<null> };
  /** Opens one of the list; the one that was open is closed. */
  'case:open': { request: { readonly id: string }; response: Outcome<OpenedCase> };
  /** Opens a case folder or a `.smscase` that was dropped or chosen; null: the system's dialog asks (cancelled: null). */
  'case:open-paths': {
    request: { readonly paths: readonly string[] | null };
    response: Outcome<OpenedCase | null>;
  };
  /** Closes the open case; the next reading begins another. */
  'case:close': { request: null; response: null };
  /** Saves the case as a `.smscase`. Of a damaged one everything that can be read is saved. */
  'case:pack': { request: null; response: SaveOutcome };
  'plans:for-site': { request: null; response: Outcome<readonly TailoredPlan[]> };
  'plan:ways': { request: { readonly plan: string }; response: Outcome<readonly WaysForPlan[]> };
  /** Saves the plan as a runbook for a change ticket. */
  'plan:runbook': {
    request: { readonly plan: string; readonly format: ReportFormat };
    response: SaveOutcome;
  };
  /** Begins a run; a case is begun when none is open. For a kit, a folder is asked for and the kit written. */
  'run:begin': {
    request: { readonly plan: string; readonly way: PlanWay };
    response: Outcome<RunView | null>;
  };
  /** Looks and says exactly what the step will do. */
  'run:show': { request: OfStep & { readonly undo: boolean }; response: Outcome<Shown> };
  /**
   * Does what was shown, and nothing when the server is no longer as it was shown. Returns at once with the step running; `run:changed` tells how it
   * goes on. What must be agreed to twice is asked again by the main process.
   */
  'run:act': {
    request: OfStep & { readonly undo: boolean; readonly shown: string };
    response: Outcome<RunView>;
  };
  /** Only looks (checks, and after an interruption). */
  'run:look': { request: OfStep; response: Outcome<RunView> };
  /** The technician did it. */
  'run:told': { request: OfStep & { readonly note: string }; response: Outcome<RunView> };
  /** The technician tried it, and it did not come to its end: the step that is there for this case opens. */
  'run:missed': { request: OfStep & { readonly note: string }; response: Outcome<RunView> };
  'run:skip': { request: OfStep & { readonly reason: string }; response: Outcome<RunView> };
  /** A step that was done, skipped or failed is to be done again. */
  'run:reopen': { request: OfStep; response: Outcome<RunView> };
  'run:note': { request: OfStep & { readonly note: string }; response: Outcome<RunView> };
  /** Stops waiting; what was begun on the server is not taken back by this. */
  'run:cancel': { request: { readonly run: string }; response: Outcome<RunView> };
  'run:end': {
    request: { readonly run: string; readonly outcome: 'finished' | 'given-up'; readonly note: string };
    response: Outcome<RunView>;
  };
  /** The result file of a kit that was dropped or chosen (null: ask). */
  'kit:take-result': {
    request: { readonly paths: readonly string[] | null };
    response: Outcome<{ readonly run: RunView; readonly summary: string } | null>;
  };
  /** The first reading beside the latest; null when the site was read once. */
  'verify:compare': { request: null; response: Outcome<SiteComparison | null> };
}

export interface RemedyNotifications {
  'run:changed': RunView;
  'case:changed': CaseView | null;
  /** Something about the case that must be told at once (the journal could not be written). */
  'case:trouble': UserError;
}
