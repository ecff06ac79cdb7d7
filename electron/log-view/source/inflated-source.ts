import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreadable } from '../../site/errors.ts';
import type { SiteFile } from '../../site/survey.ts';
import { withOpenFile } from './disk-source.ts';
import type { LogSource, Look, ReadAt } from './log-source.ts';

/**
 * A log in a zip. It is taken out into a file of its own in a private folder, so that any part of it can be read, and
 * can be read from while it still comes. The limits of the zip hold; the file is removed when the log is closed.
 */
export class InflatedSource implements LogSource {
  readonly path: string;
  readonly codePage: string;
  readonly diskPath = null;
  readonly expectedBytes: number | null;
  problem: string | null = null;
  readonly #file: string;
  readonly #control = new AbortController();
  readonly #inflating: Promise<void>;
  #more: () => void = () => undefined;
  #bytes = 0;
  #whole = false;

  private constructor(
    { tree, path: inTree, shown }: SiteFile,
    codePage: string,
    file: string,
    expectedBytes: number | null,
  ) {
    this.path = shown;
    this.codePage = codePage;
    this.expectedBytes = expectedBytes;
    this.#file = file;
    // Only for this user: what stands in a log is nobody else's business.
    const target = openSync(file, 'wx', 0o600);
    let failure: unknown = null;
    this.#inflating = tree
      .read(inTree, this.#control.signal, (chunk) => {
        try {
          for (let done = 0; done < chunk.length;) done += writeSync(target, chunk, done);
        } catch (error) {
          failure = error;
          return false;
        }
        this.#bytes += chunk.length;
        this.#more();
        return true;
      })
      .then(
        (outcome) => {
          this.problem =
            failure === null
              ? outcome.problem
              : `It could not be taken out of the zip as a whole. ${whyUnreadable(failure)}`;
        },
        (error: unknown) => {
          this.problem = whyUnreadable(error);
        },
      )
      .finally(() => {
        closeSync(target);
        this.#whole = true;
        this.#more();
      });
  }

  /**
   * Begins to take a log out of its zip.
   * @param file of a zip
   * @param folder private folder, made when it is not there
   * @param number no two logs of the folder may have the same
   */
  static async begin(
    file: SiteFile,
    codePage: string,
    folder: string,
    number: number,
  ): Promise<InflatedSource> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const expected = await file.tree.size(file.path);
    return new InflatedSource(file, codePage, path.join(folder, `${number}.log`), expected);
  }

  look(): Promise<Look> {
    return Promise.resolve({ bytes: this.#bytes, whole: this.#whole, id: 0, writtenAt: 0 });
  }

  withOpen<T>(work: (read: ReadAt) => Promise<T>): Promise<T> {
    return withOpenFile(this.#file, work);
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
}
