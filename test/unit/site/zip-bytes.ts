import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../electron/site/tree/crc32.ts';

/** An entry of a zip that is written byte by byte, so that it can be anything a hostile program writes. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  readonly method?: 0 | 8 | 12;
  /** Flags besides those that follow from the other fields; 1 is encrypted. */
  readonly flags?: number;
  /** Local wall clock time. */
  readonly time?: readonly [year: number, month: number, day: number, hour: number, minute: number];
  /** Unix mode, such as 0o120777 for a link. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** True: lengths stand behind the data, as programs write that cannot go back. */
  readonly streamed?: boolean;
  /** Length that the table of contents claims, when it lies. */
  readonly claimedBytes?: number;
}

export interface RawZip {
  readonly bytes: Buffer;
  /** Where each entry's local header begins, and where the table of contents does. */
  readonly offsets: readonly number[];
  readonly directoryAt: number;
}

export function rawZip(entries: readonly RawEntry[]): RawZip {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  const put = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name, 'utf8') : entry.name;
    const data = Buffer.from(entry.data ?? '');
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const extra = entry.extra ?? Buffer.alloc(0);
    const flags = (entry.flags ?? 0) | (entry.streamed ? 8 : 0);
    const [year, month, day, hour, minute] = entry.time ?? [2002, 5, 12, 3, 14];
    const date = ((year - 1980) << 9) | (month << 5) | day;
    const time = (hour << 11) | (minute << 5);
    const bytes = entry.claimedBytes ?? data.length;
    offsets.push(at);

    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(time, 10);
    local.writeUInt16LE(date, 12);
    local.writeUInt32LE(entry.streamed ? 0 : crc32(data), 14);
    local.writeUInt32LE(entry.streamed ? 0 : packed.length, 18);
    local.writeUInt32LE(entry.streamed ? 0 : bytes, 22);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    put(Buffer.concat([local, name, extra, packed]));
    if (entry.streamed) {
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc32(data), 4);
      descriptor.writeUInt32LE(packed.length, 8);
      descriptor.writeUInt32LE(bytes, 12);
      put(descriptor);
    }

    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.mode === undefined ? 20 : (3 << 8) | 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt16LE(time, 12);
    central.writeUInt16LE(date, 14);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(bytes, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    if (entry.mode !== undefined) central.writeUInt32LE((entry.mode << 16) >>> 0, 38);
    central.writeUInt32LE(offsets.at(-1) ?? 0, 42);
    directory.push(Buffer.concat([central, name, extra]));
  }
  const directoryAt = at;
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(directoryAt, 16);
  return { bytes: Buffer.concat([...parts, table, end]), offsets, directoryAt };
}
