/** Reads tar archives as a stream, with Node's own modules: not every system has a tar program. */

const BLOCK = 512;

/**
 * @typedef {object} TarEntry
 * @property {string} name with forward slashes, without a leading `./`
 * @property {'file' | 'folder' | 'other'} kind
 * @property {number} size bytes
 * @property {boolean} executable
 * @property {AsyncGenerator<Buffer, void>} content read it to its end or not at all; what is not read is skipped
 */

/** Takes exact numbers of bytes from a stream of chunks of any size. */
class ByteSource {
  /** @param {AsyncIterable<Buffer>} chunks */
  constructor(chunks) {
    this.iterator = chunks[Symbol.asyncIterator]();
    /** @type {Buffer} */
    this.rest = Buffer.alloc(0);
  }

  /** @returns {Promise<boolean>} false at the end */
  async more() {
    if (this.rest.length > 0) return true;
    const next = await this.iterator.next();
    if (next.done) return false;
    this.rest = next.value;
    return this.more();
  }

  /**
   * Up to `count` bytes as they come; throws when the archive ends first.
   * @param {number} count
   */
  async *take(count) {
    let left = count;
    while (left > 0) {
      if (!(await this.more())) throw new Error('The archive ends in the middle of a file.');
      const piece = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** @param {number} count */
  async takeWhole(count) {
    const pieces = [];
    for await (const piece of this.take(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 */
function textField(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 */
function numberField(header, start, length) {
  const value = Number.parseInt(textField(header, start, length).trim() || '0', 8);
  if (Number.isNaN(value)) throw new Error('The archive has a header that is not tar.');
  return value;
}

/**
 * The `path` of a pax header, whose records are `<length> <key>=<value>\n`.
 * @param {Buffer} records
 */
function paxPath(records) {
  let at = 0;
  while (at < records.length) {
    const space = records.indexOf(0x20, at);
    const length = Number.parseInt(records.subarray(at, space).toString(), 10);
    if (!(length > 0)) break;
    const record = records.subarray(space + 1, at + length - 1).toString('utf8');
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return null;
}

/**
 * Goes through a tar archive. Read an entry's content before asking for the next one.
 * @param {AsyncIterable<Buffer>} archive unpacked bytes
 * @returns {AsyncGenerator<TarEntry, void>} throws when the archive is damaged or a name leads out of it
 */
export async function* tarEntries(archive) {
  const source = new ByteSource(archive);
  /** @type {string | null} */
  let longName = null;
  while (await source.more()) {
    const header = await source.takeWhole(BLOCK);
    // A block of zeros ends the archive; what follows is padding.
    if (header.every((byte) => byte === 0)) return;
    const size = numberField(header, 124, 12);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    const type = textField(header, 156, 1);
    if (type === 'x' || type === 'L' || type === 'g') {
      const records = await source.takeWhole(size + padding);
      if (type === 'x') longName = paxPath(records.subarray(0, size)) ?? longName;
      if (type === 'L') longName = textField(records, 0, size);
      continue;
    }
    const prefix = textField(header, 257, 5) === 'ustar' ? textField(header, 345, 155) : '';
    const plain = textField(header, 0, 100);
    const name = (longName ?? (prefix === '' ? plain : `${prefix}/${plain}`)).replace(/^(\.\/)+/, '');
    longName = null;
    if (name.startsWith('/') || name.split(/[/\\]/).includes('..')) {
      throw new Error(`The archive has a name that leads out of it: ${name}`);
    }
    const content = source.take(size);
    yield {
      name,
      kind: type === '5' ? 'folder' : type === '0' || type === '' ? 'file' : 'other',
      size,
      executable: (numberField(header, 100, 8) & 0o100) !== 0,
      content,
    };
    // What the caller did not read.
    for await (const piece of content) void piece;
    for await (const piece of source.take(padding)) void piece;
  }
}
