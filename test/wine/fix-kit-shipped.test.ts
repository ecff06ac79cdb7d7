/** The kit of the restart plan as it is shipped, from its checks to its verification, on a server whose SMS_EXECUTIVE hangs. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXECUTIVE, MANAGER, kitInput } from '../unit/fix-kit/kit-plans.ts';
import { KIT_LIMIT_MS, kitOn, smsDirectory } from './fix-kit-support.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { installService, processNow, serviceNow, startService } from './support/services.ts';
import { tailoredRestartPlan } from './support/shipped-restart-plan.ts';

const RUNNING = 4;
const WAITING = 60;

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

it('is gone through to its end', { timeout: 4 * KIT_LIMIT_MS }, async () => {
  const sms = await smsDirectory(prefix);
  const receive = path.join(sms, 'Inboxes', 'Despoolr.box', 'Receive');
  await mkdir(receive, { recursive: true });
  for (let file = 0; file < WAITING; file += 1)
    await writeFile(path.join(receive, `${String(file)}.sni`), '');
  await writeFile(path.join(sms, 'Logs', 'Sender.log'), 'sent\r\n');
  await installService(prefix, MANAGER, 'sitecomp.exe', 'ok');
  await installService(prefix, EXECUTIVE, 'smsexec.exe', 'hang');
  await startService(prefix, MANAGER);
  await startService(prefix, EXECUTIVE);
  const old = (await serviceNow(prefix, EXECUTIVE)).pid;
  const kit = await kitOn(prefix, 'shipped', kitInput(await tailoredRestartPlan()), ['pulist', 'sc', 'kill']);

  const check = await kit.run('1-check.cmd', ['C:\\SMS']);
  expect(check.code, check.stdout).toBe(0);
  expect(check.stdout).toContain('The checks are done. Now run 2-restart.cmd.');
  const restart = await kit.run('2-restart.cmd', ['C:\\SMS']);
  expect(restart.code, restart.stdout).toBe(1);
  expect(restart.stdout).toContain('run 2b-end-process.cmd');
  const end = await kit.run('2b-end-process.cmd', ['C:\\SMS']);
  expect(end.code, end.stdout).toBe(0);
  expect(await processNow(prefix, old)).toBeNull();
  const now = await serviceNow(prefix, EXECUTIVE);
  expect(now.state).toBe(RUNNING);
  expect(now.pid).not.toBe(old);

  const over = new AbortController();
  const works = (async () => {
    for (let round = 0; !over.signal.aborted; round += 1) {
      for (const log of ['Despool', 'Compsumm', 'Sitestat', 'Offersum'])
        await writeFile(path.join(sms, 'Logs', `${log}.log`), 'Works on.\r\n', { flag: 'a' });
      await rm(path.join(receive, `${String(Math.floor(round / 10))}.sni`), { force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const verify = await kit.run('3-verify.cmd', ['C:\\SMS']);
  over.abort();
  await works;
  expect(verify.code, verify.stdout).toBe(0);
  const returned = await kit.ofRun();
  expect(returned.refused).toBeNull();
  const outcomes = new Map(returned.steps.map(({ step, outcome }) => [step, outcome]));
  for (const step of ['end-process', 'start-executive', 'new-process', 'logs-move', 'backlog-drains'])
    expect(outcomes.get(step), step).toBe('done');
  expect(outcomes.get('wait-for-stop')).toBe('failed');
});
