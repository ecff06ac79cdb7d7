/** Where the control file of the site backup stands, and reading it. */
import { ControlFileError } from '../engine/control-file/control-file-error.ts';
import { type LookedAt, lookAtControlFile } from '../control-file/control-file-on-disk.ts';
import type { ActionContext, Look } from './action.ts';
import { findInSite } from './site-files.ts';

const FOLDER = 'Inboxes/Smsbkup.box';
/** Q275612, Q235785 and Q201603 name the first; Q260366 prints the other. */
const NAMES = ['Smsbkup.ctl', 'Smsmbkup.ctl'] as const;

export type FoundControlFile =
  | { readonly path: string; readonly name: string; readonly looked: LookedAt }
  /** Why there is none that can be used. */
  | { readonly path: null; readonly look: Look };

/**
 * Finds the control file and reads it.
 * @throws RemedyError when the folder cannot be read
 */
export async function readControlFile(context: ActionContext): Promise<FoundControlFile> {
  const wanted = context.target.controlFile;
  const names = wanted === null ? NAMES.map((name) => `${FOLDER}/${name}`) : [wanted];
  const found: { readonly name: string; readonly path: string }[] = [];
  for (const name of names) {
    const path = await findInSite(context, name);
    if (path !== null) found.push({ name, path });
  }
  const none = (state: Look['state'], text: string, nextStep: string): FoundControlFile => ({
    path: null,
    look: { state, text, facts: {}, trouble: { code: 'control-file', message: text, nextStep } },
  });
  const [first, second] = found;
  if (first === undefined) {
    const text = `There is no ${NAMES[0]} in ${FOLDER}.`;
    return none('other', text, 'See whether the site backup was ever set up on this server (Q289490).');
  }
  if (second !== undefined) {
    const text = `There are both ${first.name} and ${second.name}; only one of them is the control file.`;
    return none('other', text, 'Look on the server which one the backup uses, and take the other one away.');
  }
  try {
    return { ...first, looked: await lookAtControlFile(context.files, first.path) };
  } catch (error) {
    if (!(error instanceof ControlFileError)) throw error;
    return none('unknown', error.message, error.nextStep);
  }
}
