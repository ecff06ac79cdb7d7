/**
 * What the status messages in the logs tell of the site: names of servers, site codes, the offset of the clock. Logs
 * repeat status messages that differ only in numbers and time by the hundred thousand; such a one costs a look-up.
 */
import type { LineRef, Reading } from '../evidence/model.ts';
import { independentCopy } from './independent-copy.ts';
import { tidyMessage } from './line.ts';
import type { DatedClock } from './scan-part.ts';
import { eventOfLine } from './service-events.ts';
import { offsetFromStatusMessage, parseStatusMessage } from './statmsg.ts';

/** A site has few servers and site codes; more of them are not kept. */
export const MAX_NAMES = 50;
const MAX_DULL = 2000;

interface TimedMessage {
  readonly path: string;
  readonly line: number;
  readonly time: number;
  readonly message: () => string;
}

export class StatusNotes {
  private readonly systems = new Map<string, Reading<string>>();
  private readonly sites = new Map<string, Reading<string>>();
  /** Beginnings of messages that tell no event and no new name. */
  private readonly dull = new Set<string>();
  private waiting: TimedMessage[] = [];
  private newest: DatedClock | null = null;

  /** Offset of the server's clock by the newest status message that tells it; null when none does. */
  get clock(): DatedClock | null {
    return this.newest;
  }

  get servers(): readonly Reading<string>[] {
    return [...this.systems.values()];
  }

  get siteCodes(): readonly Reading<string>[] {
    return [...this.sites.values()];
  }

  /** True when a message, of which the beginning is enough, tells no event and no name that is not known yet. */
  isDull(message: string): boolean {
    return this.dull.has(beginningOf(message));
  }

  /** Takes a status message whose line is cited. */
  note(ref: LineRef, message: string): void {
    const status = parseStatusMessage(message);
    if (!status) return;
    const source = { kind: 'log' as const, path: ref.path, line: ref.line };
    keepName(this.systems, status.system, { source, text: ref.text });
    keepName(this.sites, status.site, { source, text: ref.text });
    if (ref.time !== null) this.noteTime(ref.path, ref.line, ref.time, () => message);
    const beginning = beginningOf(message);
    if (this.dull.size < MAX_DULL && beginning !== '' && tellsNothingNew(beginning)) {
      this.dull.add(independentCopy(beginning));
    }
  }

  /**
   * Takes the time of a status message; the newest of a chunk is looked into when the chunk ends.
   * @param message gives the text, as long as the chunk is there
   */
  noteTime(path: string, line: number, time: number, message: () => string): void {
    if (this.newest === null || time >= this.newest.at) this.waiting.push({ path, line, time, message });
  }

  /** Takes the clock out of the newest message that tells it. Before the chunk goes. */
  settle(): void {
    if (this.waiting.length === 0) return;
    // Of several with one time the last counts.
    const newestFirst = this.waiting.reverse().sort((a, b) => b.time - a.time);
    this.waiting = [];
    for (const { path, line, time, message } of newestFirst) {
      const gmt = parseStatusMessage(tidyMessage(message()))?.gmt ?? null;
      const offsetMinutes = gmt === null ? null : offsetFromStatusMessage(time, gmt);
      if (offsetMinutes === null) continue;
      this.newest = { at: time, clock: { offsetMinutes, basis: 'statmsg', source: `${path}:${line}` } };
      return;
    }
  }
}

/** The part up to the process number: what a message is about, without what differs each time. */
function beginningOf(message: string): string {
  const end = message.indexOf(' PID=');
  return end < 0 ? '' : message.slice(0, end);
}

/** Both names are in it and known by now, and it is no start or stop of a service. */
function tellsNothingNew(beginning: string): boolean {
  const status = parseStatusMessage(beginning);
  if (status?.system == null || status.site === null) return false;
  return status.component !== '' && !/GMTDATE/i.test(beginning) && eventOfLine(null, '', beginning) === null;
}

function keepName(
  names: Map<string, Reading<string>>,
  value: string | null,
  where: Omit<Reading<string>, 'value'>,
): void {
  const key = value?.toUpperCase();
  if (value === null || key === undefined || names.size >= MAX_NAMES || names.has(key)) return;
  names.set(independentCopy(key), { ...where, value: independentCopy(value) });
}
