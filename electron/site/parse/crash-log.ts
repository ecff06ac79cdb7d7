import type { ServerTime } from '../../engine/time/server-time.ts';
import { readWrittenTime, timeUnder } from './written-time.ts';

/** Reads the block of `Key = value` lines of a Crash.log (Q223755), line by line. The first block counts. */
export class CrashLogReader {
  time: ServerTime | null = null;
  service: string | null = null;
  thread: string | null = null;
  /** Line of the time, else of the first key found, counted from 1; null when there is none. */
  line: number | null = null;
  #timed = false;

  read(text: string, number: number): void {
    const match = /^\s*(Time|Service name|Thread name)\s*=\s*(.*?)\s*$/i.exec(text);
    if (match === null) return;
    const value = match[2] ?? '';
    const key = (match[1] ?? '').toLowerCase();
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
