/** Putting the pauses of Q260366 into the control file, and taking them out again. */
import { backupPathFor } from '../../control-file/backups.ts';
import {
  expectReplaceable,
  replaceControlFile,
  restoreControlFile,
} from '../../control-file/control-file-on-disk.ts';
import { sha256Of } from '../../control-file/put-in-place.ts';
import { differenceOf } from '../../engine/control-file/difference.ts';
import { refusalOf, staggerControlFile } from '../../engine/control-file/stagger.ts';
import { toUserError } from '../../errors/user-error.ts';
import type { ActionContext, Doing, Intent, Look, RemedyAction } from '../action.ts';
import { type FoundControlFile, readControlFile } from '../control-file-place.ts';
import { RemedyError } from '../remedy-error.ts';
import { serviceNow } from '../service-now.ts';
import { needsFolder } from '../words.ts';

const BACKUP_SERVICE = 'SMS_SITE_BACKUP';
const UNDO = 'Put the kept original back, as long as nobody changed the file since.';

type Present = Extract<FoundControlFile, { path: string }>;

const at = ({ name, looked }: Present): Look['facts'] => ({ file: name, sha256: looked.sha256 });

/** SHA-256 of the file before and after the edit, as the intent holds them; null when there was none. */
function editIn(intent: Intent | null): { readonly original: string; readonly result: string } | null {
  const facts = intent?.shown.seen.facts;
  const [original, result] = [facts?.['sha256'], facts?.['result']];
  return typeof original === 'string' && typeof result === 'string' ? { original, result } : null;
}

/** The file while no edit was begun: by what is in it. */
function lookByContent(found: Present): Look {
  const { exam, bytes } = found.looked;
  const facts = at(found);
  if (exam.state === 'staggered')
    return { state: 'after', text: `The pauses are in ${found.name} already.`, facts };
  if (exam.state === 'unexpected' || exam.state === 'not-a-control-file') {
    const { message, nextStep } = refusalOf(exam);
    return { state: 'other', text: message, facts, trouble: { code: 'control-file', message, nextStep } };
  }
  const result = sha256Of(staggerControlFile(bytes).result);
  const text =
    exam.state === 'partly'
      ? `Some of the pauses are missing in ${found.name}.`
      : `The pauses are not in ${found.name}.`;
  return { state: 'before', text, facts: { ...facts, result } };
}

function neither({ name, looked }: Present, facts: Look['facts']): Look {
  const has = looked.exam.state === 'staggered' ? ' The pauses are in it.' : '';
  const text = `${name} is neither what it was before the edit nor what the edit makes of it: someone changed it since.${has}`;
  const nextStep = 'Compare it with the kept original. To edit it as it is now, open this step again.';
  return { state: 'other', text, facts, trouble: { code: 'control-file', message: text, nextStep } };
}

async function look(context: ActionContext): Promise<Look> {
  const found = await readControlFile(context);
  if (found.path === null) return found.look;
  const edit = editIn(context.intent);
  if (edit === null) return lookByContent(found);
  const { sha256 } = found.looked;
  const facts = { ...at(found), result: edit.result };
  if (sha256 === edit.result)
    return { state: 'after', text: `${found.name} is, byte for byte, what the edit makes of it.`, facts };
  if (sha256 === edit.original)
    return { state: 'before', text: `${found.name} is, byte for byte, what it was before the edit.`, facts };
  return neither(found, facts);
}

async function lookBack(context: ActionContext): Promise<Look> {
  const found = await readControlFile(context);
  if (found.path === null) return found.look;
  const edit = editIn(context.lastDone);
  const facts = { ...at(found), original: edit?.original ?? null };
  if (edit !== null && found.looked.sha256 === edit.original)
    return { state: 'after', text: `${found.name} is, byte for byte, the original again.`, facts };
  if (edit !== null && found.looked.sha256 === edit.result)
    return { state: 'before', text: `${found.name} is still what the edit made of it.`, facts };
  return neither(found, facts);
}

/** The control file as it stands; the error that says why there is none otherwise. */
async function presentFile(context: ActionContext): Promise<Present> {
  const found = await readControlFile(context);
  if (found.path !== null) return found;
  const { text, trouble } = found.look;
  throw new RemedyError('control-file', text, trouble?.nextStep ?? 'Look at the file on the server.');
}

/**
 * The backup reads the file while it runs (Q277729 asks for the same care with another of its files).
 * @throws RemedyError when the service manager says that it runs
 */
async function expectNoBackup(context: ActionContext): Promise<void> {
  if (context.target.host.is === null) return;
  const now = await serviceNow(context, BACKUP_SERVICE);
  if (now.state === null || now.state === 'stopped' || now.state === 'not-installed') return;
  throw new RemedyError(
    'control-file',
    `The site backup is at work (${BACKUP_SERVICE} is not stopped). The control file was left as it is.`,
    'Wait until the backup has ended, then look again.',
  );
}

const editRisks = (context: ActionContext): readonly string[] => [
  'Every other byte stays, above all the section [Tokens]: a change there can make the next backup delete the drive (Q275612).',
  'The backup takes some minutes longer, and needs sleep.exe on the PATH of the server (Q260366).',
  ...(context.target.host.is === null
    ? [`Whether a backup runs cannot be asked from here. See that ${BACKUP_SERVICE} is stopped.`]
    : []),
];

const atLimit: Doing['atLimit'] = (seen) => ({
  code: 'control-file',
  message: `The control file is not what it should be. ${seen.text}`,
  nextStep: 'Look at the file and compare it with the kept original before you go on.',
});

const ONCE = { limitSeconds: 0, everySeconds: 1, atLimit } as const;

const takeBack: Doing = {
  ...ONCE,
  waitsFor: 'the original to be back',
  look: lookBack,
  show: async (context) => {
    await expectNoBackup(context);
    const { path, looked } = await presentFile(context);
    const original = await originalOf(context);
    return {
      what: `Puts the original of ${path} back, as it was before the edit.`,
      diff: differenceOf(looked.bytes, original),
      file: path,
    };
  },
  act: async (context) => {
    await expectNoBackup(context);
    const { path } = await presentFile(context);
    await restoreControlFile(context.files, path, {
      backupBytes: await originalOf(context),
      expectedSha256: editIn(context.lastDone)?.result ?? '',
    });
  },
};

async function originalOf({ lastDone, readKept }: ActionContext): Promise<Uint8Array> {
  if (lastDone?.backup == null) {
    throw new RemedyError(
      'cannot-undo',
      'The case holds no original of the control file.',
      'Put back a copy that stands beside the file (its name ends with .bak).',
    );
  }
  try {
    return await readKept(lastDone.backup);
  } catch (error) {
    const { message, nextStep } = toUserError(error);
    throw new RemedyError('cannot-undo', `The kept original cannot be read. ${message}`, nextStep);
  }
}

export function editControlFile(): RemedyAction {
  return {
    ...ONCE,
    waitsFor: 'the control file to be written',
    whyNot: needsFolder,
    changes: true,
    relies: true,
    look,
    show: async (context) => {
      await expectNoBackup(context);
      const { path, looked } = await presentFile(context);
      await expectReplaceable(context.files, path);
      const { result } = staggerControlFile(looked.bytes);
      return {
        what: `Puts pauses of 60 seconds between the starts of the services into ${path}, and nothing else. The original is kept in this case and beside the file.`,
        diff: differenceOf(looked.bytes, result),
        file: path,
        risks: editRisks(context),
        undo: UNDO,
      };
    },
    prepare: async (context) => {
      const { name, looked } = await presentFile(context);
      return context.keepBackup(name, looked.bytes);
    },
    act: async (context, shown) => {
      await expectNoBackup(context);
      const { path, looked } = await presentFile(context);
      const { result } = staggerControlFile(looked.bytes);
      if (sha256Of(result) !== shown.seen.facts['result']) {
        throw new RemedyError(
          'not-as-shown',
          `${path} is no longer as it was shown. It was left as it is.`,
          'Look again.',
        );
      }
      await replaceControlFile(context.files, path, {
        expectedSha256: looked.sha256,
        content: result,
        backup: await backupPathFor(context.files, path, context.clock.now()),
      });
    },
    mustLast: () => true,
    takeBack,
  };
}
