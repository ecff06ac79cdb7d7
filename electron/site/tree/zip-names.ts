/** What the name of a zip entry says about it. */
export type ZipName =
  | { readonly kind: 'file' | 'folder'; readonly segments: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

const DEEPEST = 64;
const LONGEST = 1024;
/** Names that Windows keeps for devices, with any extension: no file of a site server has one. */
const DEVICE =
  /^(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$) *(?:\..*)?$/isu;

/**
 * Judges the name of a zip entry. Nothing of a zip is ever written to disk, yet a name that points out of the
 * archive is not one that a site has: it is refused, so that it cannot pose as a file of the site. Backslashes
 * are taken as separators, as some Windows programs write them.
 */
export function judgeZipName(raw: string): ZipName {
  const name = raw.replaceAll('\\', '/');
  if (name === '') return { kind: 'refused', why: 'It has no name.' };
  if (name.length > LONGEST) return { kind: 'refused', why: 'Its name is too long.' };
  if (name.includes('\0')) return { kind: 'refused', why: 'Its name holds a zero character.' };
  if (name.startsWith('//')) return { kind: 'refused', why: 'Its name points to a network share.' };
  if (name.startsWith('/')) return { kind: 'refused', why: 'Its name begins at the root of a drive.' };
  if (/^[A-Za-z]:/.test(name)) return { kind: 'refused', why: 'Its name begins with a drive.' };
  if (name.includes(':')) return { kind: 'refused', why: 'Its name holds a colon.' };
  const folder = name.endsWith('/');
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return { kind: 'refused', why: 'Its name leads out of the archive.' };
  if (segments.some((segment) => DEVICE.test(segment)))
    return { kind: 'refused', why: 'Its name is one that Windows keeps for a device.' };
  if (segments.some((segment) => /[. ]$/.test(segment)))
    return { kind: 'refused', why: 'Its name ends in a dot or a blank, which no name on Windows does.' };
  if (segments.length > DEEPEST) return { kind: 'refused', why: 'It lies too many folders deep.' };
  if (segments.length === 0)
    return folder ? { kind: 'folder', segments } : { kind: 'refused', why: 'It has no name.' };
  return { kind: folder ? 'folder' : 'file', segments };
}

/** A name made fit to be shown: no control characters, not endless. */
export function showableName(raw: string): string {
  const clean = raw.slice(0, 200).replaceAll(/\p{Cc}/gu, '\uFFFD');
  return raw.length > 200 ? `${clean}…` : clean;
}
