/** What was asked of a running site server, beside the files of its SMS directory. Types only: nothing here runs. */
import type { DiskReading, ProcessReading, ServiceReading, Unreadable } from '../engine/evidence/model.ts';
import type { ServerTime } from '../engine/time/server-time.ts';
import type { RegistryValue } from './parse/registry.ts';

/** Null means: it was asked for and could not be had; `unreadable` then says why. */
export interface LiveFacts {
  /** As shown and cited: `\\NYSMS01`, or `this computer`. */
  readonly label: string;
  /** SMS directory to be read with it, null when none was found. */
  readonly folder: string | null;
  readonly registry: readonly RegistryValue[] | null;
  readonly services: readonly ServiceReading[] | null;
  readonly processes: readonly ProcessReading[] | null;
  readonly disks: readonly DiskReading[];
  /** Wall clock of the server when it was asked, null when it could not be told. */
  readonly askedAt: ServerTime | null;
  /** Minutes to add to UTC to get the time of the server, null when not known. */
  readonly offsetMinutes: number | null;
  readonly unreadable: readonly Unreadable[];
}
