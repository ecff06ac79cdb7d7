import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { ToldError } from './told-error.ts';

/** The servers that the technician said yes to since the program was started. */
const agreed = new Set<string>();

/**
 * Asks the technician before Windows signs in to a server: a page that was taken over could otherwise make it sign in to
 * a foreign host. Each server is asked about once.
 * @param window The question belongs to it.
 * @param server Computer name or address; empty: this computer, which needs no question.
 * @throws ToldError `server-not-agreed` when the answer is no.
 */
export async function agreeToServer(window: BrowserWindow, server: string): Promise<void> {
  const name = server.toUpperCase();
  if (name === '' || agreed.has(name)) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: app.name,
    message: `Read from the server ${server}?`,
    detail:
      'Windows signs in there with your own account. The wizard only reads: files of the SMS directory, registry, ' +
      'services and processes. It asks for no password and keeps none.',
    buttons: ['Read', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) {
    throw new ToldError({
      code: 'server-not-agreed',
      message: `${server} was not read.`,
      nextStep: 'Start again and answer "Read", or choose another way in.',
    });
  }
  agreed.add(name);
}
