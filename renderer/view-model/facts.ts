/** "What we know", in groups. */
import type { FactState, KnownFact } from '../../electron/engine/reasoning/diagnosis.ts';
import type { PageId } from './pages.ts';
import { dateAndTime } from './time.ts';

export interface FactGroup {
  readonly id: KnownFact['group'];
  readonly title: string;
  readonly facts: readonly KnownFact[];
}

const titles: Readonly<Record<KnownFact['group'], string>> = {
  site: 'Site',
  version: 'Version',
  logs: 'Logs',
  inboxes: 'Inboxes',
  services: 'Services',
  backup: 'Backup',
};

/** Facts in the order of the pages; groups without facts are left out. */
export function factGroups(facts: readonly KnownFact[]): readonly FactGroup[] {
  return (Object.keys(titles) as KnownFact['group'][])
    .map((id) => ({ id, title: titles[id], facts: facts.filter((fact) => fact.group === id) }))
    .filter((group) => group.facts.length > 0);
}

/** The group that belongs to a page; the first one for pages that are about all of them. */
export function factGroupOf(page: PageId): KnownFact['group'] {
  return page === 'version' || page === 'logs' || page === 'inboxes' || page === 'services' ? page : 'site';
}

/** The value as it is shown: machine times become readable; null when it only repeats that nothing was collected. */
export function factValue(fact: KnownFact): string | null {
  if (fact.state === 'not-collected' && /^not collected\.?$/i.test(fact.value)) return null;
  return fact.value.replace(/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?/g, (time) => dateAndTime(time));
}

const stateWords: Readonly<Record<FactState, string>> = {
  known: 'Known',
  disputed: 'Disputed',
  'not-collected': 'Not collected',
  answered: 'Answered',
};

/** The word for a fact's state. */
export function factStateWord(state: FactState): string {
  return stateWords[state];
}
