/** What Windows' programs printed, from `test/fixtures/host`; the head of each file says where its text comes from. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host, ProgramResult } from '../../../electron/host/host.ts';

const FOLDER = new URL('../../fixtures/host/', import.meta.url);

/** Text of a fixture without its head. */
export function recorded(name: string): string {
  const whole = readFileSync(fileURLToPath(new URL(`${name}.txt`, FOLDER)), 'utf8');
  const head = whole.indexOf('\n---\n');
  if (head === -1 || !whole.startsWith('origin: ')) throw new Error(`${name}.txt does not say its origin`);
  return whole.slice(head + '\n---\n'.length);
}

export const exited = (code: number, output: string, errors = ''): ProgramResult => ({
  ending: 'exited',
  code,
  output,
  errors,
});

export const ended = (ending: 'time' | 'output' | 'missing'): ProgramResult => ({
  ending,
  code: null,
  output: '',
  errors: '',
});

export interface RecordedHost extends Host {
  /** Command lines that were asked, in order. */
  readonly asked: string[];
}

/**
 * A host that answers with recordings: the first entry whose text the command line begins with.
 * @param otherwise for a command line that no entry is for
 */
export function recordedHost(
  answers: readonly (readonly [string, ProgramResult])[],
  otherwise: ProgramResult,
): RecordedHost {
  const asked: string[] = [];
  return {
    asked,
    run: (program, args) => {
      const line = [program, ...args].join(' ');
      asked.push(line);
      return Promise.resolve(answers.find(([begin]) => line.startsWith(begin))?.[1] ?? otherwise);
    },
  };
}
