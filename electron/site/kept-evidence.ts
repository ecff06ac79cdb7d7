/** Evidence as a case keeps it: what the reader once made of a site, as JSON. */
import { readFile } from 'node:fs/promises';
import type { SiteEvidence } from '../engine/evidence/model.ts';
import { SiteReadError } from './errors.ts';

/** Members without which nothing can be weighed. Later versions may add others. */
const NEEDED = [
  'label',
  'siteCodes',
  'servers',
  'clock',
  'releases',
  'logs',
  'inboxes',
  'services',
  'processes',
  'controlFiles',
  'crashes',
  'unreadable',
] as const satisfies readonly (keyof SiteEvidence)[];

const NEXT_STEP = 'Read the site again from where it is, or from a snapshot.';

/**
 * Takes kept evidence up again.
 *
 * @param text JSON of a `SiteEvidence`
 * @throws SiteReadError `not-readable` when it is none
 */
export function parseKeptEvidence(text: string): SiteEvidence {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new SiteReadError(
      'not-readable',
      'The kept evidence of this case cannot be understood.',
      NEXT_STEP,
      error,
    );
  }
  const known = typeof found === 'object' && found !== null ? (found as Partial<SiteEvidence>) : {};
  const missing = NEEDED.filter((name) => known[name] === undefined);
  if (missing.length > 0) {
    throw new SiteReadError(
      'not-readable',
      `The kept evidence of this case is not whole: ${missing.join(', ')} is missing in it.`,
      NEXT_STEP,
    );
  }
  // The case store has compared its SHA-256, so it is what the reader made.
  return found as SiteEvidence;
}

/** @param file as it is kept in the case */
export async function readKeptEvidence(file: string): Promise<SiteEvidence> {
  return parseKeptEvidence(await readFile(file, 'utf8'));
}
