/** `ctl`: looks at a backup control file, puts the pauses of Q260366 in, and takes them out again. */
import path from 'node:path';
import type { ControlFileChange } from '../../control-file/edit-control-file.ts';
import { editControlFile, restoreNewestBackup } from '../../control-file/edit-control-file.ts';
import { lookAtControlFile } from '../../control-file/control-file-on-disk.ts';
import type { DiffLine } from '../../engine/case/records.ts';
import { ControlFileError } from '../../engine/control-file/control-file-error.ts';
import { changedPart } from '../../engine/control-file/difference.ts';
import type { ControlFileExam, ControlFileState } from '../../engine/control-file/examine.ts';
import { refusalOf } from '../../engine/control-file/stagger.ts';
import { diskFiles } from '../../files/file-operations.ts';
import { describeFailure } from '../failure.ts';
import { troubleInWords } from '../file-trouble.ts';
import { asJson, deliver } from '../output.ts';
import { wrap } from '../wrap.ts';

export interface CtlFlags {
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly format: 'json' | 'text';
}

const MEANINGS: Readonly<Record<ControlFileState, string>> = {
  untouched: 'It is a control file without the pauses of Q260366.',
  staggered: 'The pauses of Q260366 are in place.',
  partly: 'Some of the pauses of Q260366 are missing or too short. "ctl edit" completes them.',
  unexpected: 'It is a control file, but not as Q260366 expects it. A person must look.',
  'not-a-control-file': 'It is not a backup control file.',
};

const CHECK_EXIT_CODES: Readonly<Record<ControlFileState, number>> = {
  untouched: 0,
  staggered: 0,
  partly: 1,
  unexpected: 1,
  'not-a-control-file': 2,
};

const BEFORE_NEXT_BACKUP = [
  'Sleep.exe of the Windows NT 4.0 Resource Kit must be in a folder of the system PATH of the site server: the pauses are made by it (Q260366).',
  'Run the backup once at a quiet time, and read Smsbkup.log: the lines with "sleep" must have ended with exit status 0.',
];

/**
 * Says what a control file is.
 * @param file path as typed
 * @returns exit code: 0 untouched or staggered, 1 partly or unexpected, 2 not a control file
 * @throws ControlFileError when it cannot be read
 */
export async function checkControlFile(file: string, { format }: CtlFlags): Promise<number> {
  const absolute = path.resolve(file);
  const exam = await examOf(absolute);
  const notes = await otherControlFiles(absolute);
  await deliver(
    format === 'json'
      ? asJson({ ...jsonOf(absolute, exam), changed: false, backup: null, diff: [], notes })
      : [...describe(file, exam), ...notes.map((note) => wrap(note, 2))].join('\n'),
  );
  if (exam.state === 'not-a-control-file') complain(refusalOf(exam, file));
  return CHECK_EXIT_CODES[exam.state];
}

/**
 * Puts the missing pauses in, after writing a backup beside the file.
 * @param file path as typed
 * @returns exit code: 0 when the pauses are in place now (or would be, in a dry run), 2 when it was refused
 * @throws ControlFileError when it cannot be read or written
 */
export async function editControlFileCommand(file: string, { dryRun, format }: CtlFlags): Promise<number> {
  const absolute = path.resolve(file);
  return await orRefusal(absolute, format, async () => {
    const change = await editControlFile(diskFiles, absolute, { now: new Date(), dryRun });
    const notes = await otherControlFiles(absolute);
    await tell(absolute, change, { dryRun, format, notes }, () => [
      ...editText(file, change, dryRun),
      ...notes.map((note) => wrap(note)),
      ...(change.needed ? ['', ...BEFORE_NEXT_BACKUP.map((line) => wrap(line))] : []),
    ]);
  });
}

/**
 * Puts the newest backup back.
 * @param file path as typed
 * @returns exit code: 0 when the backup stands there now (or would, in a dry run), 2 when it was refused
 * @throws ControlFileError when it cannot be read or written
 */
export async function restoreControlFileCommand(
  file: string,
  { dryRun, force, format }: CtlFlags,
): Promise<number> {
  const absolute = path.resolve(file);
  return await orRefusal(absolute, format, async () => {
    const change = await restoreNewestBackup(diskFiles, absolute, { now: new Date(), dryRun, force });
    await tell(absolute, change, { dryRun, format, notes: [] }, () => restoreText(file, change, dryRun));
  });
}

/** What the file is; one that is too large to be read counts as something else. */
async function examOf(file: string): Promise<ControlFileExam> {
  try {
    return (await lookAtControlFile(diskFiles, file)).exam;
  } catch (error) {
    if (error instanceof ControlFileError && error.exam !== null) return error.exam;
    throw error;
  }
}

/** Both spellings can lie side by side; which one the backup reads is then to be found out (Q275612, Q260366). */
async function otherControlFiles(file: string): Promise<readonly string[]> {
  let names: readonly string[];
  try {
    names = await diskFiles.list(path.dirname(file));
  } catch (error) {
    return [`Whether another control file lies beside it cannot be told: ${troubleInWords(error)}.`];
  }
  return names
    .filter((name) => /^smsm?bkup\.ctl$/i.test(name) && name !== path.basename(file))
    .map(
      (name) =>
        `${name} lies beside it. Most articles name the control file Smsbkup.ctl, Q260366 prints Smsmbkup.ctl: find out which one the backup reads.`,
    );
}

async function tell(
  file: string,
  change: ControlFileChange,
  { dryRun, format, notes }: Pick<CtlFlags, 'dryRun' | 'format'> & { readonly notes: readonly string[] },
  text: () => readonly string[],
): Promise<void> {
  if (format === 'text') {
    await deliver(text().join('\n'));
    return;
  }
  const { before, after, needed, changed, backup, kept, diff } = change;
  const present = changed ? after : (before ?? after);
  await deliver(
    asJson({
      ...jsonOf(file, present),
      stateBefore: before?.state ?? null,
      changed,
      backup,
      kept,
      dryRun,
      wouldChange: dryRun && needed,
      diff: changedPart(diff),
      notes,
    }),
  );
}

function jsonOf(
  file: string,
  { state, reasons }: ControlFileExam,
): Readonly<Record<'schema' | 'file' | 'state' | 'reasons', unknown>> {
  return { schema: 'sms-site-doctor/ctl@1', file, state, reasons };
}

/** A refusal that names a line shows all lines, and the state as `check` would. */
async function orRefusal(
  file: string,
  format: CtlFlags['format'],
  work: () => Promise<void>,
): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof ControlFileError) || error.exam === null) throw error;
    await deliver(
      format === 'json'
        ? asJson({ ...jsonOf(file, error.exam), changed: false, backup: null, diff: [], notes: [] })
        : describe(file, error.exam).join('\n'),
    );
    complain(error);
    return 2;
  }
}

function complain(error: ControlFileError): void {
  process.stderr.write(`${describeFailure(error)}\n`);
}

function describe(file: string, { state, reasons }: ControlFileExam): readonly string[] {
  return [
    `${state}: ${file}`,
    wrap(MEANINGS[state], 2),
    ...reasons.map(({ line, text }) => wrap(line === null ? text : `Line ${line}: ${text}`, 2)),
  ];
}

function editText(file: string, change: ControlFileChange, dryRun: boolean): readonly string[] {
  const { needed, backup, diff } = change;
  if (!needed) return [`${file} has the pauses of Q260366 already. Nothing was changed.`];
  const end = dryRun
    ? ['Dry run: nothing was written. These lines would be inserted, after a backup was made.']
    : [`The pauses are in ${file}.`, `The original is kept in ${backup ?? ''}.`];
  return [...diffText(diff), '', ...end];
}

function restoreText(file: string, change: ControlFileChange, dryRun: boolean): readonly string[] {
  const { needed, backup, kept, diff } = change;
  if (!needed) return [`${file} is the same as ${backup ?? ''} already. Nothing was changed.`];
  const end = dryRun
    ? `Dry run: nothing was written. ${backup ?? ''} would be put back.`
    : `${backup ?? ''} was put back as ${file}.`;
  return [...diffText(diff), '', end, ...(kept === null ? [] : [`What stood there is kept in ${kept}.`])];
}

/** Removed lines with their number before, all others with their number after the change. */
function diffText(diff: readonly DiffLine[]): readonly string[] {
  const signs = { same: ' ', added: '+', removed: '-' } as const;
  const part = changedPart(diff);
  const width = String(
    Math.max(...part.map(({ before, after }) => Math.max(before ?? 0, after ?? 0))),
  ).length;
  return part.map(
    ({ kind, before, after, text }) =>
      `${signs[kind]} ${String(after ?? before).padStart(width)}  ${text.replace(/[^\P{Cc}\t]/gu, '·')}`,
  );
}
