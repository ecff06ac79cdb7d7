/** Copying text by way of the main process. */
import { call } from '../ipc/doctor.ts';
import { useUi } from './ui-store.ts';

/** Copies the text and announces what came of it; gives whether it is in the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  const reply = await call('clipboard:write', { text });
  const { announce } = useUi.getState();
  announce(reply.ok ? 'Copied.' : `Not copied. ${reply.error.message} ${reply.error.nextStep}`);
  return reply.ok;
}
