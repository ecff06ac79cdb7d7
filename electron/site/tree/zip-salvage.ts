import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import { breathe } from '../cancel.ts';
import { systemCode } from '../errors.ts';
import { FileWindow } from './file-window.ts';
import { chunksOf, inflateChunks } from './inflate.ts';
import { type ZipEntry, dosTime } from './zip-entry.ts';
import type { ZipLimits } from './zip-limits.ts';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const HEADER_BYTES = 30;
const CHUNK = 1 << 20;
const ZIP64_FIELD = 1;
const IN_ZIP64 = 0xffffffff;

/** How a salvage ended: every entry found was whole, or one is cut off or damaged. */
export interface SalvageEnd {
  /** Name of the entry that is not whole; null when all are, or when it is not even a name. */
  readonly brokenName: string | null;
  readonly why: string | null;
}

/**
 * Goes through a zip whose table of contents is missing or damaged, from its beginning, entry by entry, and
 * hands on those that are whole. Entries written as a stream do not say their length: they are inflated once
 * to find their end, as far as the limits allow; one that is beyond them ends the search.
 *
 * @throws the system's error, or the signal's reason.
 */
export async function salvageZip(
  handle: FileHandle,
  size: number,
  signal: AbortSignal,
  limits: ZipLimits,
  take: (entry: ZipEntry) => void,
): Promise<SalvageEnd> {
  const near = new FileWindow(handle);
  const inflated = new InflatedBytes(limits);
  let position = 0;
  let count = 0;
  for (;;) {
    count += 1;
    if (count % 64 === 0) await breathe(signal);
    // A copy: what the window gives is valid until it is asked again.
    const header = Buffer.from(await near.bytes(position, HEADER_BYTES));
    if (header.length < 4)
      return { brokenName: null, why: header.length === 0 ? null : 'It ends in a header.' };
    const signature = header.readUInt32LE(0);
    if (signature !== LOCAL_HEADER) {
      if (signature === CENTRAL_HEADER) return { brokenName: null, why: null };
      return { brokenName: null, why: 'What follows is not readable as a zip.' };
    }
    if (header.length < HEADER_BYTES) return { brokenName: null, why: 'It ends in a header.' };
    const flags = header.readUInt16LE(6);
    const method = header.readUInt16LE(8);
    const nameBytes = header.readUInt16LE(26);
    const extraBytes = header.readUInt16LE(28);
    const names = await near.bytes(position + HEADER_BYTES, nameBytes + extraBytes);
    if (names.length < nameBytes + extraBytes) return { brokenName: null, why: 'It ends in a name.' };
    const extra = extraFieldsOf(names.subarray(nameBytes));
    const name = getFileNameLowLevel(flags, names.subarray(0, nameBytes), extra, false);
    const dataAt = position + HEADER_BYTES + nameBytes + extraBytes;

    let bytes = header.readUInt32LE(22);
    let compressedBytes = header.readUInt32LE(18);
    const wide = extra.find((field) => field.id === ZIP64_FIELD)?.data;
    let wideAt = 0;
    if (wide !== undefined && bytes === IN_ZIP64 && wide.length >= wideAt + 8) {
      bytes = Number(wide.readBigUInt64LE(wideAt));
      wideAt += 8;
    }
    if (wide !== undefined && compressedBytes === IN_ZIP64 && wide.length >= wideAt + 8) {
      compressedBytes = Number(wide.readBigUInt64LE(wideAt));
    }
    let crc = header.readUInt32LE(14);
    let nextAt = dataAt + compressedBytes;
    if ((flags & 8) !== 0 && compressedBytes === 0) {
      const end =
        method === 8
          ? await endOfDeflated(handle, dataAt, size, signal, inflated)
          : await endOfStored(handle, dataAt, size, signal);
      if (end === null) return { brokenName: name, why: inflated.tooMuch ?? 'It is cut off or damaged.' };
      ({ bytes, compressedBytes } = end);
      const descriptor = await readDescriptor(near, dataAt + compressedBytes, wide !== undefined);
      if (descriptor === null) return { brokenName: name, why: 'It is cut off.' };
      ({ crc } = descriptor);
      nextAt = descriptor.endsAt;
    } else if (nextAt > size) return { brokenName: name, why: 'It is cut off.' };
    else if ((flags & 8) !== 0) {
      // Sizes are known beforehand, and yet the descriptor follows.
      nextAt = (await readDescriptor(near, nextAt, wide !== undefined))?.endsAt ?? nextAt;
    }
    take({
      name,
      method,
      encrypted: (flags & 1) !== 0,
      symlink: false,
      crc,
      compressedBytes,
      bytes,
      time: dosTime(header.readUInt16LE(12), header.readUInt16LE(10)),
      headerAt: position,
    });
    position = nextAt;
  }
}

function extraFieldsOf(raw: Buffer): { readonly id: number; readonly data: Buffer }[] {
  try {
    return parseExtraFields(raw);
  } catch {
    // yauzl throws on fields that overrun their frame. They only carry additions; the entry does without.
    return [];
  }
}

/** Counts what is inflated only to find where it ends, and says when that is more than a zip may ask for. */
class InflatedBytes {
  tooMuch: string | null = null;
  #limits: ZipLimits;
  #total = 0;

  constructor(limits: ZipLimits) {
    this.#limits = limits;
  }

  /**
   * @param more bytes just inflated
   * @param ofEntry all that its entry has given so far
   * @param passed bytes of the zip from its beginning to where it is read: many small entries together must not
   *   inflate to more than one large one may
   * @returns false when it is enough
   */
  add(more: number, ofEntry: number, passed: number): boolean {
    const { fileBytes, totalBytes, ratio, ratioFrom } = this.#limits;
    this.#total += more;
    if (ofEntry > fileBytes) this.tooMuch = 'It is too large to be read from a zip.';
    else if (this.#total > totalBytes) this.tooMuch = 'The zip holds too much to be read.';
    else if (this.#total > ratioFrom && this.#total > passed * ratio)
      this.tooMuch = 'It is packed so tightly that it looks made to do harm.';
    return this.tooMuch === null;
  }
}

/** Inflates from `dataAt` on and tells where the stream ends by itself; null when it does not, or not soon enough. */
async function endOfDeflated(
  handle: FileHandle,
  dataAt: number,
  size: number,
  signal: AbortSignal,
  inflated: InflatedBytes,
): Promise<{ bytes: number; compressedBytes: number } | null> {
  let bytes = 0;
  let passed = dataAt;
  async function* packed(): AsyncGenerator<Buffer> {
    for await (const chunk of chunksOf(handle, dataAt, size - dataAt, signal)) {
      passed += chunk.length;
      yield chunk;
    }
  }
  try {
    const { whole, packedBytes } = await inflateChunks(packed(), signal, (piece) => {
      bytes += piece.length;
      return inflated.add(piece.length, bytes, passed);
    });
    return whole ? { bytes, compressedBytes: packedBytes } : null;
  } catch (error) {
    signal.throwIfAborted();
    // Data that is not deflated, or ends in the middle: the entry is not whole.
    if (systemCode(error)?.startsWith('Z_') === true) return null;
    throw error;
  }
}

/** Searches for the descriptor whose length field names its own distance; null when there is none. */
async function endOfStored(
  handle: FileHandle,
  dataAt: number,
  size: number,
  signal: AbortSignal,
): Promise<{ bytes: number; compressedBytes: number } | null> {
  const mark = Buffer.from([0x50, 0x4b, 0x07, 0x08]);
  const overlap = 16;
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let position = dataAt; position < size; position += CHUNK - overlap) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, size - position), position);
    const window = buffer.subarray(0, bytesRead);
    for (
      let at = window.indexOf(mark);
      at >= 0 && at + overlap <= bytesRead;
      at = window.indexOf(mark, at + 1)
    ) {
      const length = position + at - dataAt;
      if (window.readUInt32LE(at + 8) === length) return { bytes: length, compressedBytes: length };
    }
    if (position + bytesRead >= size) break;
  }
  return null;
}

/** The descriptor behind the data: with or without signature, with lengths of 4 or 8 bytes. */
async function readDescriptor(
  near: FileWindow,
  position: number,
  wide: boolean,
): Promise<{ crc: number; endsAt: number } | null> {
  const raw = await near.bytes(position, 28);
  if (raw.length < 12) return null;
  const marked = raw.readUInt32LE(0) === DESCRIPTOR;
  const start = marked ? 4 : 0;
  const lengths = wide ? [16, 8] : [8, 16];
  for (const length of lengths) {
    const end = start + 4 + length;
    if (end === raw.length || isHeader(raw, end))
      return { crc: raw.readUInt32LE(start), endsAt: position + end };
  }
  const end = start + 4 + (wide ? 16 : 8);
  return raw.length >= end ? { crc: raw.readUInt32LE(start), endsAt: position + end } : null;
}

function isHeader(raw: Buffer, at: number): boolean {
  if (raw.length < at + 4) return false;
  const signature = raw.readUInt32LE(at);
  return signature === LOCAL_HEADER || signature === CENTRAL_HEADER;
}
