/**
 * Server time: what the wall clock of the site server showed, counted in milliseconds as if that clock ran
 * in UTC. SMS writes its logs in local time with a zone *name* that may be wrong (Q303279), so stamps are
 * kept as they were read; an offset is applied only where two clocks must be compared.
 */
export type ServerTime = number;

/** Offset of the server's wall clock from UTC in minutes, and how it was found. */
export interface ServerClock {
  /** Minutes to add to UTC to get server time (-240 for Eastern Daylight Time); null when nothing tells. */
  readonly offsetMinutes: number | null;
  /**
   * `statmsg`: a STATMSG line's GMTDATE beside its local stamp; `file-times`: dates of logs beside their last stamps; `zone-name`: the
   * zone words of a stamp.
   */
  readonly basis: 'statmsg' | 'snapshot' | 'file-times' | 'zone-name' | 'none';
  /** Where it was read, such as `Logs/Sinvproc.log:12`; null when nothing tells. */
  readonly source: string | null;
}
