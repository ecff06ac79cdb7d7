import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateAll } from '../../../electron/site/path-names.ts';
import { Complaints } from '../../../electron/site/complaints.ts';
import { untilCancelled } from '../../../electron/site/cancel.ts';
import { crc32, crc32ByTable } from '../../../electron/site/tree/crc32.ts';
import { FolderTree } from '../../../electron/site/tree/folder-tree.ts';
import { newFolder, writeFiles } from './sites.ts';

const NEVER = new AbortController().signal;
const MIB = 2 ** 20;

describe('a file that changes while it is read', () => {
  it('and grows is read up to the size it had, and that is said', async () => {
    const folder = writeFiles({ 'Despool.log': 'x'.repeat(3 * MIB) });
    const tree = await FolderTree.open(folder, NEVER);
    let bytes = 0;
    const outcome = await tree.read('Despool.log', NEVER, (chunk) => {
      if (bytes === 0) fs.appendFileSync(path.join(folder, 'Despool.log'), 'more');
      bytes += chunk.length;
      return true;
    });
    expect(bytes).toBe(3 * MIB);
    expect(outcome).toMatchObject({ bytes: 3 * MIB, problem: expect.stringMatching(/grew/) as string });
  });

  it('and is rolled over gives what was left, and that is said', async () => {
    const folder = writeFiles({ 'Despool.log': 'x'.repeat(5 * MIB) });
    const tree = await FolderTree.open(folder, NEVER);
    let bytes = 0;
    const outcome = await tree.read('Despool.log', NEVER, (chunk) => {
      if (bytes === 0) fs.truncateSync(path.join(folder, 'Despool.log'), 10);
      bytes += chunk.length;
      return true;
    });
    expect(bytes).toBeLessThan(5 * MIB);
    expect(outcome).toMatchObject({ bytes, problem: expect.stringMatching(/shorter/) as string });
  });

  it.each([
    ['shorter behind the last byte', (file: string) => fs.truncateSync(file, 10), /became shorter/],
    [
      'another file',
      (file: string) => {
        fs.renameSync(file, `${file}.lo_`);
        fs.writeFileSync(file, 'new');
      },
      /was replaced or removed/,
    ],
    ['none at all', (file: string) => fs.rmSync(file), /was replaced or removed/],
  ])('and is %s once it was read says so', async (_, change, said) => {
    const folder = writeFiles({ 'Despool.log': 'x'.repeat(1000) });
    const tree = await FolderTree.open(folder, NEVER);
    let bytes = 0;
    const outcome = await tree.read('Despool.log', NEVER, (chunk) => {
      bytes += chunk.length;
      change(path.join(folder, 'Despool.log'));
      return true;
    });
    expect(bytes).toBe(1000);
    expect(outcome).toMatchObject({ bytes: 1000, problem: expect.stringMatching(said) as string });
  });

  it('gives its bytes in order, and stops when told to', async () => {
    const content = Buffer.alloc(3 * MIB + 17, 'abcdefghijk');
    const tree = await FolderTree.open(writeFiles({ 'a.log': content, 'empty.log': '' }), NEVER);
    const chunks: Buffer[] = [];
    await tree.read('a.log', NEVER, (chunk) => chunks.push(Buffer.from(chunk)) > 0);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    const stopped = await tree.read('a.log', NEVER, () => false);
    expect(stopped).toEqual({ bytes: chunks[0]?.length, problem: null });
    expect(chunks.length).toBeGreaterThan(2);
    expect(await tree.read('empty.log', NEVER, () => true)).toEqual({ bytes: 0, problem: null });
  });
});

describe('a folder', () => {
  it('that vanishes after it was opened is no fault of the program', async () => {
    const folder = newFolder();
    const tree = await FolderTree.open(folder, NEVER);
    fs.rmSync(folder, { recursive: true });
    const [located] = (await locateAll([tree], NEVER)).located;
    expect(located?.spot.root).toBe('');
    await expect(tree.list('', { count: false, signal: NEVER })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stops counting when it is cancelled', async () => {
    const folder = newFolder();
    for (let number = 0; number < 1500; number += 1) fs.writeFileSync(path.join(folder, `${number}.ddr`), '');
    const tree = await FolderTree.open(folder, NEVER);
    const controller = new AbortController();
    let counted = 0;
    const listing = tree.list('', {
      count: true,
      signal: controller.signal,
      onCounted: (files) => {
        counted += files;
        controller.abort(new Error('enough'));
      },
    });
    await expect(listing).rejects.toThrow('enough');
    expect(counted).toBeLessThan(600);
  });
});

describe('waiting', () => {
  it('for work that never ends is ended by a cancel', async () => {
    const controller = new AbortController();
    const waiting = untilCancelled(new Promise<void>(() => undefined), controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(untilCancelled(new Promise<void>(() => undefined), controller.signal)).rejects.toThrow(
      'enough',
    );
  });

  it('gives what the work gives, or its failure', async () => {
    expect(await untilCancelled(Promise.resolve(5), NEVER)).toBe(5);
    await expect(untilCancelled(Promise.reject(new Error('no')), NEVER)).rejects.toThrow('no');
  });
});

describe('complaints', () => {
  it('are listed once each and not without end', () => {
    const complaints = new Complaints();
    for (let round = 0; round < 2; round += 1) {
      for (let number = 0; number < 5; number += 1) complaints.add(`file ${number}`, 'It is gone.');
    }
    expect(complaints.list()).toHaveLength(5);
    for (let number = 0; number < 100_000; number += 1) complaints.add(`other ${number}`, 'It is gone.');
    expect(complaints.list()).toHaveLength(201);
    expect(complaints.list().at(-1)?.why).toBe('99805 more could not be used. They are not listed here.');
  });
});

it.each([crc32, crc32ByTable])(
  'the checksum of zip fits the published check value, whole and in parts',
  (sum) => {
    const text = Buffer.from('123456789');
    expect(sum(text)).toBe(0xcbf43926);
    expect(sum(text.subarray(4), sum(text.subarray(0, 4)))).toBe(0xcbf43926);
  },
);
