import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../build/bootstrap/places.mjs';
import { icoOf } from '../../../build/icons/ico.mjs';

const icon = (/** @type {string} */ name) => readFileSync(inProject('assets', 'icons', name));
const PNG_SIGNATURE = '89504e470d0a1a0a';

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('have the size %i in the file of that name', (size) => {
    const png = icon(`${String(size)}x${String(size)}.png`);
    expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it('are in the Windows icon, each where its directory says', () => {
    const ico = icon('icon.ico');
    const count = ico.readUInt16LE(4);
    const sizes = [];
    for (let i = 0; i < count; i++) {
      const entry = 6 + 16 * i;
      const length = ico.readUInt32LE(entry + 8);
      const offset = ico.readUInt32LE(entry + 12);
      const size = ico.readUInt8(entry) || 256;
      sizes.push(size);
      expect(ico.subarray(offset, offset + length)).toEqual(icon(`${String(size)}x${String(size)}.png`));
    }
    expect(sizes).toContain(16);
    expect(sizes).toContain(256);
  });

  it('write 256 pixels as 0, which is what the format asks for', () => {
    const ico = icoOf([{ size: 256, png: Buffer.from('png') }]);
    expect(ico.readUInt8(6)).toBe(0);
    expect(ico.subarray(22).toString()).toBe('png');
  });
});
