import type { ProcessReading, Unreadable } from '../engine/evidence/model.ts';
import { ProcessListReader } from '../site/parse/processes.ts';
import { failureOf, nextStepOf, sentenceOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import type { Target } from './server-name.ts';

export interface AskedProcesses {
  /** Null when there was no list. */
  readonly processes: readonly ProcessReading[] | null;
  readonly unreadable: readonly Unreadable[];
}

/**
 * Asks for the processes. A computer without any process does not answer, so an empty list is no answer. Windows NT 4.0 has
 * nothing that answers `tasklist` from outside.
 *
 * @throws the reason of the signal when it fires
 */
export async function askProcesses(host: Host, target: Target, options: RunOptions): Promise<AskedProcesses> {
  const place = target.name === null ? [] : ['/s', target.name];
  const args = [...place, '/fo', 'csv', '/nh'];
  const command = ['tasklist', ...args].join(' ');
  const result = await host.run('tasklist', args, options);
  const reader = new ProcessListReader();
  if (result.ending === 'exited') {
    for (const [index, line] of result.output.split('\n').entries()) reader.line(line, index + 1);
  }
  if (reader.processes.length > 0) {
    const processes = reader.processes.map(({ image, pid, line }) => ({
      image,
      pid,
      source: { kind: 'services', path: command, line } as const,
    }));
    return { processes, unreadable: [] };
  }
  const failure = failureOf('tasklist', result);
  const why =
    failure.kind === 'strange' && failure.said === ''
      ? 'It listed no process at all, so nothing is known of the processes. Look in the Task Manager of the server.'
      : `${sentenceOf('tasklist', failure, target)} ${nextStepOf(failure, target)}`;
  return { processes: null, unreadable: [{ source: command, why }] };
}
