/**
 * Whether a folder answers at all. A share that went away keeps every call to it waiting for a minute and more, and Node
 * has only four threads for files: four such calls and nothing is read any more. So the first look goes by a thread of
 * its own, and whoever asks does not touch the folder until it answered. A thread that hangs inside of Windows ends when
 * Windows gives up; until then the process can be ended only from outside.
 */
import { Worker } from 'node:worker_threads';

export type FolderAnswer =
  /** It is there and is a folder. */
  | { readonly answer: 'folder' }
  /** It is there and is no folder. */
  | { readonly answer: 'file' }
  /** It did not answer within the time. */
  | { readonly answer: 'silent' }
  /** The system said no; `code` is its code (`ENOENT`, `EACCES`). */
  | { readonly answer: 'refused'; readonly code: string };

/** How long a share may take; a sleeping disk needs some ten seconds. */
export const FOLDER_LIMIT_MS = 20_000;

/** Run in the thread. Plain text, so that no bundle has to carry a second file. */
const LOOK = `
const { parentPort, workerData } = require('node:worker_threads');
const { opendirSync, statSync } = require('node:fs');
try {
  if (!statSync(workerData).isDirectory()) parentPort.postMessage({ answer: 'file' });
  else {
    const folder = opendirSync(workerData);
    folder.readSync();
    folder.closeSync();
    parentPort.postMessage({ answer: 'folder' });
  }
} catch (error) {
  parentPort.postMessage({ answer: 'refused', code: String(error.code ?? error.message) });
}
`;

export interface ProbeOptions {
  /** Milliseconds; `FOLDER_LIMIT_MS` when not said. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

/** True for `\\server\share...` (also with forward slashes): a path that may not answer. Not for `\\?\C:\` and `\\.\`. */
export function isUncPath(path: string): boolean {
  const plain = path.replaceAll('/', '\\');
  return /^\\\\[^\\?.][^\\]*\\[^\\]/.test(plain) || /^\\\\\?\\UNC\\/i.test(plain);
}

/**
 * Lists the beginning of a folder in a thread of its own.
 *
 * @param folder absolute path, such as `\\NYSMS01\SMS_CEN`; also works for any other
 * @returns what it answered; never rejects for what the folder does
 * @throws the reason of `signal` when it fires first
 */
export function probeFolder(folder: string, options: ProbeOptions = {}): Promise<FolderAnswer> {
  return probeWith(LOOK, folder, options);
}

/**
 * As `probeFolder`, with the thread's program given: for tests of threads that hang.
 *
 * @throws the reason of `signal` when it fires first
 */
export function probeWith(program: string, folder: string, options: ProbeOptions): Promise<FolderAnswer> {
  const { limitMs = FOLDER_LIMIT_MS, signal } = options;
  return new Promise<FolderAnswer>((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const worker = new Worker(program, { eval: true, workerData: folder });
    // A thread inside of a call that does not return cannot be ended; it must not keep the program from ending.
    worker.unref();
    const settle = (): void => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', cancel);
      void worker.terminate();
    };
    const cancel = (): void => {
      settle();
      reject(signal?.reason as Error);
    };
    const limit = setTimeout(() => {
      settle();
      resolve({ answer: 'silent' });
    }, limitMs);
    signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (answer: FolderAnswer) => {
      settle();
      resolve(answer);
    });
    worker.once('error', (error) => {
      settle();
      resolve({ answer: 'refused', code: error.message });
    });
  });
}
