/** Says what each part of a version number means, or which release a name stands for (Q213410, Q266130). */
import { parseReleaseText } from './release.ts';

/** What a number or name says; the shape of `ReleaseExplanation` in the contract with the window. */
export interface ExplainedRelease {
  /** `2.0 SP2`, null when the text tells none. */
  readonly release: string | null;
  readonly parts: readonly { readonly text: string; readonly meaning: string }[];
  readonly note: string | null;
}

/** Builds and what they were shipped as: Q213410, Q250850, Q266130, Q268238, Q268803. */
const BUILDS: ReadonlyMap<string, string> = new Map([
  ['1239', 'build 1239, which SMS 2.0 was released with'],
  ['1380', 'build 1380, which is Service Pack 1'],
  ['1493', 'build 1493, which Service Pack 2, 3 and 4 have in common: the last group tells them apart'],
]);

/** Numbers that are printed somewhere, with what they belong to. */
const PRINTED: ReadonlyMap<string, string> = new Map([
  ['1239.0000', 'This is the number of SMS 2.0 as it was released (Q213410).'],
  ['1380.1000', 'This is the number of Service Pack 1 (Q250850).'],
  ['1493.2000', 'This is the number of Service Pack 2 as it was released (Q268803).'],
  [
    '1493.2009',
    'This is the number of the base client of Service Pack 2, as compver.ini shows it (Q266130).',
  ],
  [
    '1493.3004',
    'This is the number of the base client of Service Pack 3, as compver.ini shows it (Q266130).',
  ],
  [
    '1493.3009',
    'A release candidate of Service Pack 3 has this number. If the site runs it, hotfix Q289000 brings it to the full Service Pack 3.',
  ],
  [
    '1493.4009',
    'This is the number of the base client of Service Pack 4, as compver.ini shows it (Q266130).',
  ],
  [
    '1239.2000',
    'Q213410 prints this number as an example for Service Pack 2; the real one has build 1493 (Q268803).',
  ],
]);

/**
 * Explains a version string or the name of a release.
 * @param text as typed or read out
 */
export function explainRelease(text: string): ExplainedRelease {
  const { release, build } = parseReleaseText(text);
  if (build !== null) return explainNumber(build, release);
  if (release !== null)
    return { release, parts: [{ text: text.trim(), meaning: nameOf(release) }], note: null };
  const typed = text.trim();
  if (typed === '') return { release: null, parts: [], note: null };
  const short = /(?<![\d.])(?:2\.0{1,2}\.)?(1239|1380)(?![\d.])/.exec(typed)?.[1];
  if (short !== undefined) {
    const told = short === '1239' ? '2.0' : '2.0 SP1';
    return {
      release: null,
      parts: [{ text: short, meaning: BUILDS.get(short) ?? '' }],
      note: `That build belongs to ${told}. Read out the last group of the number too, or choose the release.`,
    };
  }
  if (/(?<![\d.])(?:2\.0{1,2}\.)?1493(?![\d.])/.test(typed)) {
    return {
      release: null,
      parts: [{ text: '1493', meaning: BUILDS.get('1493') ?? '' }],
      note: 'Read out the last group of four digits as well. Its first digit is the service pack.',
    };
  }
  return {
    release: null,
    parts: [],
    note: 'That is neither a release nor a version number of SMS 2.0. Write SP2, or a number such as 2.00.1493.2009.',
  };
}

function explainNumber(build: string, release: string | null): ExplainedRelease {
  const groups = build.split('.');
  const last = groups.at(-1) ?? '';
  const number = groups.at(-2) ?? '';
  const version = groups.slice(0, -2).join('.');
  const parts: { text: string; meaning: string }[] = [];
  if (version !== '') {
    parts.push({
      text: version,
      meaning: Number(version.split('.')[0]) === 2 ? 'SMS 2.0' : 'another version than SMS 2.0',
    });
  }
  if (version !== '' && Number(version.split('.')[0]) !== 2) {
    return { release: null, parts, note: 'This program knows SMS 2.0 only.' };
  }
  parts.push({ text: number, meaning: BUILDS.get(number) ?? `build ${number}` });
  parts.push({ text: last[0] ?? '', meaning: servicePack(last[0] ?? '', number) });
  parts.push({ text: last.slice(1), meaning: restOf(last) });
  return { release, parts, note: PRINTED.get(`${number}.${last}`) ?? noteOf(release) };
}

function servicePack(digit: string, number: string): string {
  if (digit === '0') {
    return number === '1380'
      ? 'no service pack by the rule, but build 1380 is Service Pack 1 (Q267258 prints it so)'
      : 'no service pack';
  }
  return Number(digit) <= 4
    ? `Service Pack ${digit}`
    : `Service Pack ${digit} by the rule of Q213410, of which no article here tells`;
}

/** Second digit 4 to 9: International Client Pack; last three digits 001 to 399: hotfix (Q213410). */
function restOf(last: string): string {
  const rest = Number(last.slice(1));
  if (rest === 0) return 'as it was released';
  if (Number(last[1]) >= 4) return 'International Client Pack (Q213410)';
  return rest <= 399 ? 'number of a fix or of a component (Q213410, Q266130)' : 'number of a component';
}

function noteOf(release: string | null): string | null {
  return release === null
    ? 'This number tells no release that the articles here know. Look whether it was read out right.'
    : null;
}

function nameOf(release: string): string {
  return release === '2.0' ? 'SMS 2.0 without a service pack' : `SMS 2.0 Service Pack ${release.slice(-1)}`;
}
