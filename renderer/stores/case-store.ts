/** Who works on what, the case that keeps it, and the cases of this computer. */
import { create } from 'zustand';
import type { CaseInfo, UserError } from '../../electron/contract/ipc.ts';
import type { CaseListItem, CaseView, OpenedCase } from '../../electron/contract/remedy.ts';
import { call, listen } from '../ipc/doctor.ts';

/** How long after the last keystroke what was typed goes to the case. */
const typingEnds = 500;

interface CaseState extends CaseInfo {
  /** The case that is open; null while nothing is kept. */
  readonly view: CaseView | null;
  /** Where the site of an opened case is shown from; null when the case was begun here. */
  readonly source: OpenedCase['source'] | null;
  /** The cases of this computer, newest first; null until they are known. */
  readonly list: readonly CaseListItem[] | null;
  readonly listError: UserError | null;
  /** What must be told at once, such as a journal that could not be written. */
  readonly trouble: UserError | null;
  /** Changes what was typed and sends it to the case when the typing ends. */
  readonly set: (change: Partial<CaseInfo>) => void;
  /** Sends what was typed last, if it was not sent yet. Who does something must be known before it is written down. */
  readonly settle: () => Promise<void>;
  /** Takes over a case that was opened, with its name, ticket and technician. */
  readonly takeOver: (opened: Pick<OpenedCase, 'view' | 'source'>) => void;
  /** Forgets name and ticket; the technician stays. */
  readonly forget: () => void;
  /** Closes the open case, so that the next reading begins another. Gives what went wrong, or null. */
  readonly close: () => Promise<UserError | null>;
  /** Asks for the list and the open case. */
  readonly load: () => Promise<void>;
  readonly dismissTrouble: () => void;
}

export const useCase = create<CaseState>()((set, get) => {
  let timer: ReturnType<typeof setTimeout> | null = null;

  const dropTimer = (): boolean => {
    const waiting = timer !== null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    return waiting;
  };

  const describe = async (): Promise<void> => {
    const reply = await call('case:describe', caseInfo());
    const outcome = reply.ok ? reply.value : reply;
    if (!outcome.ok) set({ trouble: outcome.error });
  };

  listen('case:changed', (view) => set({ view }));
  listen('case:trouble', (trouble) => set({ trouble }));

  return {
    name: '',
    ticket: '',
    technician: '',
    view: null,
    source: null,
    list: null,
    listError: null,
    trouble: null,
    set: (change) => {
      set(change);
      dropTimer();
      timer = setTimeout(() => {
        timer = null;
        void describe();
      }, typingEnds);
    },
    settle: async () => {
      if (dropTimer()) await describe();
    },
    takeOver: ({ view, source }) => {
      dropTimer();
      set({ ...view.identity, view, source, trouble: null });
    },
    forget: () => get().set({ name: '', ticket: '' }),
    close: async () => {
      await get().settle();
      const reply = await call('case:close', null);
      if (!reply.ok) return reply.error;
      set({ view: null, source: null, trouble: null });
      return null;
    },
    load: async () => {
      const [list, view] = await Promise.all([call('case:list', null), call('case:view', null)]);
      set({
        ...(list.ok ? { list: list.value, listError: null } : { list: [], listError: list.error }),
        ...(view.ok ? { view: view.value } : {}),
      });
    },
    dismissTrouble: () => set({ trouble: null }),
  };
});

/** The entered texts without the blanks around them, as reports and journals use them. */
export function caseInfo(): CaseInfo {
  const { name, ticket, technician } = useCase.getState();
  return { name: name.trim(), ticket: ticket.trim(), technician: technician.trim() };
}
