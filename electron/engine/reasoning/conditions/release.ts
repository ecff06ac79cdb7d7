/** Is the site's release one that the article lists? */
import type { ReleaseCondition } from '../../knowledge/entry.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';

/** Judges whether the site runs a release that the article lists. */
export function judgeRelease({ in: listed }: ReleaseCondition['release'], { release }: Situation): Judgement {
  const cited = release.sources
    .filter((source) => source.release !== null)
    .map((source) => ({
      fact: `Release ${source.release ?? ''}`,
      source: source.source,
      text: source.value,
    }));
  const { later } = release;
  if (release.candidates.length === 0) {
    if (later === null) return isUnknown('The release is not known.');
    const from = release.sources.filter(({ value }) => value === later);
    return isFalse(
      `The article is not listed for this release: ${later} stands for a later service pack, the article lists ${listed.join(' and ')} only.`,
      mostTelling(from.map(({ value, source }) => ({ fact: `Release ${value}`, source, text: value }))),
    );
  }
  const inside = release.candidates.filter((candidate) => listed.includes(candidate));
  const names = release.candidates.join(' or ');
  if (inside.length === release.candidates.length && later === null) {
    return isTrue(`The site runs ${names}, which the article lists.`, mostTelling(cited));
  }
  if (inside.length === 0) {
    return isFalse(
      `The article is not listed for this release: the site runs ${names}, the article lists ${listed.join(' and ')} only.`,
      mostTelling(cited),
    );
  }
  return isUnknown(release.dispute ?? 'The sources of the release disagree.', [], cited);
}

/** The site server's own number and the base client's say it; nine version files that say the same would bury them. */
function mostTelling<T extends { readonly source: string }>(cited: readonly T[]): readonly T[] {
  const own = cited.filter((item) => !/compver\.ini/i.test(item.source));
  const base = cited.filter((item) => /(?:^|[\\/])base[\\/]compver\.ini/i.test(item.source));
  const best = [...own, ...base];
  return best.length > 0 ? best : cited.slice(0, 1);
}
