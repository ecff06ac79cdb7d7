import type { LogSeverity } from '../contract/log-view.ts';

/**
 * What a line says of itself, by the conventions of the components of SMS. In this order:
 *
 * 1. A STATMSG line has the severity of the status message it reports, `SEV=E`, `SEV=W` or `SEV=I` (Q271181); the
 *    words in its insertion strings are not looked at.
 * 2. The network layer counts: `NAL[1]` error, `NAL[2]` warning, `NAL[4]` information (Q243385, Q239828).
 * 3. The line's own word in front: `WARNING -`, `Warn>:` warning, also when a Win32 code follows (Q248969, Q271181);
 *    `Info>:`, `INFO:` nothing (Q263359, Q270218); `ERROR -`, `Error:`, `Err>` error (Q263359, Q248969).
 * 4. Errors of SQL Server, `SQL Err #` and `SQL Msg #` (Q215059, Q249588); `ERROR:` in capitals inside the line
 *    (Q270218); an exception that was raised (Q308945).
 * 5. A Win32 or error code other than zero: error (Q168510, Q190135). Zero is success.
 * 6. Words for something that did not work (`failed`, `could not`, `cannot`, `unable to`): warning. This last rule is a
 *    judgement, not a convention: `Installation failed and will be retried` (Q267889) is no error by itself.
 */
export function severityOf(message: string): LogSeverity {
  const text = message.length > LONGEST ? message.slice(0, LONGEST) : message;
  const status = STATMSG.exec(text);
  if (status !== null) return BY_LETTER[(status[1] ?? '').toUpperCase()] ?? null;
  const network = NETWORK.exec(text);
  if (network !== null) return BY_LEVEL[network[1] ?? ''] ?? null;
  const own = OWN_WORD.exec(text);
  if (own !== null) {
    const word = (own[1] ?? '').toLowerCase();
    if (word.startsWith('warn')) return 'warning';
    if (word.startsWith('err') || word.startsWith('fatal')) return 'error';
    return codeFails(text) ? 'error' : null;
  }
  if (INSIDE.test(text) || codeFails(text)) return 'error';
  return FAILING.test(text) ? 'warning' : null;
}

/** A STATMSG line is longer than the message it reports; what stands behind this tells nothing new. */
const LONGEST = 8_192;
const STATMSG = /S?TATMSG:.{0,200}?\bSEV=([EWI])\b/i;
const BY_LETTER: Readonly<Record<string, LogSeverity>> = { E: 'error', W: 'warning', I: null };
const NETWORK = /\bNAL\[(\d{1,3})\]/i;
const BY_LEVEL: Readonly<Record<string, LogSeverity>> = { '1': 'error', '2': 'warning' };
/** The word in front, behind line breaks (`~`), arrows, stars and the number in braces of SMS 1.x. */
const OWN_WORD =
  /^[\s~*#$=-]*>?:?\s*(?:\{\d{1,9}\}\s*)?(warn(?:ing)?\b|err(?:or)?(?=\s*[>:-])|fatal\b|error\b(?! codes?\b)|info(?=\s*[>:]))/i;
const INSIDE =
  /\bSQL (?:Err|Msg) ?#|\bERROR[:!]|\bError executing\b|\bexception was raised\b|\baccess violation\b/;
const CODE =
  /\b(?:win32(?: error(?: code)?)?\s{0,2}[=:#]|error code\s{0,2}[=:#]?)\s{0,2}#?(?:0x)?([0-9a-f]{0,9}\d[0-9a-f]{0,9}|(?<=[=:#]\s{0,2})[a-f]{2,3})\b/gi;
const FAILING =
  /\bfail(?:ed|ure|s|ing)?\b|\b(?:could|can) ?not\b|\b(?:couldn't|can't)|\bunable to\b|\bnot authori[sz]ed\b|\baborted\b|\bterminated abnormally\b/i;

function codeFails(text: string): boolean {
  for (const match of text.matchAll(CODE)) if (!/^0+$/.test(match[1] ?? '0')) return true;
  return false;
}

/**
 * Hits of this expression are necessary for a severity: a line without one has none. Text is searched for it a chunk at
 * a time, so that most lines are never looked at one by one.
 */
export const SEVERITY_CANDIDATES =
  /tatmsg:|nal\[|warn|err[o>:\s-]|fatal|info\s*[>:]|sql msg|sql err|exception|access violation|win32|fail|could ?n|can ?not|can't|unable|not author|aborted|abnormally/gi;
