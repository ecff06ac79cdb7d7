/**
 * The bundled host adapter in Windows' own Node, reading the computer it runs on: a made-up site server in Wine. That it reads
 * another computer cannot be shown here: Wine reaches none.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveAbility, UserError } from '../../electron/contract/ipc.ts';
import type { SiteEvidence } from '../../electron/engine/evidence/model.ts';
import type { FolderAnswer } from '../../electron/host/unc.ts';
import type { LiveFacts } from '../../electron/site/live-facts.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { windowsProgram } from './support/program.ts';
import { addToRegistry, siteRegistry } from './support/registry.ts';
import { askToStop, installService, startService } from './support/services.ts';
import { bundled, hasWindowsNode, windowsNode } from './support/windows-node.ts';

interface Answer {
  readonly platform: string;
  readonly ability: LiveAbility;
  readonly activities: readonly string[];
  readonly live?: LiveFacts;
  readonly gone?: FolderAnswer;
  readonly evidence?: SiteEvidence;
  readonly error?: UserError;
}

describe.skipIf(!hasWindowsNode())("in Windows' own Node", () => {
  let prefix: WinePrefix;
  let program: string;
  beforeAll(async () => {
    prefix = await winePrefix();
    program = await bundled(prefix, 'read-live');
  });
  afterAll(() => prefix.end());

  async function read(server: string, folder: string, cwd = prefix.driveC, env = {}): Promise<Answer> {
    const answer = path.join(prefix.driveC, 'answer.json');
    await writeFile(answer, '');
    const result = await windowsNode(prefix, program, [prefix.toWindows(answer), server, folder], {
      cwd,
      env,
    });
    expect(result, result.stderr).toMatchObject({ code: 0, timedOut: false });
    return JSON.parse(await readFile(answer, 'utf8')) as Answer;
  }

  it('a computer without SMS is said to be one', async () => {
    const { platform, ability, error } = await read('', '');
    expect(platform).toBe('win32');
    expect(ability).toEqual({ possible: true, why: null });
    expect(error).toMatchObject({ code: 'server-not-read' });
    expect(error?.message).toContain('this computer');
  });

  it('the SMS directory of the registry is found, with its disk, and the services in their states', async () => {
    await mkdir(path.join(prefix.driveC, 'My SMS', 'Logs'), { recursive: true });
    await addToRegistry(prefix, siteRegistry('C:\\My SMS'));
    await installService(prefix, 'SMS_EXECUTIVE', 'smsexec.exe', 'hang');
    await installService(prefix, 'SMS_SITE_COMPONENT_MANAGER', 'sitecomp.exe', 'ok');
    await startService(prefix, 'SMS_EXECUTIVE');
    await askToStop(prefix, 'SMS_EXECUTIVE');

    const { live, gone, activities } = await read('', '');
    expect(live).toMatchObject({ label: 'this computer', folder: 'C:\\My SMS', processes: null });
    expect(live?.services?.map(({ service, state }) => [service, state])).toEqual([
      ['SMS_SITE_COMPONENT_MANAGER', 'stopped'],
      ['SMS_EXECUTIVE', 'stop-pending'],
    ]);
    const registry = live?.registry?.map(({ key, name, text }) => [key.split('\\').at(-1), name, text]);
    expect(registry).toContainEqual(['Setup', 'Full Version', '2.00.1493.2009']);
    expect(registry).toContainEqual(['SMS_DESPOOLER', 'Current State', 'Running']);
    expect(live?.disks).toEqual([
      { disk: 'C:', freeBytes: expect.any(Number) as number, source: expect.anything() as unknown },
    ]);
    expect(live?.disks[0]?.freeBytes).toBeGreaterThan(0);
    expect(live?.askedAt).toEqual(expect.any(Number));
    expect(live?.unreadable.find(({ source }) => source.startsWith('tasklist'))?.why).toContain(
      'no process at all',
    );
    expect(gone).toEqual({ answer: 'refused', code: 'ENOENT' });
    expect(activities).toHaveLength(4);
  });

  it('what was asked and what stands in its files is one evidence, each with where it was read', async () => {
    const logs = path.join(prefix.driveC, 'My SMS', 'Logs');
    const receive = path.join(prefix.driveC, 'My SMS', 'Inboxes', 'despoolr.box', 'receive');
    await mkdir(receive, { recursive: true });
    await writeFile(path.join(receive, '00000001.ins'), 'x');
    const line =
      'Waiting for ready instruction file....  $$<SMS_DESPOOLER><Wed Mar 04 16:55:47 2026~><thread=168>';
    await writeFile(path.join(logs, 'despool.log'), `${line}\r\n`);

    const { evidence } = await read('', '');
    expect(evidence?.releases.map(({ release, source }) => [release, source.kind])).toEqual([
      ['2.0 SP2', 'registry'],
    ]);
    expect(evidence?.siteCodes[0]?.value).toBe('CEN');
    expect(evidence?.services.map(({ service, state }) => [service, state])).toContainEqual([
      'SMS_EXECUTIVE',
      'stop-pending',
    ]);
    expect(evidence?.threadStates.map(({ thread, currentState }) => [thread, currentState])).toEqual([
      ['SMS_DESPOOLER', 'Running'],
    ]);
    expect(evidence?.logs.components.map(({ component }) => component)).toEqual(['SMS_DESPOOLER']);
    expect(evidence?.inboxes.find(({ files }) => files === 1)?.path).toBe('Inboxes/despoolr.box/receive');
    expect(evidence?.coverage).toMatchObject({
      logs: true,
      services: true,
      registry: true,
      processes: false,
    });
  });

  it('a folder that was typed is taken, and a missing one is named', async () => {
    expect((await read('', 'C:\\My SMS\\')).live?.folder).toBe('C:\\My SMS');
    const { live } = await read('', 'C:\\Elsewhere');
    expect(live?.folder).toBeNull();
    expect(live?.unreadable).toContainEqual({
      source: 'C:\\Elsewhere',
      why: 'It is not there, or the server cannot be reached.',
    });
  });

  it("programs in the current folder and on the PATH are not taken for Windows' own", async () => {
    const planted = path.join(prefix.driveC, 'planted');
    await mkdir(planted, { recursive: true });
    for (const name of ['reg.exe', 'sc.exe', 'net.exe', 'tasklist.exe']) {
      await copyFile(await windowsProgram('talker'), path.join(planted, name));
    }
    const { live } = await read('', '', planted, { WINEPATH: 'C:\\planted' });
    expect(live?.folder).toBe('C:\\My SMS');
    expect(live?.unreadable.filter(({ why }) => why.includes('without end'))).toEqual([]);
  });

  it('a computer that cannot be reached is an error in words', async () => {
    const { error } = await read('NYSMS01', '');
    expect(error).toMatchObject({ code: expect.stringMatching(/^server-/) as string });
    expect(error?.nextStep).not.toBe('');
  });
});
