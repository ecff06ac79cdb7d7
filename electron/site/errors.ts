import type { FoundSite } from '../contract/ipc.ts';

/** Why a site could not be read at all. */
export type SiteReadErrorCode =
  | 'no-evidence'
  | 'several-sites'
  | 'not-found'
  | 'no-rights'
  | 'not-readable'
  | 'not-a-zip'
  | 'bad-source'
  | 'line-not-found';

/**
 * Nothing of the chosen source could be used. The message names the path; `nextStep` says what to do about it.
 * What is only partly readable is no error: it stands in `SiteEvidence.unreadable`.
 */
export class SiteReadError extends Error {
  readonly code: SiteReadErrorCode;
  readonly nextStep: string;

  constructor(code: SiteReadErrorCode, message: string, nextStep: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SiteReadError';
    this.code = code;
    this.nextStep = nextStep;
  }
}

/** Several sites are in what was chosen, and nothing was read: somebody has to say which is meant. */
export class SeveralSitesError extends SiteReadError {
  readonly sites: readonly FoundSite[];

  constructor(sites: readonly FoundSite[]) {
    const named = sites.map(({ title, place }) => (title === place ? title : `${title} (${place})`));
    super(
      'several-sites',
      `${sites.length} sites were found in what was chosen: ${named.join(', ')}.`,
      'Say which of them is meant. Each site is diagnosed by itself.',
    );
    this.name = 'SeveralSitesError';
    this.sites = sites;
  }
}

/** Code of a system error such as `EACCES`, or null for any other value. */
export function systemCode(error: unknown): string | null {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return null;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'It is no longer there.',
  ENOTDIR: 'A part of its path is no longer a folder.',
  EACCES: 'You have no right to read it.',
  EPERM: 'You have no right to read it.',
  EBUSY: 'Another program keeps it locked.',
  ELOOP: 'It is a link that leads back to itself.',
  EIO: 'The disk or the network reported a read error.',
  ENXIO: 'The disk or the network reported a read error.',
  ENAMETOOLONG: 'Its path is too long for this system.',
  EINVAL: 'The system does not accept its name.',
  EMFILE: 'Too many files are open on this machine.',
  ETIMEDOUT: 'The network did not answer in time.',
  EHOSTUNREACH: 'The server cannot be reached.',
  EHOSTDOWN: 'The server cannot be reached.',
  ENETUNREACH: 'The network cannot be reached.',
  ECONNRESET: 'The network connection was lost.',
  ESTALE: 'The network connection was lost.',
};

/** Says in one sentence why something could not be read. */
export function whyUnreadable(error: unknown): string {
  const code = systemCode(error);
  if (code !== null) return WORDS[code] ?? `It could not be read; the system reported ${code}.`;
  const text = error instanceof Error ? error.message : String(error);
  return `It could not be read: ${text.replace(/\.?$/, '.')}`;
}
