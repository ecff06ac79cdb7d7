/**
 * The restart plan as it is in `assets`, from its first step to its last, on a server whose SMS_EXECUTIVE hangs: services and
 * processes are Wine's, files are real, and the case is one on the disk. Waiting is shortened.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askingHost } from './support/asking-host.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { beginRestart } from './support/restart.ts';
import { tailoredRestartPlan } from './support/shipped-restart-plan.ts';
import { wine } from './support/run.ts';
import { installService, processNow, serviceNow, startService } from './support/services.ts';

const MANAGER = 'SMS_SITE_COMPONENT_MANAGER';
const EXECUTIVE = 'SMS_EXECUTIVE';
const RUNNING = 4;
const WAITING = 40;

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
  await installService(prefix, MANAGER, 'sitecomp.exe', 'ok');
  await installService(prefix, EXECUTIVE, 'smsexec.exe', 'ok');
});
afterAll(() => prefix.end());

const site = (...parts: readonly string[]): string => path.join(prefix.driveC, 'SMS', ...parts);

function makeSite(logs: readonly string[]): void {
  mkdirSync(site('Inboxes', 'Despoolr.box', 'Receive'), { recursive: true });
  mkdirSync(site('Logs'), { recursive: true });
  for (const log of ['sender', ...logs]) writeFileSync(site('Logs', `${log}.log`), 'Before.\r\n');
  for (let number = 0; number < WAITING; number += 1)
    writeFileSync(site('Inboxes', 'Despoolr.box', 'Receive', `${number}.INS`), 'x');
}

/** What working threads do: they log, and take files out of the inbox. Gives what ends it. */
function threadsWork(logs: readonly string[]): () => void {
  const receive = site('Inboxes', 'Despoolr.box', 'Receive');
  const timer = setInterval(() => {
    for (const log of logs) appendFileSync(site('Logs', `${log}.log`), 'Works.\r\n');
    for (const name of readdirSync(receive).slice(0, 2)) rmSync(path.join(receive, name));
  }, 500);
  return () => clearInterval(timer);
}

it('brings a hung SMS_EXECUTIVE back', async () => {
  const plan = await tailoredRestartPlan();
  const logs = plan.verification.flatMap(({ action }) =>
    action?.do === 'watch-logs' ? action.families : [],
  );
  expect(logs).not.toEqual([]);
  makeSite(logs);
  expect((await wine(prefix, 'sc.exe', ['start', EXECUTIVE, 'hang'])).code).toBe(0);
  await startService(prefix, MANAGER);
  const old = (await serviceNow(prefix, EXECUTIVE)).pid;

  const {
    runner,
    run,
    view,
    doStep,
    case: opened,
  } = await beginRestart(prefix, await askingHost(prefix), plan);
  const failed: string[] = [];
  let stopWorking = (): void => undefined;
  try {
    for (let { next } = await view(); next !== null; { next } = await view()) {
      const all = [...(await view()).steps, ...(await view()).verification];
      const { doneBy, action, kind } = all.find(({ id }) => id === next) ?? {};
      if (kind === 'verify') {
        stopWorking();
        stopWorking = threadsWork(logs);
      }
      if (doneBy === 'technician') await runner.told(run, next, 'Done.');
      else if (action?.do === 'collect-again') await runner.skip(run, next, 'Not part of this test.');
      else if ((await doStep(next)).state === 'failed') {
        failed.push(action?.do ?? '');
        // What no other step is there for is left out; that it was not met is what the test looks at.
        if ((await view()).next === next) await runner.skip(run, next, 'Not so under Wine.');
      }
    }
  } finally {
    stopWorking();
  }

  // The stop and the waiting for it failed, and nothing of what came after it but the start by SMS_SITE_COMPONENT_MANAGER,
  // which the stand-in for it cannot do.
  expect(failed).toEqual(['stop-service', 'wait-service', 'wait-service']);
  const states = Object.fromEntries((await view()).steps.map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({
    'stop-component-manager': 'done',
    'stop-executive': 'failed',
    'wait-for-stop': 'failed',
    'end-process': 'done',
    'start-component-manager': 'done',
    'executive-started': 'failed',
    'start-executive': 'done',
  });
  const { state, pid } = await serviceNow(prefix, EXECUTIVE);
  expect(state).toBe(RUNNING);
  expect(pid).not.toBe(old);
  expect(await processNow(prefix, old)).toBeNull();
  const drain = (await view()).verification.find(({ action }) => action?.do === 'watch-drain')?.drain;
  expect(drain?.filesPerMinute).toBeLessThan(0);
  expect((await runner.end(run, 'finished', '')).state).toBe('finished');
  await opened.close();
});
