import type { ServerTime } from '../../engine/time/server-time.ts';
import { LONGEST_PARSED_LINE } from './longest-line.ts';
import { readWrittenTime, timeUnder } from './written-time.ts';

const KEYS: ReadonlySet<string> = new Set(['time', 'service name', 'thread name']);

/** Reads the block of `Key = value` lines of a Crash.log (Q223755), line by line. The first block counts. */
export class CrashLogReader {
  time: ServerTime | null = null;
  service: string | null = null;
  thread: string | null = null;
  /** Line of the time, else of the first key found, counted from 1; null when there is none. */
  line: number | null = null;
  #timed = false;

  read(text: string, number: number): void {
    if (text.length > LONGEST_PARSED_LINE) return;
    const cut = text.indexOf('=');
    const key = text.slice(0, Math.max(0, cut)).trim().toLowerCase();
    if (!KEYS.has(key)) return;
    const value = text.slice(cut + 1).trim();
    this.line ??= number;
    if (key === 'service name') this.service ??= value === '' ? null : value;
    else if (key === 'thread name') this.thread ??= value === '' ? null : value;
    else if (!this.#timed) {
      // SMS writes this one as MM/DD/YYYY in every language.
      const written = readWrittenTime(value);
      this.time = written === null ? null : timeUnder(written.time, 'mdy');
      if (this.time !== null) {
        this.#timed = true;
        this.line = number;
      }
    }
  }
}
