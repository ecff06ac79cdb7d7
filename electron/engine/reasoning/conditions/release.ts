/** Is the site's release one that the article lists? */
import type { ReleaseCondition } from '../../knowledge/entry.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';

export function judgeRelease({ in: listed }: ReleaseCondition['release'], { release }: Situation): Judgement {
  const cited = release.sources
    .filter((source) => source.release !== null)
    .map((source) => ({
      fact: `Release ${source.release ?? ''}`,
      source: source.source,
      text: source.value,
    }));
  if (release.candidates.length === 0) {
    return isUnknown('The release is not known.');
  }
  const inside = release.candidates.filter((candidate) => listed.includes(candidate));
  const names = release.candidates.join(' or ');
  if (inside.length === release.candidates.length) {
    return isTrue(`The site runs ${names}, which the article lists.`, firstOfEach(cited));
  }
  if (inside.length === 0) {
    return isFalse(
      `The article is not listed for this release: the site runs ${names}, the article lists ${listed.join(' and ')} only.`,
      firstOfEach(cited),
    );
  }
  return isUnknown(release.dispute ?? 'The sources of the release disagree.', [], cited);
}

/** One citation per release and kind of file is enough; nine version files say the same. */
function firstOfEach<T extends { readonly fact: string; readonly source: string }>(cited: readonly T[]): T[] {
  const seen = new Set<string>();
  return cited.filter((item) => {
    const key = `${item.fact}|${item.source.split('/').at(-1)?.replace(/:\d+$/, '').toLowerCase() ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
