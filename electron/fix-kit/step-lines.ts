/** One step of a plan as lines of a script. */
import type { PlanAction } from '../engine/knowledge/plan.ts';
import type { TailoredStep } from '../engine/plans/tailored-plan.ts';
import { pathBelow, remark, toAscii, word, wrap } from './batch-text.ts';

/** What the lines of a step need to know of the plan around it. */
export interface StepSurroundings {
  /** Image of the process of a service that may have to be ended. */
  readonly imageOf: (service: string) => string | null;
  /** Path of the control file below the SMS directory; null when the kit has none. */
  readonly controlFile: string | null;
  /** Goal of an upgrade. */
  readonly goal: string | null;
}

/** The first lines of a step: its id, for the result, and what the screen shows of it. */
export function stepHead(step: TailoredStep): string[] {
  return [
    '',
    'rem ----------------------------------------------------------------',
    ...remark(step.title),
    ...remark(step.reason),
    `set STEP=${stepId(step)}`,
    'echo.',
    `type ${TEXT_FOLDER}\\${stepId(step)}.txt`,
  ];
}

/** Where the texts lie that the scripts show. A file needs no signs escaped. */
const TEXT_FOLDER = 'text';
const FILE_LINES = 'These lines of the file look like this then:';

/** What the screen shows of a step: its title, and what to do when a person does it. */
export function stepText(
  step: TailoredStep,
  surroundings: StepSurroundings,
): { path: string; content: Uint8Array } {
  const told = isByScript(step, surroundings)
    ? []
    : [
        ...wrap(step.text, '   '),
        ...(step.commands ?? []).map((command) => `      ${toAscii(command)}`),
        ...(step.fileLines === undefined ? [] : wrap(FILE_LINES, '   ')),
        ...(step.fileLines ?? []).map((line) => `      ${toAscii(line)}`),
        ...(step.caution === undefined ? [] : wrap(`Mind: ${step.caution}`, '   ')),
      ];
  const lines = [...wrap(step.title, ''), ...told];
  return {
    path: `${TEXT_FOLDER}/${stepId(step)}.txt`,
    content: Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1'),
  };
}

function stepId({ id }: TailoredStep): string {
  return word(id, /^[A-Za-z0-9][A-Za-z0-9_-]*$/);
}

/** A step that a person does and says so. */
export function toldLines(step: TailoredStep): string[] {
  return [...stepHead(step), 'call :ask'];
}

/** True when a script does or looks at the step itself; the others are asked of the technician. */
export function isByScript(step: TailoredStep, surroundings: StepSurroundings): boolean {
  const action = step.action;
  if (action === undefined || action.do === 'collect-again') return false;
  if (action.do === 'edit-control-file' || action.do === 'check-control-file')
    return surroundings.controlFile !== null;
  if (action.do === 'read-release') return surroundings.goal !== null;
  return true;
}

/**
 * Lines that do the step; the variable OUTCOME tells afterwards what came of it.
 * @param number of the step in its script, for its labels
 * @throws KitError when a word of the plan cannot stand in a script
 */
export function actionLines(action: PlanAction, surroundings: StepSurroundings, number: number): string[] {
  switch (action.do) {
    case 'check-service':
      if (action.newProcess === true) {
        return [
          ...serviceLines(action.service, surroundings.imageOf(action.service)),
          'call :checknewprocess',
        ];
      }
      return [
        ...serviceLines(action.service, null),
        `set WANTS=${action.wants}`,
        `set ABSENTISFINE=${action.absentIsFine === true ? '1' : ''}`,
        'call :checkservice',
      ];
    case 'check-file-size':
      return [
        `set FILE=${pathBelow(action.file)}`,
        `set LIMIT=${whole(action.atMostBytes)}`,
        'call :checksize',
      ];
    case 'check-quiet-file':
      return [`set FILE=${pathBelow(action.file)}`, `set LIMIT=${whole(action.seconds)}`, 'call :checkquiet'];
    case 'check-release':
      return releaseLines(action.anyOf);
    case 'read-release':
      return releaseLines([surroundings.goal ?? '']);
    case 'check-program':
      return [`set PROGRAM=${word(action.program)}`, 'call :checkprogram'];
    case 'check-no-crash':
      return ['call :checkcrash'];
    case 'check-control-file':
      return [`set CTLPATH=${controlPath(surroundings)}`, 'call :checkcontrol'];
    case 'edit-control-file':
      return [`set CTLPATH=${controlPath(surroundings)}`, 'call :editcontrol'];
    case 'stop-service':
      return [
        ...serviceLines(action.service, surroundings.imageOf(action.service)),
        `set LIMIT=${whole(action.limitSeconds)}`,
        'call :stopservice',
      ];
    case 'start-service':
      return [
        ...serviceLines(action.service, surroundings.imageOf(action.service)),
        `set LIMIT=${whole(action.limitSeconds)}`,
        'call :startservice',
      ];
    case 'wait-service':
      return [
        ...serviceLines(action.service, surroundings.imageOf(action.service)),
        `set LIMIT=${whole(action.limitSeconds)}`,
        action.wants === 'stopped' ? 'call :seestopped' : 'call :seerunning',
      ];
    case 'end-process':
      return [
        ...serviceLines(action.service, action.image),
        `set LIMIT=${whole(action.limitSeconds)}`,
        'call :endprocess',
      ];
    case 'watch-logs':
      return watchLogs(action, number);
    case 'watch-drain':
      return [
        `set INBOX=${pathBelow(action.inbox)}`,
        `set EVERY=${Math.max(1, whole(action.everySeconds))}`,
        `set LIMIT=${Math.min(whole(action.limitSeconds), LONGEST_WATCH_SECONDS)}`,
        'call :watchdrain',
      ];
    case 'scan-log':
      return scanLog(action);
    case 'collect-again':
      return [];
  }
}

function serviceLines(service: string, image: string | null): string[] {
  return [`set SERVICE=${word(service)}`, `set IMAGE=${image === null ? '' : word(image)}`];
}

function releaseLines(wanted: readonly string[]): string[] {
  return [
    'call :release',
    'set FITS=',
    ...wanted.map((release) => `if "%RELEASE%"=="${word(release)}" set FITS=1`),
    'call :checkrelease',
  ];
}

/** A person sits before the screen: what the wizard could watch for hours is looked at for ten minutes (judgement). */
const LONGEST_WATCH_SECONDS = 600;
const SECONDS_BETWEEN_LOOKS = 10;

function watchLogs(
  { families, limitSeconds }: Extract<PlanAction, { do: 'watch-logs' }>,
  number: number,
): string[] {
  const logs = families.map((family) => word(/\.\w+$/.test(family) ? family : `${family}.log`));
  const each = (label: string): string[] => logs.flatMap((log) => [`set F=${log}`, `call :${label}`]);
  return [
    ...each('marklog'),
    'set WAITED=0',
    `set LIMIT=${Math.min(whole(limitSeconds), LONGEST_WATCH_SECONDS)}`,
    `set WAIT=${SECONDS_BETWEEN_LOOKS}`,
    `:looklogs${number}`,
    'call :wait',
    'set /a WAITED=WAITED+WAIT',
    'set MOVED=0',
    'set SEEN=0',
    ...each('movedlog'),
    `if %MOVED% GTR 1 goto sawlogs${number}`,
    `if %WAITED% LSS %LIMIT% goto looklogs${number}`,
    `:sawlogs${number}`,
    'call :logsmoved',
    ...logs.map((log) => `if exist "was-${log}" del "was-${log}"`),
  ];
}

/** "find" tells upper and lower case apart, so each text is looked for in the ways it is likely to be written. */
function scanLog({ files, texts }: Extract<PlanAction, { do: 'scan-log' }>): string[] {
  const lines = ['call :scanbegin'];
  for (const file of files) {
    const log = pathBelow(file.replace(/^[\\/]+/, ''));
    for (const text of new Set(
      texts.flatMap((one) => [one, one.toUpperCase(), one.toLowerCase(), capitalised(one)]),
    )) {
      lines.push(
        `set LOG=${log}`,
        `set NEEDLE=${word(text)}`,
        log.includes('\\') ? 'call :scansms' : 'call :scandrives',
      );
    }
  }
  return [...lines, 'call :scanend'];
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}

function controlPath({ controlFile }: StepSurroundings): string {
  if (controlFile === null) throw new Error('There is no control file in this kit.');
  return controlFile;
}

function whole(value: number): number {
  return Math.min(Math.max(Math.round(value), 0), 999_999_999);
}
