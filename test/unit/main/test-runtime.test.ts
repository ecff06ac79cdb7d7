import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testRuntimeNote } from '../../../electron/main/test-runtime.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-label-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('label of a test build', () => {
  it('is absent on an ordinary runtime', () => {
    expect(testRuntimeNote(undefined, [folder])).toBeNull();
    expect(testRuntimeNote('', [folder])).toBeNull();
  });

  it('comes from the environment first', async () => {
    await writeFile(path.join(folder, 'test-runtime.json'), '{"note":"from the file"}');
    expect(testRuntimeNote('from the environment', [folder])).toBe('from the environment');
  });

  it('comes from the label file in any of the folders', async () => {
    await writeFile(path.join(folder, 'test-runtime.json'), '{"note":"Electron 25.1.1, not for users"}');
    expect(testRuntimeNote(undefined, [path.join(folder, 'none'), folder])).toBe(
      'Electron 25.1.1, not for users',
    );
  });

  it.each(['', '{', '{"notes":1}'])('still says test build when the label file holds %j', async (content) => {
    await writeFile(path.join(folder, 'test-runtime.json'), content);
    expect(testRuntimeNote(undefined, [folder])).toMatch(/^Test build\./);
  });
});
