/** Appends to a journal so that what was acknowledged stays and what failed leaves nothing. */
import type { FileOperations, FileWriter } from '../files/file-operations.ts';
import type { CaseEvent, CaseRecord } from '../engine/case/records.ts';
import { CaseError, notWritten } from './case-error.ts';
import { journalLine } from './journal-format.ts';

export interface JournalEnd {
  readonly seq: number;
  readonly sum: string;
  /** Bytes of the journal that count. */
  readonly bytes: number;
}

export class JournalWriter {
  readonly #files: FileOperations;
  readonly #path: string;
  #end: JournalEnd;
  #writer: FileWriter | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #broken = false;
  #closed = false;

  constructor(files: FileOperations, path: string, end: JournalEnd) {
    this.#files = files;
    this.#path = path;
    this.#end = end;
  }

  /** One after the other, in the order asked for. Resolves when the record is on the disk. */
  append(event: CaseEvent, at: string, by: string): Promise<CaseRecord> {
    if (this.#closed) {
      return Promise.reject(
        new CaseError(
          'case-closed',
          'The case was closed meanwhile, so nothing more is written into it.',
          'Open the case again and look at the step you were at.',
        ),
      );
    }
    const mine = this.#queue.then(() => this.#write(event, at, by));
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  /** Waits for what was asked for, then lets go of the file. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    await this.#writer?.close();
    this.#writer = null;
  }

  async #write(event: CaseEvent, at: string, by: string): Promise<CaseRecord> {
    if (this.#broken) {
      throw new CaseError(
        'case-needs-reopening',
        'An earlier record could not be written, nor taken back. Nothing more is written until the case is opened again.',
        'Close the case, see that the disk has room, and open the case again.',
      );
    }
    const line = journalLine(event, { seq: this.#end.seq + 1, at, by, prev: this.#end.sum });
    try {
      const fresh = this.#writer === null && this.#end.bytes === 0;
      this.#writer ??= await this.#files.append(this.#path);
      await this.#writer.write(line.bytes);
      await this.#writer.flush();
      if (fresh) await this.#files.flushFolder(this.#path.replace(/[\\/][^\\/]*$/, ''));
    } catch (error) {
      await this.#takeBack();
      throw notWritten('A record of the journal', error);
    }
    this.#end = { seq: line.record.seq, sum: line.sum, bytes: this.#end.bytes + line.bytes.length };
    return line.record;
  }

  /** Cuts off whatever of a failed record is there: the next one must not stand behind half a line. */
  async #takeBack(): Promise<void> {
    try {
      await this.#writer?.close();
      this.#writer = null;
      if ((await this.#files.state(this.#path)) !== null) {
        await this.#files.truncate(this.#path, this.#end.bytes);
      }
    } catch {
      // Not swallowed: whoever writes next is told, and opening the case again cuts the journal off.
      this.#writer = null;
      this.#broken = true;
    }
  }
}
