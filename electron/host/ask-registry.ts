import type { Unreadable } from '../engine/evidence/model.ts';
import type { RegistryValue } from '../site/parse/registry.ts';
import { type Failure, failureOf, nextStepOf, sentenceOf } from './failure.ts';
import type { Host, RunOptions, ProgramResult } from './host.ts';
import { type RegQueryAnswer, parseRegQuery } from './parse/reg-query.ts';
import { type Target, before } from './server-name.ts';

const MICROSOFT = 'HKLM\\SOFTWARE\\Microsoft';
const SMS = `${MICROSOFT}\\SMS`;

/** Below `SMS`, each with all that is below it: release (Q272352), site, tracing (Q241001), thread states (Q326589). */
const SMS_PARTS = ['Setup', 'Identification', 'Tracing', 'Components\\SMS_EXECUTIVE\\Threads'] as const;
/** Hotfixes (Q258149), code pages and time zone of the server: missing ones say nothing. */
const OTHER_PARTS = [
  `${MICROSOFT}\\Updates\\SMS 2.0`,
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation',
] as const;

export interface AskedRegistry {
  /** Null when the registry could not be read or holds no SMS. */
  readonly values: readonly RegistryValue[] | null;
  readonly unreadable: readonly Unreadable[];
  /** Why it could not be read at all, null when it could. */
  readonly failure: Failure | null;
}

interface Query {
  readonly command: string;
  readonly answer: RegQueryAnswer | null;
  readonly failure: Failure;
  readonly ending: ProgramResult['ending'];
}

/** True when `keys` names a key directly below `parent`. */
function hasBelow(keys: readonly string[], parent: string, child: string): boolean {
  const end = `\\${parent.split('\\').at(-1) ?? ''}\\${child}`.toLowerCase();
  return keys.some((key) => key.toLowerCase().endsWith(end));
}

/**
 * Reads what the diagnosis uses of a registry. `reg` ends with 1 whether a key is missing or may not be read, and its words
 * are translated; so a key is missing only when the list of its parent's keys does not name it.
 *
 * @throws the reason of the signal when it fires
 */
export async function askRegistry(host: Host, target: Target, options: RunOptions): Promise<AskedRegistry> {
  const query = async (key: string, deep: boolean): Promise<Query> => {
    const args = ['query', `${before(target)}${key}`, ...(deep ? ['/s'] : [])];
    const result = await host.run('reg', args, options);
    const usable = result.ending === 'exited' && result.code === 0;
    return {
      command: ['reg', ...args].join(' '),
      answer: usable ? parseRegQuery(result.output) : null,
      failure: failureOf('reg', result),
      ending: result.ending,
    };
  };
  const told = ({ command, failure }: Query): Unreadable => ({
    source: command,
    why: `${sentenceOf('reg', failure, target)} ${registryStep(failure, target)}`,
  });

  const root = await query(SMS, false);
  if (root.answer === null) {
    const { kind } = root.failure;
    // Only an answer that may mean "there is no such key" is worth another question.
    if (kind !== 'strange') return { values: null, unreadable: [told(root)], failure: root.failure };
    return withoutSms(root, await query(MICROSOFT, false), told, target);
  }

  const values = [...root.answer.values];
  const unreadable: Unreadable[] = [];
  const take = (asked: Query): void => {
    values.push(...(asked.answer?.values ?? []));
    const lines = asked.answer?.strangeLines ?? 0;
    if (lines > 0)
      unreadable.push({ source: asked.command, why: `${lines} of its lines could not be read.` });
  };
  const keys = root.answer.keys;
  const parts = [
    ...SMS_PARTS.map((part) => ({
      key: `${SMS}\\${part}`,
      // Its first part is there: either the rest is missing or it may not be read; a person must look.
      isThere: hasBelow(keys, SMS, part.split('\\')[0] ?? part),
    })),
    ...OTHER_PARTS.map((key) => ({ key, isThere: false })),
  ];
  for (const [index, { key, isThere }] of parts.entries()) {
    const asked = await query(key, true);
    if (asked.answer !== null) {
      take(asked);
      continue;
    }
    if (asked.failure.kind === 'silent') {
      // What does not answer one question does not answer the next, and each would wait as long.
      const notAsked = parts.slice(index + 1).map((part) => part.key);
      const others = notAsked.length === 0 ? '' : ` Not asked for after it: ${notAsked.join(', ')}.`;
      const { source, why } = told(asked);
      unreadable.push({ source, why: `${why}${others}` });
      break;
    }
    if (isThere || !mayMeanMissing(asked)) unreadable.push(told(asked));
  }
  return { values, unreadable, failure: null };
}

/** `reg` ends with 1 and a translated sentence when a key is missing; anything else is a failure of its own. */
function mayMeanMissing({ failure, ending }: Query): boolean {
  return failure.kind === 'strange' && ending === 'exited';
}

/** Tells a computer without SMS from a registry that cannot be read. */
function withoutSms(
  root: Query,
  parent: Query,
  told: (query: Query) => Unreadable,
  target: Target,
): AskedRegistry {
  const microsoft = parent.answer;
  if (microsoft === null) {
    const failure = parent.failure;
    return { values: null, unreadable: [told({ ...parent, command: root.command })], failure };
  }
  if (hasBelow(microsoft.keys, MICROSOFT, 'SMS')) {
    return { values: null, unreadable: [told(root)], failure: root.failure };
  }
  const why = `The registry of ${target.label} has no key of SMS: no site server was installed there.`;
  return { values: null, unreadable: [{ source: root.command, why }], failure: null };
}

/** `reg` needs a service on the other computer that may be stopped (Q261286 shows what that does to a site server). */
function registryStep(failure: Failure, target: Target): string {
  const remote = target.name !== null && (failure.kind === 'unreachable' || failure.kind === 'strange');
  return remote
    ? `The service Remote Registry must run there. ${nextStepOf(failure, target)}`
    : nextStepOf(failure, target);
}
