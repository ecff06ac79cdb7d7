/** What a second reading cannot show yet, and what would. */
import type { Diagnosis, Finding } from '../reasoning/diagnosis.ts';
import type { FactChange } from './comparison.ts';
import { list } from './compare-words.ts';

interface StillToSeeInput {
  readonly before: Diagnosis;
  readonly after: Diagnosis;
  readonly facts: readonly FactChange[];
}

/** One sentence for each thing that is still to be seen after a fault no longer shows. */
export function stillToSee(
  { before, after, facts }: StillToSeeInput,
  flipped: readonly Finding[],
): readonly string[] {
  const { release } = after.site;
  const listed = flipped.filter((finding) => release !== null && finding.appliesTo.includes(release));
  const [first] = listed;
  const cures = first?.fixedIn == null ? '' : ` ${first.fixedIn} ends it.`;
  const backups = facts.find((fact) => fact.id === 'backup-end');
  const afterBackup =
    listed.some((finding) => finding.conditions.some((condition) => condition.id === 'backup-before')) &&
    backups?.change !== 'changed';
  return [
    ...(first === undefined
      ? []
      : [
          `Still to be seen: the site still runs ${release ?? ''}, for which ${list(listed.map(({ id }) => id))} is listed, so it can come back.${cures}`,
        ]),
    ...(afterBackup
      ? [
          'Still to be seen: no backup ended between the two readings. Read the site once more after the next one.',
        ]
      : []),
    ...(before.site.release !== null && release === null
      ? ['Still to be seen: the second reading does not tell the release.']
      : []),
  ];
}
