/** The language of cmd.exe in Windows NT 4.0, apart from its commands. */
import type { SourceName } from './nt4-sources.ts';

interface Claim<T> {
  readonly source: SourceName;
  readonly allowed: T;
}

/** Characters of a line that are read. */
export const LONGEST_LINE: Claim<number> = { source: 'memory', allowed: 1023 };

/** `%%~fI` and the like; `a`, `t` and `z` came with Windows 2000. */
export const PATH_MODIFIERS: Claim<string> = { source: 'memory', allowed: 'fdpnxs' };

/** `for /d`, `/f`, `/l`, `/r`. */
export const FOR_SWITCHES: Claim<readonly string[]> = { source: 'memory', allowed: ['d', 'f', 'l', 'r'] };

/** Words in the options of `for /f`; `usebackq` came with Windows 2000. */
export const FOR_F_OPTIONS: Claim<readonly string[]> = {
  source: 'memory',
  allowed: ['eol', 'skip', 'delims', 'tokens'],
};

/** What an expression of `set /a` may hold. The table of NT 4 has no `!` and `~`; quotes go around the whole. */
export const SET_A_EXPRESSION: Claim<RegExp> = {
  source: 'setA',
  allowed: /^(?:[\w\s()*/+<>&^|=,-]|%(?=\s*[\w(]))*$/,
};

export const IF_COMPARISONS: Claim<readonly string[]> = {
  source: 'memory',
  allowed: ['equ', 'neq', 'lss', 'leq', 'gtr', 'geq'],
};

/** Delayed expansion came with Windows 2000. */
export const SETLOCAL_WORDS: Claim<readonly string[]> = {
  source: 'memory',
  allowed: ['enableextensions', 'disableextensions'],
};

/** Variables that are there on every NT 4.0; cd, date, random and time came with Windows 2000. */
export const NT4_VARIABLES: Claim<readonly string[]> = {
  source: 'memory',
  allowed: [
    'cmdcmdline',
    'computername',
    'comspec',
    'homedrive',
    'homepath',
    'logonserver',
    'number_of_processors',
    'os',
    'path',
    'pathext',
    'processor_architecture',
    'prompt',
    'systemdrive',
    'systemroot',
    'temp',
    'tmp',
    'userdomain',
    'username',
    'userprofile',
    'windir',
  ],
};
