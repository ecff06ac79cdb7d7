import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runExamples } from '../../../electron/engine/knowledge/examples.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';

const assets = path.resolve(import.meta.dirname, '../../../assets');
const knowledge = await loadKnowledge(assets);

describe('the examples of the knowledge entries', () => {
  const results = runExamples(knowledge);

  it('are there for every entry', () => {
    for (const entry of knowledge.entries) {
      expect(results.filter((result) => result.entry === entry.id).length).toBeGreaterThanOrEqual(2);
    }
  });

  it.each(results.map((result) => [`${result.entry}: ${result.name}`, result] as const))(
    '%s',
    (_, result) => {
      expect(result.found, result.whyNot ?? '').toBe(result.expected);
    },
  );
});
