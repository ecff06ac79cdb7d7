/** Makes small tar archives for tests. */
import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** @param {Buffer} content */
const padded = (content) =>
  Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);

/**
 * @param {{ name: string, type: string, size: number, mode: number }} entry
 */
function header({ name, type, size, mode }) {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100);
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write('ustar\0' + '00', 257);
  return block;
}

/**
 * A tar archive; names too long for its header get a pax record, as tar programs write them.
 * @param {readonly { name: string, content?: Buffer | string, executable?: boolean, folder?: boolean }[]} files
 * @returns {Buffer}
 */
export function tarOf(files) {
  const parts = files.flatMap(({ name, content = '', executable = false, folder = false }) => {
    const bytes = Buffer.from(content);
    const mode = executable ? 0o755 : 0o644;
    const own = [
      header({ name: name.slice(0, 100), type: folder ? '5' : '0', size: bytes.length, mode }),
      padded(bytes),
    ];
    if (Buffer.byteLength(name) <= 100) return own;
    const text = ` path=${name}\n`;
    let length = Buffer.byteLength(text);
    length += String(length + String(length).length).length;
    const record = Buffer.from(`${String(length)}${text}`);
    return [header({ name: 'pax', type: 'x', size: record.length, mode: 0o644 }), padded(record), ...own];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/**
 * The same, compressed.
 * @param {Parameters<typeof tarOf>[0]} files
 */
export const tarGzOf = (files) => gzipSync(tarOf(files));
