/** The programs of Windows that this project may start. Nothing else is ever started on a host. */
import path from 'node:path';

/**
 * `reg`, `sc`, `net` and `tasklist` only ask as they are used for reading. `taskkill` ends a process; `sc` and `net` can also
 * stop and start services.
 */
export type HostProgram = 'reg' | 'sc' | 'net' | 'tasklist' | 'taskkill';

/** How a program is started. */
export interface Start {
  readonly file: string;
  /** Put before the program's own arguments. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where it runs; undefined: where this program runs. */
  readonly cwd: string | undefined;
}

export type Starter = (program: HostProgram) => Start;

/** Where Windows keeps its own programs. A SystemRoot that is no folder of a disk is not believed. */
function systemFolder(env: NodeJS.ProcessEnv): string {
  const root = env['SystemRoot'] ?? env['SYSTEMROOT'] ?? '';
  return path.win32.join(/^[a-z]:\\/i.test(root) ? root : 'C:\\Windows', 'System32');
}

/**
 * Starts the programs from Windows' own folder, by their full name: a file of the same name in the current folder or on
 * the PATH is never taken for them.
 * @param env environment of this program
 */
export function windowsStarter(env: NodeJS.ProcessEnv): Starter {
  const folder = systemFolder(env);
  return (program) => ({ file: path.win32.join(folder, `${program}.exe`), args: [], env, cwd: folder });
}
