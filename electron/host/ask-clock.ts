import type { Unreadable } from '../engine/evidence/model.ts';
import type { ServerTime } from '../engine/time/server-time.ts';
import type { RegistryValue } from '../site/parse/registry.ts';
import { addRegistryValue, emptyRegistryFacts } from '../site/registry-facts.ts';
import { failureOf, sentenceOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import { parseClockLead } from './parse/net-time.ts';
import type { Target } from './server-name.ts';

const MINUTE = 60_000;

export interface AskedClock {
  readonly askedAt: ServerTime | null;
  readonly offsetMinutes: number | null;
  readonly unreadable: readonly Unreadable[];
}

/** Time zone of the server as its registry has it, null when it does not tell. */
function offsetOf(registry: readonly RegistryValue[] | null): number | null {
  const facts = emptyRegistryFacts();
  for (const value of registry ?? []) addRegistryValue(facts, value, '');
  return facts.utcOffset?.minutes ?? null;
}

/**
 * The wall clock of the server. Of another computer it is put together from `net time`, which tells its time as this
 * computer would write it, and from the time zone in its registry.
 *
 * @throws the reason of the signal when it fires
 */
export async function askClock(
  host: Host,
  target: Target,
  registry: readonly RegistryValue[] | null,
  options: RunOptions,
): Promise<AskedClock> {
  const now = (): Date => new Date();
  if (target.name === null) {
    const at = now();
    const offsetMinutes = -at.getTimezoneOffset();
    return { askedAt: at.getTime() + offsetMinutes * MINUTE, offsetMinutes, unreadable: [] };
  }
  const offsetMinutes = offsetOf(registry);
  const command = `net time ${target.label}`;
  const result = await host.run('net', ['time', target.label], options);
  const asked = now();
  const here = asked.getTime() - asked.getTimezoneOffset() * MINUTE;
  const lead = result.ending === 'exited' && result.code === 0 ? parseClockLead(result.output, here) : null;
  if (lead !== null && offsetMinutes !== null)
    return { askedAt: asked.getTime() + lead + offsetMinutes * MINUTE, offsetMinutes, unreadable: [] };
  const why =
    lead === null
      ? `${sentenceOf('net', failureOf('net', result), target)} The time of the server is not known.`
      : 'The time zone of the server is not known, so its time is not either.';
  return { askedAt: null, offsetMinutes, unreadable: [{ source: command, why }] };
}
