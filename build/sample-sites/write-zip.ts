/**
 * A tree of files as a zip. The bytes depend on nothing but the tree: fixed order, fixed compression, and DOS
 * times that hold the server's own clock. fflate takes the time fields from a Date in the zone of the machine it
 * runs on, so the fields are written over afterwards.
 */
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { clockParts } from './server-clock.ts';
import type { SiteFiles } from './site-files.ts';

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;

/** Any moment that fflate can store; every time field is replaced. */
const PLACEHOLDER = new Date(2001, 5, 15, 12);

export interface ZipOptions {
  /** What stands between the names of folders; some old packers write `\`. */
  readonly separator?: '/' | '\\';
}

/** @returns the zip's bytes, the same on every machine */
export function zipBytes(files: SiteFiles, options: ZipOptions = {}): Uint8Array {
  const separator = options.separator ?? '/';
  const entries = files.entries();
  const input: Zippable = {};
  for (const [path, file] of entries) {
    input[path.replaceAll('/', separator)] = [file.bytes, { level: 9, mtime: PLACEHOLDER, os: 0 }];
  }
  const zip = zipSync(input);
  const times = new Map(entries.map(([path, file]) => [path.replaceAll('/', separator), file.modified]));
  writeTimes(zip, times);
  return zip;
}

function writeTimes(zip: Uint8Array, times: ReadonlyMap<string, ServerTime>): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - END_OF_DIRECTORY_BYTES;
  if (view.getUint32(end, true) !== END_OF_DIRECTORY) throw new Error('The zip does not end as it should.');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== CENTRAL_ENTRY)
      throw new Error('The zip directory is not as it should be.');
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameBytes));
    const time = times.get(name);
    if (time === undefined) throw new Error(`The zip holds "${name}", which the sample site does not.`);
    const local = view.getUint32(at + 42, true);
    const { date, clock } = dosTime(time);
    view.setUint16(at + 12, clock, true);
    view.setUint16(at + 14, date, true);
    view.setUint16(local + 10, clock, true);
    view.setUint16(local + 12, date, true);
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** DOS fields of a wall-clock time; they hold two-second steps from 1980 on. */
function dosTime(time: ServerTime): { readonly date: number; readonly clock: number } {
  const at = clockParts(time);
  return {
    date: ((at.year - 1980) << 9) | (at.month << 5) | at.day,
    clock: (at.hour << 11) | (at.minute << 5) | (at.second >> 1),
  };
}
