import { useState } from 'react';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { useCase } from '../../stores/case-store.ts';
import { type Opening, openCaseAt, openListedCase } from '../../stores/open-case.ts';

export interface CaseOpening {
  /** True while a case is being opened. */
  readonly busy: boolean;
  readonly error: UserError | null;
  /** Opens a case of the list; true when it is open. */
  readonly open: (id: string) => Promise<boolean>;
  /** Opens a case folder or a `.smscase`; null asks which. */
  readonly openAt: (paths: readonly string[] | null) => Promise<boolean>;
}

/** Opening a case from the page, with what it is at and what went wrong. */
export function useOpening(): CaseOpening {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<UserError | null>(null);
  const run = async (opening: () => Promise<Opening>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    const outcome = await opening();
    setBusy(false);
    if (outcome.result === 'failed') setError(outcome.error);
    // The one that was open until now belongs into the list.
    else await useCase.getState().load();
    return outcome.result === 'open';
  };
  return {
    busy,
    error,
    open: (id) => run(() => openListedCase(id)),
    openAt: (paths) => run(() => openCaseAt(paths)),
  };
}
