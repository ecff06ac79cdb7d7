/** Finds the numbers in a log message that have a meaning of their own, in the forms that SMS writes them. */

export type NumberKind = 'win32' | 'sql' | 'status';

/** A number in a text, from `from` up to but not including `to` (UTF-16 units). */
export interface FoundNumber {
  readonly from: number;
  readonly to: number;
  readonly kind: NumberKind;
  /** 32-bit results (`0x80004005`, `-2147467259`) as unsigned numbers; `0x8007xxxx` as the Win32 number in it. */
  readonly value: number;
}

interface Form {
  readonly kind: NumberKind;
  /** The first group is the number; with the `d` flag, so that its place is known. */
  readonly shape: RegExp;
  /** True when the message must speak of a failure, because the form alone could be anything. */
  readonly amongFailures?: true;
}

const forms: readonly Form[] = [
  // `SQL Msg #2627>`, `SQL Err #10007>`, `SQL message 105, severity 15`, `SQL error 3023`
  { kind: 'sql', shape: /\bSQL\s+(?:Server\s+)?(?:Msg|Err|message|error)\s*#?\s*(\d{1,6})\b/dgi },
  // `STATMSG: ID=4502`, also without its first letter as some copies have it
  { kind: 'status', shape: /\bS?TATMSG:\s*ID=(\d{1,5})\b/dg },
  // `Win32 = 32`, `Win32 error = 32`, `(Win32 error: 2)`
  { kind: 'win32', shape: /\bWin32(?:\s+error)?(?:\s+code)?\s*[=:#]?\s*(\d{1,5})\b/dgi },
  // `reported error 5:`, `error=5`, `error = 8`, `error code 5`, `GetLastError 2`, `GetLastError() = 5`
  {
    kind: 'win32',
    shape:
      /\b(?:error|GetLastError)(?:\s*\(\))?(?:\s+(?:code|number))?\s*[=:#]?\s*(\d{1,5})\b(?!\s*[%,]?\s*(?:times|of|errors))/dgi,
  },
  // `NetGetDCName domain: TEST server return: 2453`
  {
    kind: 'win32',
    shape: /\b(?:Net|WNet|Reg|RAS)[A-Z]\w+\b.*?\breturn(?:ed)?(?:\s+code)?\s*[=:]?\s*(\d{1,5})\b/dg,
  },
  // `Error during WNetAddConnection2 to \\SERVER\SMS_SITE (67).`, `Failed to connect ... (67)`
  { kind: 'win32', shape: /\s\((\d{1,5})\)\.?\s*~*$/dg, amongFailures: true },
  // `returned 0x80004005:`
  { kind: 'win32', shape: /\b(0x[89a-f][0-9a-f]{7})\b/dgi },
  // `-2147024891`
  { kind: 'win32', shape: /(?<![\w.])(-\d{9,10})\b/dg },
];

const failure = /\b(?:error|fail(?:ed|ure)?|cannot|could not|unable)\b/i;

/** Results that hold a Win32 number in their lower half: FACILITY_WIN32 with the error bit. */
const win32Facility = 0x8007;

function valueOf(written: string): number {
  const unsigned = Number(written) >>> 0;
  if (/^(?:0x|-)/i.test(written)) {
    return unsigned >>> 16 === win32Facility ? unsigned & 0xffff : unsigned;
  }
  return Number(written);
}

/** Beyond this a message is data (SQL text, an insertion string), and the search would cost more than it tells. */
const longest = 4_000;

/**
 * Finds numbers in a message.
 * @param text the message without its tail; only its first 4,000 characters are looked at
 * @returns in the order of the text, none overlapping; `SQL Err` wins over the `error` in it
 */
export function findNumbers(text: string): readonly FoundNumber[] {
  const looked = text.slice(0, longest);
  if (!/\d/.test(looked)) return [];
  const found: FoundNumber[] = [];
  for (const { kind, shape, amongFailures } of forms) {
    if (amongFailures && !failure.test(looked)) continue;
    for (const match of looked.matchAll(shape)) {
      const place = match.indices?.[1];
      const written = match[1];
      if (place === undefined || written === undefined) continue;
      const [from, to] = place;
      if (found.some((other) => from < other.to && to > other.from)) continue;
      const value = valueOf(written);
      if (written.startsWith('-') && value < 0x80000000 && value > 0xffff) continue;
      found.push({ from, to, kind, value });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}
