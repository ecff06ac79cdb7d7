import { stat } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from '../cancel.ts';
import { systemCode } from '../errors.ts';
import { Patience } from './patience.ts';
import { readWholeFile } from './read-file.ts';
import type { FolderContent, ReadOutcome, SiteTree } from './tree.ts';

/** Single files that were chosen by themselves, from any folders; the names they go by are paths only where two would be the same. */
export class FileTree implements SiteTree {
  readonly kind = 'files';
  readonly timeBase = 'utc';
  readonly label: string;
  readonly problems = [];
  readonly endsIn = null;
  #files = new Map<string, string>();
  readonly #patience = new Patience();

  /** Files of the same name are told apart by the name of their folder, then by a number. */
  constructor(paths: readonly string[]) {
    for (const chosen of new Set(paths.map((one) => path.resolve(one)))) {
      const plain = path.basename(chosen);
      const candidates = [plain, `${path.basename(path.dirname(chosen)) || 'root'}/${plain}`];
      let name = candidates.find((candidate) => !this.#files.has(candidate));
      for (let number = 2; name === undefined; number += 1) {
        if (!this.#files.has(`${number}/${plain}`)) name = `${number}/${plain}`;
      }
      this.#files.set(name, chosen);
    }
    const names = [...this.#files.keys()];
    this.label = names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? '');
  }

  list(): Promise<FolderContent> {
    return Promise.resolve({ folders: [], files: [...this.#files.keys()], count: null, problems: [] });
  }

  async size(inTree: string): Promise<number | null> {
    const absolute = this.#files.get(inTree);
    if (absolute === undefined) return null;
    try {
      return (await this.#patience.wait(() => stat(absolute))).size;
    } catch (error) {
      if (systemCode(error) === null) throw error;
      // Reading it later says why.
      return null;
    }
  }

  read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return untilCancelled(this.#read(inTree, signal, take), signal);
  }

  diskPath(inTree: string): string | null {
    return this.#files.get(inTree) ?? null;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    const absolute = this.#files.get(inTree);
    if (absolute === undefined) throw Object.assign(new Error(`${inTree} is not there`), { code: 'ENOENT' });
    return readWholeFile(absolute, signal, take, this.#patience);
  }
}
