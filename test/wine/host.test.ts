/**
 * The host adapter against Wine's real registry and service manager. What Wine cannot show is in `test/unit/host` with recorded
 * answers: other computers (`\\server`), `sc queryex`, the numbers of sc's errors, `tasklist`, `net share` and `net view`.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRegistry } from '../../electron/host/ask-registry.ts';
import { askService, askServices } from '../../electron/host/ask-services.ts';
import { askProcesses } from '../../electron/host/ask-processes.ts';
import { collectLive } from '../../electron/host/live.ts';
import { createHost } from '../../electron/host/host.ts';
import { runProgram } from '../../electron/host/run-program.ts';
import { targetOf } from '../../electron/host/server-name.ts';
import { wineHost, wineStarter } from './support/host.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { addToRegistry, siteRegistry } from './support/registry.ts';
import { wine } from './support/run.ts';
import { windowsProgram } from './support/program.ts';
import { askToStop, installService, startService } from './support/services.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

const here = targetOf('');
const limits = { limitMs: 20_000 };
const EXECUTIVE = 'SMS_EXECUTIVE';

describe('before SMS is installed', () => {
  it('the registry says that there is no key of SMS, which is another thing than not being readable', async () => {
    const asked = await askRegistry(wineHost(prefix), here, limits);
    expect(asked).toMatchObject({ values: null, failure: null });
    expect(asked.unreadable[0]?.why).toContain('has no key of SMS');
  });

  it('no service is claimed to be in any state: Wine tells a missing one by an exit code alone', async () => {
    const asked = await askServices(wineHost(prefix), here, limits);
    expect(asked.services).toBeNull();
    expect(asked.unreadable.map(({ source }) => source)).toContain('sc query SMS_EXECUTIVE');
  });

  it('nothing of a site is found', async () => {
    const options = {
      signal: new AbortController().signal,
      onActivity: () => undefined,
      host: wineHost(prefix),
    };
    await expect(collectLive({ server: '', folder: '' }, options)).rejects.toMatchObject({
      code: 'server-not-read',
    });
  });
});

describe('the services', () => {
  it('are asked for one by one, with the state they are in', async () => {
    await installService(prefix, EXECUTIVE, 'smsexec.exe', 'hang');
    await installService(prefix, 'SMS_SITE_COMPONENT_MANAGER', 'sitecomp.exe', 'ok');
    const host = wineHost(prefix);
    expect(await askService(host, here, EXECUTIVE, limits)).toMatchObject({ status: { state: 'stopped' } });
    await startService(prefix, EXECUTIVE);
    expect(await askService(host, here, EXECUTIVE, limits)).toMatchObject({ status: { state: 'running' } });
    await askToStop(prefix, EXECUTIVE);
    const asked = await askServices(host, here, limits);
    expect(asked.services?.map(({ service, state }) => [service, state])).toEqual([
      ['SMS_SITE_COMPONENT_MANAGER', 'stopped'],
      [EXECUTIVE, 'stop-pending'],
    ]);
    // The others are not installed; Wine's sc does not say so, and so nothing is claimed.
    expect(asked.unreadable).toHaveLength(3);
  });

  it('of a computer whose sc is missing are looked for in the list of those that run', async () => {
    await startService(prefix, 'SMS_SITE_COMPONENT_MANAGER');
    const start = wineStarter(prefix);
    const host = createHost((program) => {
      const started = start(program);
      return program === 'sc' ? { ...started, file: '/nonexistent/sc.exe' } : started;
    });
    const asked = await askServices(host, here, limits);
    expect(asked.services).toContainEqual({
      service: 'SMS_SITE_COMPONENT_MANAGER',
      state: 'running',
      source: expect.objectContaining({ path: 'net start' }) as unknown,
    });
    expect(asked.unreadable).not.toEqual([]);
  });
});

describe('the registry', () => {
  it('gives every kind of value, blanks and letters beyond ASCII', async () => {
    const key = 'HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup';
    await addToRegistry(prefix, [
      { key, name: 'With four    blanks', type: 'REG_SZ', data: 'a    b' },
      { key, name: 'Größe', type: 'REG_SZ', data: 'D:\\Müller & Söhne' },
      { key, name: 'Number', type: 'REG_DWORD', data: '4294967295' },
      { key, name: 'List', type: 'REG_MULTI_SZ', data: 'one\\0two' },
      { key, name: 'Bytes', type: 'REG_BINARY', data: '00ff' },
      { key, name: 'Empty', type: 'REG_SZ', data: '' },
    ]);
    const { values, unreadable } = await askRegistry(wineHost(prefix), here, limits);
    const text = (name: string) => values?.find((value) => value.name === name)?.text;
    expect(text('With four    blanks')).toBe('a    b');
    expect(text('Größe')).toBe('D:\\Müller & Söhne');
    expect(text('Number')).toBe('4294967295');
    expect(text('List')).toBe('one\ntwo');
    expect(text('Bytes')).toBeNull();
    expect(text('Empty')).toBe('');
    expect(unreadable).toEqual([]);
  });

  it('gives what is below, and names a key that only has its own value', async () => {
    const hotfix = 'HKLM\\SOFTWARE\\Microsoft\\Updates\\SMS 2.0\\SP2\\Q260366';
    await wine(prefix, 'reg.exe', ['add', hotfix, '/f']);
    await addToRegistry(prefix, siteRegistry('C:\\My SMS'));
    const { values } = await askRegistry(wineHost(prefix), here, limits);
    const found = values?.map(({ key, name, text }) => [key.split('\\').at(-1), name, text]);
    expect(found).toContainEqual(['SMS_DESPOOLER', 'Current State', 'Running']);
    expect(found).toContainEqual(['Q260366', '', '']);
  });

  it('of a computer that cannot be reached is no empty one (Wine reaches none)', async () => {
    const asked = await askRegistry(wineHost(prefix), targetOf('NYSMS01'), limits);
    expect(asked.values).toBeNull();
    expect(asked.unreadable[0]).toMatchObject({
      source: 'reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS',
    });
    expect(asked.failure).not.toBeNull();
  });
});

describe('the processes', () => {
  it('are unknown when the list is empty, as that of Wine always is', async () => {
    const asked = await askProcesses(wineHost(prefix), here, limits);
    expect(asked.processes).toBeNull();
    expect(asked.unreadable[0]?.why).toContain('listed no process at all');
  });
});

describe('a program of Windows', () => {
  it('that hangs is ended, and that it did not answer is said', async () => {
    const start = { ...wineStarter(prefix)('reg'), args: ['cmd.exe', '/c', 'ping -n 60 127.0.0.1'] };
    const result = await runProgram(start, [], { limitMs: 1000, limitBytes: 1 << 20 });
    expect(result).toMatchObject({ ending: 'time', code: null });
  });

  it('that prints without end is ended', async () => {
    const start = { ...wineStarter(prefix)('reg'), args: [await windowsProgram('talker')] };
    const result = await runProgram(start, [], { limitMs: 20_000, limitBytes: 100_000 });
    expect(result).toMatchObject({ ending: 'output', code: null });
    expect(result.stdout).toHaveLength(100_000);
  });

  it('gets its arguments as they are: no shell takes them apart', async () => {
    const name = 'a & b | c > d %PATH% ^ "e"';
    const key = 'HKCU\\Software\\Quoting';
    expect((await wineHost(prefix).run('reg', ['add', key, '/v', name, '/d', name, '/f'])).code).toBe(0);
    const asked = await wineHost(prefix).run('reg', ['query', key, '/v', name]);
    expect(asked.output).toContain(`    ${name}    REG_SZ    ${name}\n`);
  });
});

describe('the whole of this computer', () => {
  it('is collected: the SMS directory of the registry, its disk, services and clock', async () => {
    await mkdir(path.join(prefix.driveC, 'SMS', 'Logs'), { recursive: true });
    // This program stands outside of Wine: the folder of its registry is looked at where it really is.
    const folder = path.join(prefix.driveC, 'SMS');
    await addToRegistry(prefix, siteRegistry(prefix.toWindows(folder)));
    const activities: string[] = [];
    const before = Date.now();
    const live = await collectLive(
      { server: '', folder: '' },
      {
        signal: new AbortController().signal,
        onActivity: (activity) => void activities.push(activity),
        host: wineHost(prefix),
      },
    );
    expect(live.label).toBe('this computer');
    expect(live.services?.map(({ service }) => service)).toContain(EXECUTIVE);
    expect(live.registry?.find(({ name }) => name === 'Full Version')?.text).toBe('2.00.1493.2009');
    expect(live.askedAt! - live.offsetMinutes! * 60_000).toBeGreaterThanOrEqual(before);
    // C:\SMS is no path of this system; that it is found on Windows is shown with Windows' own Node.
    expect(live.folder).toBeNull();
    expect(live.unreadable.map(({ source }) => source)).toContain('C:\\SMS');
    expect(activities).toHaveLength(4);
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const options = {
      signal: controller.signal,
      onActivity: () => controller.abort(new Error('enough')),
      host: wineHost(prefix),
    };
    await expect(collectLive({ server: '', folder: '' }, options)).rejects.toThrow('enough');
  });
});
