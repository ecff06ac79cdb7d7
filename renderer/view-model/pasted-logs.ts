/** Lines that were pasted: how they are put together and what they are called. */
import type { Answer } from '../../electron/engine/evidence/model.ts';
import { logTitle } from './log-families.ts';

/** Puts further lines below those that are there, each in a line of its own. */
export function addLines(before: string, more: string): string {
  if (before.trim() === '') return more;
  return `${before.replace(/\n+$/, '')}\n${more}`;
}

const pasted = /^pasted by (.+?)(?: \(([^()]+)\))?(?::(\d+))?$/;

/**
 * Names a source of pasted lines after its log, not after the person: `Despool.log:3 (pasted by A. Meyer)`. The engine
 * writes the log into the source only where one person pasted several.
 * @param answers among which the pasted lines stand
 * @returns null for any other source
 */
export function pastedName(source: string, answers: readonly Answer[]): string | null {
  const parts = pasted.exec(source);
  if (parts === null) return null;
  const [, who = '', named, line] = parts;
  const own = answers.find(
    (answer) => answer.question.startsWith('log-text:') && (answer.by ?? 'the technician') === who,
  );
  const log = named ?? (own === undefined ? null : logTitle(own.question.slice('log-text:'.length)));
  if (log === null) return null;
  return `${log}${line === undefined ? '' : `:${line}`} (pasted by ${who})`;
}
