import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchedTexts } from '../../../electron/engine/knowledge/entry.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { FILE_KINDS, loadFixtures } from '../../fuzz/fixtures.ts';
import { makeInput, runFuzz } from '../../fuzz/run.ts';
import { shrink } from '../../fuzz/shrink.ts';
import { newFolder } from './sites.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const fixtures = loadFixtures(path.join(root, 'assets', 'samples'));

describe('fuzzing', () => {
  it('in a short run finds no fault', async () => {
    const watched = watchedTexts(await loadKnowledge(path.join(root, 'assets')));
    const result = await runFuzz({
      seed: 20010517,
      lines: 20_000,
      files: 1800,
      seconds: null,
      limits: false,
      fixtures,
      watched,
      failures: newFolder(),
      say: () => undefined,
    });
    expect(result.faults).toEqual([]);
    expect(result).toMatchObject({ lines: 20_000, files: 1800 });
  }, 300_000);

  it('has something to damage of every kind, and damages it', () => {
    for (const kind of FILE_KINDS) {
      expect(fixtures.files[kind].length).toBeGreaterThan(0);
      const inputs = [0, 1, 2, 3, 4, 5].map((number) => makeInput({ seed: 1, fixtures }, kind, number).bytes);
      expect(new Set(inputs.map((bytes) => bytes.toString('latin1'))).size).toBeGreaterThan(3);
    }
    expect(fixtures.logLines.length).toBeGreaterThan(500);
  });

  it('makes the same input again from its seed and number', () => {
    const once = makeInput({ seed: 5, fixtures }, 'log', 3);
    const again = makeInput({ seed: 5, fixtures }, 'log', 3);
    const other = makeInput({ seed: 6, fixtures }, 'log', 3);
    expect(again.bytes.equals(once.bytes)).toBe(true);
    expect(other.bytes.equals(once.bytes)).toBe(false);
  });

  it('leaves the smallest input that still fails', async () => {
    const bytes = Buffer.from(`${'x'.repeat(200)}bad${'y'.repeat(300)}`);
    const smallest = await shrink(bytes, (one) => Promise.resolve(one.includes('bad')));
    expect(smallest.toString()).toBe('bad');
  });

  it('writes down what failed, and how to repeat it', async () => {
    const failures = newFolder();
    const said: string[] = [];
    const result = await runFuzz({
      seed: 1,
      lines: 1000,
      files: 0,
      seconds: null,
      limits: false,
      fixtures,
      // A reader that is given nonsense fails on every log.
      watched: null as unknown as [],
      failures,
      say: (line) => said.push(line),
    });
    expect(result.faults).toHaveLength(1);
    // The four logs after the one that failed are left out, and are not told as read.
    expect(result.lines).toBe(200);
    expect(fs.readdirSync(failures)).toEqual(['log-1-0.bin']);
    expect(said.join('\n')).toContain('--seed 1 --only log:0');
  });
});
