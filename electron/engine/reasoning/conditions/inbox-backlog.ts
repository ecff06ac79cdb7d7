/** Is an inbox backed up? */
import type { InboxBacklogCondition } from '../../knowledge/entry.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import { nameOfSource } from '../../evidence/citing.ts';
import type { Situation } from '../situation.ts';

/** Judges whether an inbox is backed up. */
export function judgeInboxBacklog(
  { path }: InboxBacklogCondition['inboxBacklog'],
  { evidence, inboxes }: Situation,
): Judgement {
  if (!evidence.coverage.inboxes) return isUnknown('The inboxes were not collected.');
  const found = inboxes.filter(({ folder }) => belowInboxes(folder.path) === path);
  const [first] = found;
  if (!first) {
    return isUnknown(`${path} is not in what was read. An empty folder may be left out of a zip.`);
  }
  const cited = found.map(({ folder, assessment }) => ({
    fact: assessment.why,
    source: nameOfSource(folder.source),
    text: folder.source.kind === 'listing' ? folder.path.replaceAll('/', '\\') : folder.path,
  }));
  const because = `${first.folder.path}: ${first.assessment.why}`;
  if (found.some(({ assessment }) => assessment.judgement === 'true')) return isTrue(because, cited);
  if (found.every(({ assessment }) => assessment.judgement === 'false')) return isFalse(because, cited);
  return isUnknown(because, [], cited);
}

function belowInboxes(path: string): string {
  return path.toLowerCase().replace(/^(?:.*\/)?inboxes\//, '');
}
