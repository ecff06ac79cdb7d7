import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tarEntries } from '../../../build/bootstrap/tar.mjs';
import { tarOf } from './tar-writer.mjs';

/**
 * The archive in chunks of these sizes, over and over.
 * @param {Buffer} archive
 * @param {readonly number[]} sizes
 */
function* chunksOf(archive, sizes) {
  let at = 0;
  for (let turn = 0; at < archive.length; turn++) {
    const size = sizes[turn % sizes.length] ?? archive.length;
    yield archive.subarray(at, at + size);
    at += size;
  }
}

/**
 * Reads all of an archive, or only the contents asked for.
 * @param {Iterable<Buffer>} chunks
 * @param {(name: string) => boolean} [wanted]
 */
async function readAll(chunks, wanted = () => true) {
  const read = [];
  for await (const { name, kind, executable, content } of tarEntries(Readable.from(chunks))) {
    if (!wanted(name)) continue;
    const pieces = [];
    for await (const piece of content) pieces.push(piece);
    read.push({ name, kind, executable, content: Buffer.concat(pieces).toString() });
  }
  return read;
}

describe('reading a tar archive', () => {
  it('gives names, kinds, rights and contents', async () => {
    const archive = tarOf([
      { name: './folder/', folder: true },
      { name: './folder/program', content: 'run me', executable: true },
      { name: 'plain.txt', content: '' },
    ]);
    expect(await readAll([archive])).toEqual([
      { name: 'folder/', kind: 'folder', executable: false, content: '' },
      { name: 'folder/program', kind: 'file', executable: true, content: 'run me' },
      { name: 'plain.txt', kind: 'file', executable: false, content: '' },
    ]);
  });

  it('gives the same however the bytes arrive, and whatever is skipped', async () => {
    const file = fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9]{0,20}(\/[a-z0-9äö]{1,60}){0,4}$/),
      content: fc.string({ maxLength: 1500 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (files, sizes, everySecondOnly) => {
          let turn = 0;
          const wanted = () => !everySecondOnly || turn++ % 2 === 0;
          const read = await readAll(chunksOf(tarOf(files), sizes), wanted);
          const expected = files.filter((_, index) => !everySecondOnly || index % 2 === 0);
          expect(read.map(({ name, content }) => ({ name, content }))).toEqual(
            expected.map(({ name, content }) => ({ name, content: Buffer.from(content).toString() })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['../outside', '/etc/passwd', 'a/../../outside', 'a\\..\\..\\outside'])(
    'refuses the name %s, which leads out of the archive',
    async (name) => {
      await expect(readAll([tarOf([{ name, content: 'x' }])])).rejects.toThrow('leads out of it');
    },
  );

  it('says so when the archive ends too early', async () => {
    const archive = tarOf([{ name: 'file', content: 'x'.repeat(2000) }]);
    await expect(readAll([archive.subarray(0, 1500)])).rejects.toThrow('ends in the middle');
  });
});
