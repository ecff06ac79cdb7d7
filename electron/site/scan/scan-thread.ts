import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FamilyScan } from './scan-family.ts';
import type { ScanMessage, ScanTask, ScanWorkerData } from './scan-worker.ts';

/** Text of the bundled thread; only a bundled program has it. */
declare const SCAN_WORKER_PROGRAM: string | undefined;

/** Starting a thread costs as much time as reading about this many bytes. */
const WORTH_A_THREAD = 64 << 20;
/** More threads gain little: the disk or the largest log bounds the rest. */
const MOST_THREADS = 3;

/** How many threads beside this one are worth starting for so much to read. */
export function threadsFor(families: number, bytes: number): number {
  if (typeof SCAN_WORKER_PROGRAM !== 'string') return 0;
  const free = Math.min(availableParallelism(), Math.floor(bytes / WORTH_A_THREAD) + 1, families) - 1;
  return Math.max(0, Math.min(MOST_THREADS, free));
}

export interface ScanListener {
  readonly onFile: (shown: string) => void;
  readonly onBytes: (bytes: number) => void;
  readonly onRead: () => void;
}

/** One thread that reads logs. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #failed: Promise<never>;

  constructor(data: ScanWorkerData) {
    this.#worker = new Worker(String(SCAN_WORKER_PROGRAM), { eval: true, workerData: data });
    this.#failed = new Promise((_, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('The thread that reads logs has ended.')));
    });
    this.#failed.catch(() => {
      // Whoever waits for a scan hears it; a thread that ends after its last scan is missed by nobody.
    });
  }

  /** @throws what ended the thread, if it ends before it has read the logs */
  scan(task: ScanTask, { onFile, onBytes, onRead }: ScanListener): Promise<FamilyScan> {
    const scanned = new Promise<FamilyScan>((resolve) => {
      const hear = (message: ScanMessage): void => {
        if (message.kind === 'file') onFile(message.shown);
        else if (message.kind === 'bytes') onBytes(message.bytes);
        else if (message.kind === 'read') onRead();
        else {
          this.#worker.off('message', hear);
          resolve(message.scan);
        }
      };
      this.#worker.on('message', hear);
      this.#worker.postMessage(task);
    });
    return Promise.race([scanned, this.#failed]);
  }

  /** Ends the thread, whatever it is doing; nobody waits for a read that hangs in the system. */
  end(): void {
    this.#worker.unref();
    this.#worker.terminate().catch(() => {
      // It has ended by itself.
    });
  }
}
