/** The project's own host adapter, with Wine's programs in the place of Windows'. */
import { type Host, createHost } from '../../../electron/host/host.ts';
import type { Starter } from '../../../electron/host/programs.ts';
import type { WinePrefix } from './prefix.ts';

export function wineStarter(prefix: WinePrefix): Starter {
  return (program) => ({ file: 'wine', args: [`${program}.exe`], env: prefix.env, cwd: prefix.driveC });
}

/** The host that the prefix is. */
export function wineHost(prefix: WinePrefix): Host {
  return createHost(wineStarter(prefix));
}
