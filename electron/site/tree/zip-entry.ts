/** One entry of a zip, as its table of contents or its own header describes it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly symlink: boolean;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Wall clock time of whoever packed it, in milliseconds; null when the field holds none. */
  readonly time: number | null;
  /** Where the local header begins. */
  readonly headerAt: number;
}

/** Times in a zip are local, in steps of two seconds, from 1980 on. Null for the empty and impossible ones. */
export function dosTime(date: number, time: number): number | null {
  const day = date & 0x1f;
  const month = (date >> 5) & 0xf;
  if (day === 0 || month === 0 || month > 12) return null;
  return Date.UTC(1980 + (date >> 9), month - 1, day, time >> 11, (time >> 5) & 0x3f, (time & 0x1f) * 2);
}
