import { app, dialog } from 'electron';
import { toUserError } from '../errors/user-error.ts';

/** Says why the wizard cannot start, and what to do, and ends it. @param error What was thrown. */
export function cannotStart(error: unknown): void {
  console.error('The window could not be opened:', error);
  const { message, nextStep } = toUserError(error);
  dialog.showErrorBox(`${app.name} cannot start`, `${message}\n\n${nextStep}`);
  app.exit(1);
}
