/**
 * The services that the other tests use behave as they are to. Also the traps they are there for: Wine's `net stop` says that a
 * service was stopped which is not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { wine } from './support/run.ts';
import {
  type ServiceManner,
  askToStop,
  installService,
  processNow,
  serviceNow,
  startService,
} from './support/services.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

const STOPPED = 1;
const STOP_PENDING = 3;
const RUNNING = 4;

async function running(name: string, manner: ServiceManner): Promise<string> {
  await installService(prefix, name, `${name.toLowerCase()}.exe`, manner);
  await startService(prefix, name);
  return name;
}

/** Waits until a service has that state; the test's own limit ends it when that never happens. */
async function untilState(name: string, state: number): Promise<void> {
  while ((await serviceNow(prefix, name)).state !== state) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a service', () => {
  it('is installed, runs as a process of its own, and stops', async () => {
    await installService(prefix, 'OBEDIENT', 'obedient.exe', 'ok');
    expect(await serviceNow(prefix, 'OBEDIENT')).toEqual({ state: STOPPED, pid: 0 });
    await startService(prefix, 'OBEDIENT');
    const { state, pid } = await serviceNow(prefix, 'OBEDIENT');
    expect(state).toBe(RUNNING);
    expect(await processNow(prefix, pid)).toBe('C:\\SMS\\bin\\i386\\obedient.exe');
    await askToStop(prefix, 'OBEDIENT');
    await untilState('OBEDIENT', STOPPED);
  });

  it('that is slow is on its way until it has stopped', async () => {
    const name = await running('SLOW', 'slow 2500');
    await askToStop(prefix, name);
    expect((await serviceNow(prefix, name)).state).toBe(STOP_PENDING);
    await untilState(name, STOPPED);
  });

  it.each([
    ['hang', STOP_PENDING],
    ['ignore', RUNNING],
  ] as const)('of the kind %s has not stopped, though net stop says so', async (manner, state) => {
    const name = await running(manner.toUpperCase(), manner);
    const { pid } = await serviceNow(prefix, name);
    const stopped = await wine(prefix, 'net.exe', ['stop', name]);
    expect(stopped).toMatchObject({ code: 0, timedOut: false });
    expect(stopped.stdout).toContain('successfully');
    expect(await serviceNow(prefix, name)).toEqual({ state, pid });
    expect(await processNow(prefix, pid)).not.toBeNull();
  });

  it('whose process is ended can be started again', async () => {
    const name = await running('KILLED', 'hang');
    const { pid } = await serviceNow(prefix, name);
    const killed = await wine(prefix, 'taskkill.exe', ['/f', '/pid', String(pid)]);
    expect(killed.code).toBe(0);
    while ((await processNow(prefix, pid)) !== null) await new Promise((resolve) => setTimeout(resolve, 100));
    await startService(prefix, name);
    const again = await serviceNow(prefix, name);
    expect(again.state).toBe(RUNNING);
    expect(await processNow(prefix, again.pid)).not.toBeNull();
  });

  it('that is not installed has no state', async () => {
    await expect(serviceNow(prefix, 'NO_SUCH')).rejects.toThrow('ended with');
  });
});
