/** Why a computer did not answer, from the number of a Windows error, and what a person can do about it. */
import type { ProgramResult } from './host.ts';
import type { Target } from './server-name.ts';

export type FailureKind =
  /** It knows us and says no. */
  | 'denied'
  /** It does not accept the account. */
  | 'sign-in'
  /** Windows is connected to it with another account. */
  | 'other-account'
  | 'unreachable'
  /** The computer is there; what answers calls on it is not. */
  | 'no-rpc'
  /** It only speaks what this Windows has switched off. */
  | 'old-protocol'
  | 'silent'
  /** The program that asks is not on this computer. */
  | 'no-program'
  /** An answer that means nothing to this program. */
  | 'strange';

export interface Failure {
  readonly kind: FailureKind;
  /** Windows error, null when none was told. */
  readonly number: number | null;
  /** What the program said itself, shortened; empty when nothing. */
  readonly said: string;
}

/** Windows errors of calls to another computer (winerror.h). */
const KINDS: ReadonlyMap<number, FailureKind> = new Map([
  [5, 'denied'],
  [51, 'unreachable'],
  [53, 'unreachable'],
  [59, 'unreachable'],
  [64, 'unreachable'],
  [65, 'denied'],
  [67, 'unreachable'],
  [86, 'sign-in'],
  [121, 'unreachable'],
  [384, 'old-protocol'],
  [1203, 'unreachable'],
  [1219, 'other-account'],
  [1231, 'unreachable'],
  [1326, 'sign-in'],
  [1327, 'sign-in'],
  [1330, 'sign-in'],
  [1331, 'sign-in'],
  [1385, 'sign-in'],
  [1722, 'no-rpc'],
  [1723, 'no-rpc'],
  [1726, 'no-rpc'],
  [1727, 'no-rpc'],
  [1907, 'sign-in'],
  [1909, 'sign-in'],
]);

/**
 * `reg` and `tasklist` tell no number, only Windows' sentence for it. These are the sentences for the most frequent ones in
 * English, German and French, from memory; in any other language the sentence is passed on as it is.
 */
const SENTENCES: readonly (readonly [RegExp, number])[] = [
  [/access is denied|zugriff verweigert|acc[eè]s refus[eé]/i, 5],
  [
    /network path was not found|netzwerkpfad wurde nicht gefunden|chemin r[eé]seau n.a pas [eé]t[eé] trouv[eé]/i,
    53,
  ],
  [/rpc server is unavailable|rpc-server ist nicht verf.gbar|serveur rpc n.est pas disponible/i, 1722],
  [/user name or (?:bad )?password|benutzername oder (?:das |falsches )?kennwort/i, 1326],
];

const MOST_SAID = 200;

/** The first sentence a program printed, without its own prefix. */
function saidBy(result: ProgramResult): string {
  const lines = `${result.errors}\n${result.output}`.split('\n').map((line) => line.trim());
  const line = lines.find((one) => one !== '') ?? '';
  return line.length > MOST_SAID ? `${line.slice(0, MOST_SAID)} …` : line;
}

/** The error a program told in its text: `[SC] OpenSCManager FAILED 1722:`, `System error 53 has occurred.` */
function numberIn(text: string): number | null {
  const sc = /^\[SC\][^\n\d]*?(\d{1,5})\s*:/m.exec(text)?.[1];
  if (sc !== undefined) return Number(sc);
  for (const [sentence, number] of SENTENCES) if (sentence.test(text)) return number;
  // The one number in the first line, whatever the words around it.
  const numbers = (text.trim().split('\n')[0] ?? '').match(/\b\d{1,5}\b/g) ?? [];
  const only = numbers.length === 1 ? Number(numbers[0]) : null;
  return only !== null && KINDS.has(only) ? only : null;
}

/**
 * The Windows error a program ended with, null when it told none.
 * @param result of `sc`, whose exit code is the error, or of another program, whose text may hold it
 */
export function errorNumber(program: string, result: ProgramResult): number | null {
  // 1 is what it says of wrong arguments, and what Wine's sc says of everything.
  if (program === 'sc' && result.code !== null && result.code > 1) return result.code;
  return numberIn(`${result.errors}\n${result.output}`);
}

/** Why a program's answer cannot be used. */
export function failureOf(program: string, result: ProgramResult): Failure {
  const said = saidBy(result);
  if (result.ending === 'missing' || result.ending === 'refused')
    return { kind: 'no-program', number: null, said };
  if (result.ending === 'time') return { kind: 'silent', number: null, said };
  if (result.ending === 'output') return { kind: 'strange', number: null, said: 'It printed without end.' };
  const number = errorNumber(program, result);
  return { kind: (number === null ? undefined : KINDS.get(number)) ?? 'strange', number, said };
}

const inBrackets = (failure: Failure): string =>
  failure.number === null ? '' : ` (error ${failure.number})`;

/**
 * What happened, in a sentence.
 * @param program that was asked: `reg`
 */
export function sentenceOf(program: string, failure: Failure, target: Target): string {
  const which = target.name === null ? 'This computer' : target.label;
  const number = inBrackets(failure);
  switch (failure.kind) {
    case 'denied':
      return `${which} denied access${number}.`;
    case 'sign-in':
      return `${which} did not accept your account${number}.`;
    case 'other-account':
      return `Windows is already connected to ${target.label} with another account${number}.`;
    case 'unreachable':
      return `${which} was not found on the network${number}.`;
    case 'no-rpc':
      return `${which} does not answer remote calls${number}.`;
    case 'old-protocol':
      return `${which} only speaks SMB 1, which this Windows has switched off${number}.`;
    case 'silent':
      return `${which} did not answer ${program}.exe in time.`;
    case 'no-program':
      return `${program}.exe could not be started on this computer.`;
    case 'strange':
      return failure.said === ''
        ? `${program}.exe gave no answer that can be used${number}.`
        : `${program}.exe gave no answer that can be used${number}. It said: ${failure.said}`;
  }
}

/** What to do about it. */
export function nextStepOf(failure: Failure, target: Target): string {
  const server = target.label;
  const connect = `net use ${server}\\IPC$ /user:DOMAIN\\name`;
  switch (failure.kind) {
    case 'denied':
      return target.name === null
        ? 'Start the wizard as an administrator, then read again.'
        : `You need an account with administrator rights there. Open a command prompt, type "${connect}", then read again. The wizard asks for no password.`;
    case 'sign-in':
      return target.name === null
        ? 'Sign in with an account that may use this computer, then read again.'
        : `Open a command prompt, type "${connect}" with an account of that computer or its domain, then read again. The wizard asks for no password.`;
    case 'other-account':
      return `Open a command prompt and type "net use" to see the connections. End those to ${server} with "net use … /delete", type "${connect}", then read again.`;
    case 'unreachable':
      return `Check the name, and whether ${server} opens in Explorer. Windows NT 4.0 and 2000 need SMB 1, which newer Windows has switched off. Where it cannot be reached, run the collector on the server.`;
    case 'no-rpc':
      return 'Check that the server is running and that no firewall stands between. Its files may still be read: enter its SMS share as the folder. Or run the collector on the server.';
    case 'old-protocol':
      return 'Read from a computer that has SMB 1 switched on, or run the collector on the server.';
    case 'silent':
      return 'Try again when the server is less busy, or run the collector on the server.';
    case 'no-program':
    case 'strange':
      return 'Run the collector on the server and open what it wrote.';
  }
}
