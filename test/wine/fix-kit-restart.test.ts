/** The kit's scripts that restart SMS_EXECUTIVE, run by Wine's cmd.exe on real services. Listers and "sc queryex" are stand-ins. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXECUTIVE, MANAGER, kitInput, restartPlan } from '../unit/fix-kit/kit-plans.ts';
import { type Kit, type StandIn, KIT_LIMIT_MS, kitOn, smsDirectory } from './fix-kit-support.ts';
import { without } from './collector-support.ts';
import { endGroup } from './support/limited-run.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { windowsProgram } from './support/program.ts';
import { wine } from './support/run.ts';
import {
  type ServiceManner,
  installService,
  processNow,
  serviceNow,
  startService,
} from './support/services.ts';

const RUNNING = 4;

let prefix: WinePrefix;
let sms: string;
let stranger: ChildProcess | null = null;

beforeEach(async () => {
  prefix = await winePrefix();
  sms = await smsDirectory(prefix);
});
afterEach(async () => {
  if (stranger?.pid !== undefined) endGroup(stranger.pid);
  stranger = null;
  await prefix.end();
});

/** A server with both services running. */
async function server(manner: ServiceManner): Promise<number> {
  await installService(prefix, MANAGER, 'sitecomp.exe', 'ok');
  await installService(prefix, EXECUTIVE, 'smsexec.exe', manner);
  await startService(prefix, MANAGER);
  await startService(prefix, EXECUTIVE);
  return (await serviceNow(prefix, EXECUTIVE)).pid;
}

/** Starts a process named smsexec.exe that belongs to no service. */
async function strangerNamedLikeIt(): Promise<void> {
  const folder = path.join(prefix.driveC, 'elsewhere');
  await mkdir(folder);
  await copyFile(await windowsProgram('kit-stand-in'), path.join(folder, 'smsexec.exe'));
  stranger = spawn('wine', ['C:\\elsewhere\\smsexec.exe'], {
    env: prefix.env,
    cwd: prefix.driveC,
    stdio: 'ignore',
    detached: true,
  });
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await strangers()) === 1) return;
  }
  throw new Error('The process did not start.');
}

/** How many processes run that program. */
async function strangers(): Promise<number> {
  const lister = path.join(prefix.driveC, 'windows', 'temp', 'pulist.exe');
  await copyFile(await windowsProgram('kit-stand-in'), lister);
  const listed = await wine(prefix, lister);
  let count = 0;
  for (const [, pid = ''] of listed.stdout.matchAll(/^smsexec\.exe\s+(\d+)/gm)) {
    if ((await processNow(prefix, Number(pid)))?.includes('elsewhere') === true) count += 1;
  }
  return count;
}

const restartKit = (standIns: readonly StandIn[], stop = 5): Promise<Kit> =>
  kitOn(prefix, 'kit', kitInput(restartPlan({ stop, quiet: 1, watch: 10 })), standIns);

async function expectRestarted(kit: Kit, oldPid: number): Promise<void> {
  const now = await serviceNow(prefix, EXECUTIVE);
  expect(now.state).toBe(RUNNING);
  expect(now.pid).not.toBe(oldPid);
  expect(await processNow(prefix, now.pid)).toContain('smsexec.exe');
  expect((await serviceNow(prefix, MANAGER)).state).toBe(RUNNING);
  expect((await kit.last('start-executive'))?.outcome).toBe('done');
}

describe('a service that stops', { timeout: KIT_LIMIT_MS }, () => {
  it.each<[ServiceManner, readonly StandIn[]]>([
    ['ok', ['pulist']],
    ['slow 4000', ['tlist']],
    // Without a lister, sc alone tells.
    ['ok', []],
  ])('%s, with %j', async (manner, standIns) => {
    const old = await server(manner);
    const kit = await restartKit(standIns);
    const run = await kit.run('2-restart.cmd', ['C:\\SMS']);
    expect(run.code, run.stdout).toBe(0);
    await expectRestarted(kit, old);
    const returned = await kit.ofRun();
    expect(returned.refused).toBeNull();
    const outcomes = new Map(returned.steps.map(({ step, outcome }) => [step, outcome]));
    expect(outcomes.get('stop-component-manager')).toBe('done');
    expect(outcomes.get('stop-executive')).toBe('done');
    expect(outcomes.get('wait-for-stop')).toMatch(/^(?:done|not-needed)$/);
    expect(outcomes.get('end-process')).toBe('not-needed');
    expect(outcomes.get('logs-move')).toBe('not-reached');
    expect(run.stdout.trim()).toMatch(/Done\. Now run 3-verify\.cmd\.$/);
  });

  it('is not believed to have stopped when neither sc nor a lister can tell', async () => {
    await server('ok');
    const kit = await restartKit([]);
    const run = await without(prefix, ['sc'], () => kit.run('2-restart.cmd', ['C:\\SMS']));
    expect(run.code).toBe(1);
    expect((await kit.last('stop-executive'))?.text).toContain('Whether it did cannot be told');
    // The way back needs no more than that they run.
    const undo = await without(prefix, ['sc'], () => kit.run('undo.cmd', ['C:\\SMS']));
    expect(undo.code, undo.stdout).toBe(0);
    expect((await serviceNow(prefix, EXECUTIVE)).state).toBe(RUNNING);
    expect((await kit.last('stop-executive'))?.outcome).toBe('undone');
  });

  it('is stopped and started where "net start" and a lister are all there is, as on NT 4.0', async () => {
    const old = await server('ok');
    const kit = await restartKit(['pulist']);
    const run = await without(prefix, ['sc'], () => kit.run('2-restart.cmd', ['C:\\SMS']));
    expect(run.code, run.stdout).toBe(0);
    await expectRestarted(kit, old);
  });

  it('that comes back by itself is noticed', async () => {
    const old = await server('slow 3000');
    const kit = await restartKit(['pulist', 'sc'], 20);
    const over = new AbortController();
    const somebody = (async () => {
      while (!over.signal.aborted) {
        if ((await serviceNow(prefix, EXECUTIVE)).state === 1) return startService(prefix, EXECUTIVE);
      }
      return undefined;
    })();
    const run = await kit.run('2-restart.cmd', ['C:\\SMS']);
    over.abort();
    await somebody;
    expect(run.code, run.stdout).toBe(0);
    const texts = (await kit.result()).steps.map(({ text }) => text).join('\n');
    expect(texts).toMatch(
      new RegExp(
        `Process ${old} of SMS_EXECUTIVE has ended\\. The service came back by itself as process \\d+`,
      ),
    );
    expect((await serviceNow(prefix, EXECUTIVE)).pid).not.toBe(old);
  });
});

describe('a service that does not stop', { timeout: 2 * KIT_LIMIT_MS }, () => {
  it.each<[ServiceManner, readonly StandIn[]]>([
    ['hang', ['pulist', 'sc']],
    ['ignore', ['pulist', 'sc']],
    ['hang', ['tlist']],
  ])(
    '%s, with %j: its process is ended by the second script, and it comes back',
    async (manner, standIns) => {
      const old = await server(manner);
      const kit = await restartKit(standIns);
      const run = await kit.run('2-restart.cmd', ['C:\\SMS']);
      expect(run.code, run.stdout).toBe(1);
      expect(run.stdout.trim()).toMatch(/run 2b-end-process\.cmd\. To leave it for now, run undo\.cmd\.$/);
      expect((await kit.last('wait-for-stop'))?.text).toContain(`its process is ${old}`);
      expect(await processNow(prefix, old)).toContain('smsexec.exe');

      // Without the log the technician is asked.
      if (manner === 'hang') await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
      const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
      expect(end.code, end.stdout).toBe(0);
      expect((await kit.last('sender-at-work'))?.outcome).toBe(manner === 'hang' ? 'done' : 'told');
      expect(await processNow(prefix, old)).toBeNull();
      expect((await kit.last('end-process'))?.text).toBe(`Process ${old} is gone.`);
      await expectRestarted(kit, old);
      // Once more, it has nothing to end.
      const again = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
      expect(again.code).toBe(1);
      expect((await kit.last('end-process'))?.text, again.stdout).toContain('Run it first');
    },
  );

  it('is not ended while Sender.log moves', async () => {
    const old = await server('hang');
    const kit = await restartKit(['pulist', 'sc']);
    await kit.run('2-restart.cmd', ['C:\\SMS']);
    const log = path.join(sms, 'Logs', 'Sender.log');
    await writeFile(log, 'sending\r\n');
    const over = new AbortController();
    const sender = (async () => {
      while (!over.signal.aborted) {
        await writeFile(log, 'sending\r\n', { flag: 'a' });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
    over.abort();
    await sender;
    expect(end.code).toBe(1);
    expect((await kit.last('sender-at-work'))?.outcome).toBe('failed');
    expect(await processNow(prefix, old)).toContain('smsexec.exe');
  });

  it('is the only one ended when another process has its name (sc queryex)', async () => {
    const old = await server('hang');
    await strangerNamedLikeIt();
    const kit = await restartKit(['pulist', 'sc']);
    await kit.run('2-restart.cmd', ['C:\\SMS']);
    await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
    const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
    expect(end.code, end.stdout).toBe(0);
    expect(await strangers()).toBe(1);
    await expectRestarted(kit, old);
  });

  it('is not ended when another process has its name and nothing tells which is which', async () => {
    const old = await server('hang');
    await strangerNamedLikeIt();
    const kit = await restartKit(['pulist']);
    const run = await kit.run('2-restart.cmd', ['C:\\SMS']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('which process is its own cannot be told');
    await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
    expect((await kit.run('2b-end-process.cmd', ['C:\\SMS'])).code).toBe(1);
    expect(await processNow(prefix, old)).toContain('smsexec.exe');
    expect(await strangers()).toBe(1);
  });

  it('is not ended when it is another process than the one that hung', async () => {
    const old = await server('ok');
    const kit = await restartKit(['pulist', 'sc']);
    await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
    await writeFile(path.join(kit.folder, 'hung.txt'), `${old + 4}\r\n`);
    await wine(prefix, 'net', ['stop', MANAGER]);
    const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
    expect((await kit.last('end-process'))?.text).toMatch(
      /^Process \d+ has ended by itself\. Another smsexec\.exe runs/,
    );
    expect(end.code, end.stdout).toBe(0);
    expect(await processNow(prefix, old)).toContain('smsexec.exe');
  });
});

describe('what an earlier try wrote down', { timeout: KIT_LIMIT_MS }, () => {
  it('ends no process when the server was started anew since: all services run', async () => {
    const old = await server('ok');
    const kit = await restartKit(['pulist', 'sc']);
    await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
    // The numbers of processes come again.
    await writeFile(path.join(kit.folder, 'hung.txt'), `${old}\r\n`);
    const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
    expect(end.code, end.stdout).toBe(1);
    expect((await kit.last('stop-component-manager'))?.outcome).toBe('failed');
    expect(await kit.last('end-process')).toBeUndefined();
    expect(await processNow(prefix, old)).toContain('smsexec.exe');
  });

  it('is gone when the restart begins once more', async () => {
    const old = await server('ok');
    const kit = await restartKit(['pulist', 'sc']);
    await writeFile(path.join(kit.folder, 'hung.txt'), `${old}\r\n`);
    expect((await kit.run('2-restart.cmd', ['C:\\SMS'])).code).toBe(0);
    expect(await readdir(kit.folder)).not.toContain('hung.txt');
  });
});

describe('the verification of a server that hangs on', { timeout: 2 * KIT_LIMIT_MS }, () => {
  it('finds the old process and no work, though the despooler logs that it waits', async () => {
    const old = await server('ignore');
    const kit = await restartKit(['pulist', 'sc']);
    expect((await kit.run('2-restart.cmd', ['C:\\SMS'])).code).toBe(1);
    const log = path.join(sms, 'Logs', 'Despool.log');
    const waits = `Waiting for an available despooling thread  $$<SMS_DESPOOLER><Thu May 17 02:23:00.123 2001><thread=213 (0xD5)>\r\n`;
    await writeFile(log, `Working  $$<SMS_DESPOOLER>\r\n${waits}`);
    const over = new AbortController();
    const goesOn = (async () => {
      while (!over.signal.aborted) {
        await writeFile(log, waits, { flag: 'a' });
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    const verify = await kit.run('3-verify.cmd', ['C:\\SMS']);
    over.abort();
    await goesOn;
    expect(verify.code, verify.stdout).toBe(1);
    expect(await kit.last('new-process')).toMatchObject({
      outcome: 'failed',
      text: `SMS_EXECUTIVE runs, but still as process ${old}, the one that was to be stopped.`,
    });
    expect(await kit.last('logs-move')).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(/^0 of 1 logs got lines of work/) as unknown,
    });
    expect(verify.stdout).toContain('Not all is as it should be: 2 of the looks above.');
  });

  it('finds the new process once it was restarted', async () => {
    const old = await server('ok');
    const kit = await restartKit(['pulist', 'sc']);
    await kit.run('2-restart.cmd', ['C:\\SMS']);
    await kit.run('3-verify.cmd', ['C:\\SMS']);
    expect(await kit.last('new-process')).toMatchObject({
      outcome: 'done',
      text: `SMS_EXECUTIVE runs in a new process. Process ${old} is gone.`,
    });
  });
});

describe('the checks and the verification', { timeout: KIT_LIMIT_MS }, () => {
  it('tell what they see', async () => {
    await server('ok');
    const kit = await restartKit(['pulist', 'sc']);
    await mkdir(path.join(sms, 'Data', 'Prochist'), { recursive: true });
    await writeFile(path.join(sms, 'Data', 'Prochist', 'SMSExec_Prochist.dat'), Buffer.alloc(600_000));
    await mkdir(path.join(sms, 'Logs', 'CrashDumps'));
    await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
    const check = await kit.run('1-check.cmd', ['C:\\SMS']);
    expect(check.code, check.stdout).toBe(1);
    const seen = async (id: string): Promise<string> => {
      const entry = await kit.last(id);
      return `${entry?.outcome ?? 'none'}: ${entry?.text ?? ''}`;
    };
    expect(await seen('keep-proof')).toBe('told: Said to be done.');
    expect(await seen('prochist')).toBe(
      'failed: Data\\Prochist\\SMSExec_Prochist.dat has 600000 bytes. At most 512000 are expected.',
    );
    expect(await seen('no-crash')).toMatch(/^failed: SMS\\Logs holds crash folders/);
    expect(await seen('sender-at-work')).toBe('done: Logs\\Sender.log got no line within 1 seconds.');
    expect(await seen('no-backup')).toBe('done: SMS_SITE_BACKUP is not installed here.');
    expect(check.stdout).toContain(
      'What to do in keep-proof: look at 100% of <SMS>\\Logs & "the rest" | more',
    );
    expect(check.stdout).toContain('Not all is as it should be: 2 of the checks above.');

    const receive = path.join(sms, 'Inboxes', 'Despoolr.box', 'Receive');
    await mkdir(receive, { recursive: true });
    for (const name of ['1.pck', '2.pck', '3 with blanks.pck']) await writeFile(path.join(receive, name), '');
    for (const name of ['Despool.log', 'Smsexec.log']) await writeFile(path.join(sms, 'Logs', name), 'a\r\n');
    const over = new AbortController();
    const works = (async () => {
      while (!over.signal.aborted) {
        await writeFile(path.join(sms, 'Logs', 'Despool.log'), 'b\r\n', { flag: 'a' });
        await writeFile(path.join(sms, 'Logs', 'Smsexec.log'), 'b\r\n', { flag: 'a' });
        const drains = (await readFile(path.join(kit.folder, 'result.txt'), 'latin1')).includes('Files=3');
        if (drains) await rm(path.join(receive, '1.pck'), { force: true });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const verify = await kit.run('3-verify.cmd', ['C:\\SMS']);
    over.abort();
    await works;
    expect(verify.code, verify.stdout).toBe(0);
    expect(await seen('logs-move')).toBe('done: 2 of 2 logs got lines of work within 10 seconds.');
    expect(await seen('backlog-drains')).toMatch(
      /^done: Inboxes\\Despoolr\.box\\Receive went from 3 to 2 files/,
    );
    const { samples } = await kit.ofRun();
    expect(samples[0]).toMatchObject({ step: 'backlog-drains', files: 3 });
    expect(samples.length).toBeGreaterThan(2);
  });
});
