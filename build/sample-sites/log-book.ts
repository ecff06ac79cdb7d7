/**
 * Logs as SMS 2.0 writes them: one entry a line, the tail `$$<COMPONENT><stamp zone><thread=DEC (0xHEX)>`
 * (Q248969), CRLF, and at the size limit a rename to `.lo_` (Q241001).
 */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { gmtStamp, logStamp } from './server-clock.ts';
import type { ServerZone } from './server-clock.ts';
import { SiteFiles } from './site-files.ts';
import { ansiBytes } from './text-bytes.ts';

/** One entry before it is written. */
export interface LogEntry {
  /** File name without extension, as spelled on the server (`Despool`). */
  readonly file: string;
  readonly component: string;
  readonly time: ServerTime;
  readonly thread: number;
  readonly message: string;
}

/** A status message, as components repeat it in their own log. */
export interface StatusMessage {
  readonly id: number;
  readonly severity: 'I' | 'W' | 'E';
  readonly strings?: readonly string[];
}

export interface StatusSender {
  readonly component: string;
  readonly server: string;
  readonly siteCode: string;
  readonly process: number;
  readonly thread: number;
}

/** @returns the entry as a line without its line end */
export function logLine(entry: Omit<LogEntry, 'file'>, zone: ServerZone): string {
  const thread = `${entry.thread} (0x${entry.thread.toString(16).toUpperCase()})`;
  return `${entry.message}  $$<${entry.component}><${logStamp(entry.time)} ${zone.words}><thread=${thread}>`;
}

/** @returns the text of a STATMSG entry (Q271181): GMTDATE is the entry's own time on a clock in UTC */
export function statusLine(
  status: StatusMessage,
  sender: StatusSender,
  time: ServerTime,
  zone: ServerZone,
): string {
  const strings = Array.from({ length: 10 }, (_, index) => `ISTR${index}="${status.strings?.[index] ?? ''}"`);
  return (
    `STATMSG: ID=${status.id} SEV=${status.severity} LEV=M SOURCE="SMS Server" COMP="${sender.component}" ` +
    `SYS=${sender.server} SITE=${sender.siteCode} PID=${sender.process} TID=${sender.thread} ` +
    `GMTDATE=${gmtStamp(time, zone)} ${strings.join(' ')} NUMATTRS=0`
  );
}

/** Collects entries in any order and writes the log files. */
export class LogBook {
  readonly #entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.#entries.push(entry);
  }

  /** @returns the entries of one file, oldest first; entries of the same time stay in the order they came */
  entriesOf(file: string): LogEntry[] {
    return this.#entries.filter((entry) => entry.file === file).sort((left, right) => left.time - right.time);
  }

  /** @returns file names without extension, in a fixed order */
  files(): string[] {
    return [...new Set(this.#entries.map((entry) => entry.file))].sort((left, right) =>
      left < right ? -1 : 1,
    );
  }

  /**
   * @param zone zone of the server
   * @param limit bytes at which a file is renamed to `.lo_` (the one before is lost)
   * @returns `<file>.log` and, where the limit was reached, `<file>.lo_`
   */
  write(zone: ServerZone, limit: number): SiteFiles {
    const files = new SiteFiles();
    for (const file of this.files()) {
      let lines: string[] = [];
      let size = 0;
      let last: ServerTime | null = null;
      for (const entry of this.entriesOf(file)) {
        if (size >= limit && last !== null) {
          files.put(`${file}.lo_`, ansiBytes(lines.join('')), last);
          lines = [];
          size = 0;
        }
        const line = `${logLine(entry, zone)}\r\n`;
        lines.push(line);
        size += line.length;
        last = entry.time;
      }
      if (last !== null) files.put(`${file}.log`, ansiBytes(lines.join('')), last);
    }
    return files;
  }
}
