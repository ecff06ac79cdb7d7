/** Ending one process by its id. Who calls this has looked whose id it is, directly before. */
import { type Failure, failureOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import type { Target } from './server-name.ts';

export type ProcessEnd =
  | { readonly end: 'taken'; readonly command: string }
  | { readonly end: 'refused'; readonly failure: Failure; readonly command: string };

/** The arguments of `taskkill`: always one id, never a name. */
export function endProcessArguments(target: Target, pid: number): readonly string[] {
  const place = target.name === null ? [] : ['/s', target.name];
  return [...place, '/pid', String(pid), '/f'];
}

/**
 * Ends a process with `taskkill`, which Windows has since XP; Windows NT 4.0 and 2000 do not answer it from outside.
 *
 * @param pid id of the process, above 0
 * @returns `taken`: Windows agreed; look whether it is really gone
 * @throws the reason of the signal when it fires
 */
export async function endProcess(
  host: Host,
  target: Target,
  pid: number,
  options: RunOptions,
): Promise<ProcessEnd> {
  const args = endProcessArguments(target, pid);
  const command = ['taskkill', ...args].join(' ');
  const result = await host.run('taskkill', args, options);
  if (result.ending === 'exited' && result.code === 0) return { end: 'taken', command };
  return { end: 'refused', failure: failureOf('taskkill', result), command };
}
