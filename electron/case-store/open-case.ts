/** Begins and opens cases (see `case-folder.ts` for what stands in one). */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { CaseIdentity, CaseRecord, KeptItem } from '../engine/case/records.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { CaseError, notWritten } from './case-error.ts';
import type { CaseNotice, OpenCase } from './case-folder.ts';
import { isNewer, readCaseFile, writeCaseFile } from './case-identity-file.ts';
import { takeLock } from './case-lock.ts';
import { NO_LINE_BEFORE, type ReadJournal, readJournal } from './journal-format.ts';
import { type JournalEnd, JournalWriter } from './journal-writer.ts';
import { BACKUPS, EVIDENCE, keepBytes, keepFile, lostItems, readKeptItem } from './kept-items.ts';
import { itemsOf } from './items-of-records.ts';

export const JOURNAL = 'journal.ndjson';

/** Who opens a case. */
export interface CaseWriter {
  /** Name that goes into the next record. */
  readonly by: () => string;
  readonly now: () => Date;
  readonly computer: string;
}

const noIdentity: CaseIdentity = { name: '', ticket: '', technician: '' };

/** Name, ticket and technician as last described. */
export function identityOf(records: readonly CaseRecord[]): CaseIdentity {
  return records.reduce<CaseIdentity>(
    (identity, record) =>
      record.kind === 'case-created' || record.kind === 'case-described' ? record.identity : identity,
    noIdentity,
  );
}

interface Opening {
  readonly id: string;
  readonly records: readonly CaseRecord[];
  readonly notices: readonly CaseNotice[];
  readonly readOnly: boolean;
  readonly end: JournalEnd;
  /** Null where nothing can be written. */
  readonly unlock: (() => Promise<void>) | null;
}

function caseOf(files: FileOperations, folder: string, who: CaseWriter, opening: Opening): OpenCase {
  const { id, notices, readOnly, unlock } = opening;
  const records = [...opening.records];
  const writer = new JournalWriter(files, path.join(folder, JOURNAL), opening.end);
  const evidence = path.join(folder, EVIDENCE);
  const backups = path.join(folder, BACKUPS);
  const expectWritable = (): void => {
    if (!readOnly) return;
    throw new CaseError(
      'case-read-only',
      'This case can only be looked at, so nothing is written into it.',
      'Save what can be read of it, and begin a new case for further work.',
    );
  };
  return {
    folder,
    id,
    notices,
    readOnly,
    identity: () => identityOf(records),
    records: () => records,
    append: async (event) => {
      expectWritable();
      const record = await writer.append(event, who.now().toISOString(), who.by());
      records.push(record);
      return record;
    },
    keepEvidence: async (name, bytes) => {
      expectWritable();
      return keepBytes(files, evidence, name, bytes);
    },
    keepEvidenceFile: async (name, file) => {
      expectWritable();
      return keepFile(files, evidence, name, file);
    },
    keepBackup: async (name, bytes) => {
      expectWritable();
      return keepBytes(files, backups, name, bytes);
    },
    readKept: (item: KeptItem) => readKeptItem(files, [evidence, backups], item),
    close: async () => {
      try {
        await writer.close();
      } finally {
        await unlock?.();
      }
    },
  };
}

/**
 * Begins a case in a folder that is not there yet.
 * @throws CaseError when the folder is there already or cannot be written
 */
export async function createCase(
  files: FileOperations,
  folder: string,
  identity: CaseIdentity,
  who: CaseWriter,
): Promise<OpenCase> {
  if ((await files.state(folder)) !== null) {
    throw new CaseError('case-exists', `There is something at ${folder} already.`, 'Choose another folder.');
  }
  const id = randomUUID();
  let unlock: (() => Promise<void>) | null = null;
  try {
    await files.makeFolder(folder);
    unlock = await takeLock(files, folder, who.now());
    await files.makeFolder(path.join(folder, EVIDENCE));
    await files.makeFolder(path.join(folder, BACKUPS));
    await writeCaseFile(files, folder, id, who.now().toISOString());
    const end = { seq: 0, sum: NO_LINE_BEFORE, bytes: 0 };
    const opened = caseOf(files, folder, who, { id, records: [], notices: [], readOnly: false, end, unlock });
    await opened.append({ kind: 'case-created', identity, id });
    return opened;
  } catch (error) {
    // What stopped it is the thing to tell, not that the lock of half a case stays behind.
    await unlock?.().catch(() => undefined);
    if (error instanceof CaseError) throw error;
    throw notWritten('The new case', error);
  }
}

function noticesOf(
  journal: ReadJournal,
  newer: boolean,
  lost: readonly KeptItem[],
  cannotWrite: boolean,
): readonly CaseNotice[] {
  const notices: CaseNotice[] = [];
  if (cannotWrite) {
    notices.push({
      kind: 'cannot-write',
      text: 'Nothing can be written into the folder of this case, so it can only be looked at.',
      nextStep: 'Copy the case to a folder that you may write to, and open it there.',
      line: null,
    });
  }
  if (newer) {
    notices.push({
      kind: 'newer',
      text: 'This case was written by a newer version of the program.',
      nextStep: 'You can look at it here. Open it with the newer version to go on.',
      line: null,
    });
  }
  if (journal.damaged.length > 0) {
    const [first] = journal.damaged;
    const lines = journal.damaged.map(({ line }) => line);
    notices.push({
      kind: 'damaged',
      text: `The journal of this case is damaged in ${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 10).join(', ')}${lines.length > 10 ? ' and others' : ''}. ${first?.why ?? ''} What can be read is shown; it may not be all that was done.`,
      nextStep:
        'Save what can be read, look for an undamaged copy, and look at the server itself before you go on.',
      line: first?.line ?? null,
    });
  }
  if (journal.torn !== null) {
    notices.push({
      kind: 'torn-tail',
      text: 'The program was ended while it wrote its last record. That record was not finished and does not count.',
      nextStep: 'Look at the step you were at: what is really on the server is looked at again.',
      line: null,
    });
  }
  if (lost.length > 0) {
    const names = lost.slice(0, 5).map((item) => item.path);
    notices.push({
      kind: 'lost-evidence',
      text: `Kept files are gone or were changed: ${names.join(', ')}${lost.length > 5 ? ' and others' : ''}.`,
      nextStep: 'Copy the case again from where it was whole, or read the site again.',
      line: null,
    });
  }
  return notices;
}

/** Puts the torn tail aside and cuts it off, so that the next record stands on a line of its own. */
async function cutTornTail(files: FileOperations, folder: string, journal: ReadJournal): Promise<void> {
  if (journal.torn === null) return;
  const names = new Set(await files.list(folder));
  let number = 1;
  while (names.has(`journal.torn-${number}`)) number += 1;
  const aside = await files.create(path.join(folder, `journal.torn-${number}`));
  try {
    await aside.write(journal.torn);
    await aside.flush();
  } finally {
    await aside.close();
  }
  await files.truncate(path.join(folder, JOURNAL), journal.wholeBytes);
}

/** Files are kept behind the first record only: where some are and no record is, the journal was lost. */
async function journalOf(files: FileOperations, folder: string, isThere: boolean): Promise<ReadJournal> {
  const journal = readJournal(isThere ? await files.read(path.join(folder, JOURNAL)) : Buffer.alloc(0));
  if (journal.records.length > 0 || journal.damaged.length > 0) return journal;
  for (const name of [EVIDENCE, BACKUPS]) {
    const there = path.join(folder, name);
    if ((await files.state(there)) === null || (await files.list(there)).length === 0) continue;
    const why = 'It holds no record any more, although files were kept in this case.';
    return { ...journal, damaged: [{ line: 1, why }] };
  }
  return journal;
}

/**
 * Opens a case, whatever state a kill, a power cut or a bad disk left it in. A torn last record is dropped with a notice; damage further up
 * makes the case read-only, and everything that proves itself is there to be read.
 * @throws CaseError when there is no case, it is open elsewhere, or it cannot be read at all
 */
export async function openCase(files: FileOperations, folder: string, who: CaseWriter): Promise<OpenCase> {
  const stated = await files.state(path.join(folder, JOURNAL));
  const described = await readCaseFile(files, folder);
  if (stated === null && described === null) {
    throw new CaseError(
      'not-a-case',
      `There is no case in ${folder}.`,
      'Choose a folder that holds case.json and journal.ndjson, or a .smscase file.',
    );
  }
  const unlock = await takeLock(files, folder, who.now());
  try {
    const journal = await journalOf(files, folder, stated !== null);
    const created = journal.records.find((record) => record.kind === 'case-created');
    const newer = isNewer(described);
    const readOnly = unlock === null || newer || journal.damaged.length > 0;
    const lost = await lostItems(
      files,
      [path.join(folder, EVIDENCE), path.join(folder, BACKUPS)],
      itemsOf(journal.records),
    );
    const id = described?.id ?? created?.id ?? randomUUID();
    if (!readOnly) {
      await cutTornTail(files, folder, journal);
      if (described === null) await writeCaseFile(files, folder, id, created?.at ?? who.now().toISOString());
    }
    const end = {
      seq: journal.records.at(-1)?.seq ?? 0,
      sum: journal.lastSum,
      bytes: journal.wholeBytes,
    };
    const notices = noticesOf(journal, newer, lost, unlock === null);
    const opened = caseOf(files, folder, who, {
      id,
      records: journal.records,
      notices,
      readOnly,
      end,
      unlock,
    });
    if (readOnly) return opened;
    // A kill between case.json and the first record leaves a case that nothing says anything about.
    if (created === undefined) await opened.append({ kind: 'case-created', identity: noIdentity, id });
    await opened.append({ kind: 'case-opened', computer: who.computer });
    return opened;
  } catch (error) {
    await unlock?.();
    throw error instanceof CaseError ? error : notWritten('The case', error);
  }
}
