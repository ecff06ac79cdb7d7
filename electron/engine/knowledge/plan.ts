/** A plan as data: typed steps, each with its reason and source. Stored in `assets/plans/<id>.yaml`. */

export type StepKind = 'check' | 'tell' | 'run' | 'edit' | 'wait' | 'verify';

/**
 * What the wizard itself can do or look at for a step, when it reaches the server. A step without an action is told: the
 * technician does it. Paths are relative to the SMS directory, with forward slashes.
 */
export type PlanAction =
  /**
   * Asks the service manager; met when the state is the wanted one. `absentIsFine`: so is a service that is not installed.
   * `newProcess`: it must run as another process than the one it had when this run stopped it.
   */
  | {
      readonly do: 'check-service';
      readonly service: string;
      readonly wants: 'running' | 'stopped';
      readonly absentIsFine?: boolean;
      readonly newProcess?: boolean;
    }
  /** Met when the file is absent or not larger. */
  | { readonly do: 'check-file-size'; readonly file: string; readonly atMostBytes: number }
  /** Met when the file does not grow for so long (a sender at work writes its log). An absent file is unknown. */
  | { readonly do: 'check-quiet-file'; readonly file: string; readonly seconds: number }
  /** Met when the diagnosis names one of these releases. */
  | { readonly do: 'check-release'; readonly anyOf: readonly string[] }
  /** Met when a program is found on the server's PATH (`sleep.exe`). */
  | { readonly do: 'check-program'; readonly program: string }
  /** Met when the evidence holds no crash folder of the time of the trouble (crash, not hang). */
  | { readonly do: 'check-no-crash' }
  /** Met when the control file is one that can be edited, or has the pauses already. */
  | { readonly do: 'check-control-file' }
  | { readonly do: 'stop-service'; readonly service: string; readonly limitSeconds: number }
  | { readonly do: 'start-service'; readonly service: string; readonly limitSeconds: number }
  /** Waits until the service is in the state; for `stopped` its process must be gone as well. */
  | {
      readonly do: 'wait-service';
      readonly service: string;
      readonly wants: 'running' | 'stopped';
      readonly limitSeconds: number;
    }
  /** Ends the process of a service that does not stop: only the id that the service reports, only of that image. */
  | {
      readonly do: 'end-process';
      readonly service: string;
      readonly image: string;
      readonly limitSeconds: number;
    }
  /** Inserts the pauses of Q260366 into the control file. */
  | { readonly do: 'edit-control-file' }
  /** Met when the logs of so many threads got lines since the run began. */
  | { readonly do: 'watch-logs'; readonly families: readonly string[]; readonly limitSeconds: number }
  /** Counts the files of an inbox again and again: the drain curve. Met when it is empty or clearly drains. */
  | {
      readonly do: 'watch-drain';
      readonly inbox: string;
      readonly everySeconds: number;
      readonly limitSeconds: number;
    }
  /** Reads the release again from every source; met when all that can be read show the goal of the plan. */
  | { readonly do: 'read-release' }
  /** Searches files for lines that tell of a failure; met when found and none is in them. */
  | { readonly do: 'scan-log'; readonly files: readonly string[]; readonly texts: readonly string[] }
  /** Read by the Verify page: the evidence is collected again and compared. */
  | { readonly do: 'collect-again' };

export interface PlanStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  /** What the technician does, in plain words. May hold site words (`<SMS>`), which are filled in for a site. */
  readonly text: string;
  /** Command lines or file names to use, verbatim, one per item; site words are filled in for a site. */
  readonly commands?: readonly string[];
  /** Lines as they stand one below the other in the file that is edited, when that is done. */
  readonly fileLines?: readonly string[];
  readonly reason: string;
  /** What could go wrong. */
  readonly caution?: string;
  /** How it is taken back; absent when it cannot be. */
  readonly undo?: string;
  /** What the wizard can do itself. */
  readonly action?: PlanAction;
  /** Steps that must be done (or found done) before; all steps before it when absent. A skipped step counts as done. */
  readonly after?: readonly string[];
  /** Only needed when this earlier step did not reach its end (the process is ended only if the stop failed). */
  readonly onlyIfFailed?: string;
  /** Must be agreed to a second time, with the danger named. */
  readonly dangerous?: boolean;
  /** Q numbers, or `judgement` for what no article states. */
  readonly sources: readonly string[];
}

export interface Plan {
  readonly id: string;
  readonly title: string;
  /** Relief: works again now. Mitigation: less likely to come back. Cure: ends the fault. */
  readonly purpose: 'relief' | 'mitigation' | 'cure';
  readonly summary: string;
  readonly sources: readonly string[];
  readonly steps: readonly PlanStep[];
  /** How to see that it worked (the Verify page). */
  readonly verification: readonly PlanStep[];
}
