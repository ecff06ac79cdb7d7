/** Opening a case that was kept: from the list, or from a file or folder. */
import type { Outcome, UserError } from '../../electron/contract/ipc.ts';
import type { OpenedCase } from '../../electron/contract/remedy.ts';
import { call } from '../ipc/doctor.ts';
import { useCase } from './case-store.ts';
import { useReading } from './reading-store.ts';
import { useUi } from './ui-store.ts';

/** What came of opening: the case is open, nothing was chosen, or it did not work. */
export type Opening =
  { readonly result: 'open' | 'cancelled' } | { readonly result: 'failed'; readonly error: UserError };

function take(outcome: Outcome<OpenedCase | null>): Opening {
  if (!outcome.ok) return { result: 'failed', error: outcome.error };
  if (outcome.value === null) return { result: 'cancelled' };
  useReading.getState().takeOverCase(outcome.value);
  const { name } = outcome.value.view.identity;
  useUi.getState().announce(`The case ${name === '' ? 'without a name' : name} is open.`);
  return { result: 'open' };
}

/** Opens a case of the list. */
export async function openListedCase(id: string): Promise<Opening> {
  await useCase.getState().settle();
  const reply = await call('case:open', { id });
  return take(reply.ok ? reply.value : reply);
}

/** Opens a case folder or a `.smscase`; null: the system's dialog asks which. */
export async function openCaseAt(paths: readonly string[] | null): Promise<Opening> {
  await useCase.getState().settle();
  const reply = await call('case:open-paths', { paths });
  return take(reply.ok ? reply.value : reply);
}

/** True when what was dropped or chosen is a case in one file. */
export function isCaseFile(paths: readonly string[]): boolean {
  return paths.length === 1 && /\.smscase$/i.test(paths[0] ?? '');
}
