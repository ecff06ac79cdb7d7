import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ListingBatch, type ListingMessage, type ListingTask, serveListings } from './listing-worker.ts';

const PROGRAM = `(${serveListings.toString()})(require('node:fs'), require('node:worker_threads').parentPort)`;

/** Lists a folder and tells its entries batch by batch. */
export interface FolderLister {
  /**
   * @param take gets each batch of entries, all looked at
   * @throws the system's error, `ETIMEDOUT` when nothing was heard for `limitMs`, or the signal's reason
   */
  list(
    folder: string,
    options: { readonly stat: boolean; readonly signal: AbortSignal; readonly limitMs: number },
    take: (batch: ListingBatch) => void,
  ): Promise<void>;
}

/** One thread; it does one task after the other. */
class ListingThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (message: ListingMessage | Error) => void>();

  constructor() {
    this.#worker = new Worker(PROGRAM, { eval: true });
    // A thread with nothing to do must not keep the program from ending.
    this.#worker.unref();
    this.#worker.on('message', (message: ListingMessage) => this.#waiting.get(message.id)?.(message));
    this.#worker.on('error', (error) => {
      for (const hear of this.#waiting.values()) hear(error);
    });
  }

  ask(task: ListingTask, hear: (message: ListingMessage | Error) => void): void {
    this.#waiting.set(task.id, hear);
    this.#worker.ref();
    this.#worker.postMessage(task);
  }

  forget(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  /** Ends the thread. One that hangs in the system ends when the system lets go; nobody waits for it. */
  giveUp(): void {
    this.#waiting.clear();
    this.#worker.unref();
    this.#worker.terminate().catch(() => {
      // It has ended by itself.
    });
  }
}

let lastId = 0;
/** Idle threads, kept for the next listing. */
const idle: ListingThread[] = [];
const MOST_IDLE = 4;

function timedOut(folder: string): Error {
  return Object.assign(new Error(`${folder} did not answer in time`), { code: 'ETIMEDOUT' });
}

/** Lists in threads that are given up when they hang; a long listing is shared between two. */
export const threadLister: FolderLister = {
  list(folder, { stat, signal, limitMs }, take) {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const first = idle.pop() ?? new ListingThread();
      let second: ListingThread | null = null;
      const open = new Map<number, ListingThread>();
      let timer: NodeJS.Timeout | undefined;

      const finish = (error: Error | null): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        const busy = new Set(open.values());
        for (const [id, thread] of open) thread.forget(id);
        for (const thread of second === null ? [first] : [first, second]) {
          if (!busy.has(thread) && idle.length < MOST_IDLE) idle.push(thread);
          else thread.giveUp();
        }
        if (error === null) resolve();
        else reject(error);
      };
      const cancel = (): void => finish(signal.reason as Error);
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => finish(timedOut(folder)), limitMs);
      };
      const ask = (thread: ListingThread, names: string | null): void => {
        lastId += 1;
        open.set(lastId, thread);
        const task = { id: lastId, folder, separator: path.sep, stat, names, share: names === null };
        thread.ask(task, hear);
      };
      const hear = (message: ListingMessage | Error): void => {
        watch();
        try {
          if (message instanceof Error) {
            finish(message);
            return;
          }
          if (!('end' in message)) {
            if (message.unseen) ask((second ??= idle.pop() ?? new ListingThread()), message.names);
            else take(message);
            return;
          }
          open.get(message.id)?.forget(message.id);
          open.delete(message.id);
          if (message.code !== null) {
            finish(Object.assign(new Error(`${folder} cannot be listed`), { code: message.code }));
          } else if (open.size === 0) finish(null);
        } catch (error) {
          finish(error as Error);
        }
      };

      signal.addEventListener('abort', cancel, { once: true });
      watch();
      ask(first, null);
    });
  },
};
