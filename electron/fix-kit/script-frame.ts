/** What every script of a kit begins and ends with. */
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import { pathInQuotes, remark, word } from './batch-text.ts';

export interface ScriptIdentity {
  readonly plan: TailoredPlan;
  readonly caseId: string | null;
  readonly run: string;
}

/** The first lines of a script: what it is, for whom, and where it finds things. */
export function head(
  { plan, caseId, run }: ScriptIdentity,
  name: string,
  purpose: string,
  undoing: boolean,
): string[] {
  const expected = pathInQuotes(plan.site.smsDirectory);
  return [
    '@echo off',
    ...remark(`SMS Site Doctor, fix kit: ${plan.title}`),
    ...remark(purpose),
    'rem',
    'rem Plain batch for cmd.exe of Windows NT 4.0 and later. What it did and saw goes to result.txt beside it; bring that',
    'rem file back. Words that a program prints are not looked at, except those that are the same in every language.',
    'setlocal',
    'set COPYCMD=',
    `set KITCASE=${caseId === null ? '' : word(caseId)}`,
    `set KITRUN=${word(run)}`,
    `set KITPLAN=${word(plan.id)}`,
    `set SCRIPT=${name}`,
    `set UNDOING=${undoing ? '1' : ''}`,
    'set RENAMED=',
    'set BEFORE=',
    'set OLDPID=',
    'set OWNPID=',
    'set GIVEN=',
    'if not "%~1"=="" for %%i in ("%~1\\.") do set GIVEN=%%~fi',
    'set EXPECTED=',
    ...(expected === null ? [] : [`for %%i in ("${expected}") do set EXPECTED=%%~i`]),
    'set KIT=',
    'for %%i in ("%~dp0.") do set KIT=%%~fi',
    'set COULDNOT=1',
    'pushd "%KIT%"',
    'rem Where "pushd" failed, plain names would mean files of another folder; kit.json of this kit has its run in it.',
    'find "%KITRUN%" kit.json >nul 2>nul',
    'if errorlevel 1 goto elsewhere',
    `echo SMS Site Doctor, ${name}`,
    ...onlyOn(plan.site.server),
    'call :begin',
    'if defined TROUBLE goto close',
    'call :findsms',
    'if defined GIVEN if not defined SMSDIR echo The folder that was given is not an SMS directory.',
  ];
}

/** Asks when the computer is not the one that the kit was made for; the answer goes into the result. */
function onlyOn(server: string | null): string[] {
  const name = server?.replace(/^\\\\/, '') ?? '';
  // Other names cannot be told apart from signs of the command line.
  if (!/^[A-Za-z0-9_-]{1,15}$/.test(name)) return [];
  return [
    `if /i "%COMPUTERNAME%"=="${name}" goto rightserver`,
    `echo This kit was made for the site server ${name}. This computer has another name:`,
    'for %%i in ("%COMPUTERNAME%") do echo    %%~i',
    'echo Press a key only if it is the same server under another name. Else press Ctrl+C.',
    'pause',
    'set RENAMED=1',
    ':rightserver',
  ];
}

/** The last lines of a script's own part. */
export const TAIL = [
  '',
  ':elsewhere',
  'set SENTENCE=Nothing was done, because the folder of this script cannot be entered or its kit is not whole. Copy the whole kit to a disk of the server.',
  'goto sayit',
  ':close',
  'if not defined TROUBLE call :finish',
  'for %%f in (work.txt services.txt processes.txt drives.txt key.reg fc.txt one.bin two.bin sample.tmp waiting.txt waits.tmp) do if exist %%f del %%f',
  ':sayit',
  'echo.',
  'for %%i in ("%SENTENCE%") do echo %%~i',
  'popd',
  'if "%~1"=="" pause',
  'rem The exit code: 1 when something did not come out as it should, which NT 4.0 has no word for.',
  'if %COULDNOT% GTR 0 find "no file" nul >nul',
  'if %COULDNOT% EQU 0 dir "%~dp0" >nul',
  'goto :eof',
];

export const DONE = ['set COULDNOT=0', 'set SENTENCE=Done. Now run 3-verify.cmd.', 'goto close'];

export const STOPPED = [
  ':stopped',
  'set COULDNOT=1',
  'set SENTENCE=Stopped, because a step did not come out as it should. What follows was not done. Read above what to do.',
  'if exist undo.cmd if not defined UNDOING set SENTENCE=Stopped, because a step did not come out as it should. What follows was not done. Read above what to do, or take back with undo.cmd what was done.',
  'goto close',
];
