/** The headline of a diagnosis where the age of the evidence is told beside it. */
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';

/** The sentences that the engine adds about stale evidence, from the first of them on. */
const aboutAge =
  / (?:This holds for .+?; |A service pack may have been put on since\. The newest |The newest (?:line|file) is ).*$/s;

/** The headline without what it says of the age of the evidence. */
export function bareHeadline({ headline, age }: Pick<Diagnosis, 'headline' | 'age'>): string {
  return age.stale ? headline.replace(aboutAge, '') : headline;
}
