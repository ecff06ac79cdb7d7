import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Target } from '../host/server-name.ts';
import { ToldError } from './told-error.ts';

/** What the technician said yes to since the program was started: server and folder. */
const agreed = new Set<string>();

/**
 * Asks the technician before Windows signs in to a server, or a folder is read that was typed and not chosen: a page
 * that was taken over could otherwise make Windows sign in to a foreign host, or read any folder. Each server with its
 * folder is asked about once.
 * @param window The question belongs to it.
 * @param target The computer, as checked.
 * @param folder Full path of the SMS directory as it is reached from here; empty: what the server itself names.
 * @throws ToldError `server-not-agreed` when the answer is no.
 */
export async function agreeToServer(window: BrowserWindow, target: Target, folder: string): Promise<void> {
  const own = target.name === null;
  if (own && folder === '') return;
  const key = `${target.label}|${folder}`.toUpperCase();
  if (agreed.has(key)) return;
  const signIn = own ? '' : 'Windows signs in there with your own account. ';
  const where =
    folder === '' ? 'The SMS directory is the one that the server names.' : `SMS directory: ${folder}`;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: app.name,
    message: own ? 'Read this computer as a site server?' : `Read from the server ${target.label}?`,
    detail:
      `${where}\n\n${signIn}The wizard only reads: files of the SMS directory, registry, services and processes. It ` +
      'asks for no password and keeps none.',
    buttons: ['Read', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) {
    throw new ToldError({
      code: 'server-not-agreed',
      message: `${own ? 'This computer' : target.label} was not read.`,
      nextStep: 'Start again and answer "Read", or choose another way in.',
    });
  }
  agreed.add(key);
}
