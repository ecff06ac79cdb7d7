import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { SeveralSitesError } from '../site/errors.ts';
import { SiteReadError } from '../site/errors.ts';

/** True when the words of a found site name this one; `CEN on NYSMS01` names CEN and NYSMS01. */
function names(title: string, name: string): boolean {
  return title
    .toUpperCase()
    .split(/[^\p{L}\p{N}_-]+/u)
    .includes(name.toUpperCase());
}

/**
 * The one of several found sites that is the open one: by site code and server, as far as each is known.
 * @param several what the reading of an earlier collection found
 * @param open the site that is open
 * @returns its id
 * @throws SiteReadError `several-sites` when none of them, or more than one, is the open one
 */
export function siteLike(several: SeveralSitesError, open: Diagnosis['site']): string {
  const known = [open.code, open.server].flatMap((name) => (name === null ? [] : [name]));
  const like = several.sites.filter(({ title }) => known.every((name) => names(title, name)));
  const [only] = like;
  if (known.length > 0 && only !== undefined && like.length === 1) return only.id;
  const meant =
    known.length === 0 ? 'the open site, of which no code and no server is known' : known.join(' on ');
  throw new SiteReadError(
    'several-sites',
    `${several.message} None of them is ${meant}.`,
    'Choose the folder or snapshot of the earlier collection of this site by itself.',
  );
}
