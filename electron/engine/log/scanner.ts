/**
 * The streaming reader of all logs of a site. It is fed byte strings (one character a byte) in chunks of any
 * split and keeps, in bounded memory, what the reasoning needs: per component its first and last line and its
 * longest silences, the watched texts with their runs, service events and the offset of the server's clock.
 */
import type { LogEvidence, LogFile, Reading, WatchedText } from '../evidence/model.ts';
import type { ServerClock } from '../time/server-time.ts';
import { LineAssembler } from './line-assembler.ts';
import { SiteLogDigest } from './site-log-digest.ts';

export interface ScanOptions {
  readonly watched: readonly WatchedText[];
}

export interface LogFileInfo {
  /** Base name without extension, lower case (`despool`). */
  readonly family: string;
  readonly rolledOver: boolean;
  /** Name of the code page, for display. */
  readonly codePage: string;
  /** Turns a byte string into text. */
  readonly decode: (byteString: string) => string;
}

export interface ScanResult {
  readonly evidence: LogEvidence;
  readonly clock: ServerClock;
  readonly siteCodes: readonly Reading<string>[];
  readonly servers: readonly Reading<string>[];
}

/**
 * One scanner for a whole site. Files of one family are fed with the rolled-over part (`.lo_`) first; families
 * come in any order. Line numbers count LF, as `sed -n` does.
 */
export class LogScanner {
  private readonly digest: SiteLogDigest;
  private assembler: LineAssembler | null = null;

  constructor(options: ScanOptions) {
    this.digest = new SiteLogDigest(options.watched);
  }

  /** Begins a file; a file that was not ended is ended first by the caller. */
  beginFile(path: string, info: LogFileInfo): void {
    this.digest.beginFile(path, info);
    this.assembler = new LineAssembler(this.digest);
  }

  /** Takes the next part of the file: a byte string, or decoded text where `decode` is the identity. */
  push(chunk: string): void {
    this.assembler?.push(chunk);
  }

  /**
   * Ends the file.
   * @param bytes size of the file in bytes
   * @returns what was learned of the file itself
   */
  endFile(bytes: number): LogFile {
    this.assembler?.finish();
    this.assembler = null;
    return this.digest.endFile(bytes);
  }

  /** All that was learned, once every file was fed. */
  finish(): ScanResult {
    return this.digest.finish();
  }
}
