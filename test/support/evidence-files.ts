/** Looks up what a citation says: the text of `Logs/Despool.log:1042` in the material that was read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';

/** Files of the sources by path with forward slashes, without following links. */
export class EvidenceFiles {
  readonly #files = new Map<string, Uint8Array>();

  /** @param sources paths as given to the command line: folders, zips, single files */
  constructor(sources: readonly string[]) {
    for (const source of sources) {
      if (statSync(source).isDirectory()) this.#addFolder(source, source);
      else if (/\.zip$/i.test(source)) this.#addZip(source);
      else this.#files.set(source.split(sep).join('/'), readFileSync(source));
    }
  }

  /**
   * Lines that a citation may mean, over all files whose path ends as the cited one does.
   * @param path cited path
   * @param line cited line, counted from 1
   * @param around how many lines before and after belong to it, for entries that were broken over lines
   * @returns one text per file, tidied as quotations are: without `~`, blanks collapsed, lower case
   */
  textAt(path: string, line: number, around = 0): string[] {
    const wanted = path.replaceAll('\\', '/').toLowerCase();
    const texts: string[] = [];
    for (const [name, bytes] of this.#files) {
      const own = name.toLowerCase();
      if (own !== wanted && !own.endsWith(`/${wanted}`) && !wanted.endsWith(`/${own}`)) continue;
      const lines = decoded(bytes).split('\n');
      if (line < 1 || line > lines.length) continue;
      texts.push(tidy(lines.slice(Math.max(0, line - 1 - around), line + around).join(' ')));
    }
    return texts;
  }

  #addFolder(root: string, folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.#addFolder(root, path);
      else if (entry.isFile()) this.#files.set(relative(root, path).split(sep).join('/'), readFileSync(path));
    }
  }

  #addZip(path: string): void {
    const entries = unzipSync(readFileSync(path), {
      filter: ({ name }) => /\.(?:lo[g_]|ini|reg|txt|ctl)$/i.test(name),
    });
    for (const [name, bytes] of Object.entries(entries)) this.#files.set(name.replaceAll('\\', '/'), bytes);
  }
}

/** Text as quotations compare it. */
export function tidy(text: string): string {
  return text
    .replaceAll('~', ' ')
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .toLowerCase();
}

function decoded(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const isUtf16 = buffer[0] === 0xff && buffer[1] === 0xfe;
  return isUtf16 ? buffer.subarray(2).toString('utf16le') : buffer.toString('latin1');
}
