import { describe, expect, it } from 'vitest';
import path from 'node:path';
import { KnowledgeError } from '../../../electron/knowledge-base/knowledge-error.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import {
  type SharedCondition,
  type StoredEntry,
  withSharedConditions,
} from '../../../electron/knowledge-base/shared-conditions.ts';

const { entries } = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const [entry] = entries;
if (entry === undefined) throw new Error('There is no entry.');
const shared: SharedCondition = {
  id: 'crash',
  role: 'contradicting',
  label: 'It crashed',
  when: { crashNear: { hours: 1 } },
  howToCollect: 'Look.',
};
const using = (use: StoredEntry['conditions'][number]): StoredEntry => ({ ...entry, conditions: [use] });

describe('a shared condition', () => {
  it('takes the place of its use, with the sources of the entry first', () => {
    const { conditions } = withSharedConditions(using({ use: 'crash', sources: ['Q260366'] }), [
      { ...shared, sources: ['judgement'] },
    ]);
    expect(conditions).toEqual([{ ...shared, sources: ['Q260366', 'judgement'] }]);
  });

  it('that there is not is told', () => {
    expect(() => withSharedConditions(using({ use: 'cash' }), [shared])).toThrow(KnowledgeError);
    expect(() => withSharedConditions(using({ use: 'cash' }), [shared])).toThrow(/"cash"/);
  });

  it('without any source is told', () => {
    expect(() => withSharedConditions(using({ use: 'crash' }), [shared])).toThrow(/source/);
  });

  it('is the same for both founding articles but for the article', () => {
    const of = (id: string) =>
      entries.find((item) => item.id === id)?.conditions.find((item) => item.id === 'despooler-waits');
    expect({ ...of('Q260366'), sources: [] }).toEqual({ ...of('Q304381'), sources: [] });
    expect(of('Q304381')?.sources).toEqual(['Q304381', 'judgement']);
  });
});
