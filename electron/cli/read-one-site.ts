/** Reads a site for a command, and says how to choose where there are several. */
import type { SiteEvidence } from '../engine/evidence/model.ts';
import { SeveralSitesError } from '../site/errors.ts';
import { type ReadSiteOptions, readSite } from '../site/read-site.ts';
import { UsageError } from './failure.ts';

/**
 * @param sources paths of what was collected
 * @throws UsageError that names the sites and the option when there are several; what reading throws
 */
export async function readOneSite(
  sources: readonly string[],
  options: ReadSiteOptions,
): Promise<SiteEvidence> {
  try {
    return await readSite(sources, options);
  } catch (error) {
    if (!(error instanceof SeveralSitesError)) throw error;
    const [first] = error.sites;
    throw new UsageError(
      error.code,
      error.message,
      `Choose one with --site, such as --site "${first?.id ?? ''}".`,
    );
  }
}
