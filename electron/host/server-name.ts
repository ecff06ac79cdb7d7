/** Which computer is meant, and how it goes into an argument. */
import { HostError } from './host-error.ts';

/** The computer that is asked. */
export interface Target {
  /** Name or address without backslashes, null for this computer. */
  readonly name: string | null;
  /** `\\NYSMS01`, or `this computer`. */
  readonly label: string;
}

const MOST_CHARACTERS = 255;
/**
 * Letters, digits, hyphens and underscores, in parts with dots between: computer names, DNS names, IPv4 addresses. Nothing
 * else can pass for an option, a path or a second argument.
 */
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62}))*$/u;

/**
 * @param server as typed: `NYSMS01`, `\\NYSMS01`, `10.0.0.4`; empty or `.`: this computer
 * @throws HostError `server-name` when that can be no computer
 */
export function targetOf(server: string): Target {
  const name = server.trim().replace(/^\\\\/, '');
  if (name === '' || name === '.') return { name: null, label: 'this computer' };
  if (name.length > MOST_CHARACTERS || !NAME.test(name)) {
    throw new HostError(
      'server-name',
      'That is not the name or the address of a computer.',
      'Type the name alone, such as NYSMS01 or 10.0.0.4, without a share or a folder.',
    );
  }
  return { name, label: `\\\\${name}` };
}

/** The computer's place in front of a name: `\\NYSMS01\`, or nothing for this computer. */
export function before(target: Target): string {
  return target.name === null ? '' : `\\\\${target.name}\\`;
}
