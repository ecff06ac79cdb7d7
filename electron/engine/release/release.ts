/**
 * Releases of SMS 2.0 and the version strings that stand for them. The service pack is the first digit of
 * the fourth group (Q213410, Q266130); a certain build is not required, because SP2, SP3 and SP4 share 1493.
 */

export const RELEASES = ['2.0', '2.0 SP1', '2.0 SP2', '2.0 SP3', '2.0 SP4'] as const;

export type Release = (typeof RELEASES)[number];

export interface ParsedRelease {
  /** Release as written in this project, null when the text tells none. */
  readonly release: Release | null;
  /** The version string in it (`2.00.1493.2009`), null when there is none. */
  readonly build: string | null;
}

const VERSION = /(?<![\d.])(\d{1,2})\.(\d{1,3})\.(\d{4})\.(\d{4})(?![\d.])/;
const SHORT_VERSION = /(?<![\d.])(1239|1380|1493)\.(\d{4})(?![\d.])/;
/** `2.00.1493.2`, as far as somebody read it out; the digit says the service pack. */
const BEGUN = /(?<![\d.])(?:2\.0{1,2}\.)?1493\.([2-9])(?:\.{2,3}|…)?(?![\d.])/;
const SERVICE_PACK = /(?:\bsp|\bservice\s*pack)\s*([1-9])\b/i;
const RTM = /\brtm\b|\brelease\s+to\s+manufacturing\b|\b(?:no|without)\s+service\s+pack\b/i;
const BARE = /^\s*(?:sms\s*)?2\.0+\s*$/i;

/**
 * Understands a release name (`SP2`, `2.0 sp 2`, `Service Pack 2`, `RTM`) or a version string.
 * @param text as found or typed
 * @returns release and version string; both null when the text holds neither
 */
export function parseReleaseText(text: string): ParsedRelease {
  const raw = withPoints(text);
  const full = VERSION.exec(raw);
  if (full) {
    const [build, major, minor, number, last] = full as unknown as [string, string, string, string, string];
    // 2.50 is another product.
    if (Number(major) !== 2 || Number(minor) !== 0) return { release: null, build };
    return { release: releaseOfGroups(number, last), build };
  }
  const short = SHORT_VERSION.exec(raw);
  if (short) {
    const [build, number, last] = short as unknown as [string, string, string];
    return { release: releaseOfGroups(number, last), build };
  }
  const pack = BEGUN.exec(raw) ?? SERVICE_PACK.exec(raw);
  if (pack) return { release: releaseOfServicePack(Number(pack[1])), build: null };
  if (RTM.test(raw) || BARE.test(raw)) return { release: '2.0', build: null };
  return { release: null, build: null };
}

/** The properties of a file show `2,00,1493,2009` on some Windows. */
function withPoints(text: string): string {
  return text.replace(/(?<=\d)\s?,\s?(?=\d)/g, '.');
}

/**
 * The number of a service pack later than those the articles tell of: by its digit in a version string (Q213410), or by its name.
 * @returns null when the text tells an earlier one, or none
 */
export function laterServicePack(text: string): number | null {
  const raw = withPoints(text);
  const groups = VERSION.exec(raw);
  const ofSms2 = groups !== null && Number(groups[1]) === 2 && Number(groups[2]) === 0;
  const last = groups === null ? SHORT_VERSION.exec(raw)?.[2] : ofSms2 ? groups[4] : '0';
  const pack = Number(last?.[0] ?? (BEGUN.exec(raw) ?? SERVICE_PACK.exec(raw))?.[1] ?? 0);
  return pack >= RELEASES.length ? pack : null;
}

/** Build 1380 without a service pack digit is a misprint of SP1 in Q267258. */
function releaseOfGroups(number: string, last: string): Release | null {
  const pack = Number(last[0]);
  if (pack === 0 && number === '1380') return '2.0 SP1';
  return releaseOfServicePack(pack);
}

function releaseOfServicePack(pack: number): Release | null {
  return RELEASES[pack] ?? null;
}

/**
 * Order of two releases.
 * @returns negative when `a` is older, 0 when equal, positive when newer
 */
export function compareReleases(a: Release, b: Release): number {
  return RELEASES.indexOf(a) - RELEASES.indexOf(b);
}

/** True when the text is one of the releases as this project writes them. */
export function isRelease(text: string): text is Release {
  return (RELEASES as readonly string[]).includes(text);
}
