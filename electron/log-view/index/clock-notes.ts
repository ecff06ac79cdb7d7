import { offsetFromStatusMessage, parseStatusMessage } from '../../engine/log/statmsg.ts';

/** What a STATMSG line tells of the clock of a log. */
export interface StatusClock {
  readonly line: number;
  /** Server time of its stamp. */
  readonly time: number;
  readonly offsetMinutes: number;
  /** Zone words of its stamp, null when it has none. */
  readonly zoneWords: string | null;
}

/** Between two lines that are looked at; a clock is set forward or back at most twice a year. */
const OFTEN = 600_000;

/** Remembers what the newest lines of a log tell of its clock. */
export class ClockNotes {
  status: StatusClock | null = null;
  /** Words of the last stamp that had any, as a byte string or text, and where they stand. */
  zone: { readonly words: string; readonly line: number } | null = null;
  /** Time of the last stamp. */
  lastTime = NaN;

  /**
   * Looks at a line that may report a status message.
   * @param line counted from 1
   * @param time its stamp
   */
  noteMessage(message: string, line: number, time: number, zoneWords: () => string | null): void {
    const known = this.status;
    if (known !== null && line > known.line && Math.abs(time - known.time) < OFTEN) return;
    const status = parseStatusMessage(message);
    if (status?.gmt == null) return;
    const offsetMinutes = offsetFromStatusMessage(time, status.gmt);
    if (offsetMinutes === null) return;
    this.status = { line, time, offsetMinutes, zoneWords: zoneWords() };
  }
}
