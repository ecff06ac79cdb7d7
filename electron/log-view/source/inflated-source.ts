import { closeSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, whyUnreadable } from '../../site/errors.ts';
import type { SiteFile } from '../../site/survey.ts';
import { ZIP_LIMITS } from '../../site/tree/zip-limits.ts';
import { withOpenFile } from './disk-source.ts';
import type { LogSource, Look, ReadAt } from './log-source.ts';
import { ShareAccess } from './share-access.ts';

/** Logs taken out side by side; each needs some two megabytes of memory. */
const MOST_AT_ONCE = 8;

/** What the logs taken out for one view share: a private folder, their turns, and how much all may be together. */
export class Unpacking {
  readonly folder: string;
  /** To the disk of the folder. */
  readonly access = new ShareAccess();
  /** Bytes that may still be taken out; the zip's own limits hold for each log. */
  left: number;
  #running = 0;
  #waiting: (() => void)[] = [];

  /**
   * @param folder is there, and nobody else may look into it
   * @param most bytes of all logs together
   */
  constructor(folder: string, most: number = ZIP_LIMITS.totalBytes) {
    this.folder = folder;
    this.left = most;
  }

  /** Does `work` when it is its turn. */
  async inTurn(work: () => Promise<void>): Promise<void> {
    if (this.#running >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/**
 * A log in a zip. It is taken out into a file of its own in a private folder, so that any part of it can be read, and
 * can be read from while it still comes. The limits of the zip hold; the file is removed when the log is closed.
 */
export class InflatedSource implements LogSource {
  readonly path: string;
  readonly codePage: string;
  expectedBytes: number | null = null;
  problem: string | null = null;
  readonly #file: string;
  readonly #access: ShareAccess;
  readonly #control = new AbortController();
  readonly #inflating: Promise<void>;
  #more: () => void = () => undefined;
  #bytes = 0;
  #whole = false;

  /**
   * Begins to take a log out of its zip.
   * @param file of a zip
   * @param number no two logs of the folder may have the same
   */
  constructor(file: SiteFile, codePage: string, unpacking: Unpacking, number: number) {
    this.path = file.shown;
    this.codePage = codePage;
    this.#access = unpacking.access;
    this.#file = path.join(unpacking.folder, `${number}.log`);
    this.#inflating = unpacking.inTurn(() => this.#inflate(file, unpacking));
  }

  look(): Promise<Look> {
    return Promise.resolve({ bytes: this.#bytes, whole: this.#whole, id: 0, writtenAt: 0 });
  }

  withOpen<T>(work: (read: ReadAt) => Promise<T>): Promise<T> {
    return withOpenFile(this.#file, this.#access, work);
  }

  onMore(listener: () => void): void {
    this.#more = listener;
  }

  async close(): Promise<void> {
    this.#more = () => undefined;
    this.#control.abort(new Error('The log was closed.'));
    await this.#inflating;
    await rm(this.#file, { force: true });
  }

  async #inflate({ tree, path: inTree }: SiteFile, unpacking: Unpacking): Promise<void> {
    const { signal } = this.#control;
    let target: number | null = null;
    const writing: { failure: Error | null } = { failure: null };
    try {
      if (signal.aborted) return;
      this.expectedBytes = await tree.size(inTree);
      // Only for this user: what stands in a log is nobody else's business.
      const file = openSync(this.#file, 'wx', 0o600);
      target = file;
      const outcome = await tree.read(inTree, signal, (chunk) => {
        unpacking.left -= chunk.length;
        if (unpacking.left < 0) return false;
        try {
          for (let done = 0; done < chunk.length;) done += writeSync(file, chunk, done);
        } catch (error) {
          writing.failure = error instanceof Error ? error : new Error(String(error));
          return false;
        }
        this.#bytes += chunk.length;
        this.#more();
        return true;
      });
      if (writing.failure !== null) throw writing.failure;
      this.problem =
        unpacking.left < 0 ? 'The logs in the zip are too large to be shown together.' : outcome.problem;
    } catch (error) {
      this.problem =
        systemCode(error) === 'ENOSPC'
          ? 'The disk for temporary files is full. Free some space and open it again.'
          : whyUnreadable(error);
    } finally {
      if (target !== null) closeSync(target);
      this.#whole = true;
      this.#more();
    }
  }
}
