/** Conditions that several entries share: written once in `conditions.yaml`, taken by an entry with `use`. */
import type { EntryCondition, KnowledgeEntry } from '../engine/knowledge/entry.ts';
import { KnowledgeError } from './knowledge-error.ts';

/** As it stands in `conditions.yaml`; the articles that state it may be left to the entries. */
export type SharedCondition = Omit<EntryCondition, 'sources'> & Partial<Pick<EntryCondition, 'sources'>>;

export interface ConditionUse {
  /** Id of the shared condition. */
  readonly use: string;
  /** Stand before the sources of the shared condition. */
  readonly sources?: readonly string[];
}

/** An entry as its file holds it. */
export type StoredEntry = Omit<KnowledgeEntry, 'conditions'> & {
  readonly conditions: readonly (EntryCondition | ConditionUse)[];
};

/**
 * Puts the shared conditions in the place of their uses.
 * @throws KnowledgeError for a use of a condition that there is not, or one without any source
 */
export function withSharedConditions(entry: StoredEntry, shared: readonly SharedCondition[]): KnowledgeEntry {
  const problems: string[] = [];
  const conditions = entry.conditions.flatMap((condition): readonly EntryCondition[] => {
    if (!('use' in condition)) return [condition];
    const found = shared.find((candidate) => candidate.id === condition.use);
    if (found === undefined) {
      problems.push(`${entry.id}: it uses the shared condition "${condition.use}", which there is not.`);
      return [];
    }
    const sources = [...(condition.sources ?? []), ...(found.sources ?? [])];
    if (sources.length === 0) {
      problems.push(`${entry.id}: neither it nor conditions.yaml gives a source of "${condition.use}".`);
    }
    return [{ ...found, sources }];
  });
  if (problems.length > 0) throw new KnowledgeError(problems);
  return { ...entry, conditions };
}
