/** Is an inbox backed up? */
import type { InboxBacklogCondition } from '../../knowledge/entry.ts';
import { belowInboxes } from '../../answers/answer-ids.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import { nameOfSource } from '../../evidence/citing.ts';
import type { Situation } from '../situation.ts';

/** Judges whether an inbox is backed up. */
export function judgeInboxBacklog(
  { path }: InboxBacklogCondition['inboxBacklog'],
  { evidence, inboxes }: Situation,
): Judgement {
  const found = inboxes.filter(({ folder }) => belowInboxes(folder.path) === path);
  const [first] = found;
  if (!first) {
    if (!evidence.coverage.inboxes) return isUnknown('The inboxes were not collected.');
    return isUnknown(`${path} is not in what was read. An empty folder may be left out of a zip.`);
  }
  const cited = found.map(({ folder, assessment }) => ({
    fact: assessment.why,
    source: nameOfSource(folder.source),
    text: folder.source.kind === 'folder' ? folder.path : folder.path.replaceAll('/', '\\'),
  }));
  const rule = first.assessment.rule;
  const because = `${first.folder.path}: ${first.assessment.why}${rule === null ? '' : ` The rule: ${rule.text}.`}`;
  if (found.some(({ assessment }) => assessment.judgement === 'true')) return isTrue(because, cited);
  if (found.every(({ assessment }) => assessment.judgement === 'false')) return isFalse(because, cited);
  return isUnknown(because, [], cited);
}
