/**
 * STATMSG lines: a component writes the status message it sends into its log, with the time in GMT. Beside the
 * local stamp of the line this gives the offset of the server's clock (Q271181), better than a zone word.
 */
import { parseStamp } from './stamp.ts';
import type { ServerTime } from '../time/server-time.ts';

export interface StatusMessage {
  readonly id: number;
  readonly component: string;
  readonly system: string | null;
  readonly site: string | null;
  /** GMT in milliseconds since 1970, null when the field is missing or damaged. */
  readonly gmt: ServerTime | null;
}

// Two articles lost the first letter in print (Q249582, Q297870).
const STATMSG = /S?TATMSG:\s*ID=(\d+)/i;
const COMPONENT = /\bCOMP="([^"]*)"/i;
const SYSTEM = /\bSYS=(\S+)/i;
const SITE = /\bSITE=(\S+)/i;
const GMT = /\bGMTDATE=([A-Z]{3} [A-Z]{3} +\d{1,2} +[\d:.]+ \d{4})/i;

/** Longest step that zone offsets are made of, in minutes. */
const OFFSET_STEP = 15;
const MAX_OFFSET = 14 * 60;

/**
 * Reads a status message out of a log message.
 * @param message text of a log line
 * @returns its fields, or null when the text holds none
 */
export function parseStatusMessage(message: string): StatusMessage | null {
  const id = STATMSG.exec(message);
  if (!id) return null;
  const gmt = GMT.exec(message);
  return {
    id: Number(id[1]),
    component: COMPONENT.exec(message)?.[1] ?? '',
    system: SYSTEM.exec(message)?.[1] ?? null,
    site: SITE.exec(message)?.[1] ?? null,
    gmt: gmt ? (parseStamp(gmt[1] ?? '')?.time ?? null) : null,
  };
}

/**
 * Offset of the server's clock from one status message.
 * @param local stamp of the line in server time
 * @param gmt GMTDATE of the same line
 * @returns minutes to add to UTC, null when the two are too far apart to be one moment
 */
export function offsetFromStatusMessage(local: ServerTime, gmt: ServerTime): number | null {
  const minutes = Math.round((local - gmt) / 60_000 / OFFSET_STEP) * OFFSET_STEP;
  const rest = Math.abs(local - gmt - minutes * 60_000);
  return Math.abs(minutes) <= MAX_OFFSET && rest < 5 * 60_000 ? minutes : null;
}
