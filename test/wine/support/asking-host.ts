/**
 * The host that a prefix is, with stand-ins for the two questions that Wine 8 cannot answer: `sc queryex` and `tasklist` (see
 * `test/wine/programs/asking.c`). All else, and everything that changes something, is Wine's own.
 */
import { type Host, createHost } from '../../../electron/host/host.ts';
import { wineHost } from './host.ts';
import type { WinePrefix } from './prefix.ts';
import { windowsProgram } from './program.ts';

export async function askingHost(prefix: WinePrefix): Promise<Host> {
  const asking = await windowsProgram('asking');
  const standIn = createHost(
    (program) => ({ file: 'wine', args: [asking, program], env: prefix.env, cwd: prefix.driveC }),
    'cp437',
  );
  const own = wineHost(prefix);
  return {
    run: (program, args, options) => {
      const cannot = program === 'tasklist' || (program === 'sc' && args[0] === 'queryex');
      return (cannot ? standIn : own).run(program, args, options);
    },
  };
}
