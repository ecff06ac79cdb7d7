import type { ScanPart } from '../../engine/log/scan-part.ts';
import type { LogScanner } from '../../engine/log/scanner.ts';
import { whyUnreadable } from '../errors.ts';
import type { ReadOutcome } from '../tree/tree.ts';
import { type FedLog, LogFeed } from './log-feed.ts';

export interface ReadableLog extends FedLog {
  readonly read: (signal: AbortSignal, take: (chunk: Buffer) => boolean) => Promise<ReadOutcome>;
}

export interface FamilyOptions {
  readonly scanner: LogScanner;
  readonly codePage: string;
  readonly signal: AbortSignal;
  /** Told before a file is read. */
  readonly onFile: (shown: string) => void;
  readonly onBytes: (bytes: number) => void;
  /** Told when a file was read. */
  readonly onRead: () => void;
}

export interface FamilyScan {
  readonly part: ScanPart;
  /** What could not be read, or not wholly. */
  readonly problems: readonly { readonly source: string; readonly why: string }[];
}

/**
 * Reads the logs of one family, one after the other.
 *
 * @throws the signal's reason when cancelled
 */
export async function scanFamily(logs: readonly ReadableLog[], options: FamilyOptions): Promise<FamilyScan> {
  const { scanner, codePage, signal, onFile, onBytes, onRead } = options;
  const problems: { source: string; why: string }[] = [];
  for (const log of logs) {
    onFile(log.shown);
    const feed = new LogFeed(scanner, log, codePage);
    try {
      const outcome = await log.read(signal, (chunk) => {
        feed.take(chunk);
        onBytes(chunk.length);
        return true;
      });
      if (outcome.problem !== null) problems.push({ source: log.shown, why: outcome.problem });
    } catch (error) {
      signal.throwIfAborted();
      problems.push({ source: log.shown, why: whyUnreadable(error) });
      // Nothing of it was read: it is no log that was looked at.
      if (!feed.begun) continue;
    }
    feed.end();
    onRead();
  }
  return { part: scanner.takePart(), problems };
}
