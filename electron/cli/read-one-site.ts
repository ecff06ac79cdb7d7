/** Reads a site for a command, and says how to choose where there are several. */
import { evidenceOfCase } from '../case-store/evidence-of-case.ts';
import { EMPTY_EVIDENCE } from '../engine/evidence/empty-evidence.ts';
import type { Answer, SiteEvidence } from '../engine/evidence/model.ts';
import { diskFiles } from '../files/file-operations.ts';
import { SeveralSitesError } from '../site/errors.ts';
import { type ReadSiteOptions, readSite } from '../site/read-site.ts';
import { UsageError } from './failure.ts';

/**
 * The answers that a case holds; a single source that is no case holds none.
 * @param sources as given to the command
 */
export async function answersInCase(sources: readonly string[]): Promise<readonly Answer[]> {
  const [only] = sources;
  if (only === undefined || sources.length > 1) return [];
  return (await evidenceOfCase(diskFiles, only))?.answers ?? [];
}

/**
 * A site can be known by telephone alone, but something must be known of it.
 * @throws UsageError `nothing-to-read`
 */
export function expectSomething(sources: readonly string[], answers: string | undefined): void {
  if (sources.length > 0 || answers !== undefined) return;
  throw new UsageError(
    'nothing-to-read',
    'Nothing was given to read.',
    'Name a folder, a snapshot, a zip, logs or a case, or give answers alone with --answers.',
  );
}

/**
 * @param sources paths of what was collected, or one case; none where only answers count
 * @throws UsageError that names the sites and the option when there are several; what reading throws
 */
export async function readOneSite(
  sources: readonly string[],
  options: ReadSiteOptions,
): Promise<SiteEvidence> {
  const [only] = sources;
  if (only === undefined) return EMPTY_EVIDENCE;
  const ofCase = sources.length > 1 ? null : await evidenceOfCase(diskFiles, only);
  if (ofCase !== null) return ofCase.evidence;
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
