/** A case as one file, to carry or to archive: `.smscase`, a zip of its folder. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { FileOperations, FileWriter } from '../files/file-operations.ts';
import { CaseError, notWritten } from './case-error.ts';
import { CASE_FILE } from './case-identity-file.ts';
import { type ReadJournal, readJournal } from './journal-format.ts';
import { BACKUPS, EVIDENCE, lostItems } from './kept-items.ts';
import { itemsOf } from './items-of-records.ts';
import { JOURNAL } from './open-case.ts';

/** Name of the file in a pack that says what is missing in it. */
export const UNREADABLE = 'unreadable.txt';
/** Packing larger files smaller takes too long. */
const DEFLATE_UP_TO = 16 * 1024 * 1024;
const KEPT = /^[0-9a-f]{64}$/;

/** Feeds a zip into a file, never holding more than a piece of it. */
class ZipFile {
  readonly #writer: FileWriter;
  readonly #zip: Zip;
  #written: Promise<void> = Promise.resolve();

  constructor(writer: FileWriter) {
    this.#writer = writer;
    this.#zip = new Zip((error, data) => {
      this.#written = this.#written.then(() => {
        if (error !== null) throw error;
        return this.#writer.write(data);
      });
      // Whoever adds next, or ends, is told.
      this.#written.catch(() => undefined);
    });
  }

  async add(name: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const entry = bytes <= DEFLATE_UP_TO ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    this.#zip.add(entry);
    for await (const chunk of chunks) {
      entry.push(chunk, false);
      await this.#written;
    }
    entry.push(new Uint8Array(0), true);
    await this.#written;
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#written;
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

async function whatIsMissing(files: FileOperations, folder: string, journal: ReadJournal): Promise<string> {
  const lost = await lostItems(
    files,
    [path.join(folder, EVIDENCE), path.join(folder, BACKUPS)],
    itemsOf(journal.records),
  );
  return [
    ...journal.damaged.map(({ line, why }) => `Journal, line ${line}: ${why}`),
    ...lost.map((item) => `${item.path} (SHA-256 ${item.sha256}): gone or changed.`),
  ].join('\n');
}

/**
 * Packs a case. Of a damaged one everything that is there is packed as it is, with a list of what cannot be read.
 * @param folder of the case; it may be open
 * @param toFile path of the `.smscase`; one that is there is replaced, whole
 * @throws CaseError when there is no case, or the file could not be written
 */
export async function packCase(files: FileOperations, folder: string, toFile: string): Promise<void> {
  const journalFile = path.join(folder, JOURNAL);
  if ((await files.state(journalFile)) === null) {
    throw new CaseError('not-a-case', `There is no case in ${folder}.`, 'Choose the folder of a case.');
  }
  const bytes = await files.read(journalFile);
  const journal = readJournal(bytes);
  const temporary = path.join(
    path.dirname(toFile),
    `.${path.basename(toFile)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const writer = await files.create(temporary);
    try {
      const zip = new ZipFile(writer);
      const caseFile = path.join(folder, CASE_FILE);
      if ((await files.state(caseFile)) !== null) {
        const identity = await files.read(caseFile);
        await zip.add(CASE_FILE, identity.length, once(identity));
      }
      const whole = bytes.subarray(0, journal.wholeBytes);
      await zip.add(JOURNAL, whole.length, once(whole));
      for (const part of [EVIDENCE, BACKUPS]) {
        const place = path.join(folder, part);
        if ((await files.state(place)) === null) continue;
        for (const name of (await files.list(place)).filter((found) => KEPT.test(found))) {
          const size = (await files.state(path.join(place, name)))?.bytes ?? 0;
          await zip.add(
            `${part}/${name}`,
            size,
            createReadStream(path.join(place, name)) as AsyncIterable<Buffer>,
          );
        }
      }
      const missing = await whatIsMissing(files, folder, journal);
      if (missing !== '') await zip.add(UNREADABLE, missing.length, once(utf8(missing)));
      await zip.end();
      await writer.flush();
    } finally {
      await writer.close();
    }
    await files.rename(temporary, toFile);
    await files.flushFolder(path.dirname(toFile));
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    throw error instanceof CaseError ? error : notWritten(toFile, error);
  }
}
