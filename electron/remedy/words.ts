/** Words that several actions use. */
import type { Target } from '../host/server-name.ts';
import type { RemedyTarget } from './target.ts';

export const needsHost = (target: RemedyTarget): string | null => target.host.why;
export const needsFolder = (target: RemedyTarget): string | null => target.folder.why;

const quoted = (argument: string): string => (/[\s"&|<>^]/.test(argument) ? `"${argument}"` : argument);

/** A command line as it will be run, with the computer it is run on: the one this program runs on. */
export function onComputer(command: readonly string[], target: Target): string {
  const where = target.name === null ? 'on this computer' : `on this computer, for ${target.label}`;
  return `${command.map(quoted).join(' ')}   (${where})`;
}

/** `1 file`, `12 files`. */
export const filesText = (count: number): string => (count === 1 ? '1 file' : `${count} files`);
