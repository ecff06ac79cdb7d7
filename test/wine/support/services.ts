/** Services of a prefix, made of `test/wine/programs/service.c`. */
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { WinePrefix } from './prefix.ts';
import { windowsProgram } from './program.ts';
import { wine } from './run.ts';

/**
 * How a service takes being stopped: at once, after some milliseconds, with STOP_PENDING for ever, or not at all.
 */
export type ServiceManner = 'ok' | `slow ${number}` | 'hang' | 'ignore';

/** State code of the service manager: 1 stopped, 3 stop pending, 4 running. */
export interface ServiceNow {
  readonly state: number;
  /** 0 without a process. Wine keeps the old one after a kill until the next start. */
  readonly pid: number;
}

const LIMIT_MS = 20_000;

async function succeed(prefix: WinePrefix, program: string, args: readonly string[]): Promise<string> {
  const result = await wine(prefix, program, args, { limitMs: LIMIT_MS });
  if (result.code !== 0) {
    throw new Error(
      `${program} ${args.join(' ')} ended with ${String(result.code)}: ${result.stdout}${result.stderr}`,
    );
  }
  return result.stdout;
}

/**
 * Installs a service without starting it. It is displayed under its own name, as those of SMS are.
 * @param image name of its program, which is put into `C:\SMS\bin\i386`
 */
export async function installService(
  prefix: WinePrefix,
  name: string,
  image: string,
  manner: ServiceManner,
): Promise<void> {
  const folder = path.join(prefix.driveC, 'SMS', 'bin', 'i386');
  await mkdir(folder, { recursive: true });
  await copyFile(await windowsProgram('service'), path.join(folder, image));
  const binPath = `C:\\SMS\\bin\\i386\\${image} ${manner}`;
  await succeed(prefix, 'sc.exe', [
    'create',
    name,
    'binPath=',
    binPath,
    'start=',
    'demand',
    'displayname=',
    name,
  ]);
}

export async function startService(prefix: WinePrefix, name: string): Promise<void> {
  await succeed(prefix, 'net.exe', ['start', name]);
}

/** Asks for a stop and does not wait for it. */
export async function askToStop(prefix: WinePrefix, name: string): Promise<void> {
  await succeed(prefix, 'sc.exe', ['stop', name]);
}

/** What the service manager knows of a service, by QueryServiceStatusEx: Wine has no `sc queryex`. */
export async function serviceNow(prefix: WinePrefix, name: string): Promise<ServiceNow> {
  const printed = await succeed(prefix, await windowsProgram('service'), ['status', name]);
  const [state, pid] = printed.trim().split(' ').map(Number);
  if (state === undefined || pid === undefined) throw new Error(`No state of ${name}: ${printed}`);
  return { state, pid };
}

/** Path of the program of a running process, null when there is none of that id: Wine has no `tasklist`. */
export async function processNow(prefix: WinePrefix, pid: number): Promise<string | null> {
  const { code, stdout } = await wine(prefix, await windowsProgram('service'), ['process', String(pid)], {
    limitMs: LIMIT_MS,
  });
  return code === 0 ? stdout.trim() : null;
}
