/** Which scripts a plan gets, and what is in each. */
import type { TailoredPlan, TailoredStep } from '../engine/plans/tailored-plan.ts';
import { word } from './batch-text.ts';
import { changeLines, checkLines, gateLines, notNeededLines, quietLines } from './script-flow.ts';
import { DONE, STOPPED, type ScriptIdentity, TAIL, head } from './script-frame.ts';
import { type ScriptPart, assemble } from './script-parts.ts';
import { type StepSurroundings, actionLines, isByScript, stepHead } from './step-lines.ts';

export interface KitScript {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly purpose: string;
  readonly content: Uint8Array;
  /** Ids of the steps in it, in their order. */
  readonly steps: readonly string[];
}

const SECOND_SCRIPT: Readonly<Record<string, string>> = {
  'restart-executive': '2-restart.cmd',
  'stagger-backup-start': '2-edit.cmd',
  'upgrade-service-pack': '2-upgrade.cmd',
};
const END_PROCESS = '2b-end-process.cmd';

/** How the second script of a plan is called. */
export function secondScript(plan: TailoredPlan): string {
  return SECOND_SCRIPT[plan.id] ?? '2-do.cmd';
}

/**
 * The scripts of a plan: checks, what changes the server, the end of a process that does not stop (only if the plan may need it),
 * verification, and the way back (only if there is one).
 * @throws KitError when something of the plan cannot stand in a script
 */
export function scriptsFor(
  identity: ScriptIdentity,
  surroundings: StepSurroundings,
  parts: readonly ScriptPart[],
): KitScript[] {
  const { plan } = identity;
  const steps = plan.steps.filter(({ applies }) => applies);
  const found = steps.findIndex(({ kind }) => kind === 'run' || kind === 'edit' || kind === 'wait');
  const firstChange = found === -1 ? steps.length : found;
  const checks = steps.slice(0, firstChange);
  const changes = steps.slice(firstChange);
  const second = secondScript(plan);
  const gates = checks.filter(
    ({ action }) =>
      (action?.do === 'check-service' && action.wants === 'stopped') || action?.do === 'check-program',
  );
  const quiet = checks.filter(({ action }) => action?.do === 'check-quiet-file');
  const ending = changes.findIndex(({ action }) => action?.do === 'end-process');
  const make = (
    name: string,
    purpose: string,
    body: readonly string[],
    of: readonly TailoredStep[],
  ): KitScript => ({
    name,
    purpose,
    content: assemble([...head(identity, name, purpose, name === 'undo.cmd'), ...body, ...TAIL], parts),
    steps: of.map(({ id }) => id),
  });
  const scripts: KitScript[] = [];

  scripts.push(
    make(
      '1-check.cmd',
      'Looks at what must be true first. It changes nothing on the server.',
      [
        ...checks.flatMap((step, index) => checkLines(step, surroundings, index)),
        'set SENTENCE=Not all is as it should be: %COULDNOT% of the checks above. Do not go on before that is settled.',
        `if %COULDNOT% EQU 0 set SENTENCE=The checks are done. Now run ${second}.`,
        `if %COULDNOT% EQU 0 if %NOTTOLD% GTR 0 set SENTENCE=%NOTTOLD% of the checks above could not be made here. Look at those yourself; when they are as they should be, run ${second}.`,
        'goto close',
      ],
      checks,
    ),
  );

  if (changes.length > 0) {
    scripts.push(
      make(
        second,
        `${plan.title}.`,
        [
          // What an earlier try wrote down must not lead to the end of a process that works.
          ...(ending === -1 ? [] : ['if exist hung.txt del hung.txt']),
          ...gates.flatMap((step, index) => gateLines(step, surroundings, index)),
          ...changes.flatMap((step, index) =>
            step.action?.do === 'end-process'
              ? notNeededLines(step)
              : changeLines(step, index, changes, surroundings, ending),
          ),
          ...DONE,
          ...STOPPED,
          ...(ending === -1 ? [] : hungLines(changes[ending])),
        ],
        changes,
      ),
    );
  }

  const end = changes[ending];
  if (end !== undefined) {
    const after = changes.slice(ending + 1);
    scripts.push(
      make(
        END_PROCESS,
        `Only when ${second} says so: ends the process that does not stop, and starts the services again.`,
        [
          ...gates.flatMap((step, index) => gateLines(step, surroundings, index)),
          // Nothing to end: the step itself says so.
          'if not exist hung.txt goto nohung',
          ...stillStopped(changes.slice(0, ending), end).flatMap((step) => gateLines(step, surroundings, 0)),
          ...quiet.flatMap((step, index) => quietLines(step, surroundings, index)),
          ':nohung',
          ...(end.action === undefined
            ? []
            : [...stepHead(end), ...actionLines(end.action, surroundings, 0)]),
          'if defined NOTENDED goto stopped',
          ...after.flatMap((step, index) => changeLines(step, index, after, surroundings, -1)),
          ...DONE,
          ...STOPPED,
        ],
        [end, ...after],
      ),
    );
  }

  const verification = plan.verification.filter(({ applies }) => applies);
  if (verification.length > 0) {
    scripts.push(
      make(
        '3-verify.cmd',
        'Looks whether it worked. It changes nothing on the server.',
        [
          ...verification.flatMap((step, index) => checkLines(step, surroundings, index)),
          'set SENTENCE=Not all is as it should be: %COULDNOT% of the looks above. Run collect.cmd, and bring its folder and result.txt back.',
          'if %COULDNOT% EQU 0 set SENTENCE=That is all. Run collect.cmd, and bring its folder and result.txt back.',
          'if %COULDNOT% EQU 0 if %NOTTOLD% GTR 0 set SENTENCE=%NOTTOLD% of the looks above could not be made here. Look at those yourself. Then run collect.cmd, and bring its folder and result.txt back.',
          'goto close',
        ],
        verification,
      ),
    );
  }

  const undo = undoLines(changes, gates, surroundings);
  if (undo !== null) scripts.push(make('undo.cmd', undo.purpose, undo.lines, undo.steps));
  return scripts;
}

/**
 * Services that the script before has stopped, as checks: when one runs again, the server was started anew or someone began to put
 * it right, and what that script wrote down no longer holds.
 */
function stillStopped(before: readonly TailoredStep[], end: TailoredStep): readonly TailoredStep[] {
  const ended = end.action?.do === 'end-process' ? end.action.service : null;
  return before.flatMap((step): TailoredStep[] =>
    step.action?.do === 'stop-service' && step.action.service !== ended
      ? [{ ...step, action: { do: 'check-service', service: step.action.service, wants: 'stopped' } }]
      : [],
  );
}

/** The way back of what the scripts change; null when they change nothing that can be taken back. */
function undoLines(
  changes: readonly TailoredStep[],
  gates: readonly TailoredStep[],
  surroundings: StepSurroundings,
): {
  readonly purpose: string;
  readonly lines: readonly string[];
  readonly steps: readonly TailoredStep[];
} | null {
  const close = [
    'set COULDNOT=0',
    'set SENTENCE=Taken back. Bring result.txt back.',
    'goto close',
    ...STOPPED,
  ];
  const edits = changes.filter(
    (step) => step.action?.do === 'edit-control-file' && isByScript(step, surroundings),
  );
  if (edits.length > 0) {
    const services = gates.filter(({ action }) => action?.do === 'check-service');
    const lines = edits.flatMap((step) => [
      ...stepHead(step),
      `set CTLPATH=${surroundings.controlFile ?? ''}`,
      'call :undocontrol',
      'if "%OUTCOME%"=="failed" goto stopped',
    ]);
    return {
      purpose:
        'Only to take it back: puts the control file from before in its place, if nobody has changed it since.',
      lines: [
        ...services.flatMap((step, index) => gateInUndo(step, surroundings, index)),
        ...lines,
        ...close,
      ],
      steps: edits,
    };
  }
  const stops = changes.filter(({ action }) => action?.do === 'stop-service');
  if (stops.length === 0) return null;
  const lines = stops.flatMap((step) => {
    if (step.action?.do !== 'stop-service') return [];
    const { service } = step.action;
    return [
      ...stepHead(step),
      ...actionLines({ do: 'start-service', service, limitSeconds: START_LIMIT_SECONDS }, surroundings, 0),
      'if "%OUTCOME%"=="failed" goto stopped',
    ];
  });
  return {
    purpose: 'Only to take it back: starts the services that were stopped.',
    lines: [...lines, ...close],
    steps: stops,
  };
}

const START_LIMIT_SECONDS = 120;

function hungLines(end: TailoredStep | undefined): string[] {
  const service = end?.action?.do === 'end-process' ? word(end.action.service) : '';
  return [
    ':hung',
    'call :rememberhung',
    `set SENTENCE=${service} does not stop. When Sender.log gets no new lines any more, run ${END_PROCESS}. To leave it for now, run undo.cmd.`,
    `if not defined OLDPID set SENTENCE=${service} does not stop, and which process is its own cannot be told here. Restart the server, or bring pulist.exe of the Resource Kit and begin again.`,
    'goto close',
  ];
}

/** As {@link gateLines}, with its outcome told as a check and not as something taken back. */
function gateInUndo(step: TailoredStep, surroundings: StepSurroundings, index: number): string[] {
  return ['set UNDOING=', ...gateLines(step, surroundings, index), 'set UNDOING=1'];
}
