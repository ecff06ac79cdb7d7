/** A thread that reads families of logs straight from the disk. It is bundled into the program as a text. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WatchedText } from '../../engine/evidence/model.ts';
import { readWholeFile } from '../tree/read-file.ts';
import { newLogScanner } from './log-feed.ts';
import { type FamilyScan, scanFamily } from './scan-family.ts';

export interface ScanWorkerData {
  readonly watched: readonly WatchedText[];
  readonly codePage: string;
}

/** A log with the path under which the system knows it. */
export interface DiskLog {
  readonly path: string;
  readonly shown: string;
  readonly disk: string;
}

/** What the thread is asked: to read the logs of one family. */
export type ScanTask = readonly DiskLog[];

export type ScanMessage =
  | { readonly kind: 'file'; readonly shown: string }
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'read' }
  | { readonly kind: 'scanned'; readonly scan: FamilyScan };

/** Progress is told about as often as it is shown. */
const TELL_BYTES = 8 << 20;

function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error('This program runs as a thread of another one.');
  const { watched, codePage } = workerData as ScanWorkerData;
  const scanner = newLogScanner(watched);
  // Whoever cancels ends the whole thread.
  const { signal } = new AbortController();
  const tell = (message: ScanMessage): void => port.postMessage(message);
  let untold = 0;
  const tellBytes = (): void => {
    tell({ kind: 'bytes', bytes: untold });
    untold = 0;
  };
  port.on('message', (task: ScanTask) => {
    const logs = task.map(({ path, shown, disk }) => ({
      path,
      shown,
      read: (until: AbortSignal, take: (chunk: Buffer) => boolean) => readWholeFile(disk, until, take),
    }));
    void scanFamily(logs, {
      scanner,
      codePage,
      signal,
      onFile: (shown) => tell({ kind: 'file', shown }),
      onBytes: (bytes) => {
        untold += bytes;
        if (untold >= TELL_BYTES) tellBytes();
      },
      onRead: () => {
        tellBytes();
        tell({ kind: 'read' });
      },
    }).then((scan) => tell({ kind: 'scanned', scan }));
  });
}

serve();
