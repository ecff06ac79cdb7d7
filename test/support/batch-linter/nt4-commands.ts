/**
 * Commands that every Windows NT 4.0 has, with what may be given to them. What is not here is reported; what is here
 * and marked `memory` is so because no document of the time could be had.
 */
import type { SourceName } from './nt4-sources.ts';

export interface CommandFacts {
  readonly source: SourceName;
  /** Whole switches that may stand outside of quotes, as expressions without regard to case. */
  readonly switches?: RegExp;
  readonly switchSource?: SourceName;
  /** Words of which the first argument must be one. */
  readonly firstWord?: RegExp;
  /** True when nothing at all may follow. */
  readonly alone?: boolean;
  /** What it does to ERRORLEVEL in a .cmd file: sets it by its outcome, puts 0 there, or leaves it (memory). */
  readonly errorLevel: 'outcome' | 'zero' | 'kept';
}

const NONE = /^$/;

export const NT4_COMMANDS: Readonly<Record<string, CommandFacts>> = {
  attrib: {
    source: 'list',
    switches: /^\/s$/i,
    switchSource: 'memory',
    errorLevel: 'outcome',
  },
  // `call` itself leaves it, but what was called does not: see the rule on errorlevel after call.
  call: { source: 'list', switches: NONE, errorLevel: 'kept' },
  cd: { source: 'list', switches: /^\/d$/i, switchSource: 'changes', errorLevel: 'outcome' },
  chcp: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  cls: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
  cmd: {
    source: 'list',
    switches: /^\/[acqukxy]$/i,
    switchSource: 'memory',
    errorLevel: 'outcome',
  },
  // No /y: Windows 2000 brought it. In a batch file NT 4.0 replaces without a question.
  copy: { source: 'list', switches: /^\/[abnvz]$/i, switchSource: 'memory', errorLevel: 'outcome' },
  // Without /t it asks and waits.
  date: { source: 'list', switches: /^\/t$/i, switchSource: 'memory', errorLevel: 'kept' },
  del: { source: 'list', switches: /^\/[fpsq]$/i, switchSource: 'memory', errorLevel: 'outcome' },
  dir: {
    source: 'list',
    switches: /^\/(?:-?[bcdlnpswx]|a(?:-?[adhrs])*|o(?:-?[degnsa])*|t[acw])$/i,
    switchSource: 'memory',
    errorLevel: 'outcome',
  },
  echo: { source: 'list', errorLevel: 'kept' },
  endlocal: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
  // Windows 2000 brought /b and the exit code; without /b it would close the window it runs in.
  exit: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
  find: { source: 'list', switches: /^\/[cinv]$/i, switchSource: 'memory', errorLevel: 'outcome' },
  goto: { source: 'list', switches: NONE, errorLevel: 'kept' },
  md: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  move: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  net: {
    source: 'memory',
    switches: /^\/(?:delete|persistent:no|y)$/i,
    firstWord: /^(?:start|stop|share|use|view|time|session|file|send)$/i,
    switchSource: 'memory',
    errorLevel: 'outcome',
  },
  pause: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
  ping: { source: 'memory', switches: /^-[nw]$/i, switchSource: 'memory', errorLevel: 'outcome' },
  popd: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
  pushd: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  rd: { source: 'list', switches: /^\/[sq]$/i, switchSource: 'changes', errorLevel: 'outcome' },
  // Ends with 0 whether it worked or not: look for the file.
  regedit: { source: 'memory', switches: /^\/[es]$/i, switchSource: 'memory', errorLevel: 'zero' },
  rem: { source: 'list', errorLevel: 'kept' },
  ren: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  // Windows 2000 brought /p.
  set: { source: 'list', switches: /^\/a$/i, switchSource: 'setA', errorLevel: 'zero' },
  setlocal: { source: 'list', switches: NONE, errorLevel: 'zero' },
  shift: { source: 'list', switches: NONE, errorLevel: 'kept' },
  start: {
    source: 'list',
    switches: /^\/(?:b|i|min|max|wait|separate|shared|low|normal|high|realtime)$/i,
    switchSource: 'changes',
    errorLevel: 'kept',
  },
  // Without /t it asks and waits.
  time: { source: 'list', switches: /^\/t$/i, switchSource: 'memory', errorLevel: 'kept' },
  title: { source: 'list', errorLevel: 'kept' },
  type: { source: 'list', switches: NONE, errorLevel: 'outcome' },
  ver: { source: 'list', switches: NONE, alone: true, errorLevel: 'kept' },
};

/** Well-known commands that NT 4.0 does not have, with what to do instead; said in the finding. */
export const NOT_IN_NT4: Readonly<Record<string, string>> = {
  choice: 'in the Resource Kit only',
  findstr: 'use find; Wine prints nothing for it, so it could not be tried out',
  forfiles: 'came with Windows Server 2003',
  fsutil: 'came with Windows XP',
  reg: 'in the Resource Kit only, with other arguments; use regedit /e',
  robocopy: 'in the Resource Kit only',
  sc: 'in the Resource Kit only; look for it on the PATH first',
  schtasks: 'came with Windows XP',
  taskkill: 'came with Windows XP',
  tasklist: 'came with Windows XP; look for it on the PATH first',
  timeout: 'in the Resource Kit only; use ping -n',
  where: 'came with Windows Server 2003; use %%~$PATH:x',
  wmic: 'came with Windows XP',
  xcopy: 'its questions differ between the versions; use copy',
};
