/**
 * Questions of the main process before anything is changed on a server: a page that was taken over could otherwise change what the
 * technician never agreed to.
 */
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Shown } from '../../engine/case/records.ts';
import { ToldError } from '../told-error.ts';

const notAgreed = (message: string): ToldError =>
  new ToldError({
    code: 'not-agreed',
    message,
    nextStep: 'Nothing was changed. Do the step when you are ready, or do it by hand.',
  });

/**
 * Asks once for each run whether the wizard may change things there.
 * @param target in words
 * @throws ToldError `not-agreed`
 */
export async function agreeToChanges(window: BrowserWindow, target: string, plan: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: app.name,
    message: `Let the wizard change things on ${target}?`,
    detail:
      `This is for the plan "${plan}". Each step is shown before it is done, and written down. ` +
      'You are asked once for this plan.',
    buttons: ['Go on', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) throw notAgreed('You did not agree to changes there.');
}

/**
 * Asks a second time for what cannot be taken back.
 * @throws ToldError `not-agreed`
 */
export async function agreeOnceMore(window: BrowserWindow, shown: Shown): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: app.name,
    message: shown.what,
    detail: [...shown.commands, ...shown.risks].join('\n'),
    buttons: ['Do it', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response !== 0) throw notAgreed('You did not agree a second time.');
}
