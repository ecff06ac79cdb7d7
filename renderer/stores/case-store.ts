/** Who works on what: the case's name, the ticket and the technician. */
import { create } from 'zustand';
import type { CaseInfo } from '../../electron/contract/ipc.ts';

interface CaseState extends CaseInfo {
  readonly set: (change: Partial<CaseInfo>) => void;
}

export const useCase = create<CaseState>()((set) => ({
  name: '',
  ticket: '',
  technician: '',
  set: (change) => set(change),
}));

/** The entered texts without the blanks around them, as reports and marks use them. */
export function caseInfo(): CaseInfo {
  const { name, ticket, technician } = useCase.getState();
  return { name: name.trim(), ticket: ticket.trim(), technician: technician.trim() };
}
