/** A tree of files in memory, with the modification times that the server's clock showed. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';

export interface SiteFile {
  readonly bytes: Uint8Array;
  readonly modified: ServerTime;
}

/** Files by path; paths use forward slashes and keep the spelling of the server. */
export class SiteFiles {
  readonly #files = new Map<string, SiteFile>();

  /** Puts a file there, in place of one of the same path. */
  put(path: string, bytes: Uint8Array, modified: ServerTime): this {
    this.#files.set(path, { bytes, modified });
    return this;
  }

  /** @returns the file; throws when there is none, since a builder that names a wrong path is a fault */
  get(path: string): SiteFile {
    const file = this.#files.get(path);
    if (!file) throw new Error(`The sample site has no file "${path}".`);
    return file;
  }

  /** Changes the bytes of a file and keeps its time; throws when there is none. */
  edit(path: string, change: (bytes: Uint8Array) => Uint8Array): this {
    const file = this.get(path);
    return this.put(path, change(file.bytes), file.modified);
  }

  /** Takes out every file whose path fits; throws when none does. */
  remove(fits: (path: string) => boolean): this {
    const paths = this.paths().filter(fits);
    if (paths.length === 0) throw new Error('No file of the sample site fits.');
    for (const path of paths) this.#files.delete(path);
    return this;
  }

  /** @returns the same files under other paths */
  renamed(rename: (path: string) => string): SiteFiles {
    const result = new SiteFiles();
    for (const [path, file] of this.entries()) result.put(rename(path), file.bytes, file.modified);
    return result;
  }

  /** Adds all files of another tree below a folder (`''`: at the root). */
  addAll(other: SiteFiles, folder = ''): this {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const [path, file] of other.entries()) this.put(prefix + path, file.bytes, file.modified);
    return this;
  }

  /** @returns paths in a fixed order (by UTF-16 code unit, no locale) */
  paths(): string[] {
    return [...this.#files.keys()].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  }

  /** @returns paths and files in the order of {@link paths} */
  entries(): [string, SiteFile][] {
    return this.paths().map((path) => [path, this.get(path)]);
  }
}
