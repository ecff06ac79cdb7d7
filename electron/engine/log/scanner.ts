/**
 * The streaming reader of all logs of a site. It is fed byte strings (one character a byte) in chunks of any
 * split and keeps, in bounded memory, what the reasoning needs: per component its first and last line and its
 * longest silences, the watched texts with their runs, service events and the offset of the server's clock.
 */
import type { LogEvidence, LogFile, Reading, WatchedText } from '../evidence/model.ts';
import type { ServerClock } from '../time/server-time.ts';
import { ByteLines, ByteRoom } from './byte-lines.ts';
import { joinParts, type ScanPart } from './scan-part.ts';
import { SiteLogDigest } from './site-log-digest.ts';
import { TextLines } from './text-lines.ts';
import { WatchList } from './watch-list.ts';

export interface ScanOptions {
  readonly watched: readonly WatchedText[];
  /** Makes byte strings (one character a byte) of stretches of memory, where the host has a fast way. */
  readonly byteStrings?: (memory: Uint8Array) => (start: number, end: number) => string;
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
  private readonly watched: WatchList;
  private digest: SiteLogDigest;
  private readonly byteStrings: (memory: Uint8Array) => (start: number, end: number) => string;
  private decode: (byteString: string) => string = String;
  /** Undefined until bytes come, null on a processor that cannot run the line scanner. */
  private room: ByteRoom | null | undefined = undefined;
  private bytes: ByteLines | null = null;
  private text: TextLines | null = null;

  constructor(options: ScanOptions) {
    this.watched = new WatchList(options.watched);
    this.digest = new SiteLogDigest(this.watched);
    this.byteStrings = options.byteStrings ?? plainByteStrings;
  }

  /** Begins a file; a file that was not ended is ended first by the caller. */
  beginFile(path: string, info: LogFileInfo): void {
    this.digest.beginFile(path, info);
    this.decode = info.decode;
  }

  /** Takes the next bytes of the file. A file is fed with bytes or with text, not with both. */
  pushBytes(chunk: Uint8Array): void {
    this.room = this.room === undefined ? this.newRoom() : this.room;
    if (this.room === null) {
      this.push(this.byteStrings(chunk)(0, chunk.length));
      return;
    }
    this.bytes ??= new ByteLines(this.digest, this.room, this.decode);
    this.bytes.push(chunk);
  }

  private newRoom(): ByteRoom | null {
    try {
      return new ByteRoom(this.watched, this.byteStrings);
    } catch (error) {
      // Processors of before 2008 lack the instructions: the slower reader finds the same.
      if (error instanceof WebAssembly.CompileError) return null;
      throw error;
    }
  }

  /** Takes the next part of the file as a byte string, or as decoded text where `decode` is the identity. */
  push(chunk: string): void {
    this.text ??= new TextLines(this.digest, this.decode);
    this.text.push(chunk);
  }

  /**
   * Ends the file.
   * @param bytes size of the file in bytes
   * @returns what was learned of the file itself
   */
  endFile(bytes: number): LogFile {
    this.bytes?.finish();
    this.text?.finish();
    this.bytes = null;
    this.text = null;
    return this.digest.endFile(bytes);
  }

  /**
   * What was learned since the last part was taken. Between the files of one family no part is taken; parts of a site's
   * families, which may come from several scanners, become one by {@link joinParts}.
   */
  takePart(): ScanPart {
    const part = this.digest.part();
    this.digest = new SiteLogDigest(this.watched);
    return part;
  }

  /** All that was learned, once every file was fed. */
  finish(): ScanResult {
    return joinParts([this.takePart()]);
  }
}

/** As many arguments as every engine takes. */
const ARGUMENTS = 4096;

function plainByteStrings(memory: Uint8Array): (start: number, end: number) => string {
  return (start, end) => {
    let text = '';
    for (let at = start; at < end; at += ARGUMENTS) {
      text += String.fromCharCode(...memory.subarray(at, Math.min(end, at + ARGUMENTS)));
    }
    return text;
  };
}
