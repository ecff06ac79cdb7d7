import type fs from 'node:fs';
import type { MessagePort } from 'node:worker_threads';

/** What an entry of a folder is; `gone` was there when the folder was listed and no longer when it was looked at. */
export const ENTRY = { other: 0, file: 1, folder: 2, link: 3, gone: 4 } as const;

/** Added to the kind of an entry whose name is not valid text; the name sent shows its bytes as Latin-1. */
export const STRANGE = 8;

/** What a worker is asked: to list a folder, or to look at files that another worker has listed. */
export interface ListingTask {
  readonly id: number;
  readonly folder: string;
  readonly separator: string;
  /** Whether size and time of each file are wanted. */
  readonly stat: boolean;
  /** Names to look at, parted by zeros; null: the folder is listed. */
  readonly names: string | null;
  /** Whether every second batch of a long listing may be given to another worker. */
  readonly share: boolean;
}

/** Some entries of a folder. The arrays are as long as there are names. */
export interface ListingBatch {
  readonly id: number;
  /** Names, parted by zeros. */
  readonly names: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Bytes and milliseconds since 1970 of files; NaN where they could not be had. */
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  /** Index and code of what the system refused to look at. */
  readonly refused: readonly (readonly [number, string])[];
  /** True when another worker is to look at these files. */
  readonly unseen: boolean;
}

/** The listing is done, or the system's code says why not. */
export interface ListingEnd {
  readonly id: number;
  readonly end: true;
  readonly code: string | null;
}

export type ListingMessage = ListingBatch | ListingEnd;

/**
 * Lists folders and looks at their files with blocking calls, in a thread of its own: these are several times cheaper
 * than promised ones, and a thread that hangs on a share can be given up.
 *
 * It is handed to the thread as text, so that it runs alike from the source and from every bundle: it must use nothing
 * but its parameters.
 */
export function serveListings(system: Pick<typeof fs, 'opendirSync' | 'statSync'>, port: MessagePort): void {
  const BATCH = 512;
  /** Files that one thread looks at alone; it takes about as long as starting a second one. */
  const ALONE = 8192;

  interface Open {
    readonly names: string[];
    readonly kinds: number[];
    /** How the system is asked for a name that is not valid text. */
    readonly paths: (Buffer | null)[];
  }

  const codeOf = (error: unknown): string =>
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

  const look = (task: ListingTask, open: Open, unseen: boolean): void => {
    const count = open.names.length;
    if (count === 0) return;
    const kinds = Uint8Array.from(open.kinds);
    const sizes = new Float64Array(count).fill(Number.NaN);
    const times = new Float64Array(count).fill(Number.NaN);
    const refused: [number, string][] = [];
    for (let index = 0; index < count && task.stat && !unseen; index += 1) {
      if (((kinds[index] ?? 0) & 7) !== 1) continue;
      try {
        const file = open.paths[index] ?? `${task.folder}${task.separator}${String(open.names[index])}`;
        const stats = system.statSync(file, { throwIfNoEntry: false });
        if (stats === undefined) kinds[index] = 4;
        else if (!stats.isFile()) kinds[index] = 0;
        else {
          sizes[index] = stats.size;
          times[index] = stats.mtimeMs;
        }
      } catch (error) {
        refused.push([index, codeOf(error)]);
      }
    }
    const batch: ListingBatch = {
      id: task.id,
      names: open.names.join('\0'),
      count,
      kinds,
      sizes,
      times,
      refused,
      unseen,
    };
    port.postMessage(batch, [kinds.buffer, sizes.buffer, times.buffer]);
  };

  const empty = (): Open => ({ names: [], kinds: [], paths: [] });

  const kindOf = (entry: fs.Dirent | fs.Dirent<Buffer>): number =>
    entry.isFile() ? 1 : entry.isDirectory() ? 2 : entry.isSymbolicLink() ? 3 : 0;

  const list = (task: ListingTask): void => {
    const folder = system.opendirSync(task.folder, { bufferSize: 2048 });
    let open = empty();
    let batches = 0;
    let seen = 0;
    let strange = 0;
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (entry.name.includes('\uFFFD')) {
          strange += 1;
          continue;
        }
        open.names.push(entry.name);
        open.kinds.push(kindOf(entry));
        open.paths.push(null);
        if (open.names.length < BATCH) continue;
        seen += BATCH;
        batches += 1;
        look(task, open, task.share && task.stat && seen > ALONE && batches % 2 === 0);
        open = empty();
      }
    } finally {
      folder.closeSync();
    }
    if (strange > 0) listStrange(task, open);
    look(task, open, false);
  };

  /** Names that are not valid text are read once more as bytes. */
  const listStrange = (task: ListingTask, open: Open): void => {
    // The types of this call leave out names as bytes.
    const options = { bufferSize: 2048, encoding: 'buffer' } as unknown as fs.OpenDirOptions;
    const folder = system.opendirSync(task.folder, options);
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        const name = entry.name as unknown as Buffer;
        if (!name.toString('utf8').includes('\uFFFD')) continue;
        open.names.push(name.toString('latin1'));
        open.kinds.push(kindOf(entry) | 8);
        open.paths.push(Buffer.concat([Buffer.from(task.folder + task.separator), name]));
        if (open.names.length < BATCH) continue;
        look(task, open, false);
        open.names.length = 0;
        open.kinds.length = 0;
        open.paths.length = 0;
      }
    } finally {
      folder.closeSync();
    }
  };

  port.on('message', (task: ListingTask) => {
    let code: string | null = null;
    try {
      if (task.names === null) list(task);
      else {
        const names = task.names.split('\0');
        look(task, { names, kinds: names.map(() => 1), paths: names.map(() => null) }, false);
      }
    } catch (error) {
      code = codeOf(error);
    }
    const end: ListingEnd = { id: task.id, end: true, code };
    port.postMessage(end);
  });
}
