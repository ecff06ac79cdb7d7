/**
 * The services of a site server restarted through the runner: Wine's own service manager, processes and taskkill, a real case.
 * Only `sc queryex` and `tasklist` are answered by a stand-in (`test/wine/programs/asking.c`).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TailoredPlan, TailoredStep } from '../../electron/engine/plans/tailored-plan.ts';
import type { Host } from '../../electron/host/host.ts';
import { askingHost } from './support/asking-host.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { type Restart, beginRestart, withShortLimits } from './support/restart.ts';
import { wine } from './support/run.ts';
import {
  type ServiceManner,
  installService,
  processNow,
  serviceNow,
  startService,
} from './support/services.ts';

const MANAGER = 'SMS_SITE_COMPONENT_MANAGER';
const EXECUTIVE = 'SMS_EXECUTIVE';

let prefix: WinePrefix;
let host: Host;
beforeAll(async () => {
  prefix = await winePrefix();
  host = await askingHost(prefix);
  await installService(prefix, MANAGER, 'sitecomp.exe', 'ok');
  await installService(prefix, EXECUTIVE, 'smsexec.exe', 'ok');
});
afterAll(() => prefix.end());

const RUNNING = 4;

function step(
  id: string,
  action: NonNullable<TailoredStep['action']>,
  more: Partial<TailoredStep> = {},
): TailoredStep {
  return {
    id,
    kind: 'run',
    title: `Step ${id}`,
    text: 'As the plan says.',
    reason: 'It is needed.',
    sources: ['judgement'],
    applies: true,
    hereBecause: null,
    action,
    ...more,
  };
}

/** The order of the plan, with its actions. */
const plan: TailoredPlan = withShortLimits({
  id: 'restart-executive',
  title: 'Restart SMS_EXECUTIVE',
  purpose: 'relief',
  summary: 'Stops and starts the services.',
  sources: ['Q260366'],
  steps: [
    step('no-backup', {
      do: 'check-service',
      service: 'SMS_SITE_BACKUP',
      wants: 'stopped',
      absentIsFine: true,
    }),
    step('stop-manager', { do: 'stop-service', service: MANAGER, limitSeconds: 60 }),
    step('stop-executive', { do: 'stop-service', service: EXECUTIVE, limitSeconds: 60 }),
    step(
      'end-process',
      { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 30 },
      { onlyIfFailed: 'stop-executive', dangerous: true },
    ),
    step('start-manager', { do: 'start-service', service: MANAGER, limitSeconds: 60 }),
    step('start-executive', { do: 'start-service', service: EXECUTIVE, limitSeconds: 60 }),
  ],
  verification: [],
  fit: 'advised',
  fitBecause: 'The threads hang.',
  findings: ['Q260366'],
  needsFirst: [],
  upgrade: null,
  site: { server: 'NYSMS01', smsDirectory: 'C:\\SMS', controlFile: null, release: '2.0 SP2', goal: null },
});

async function untilGone(pid: number): Promise<void> {
  while (pid !== 0 && (await processNow(prefix, pid)) !== null)
    await new Promise((done) => setTimeout(done, 100));
}

async function kill(name: string): Promise<void> {
  const { pid } = await serviceNow(prefix, name);
  if (pid === 0) return;
  await wine(prefix, 'taskkill.exe', ['/f', '/pid', String(pid)]);
  await untilGone(pid);
}

/**
 * Both services run anew, SMS_EXECUTIVE in that manner; when it is started again it is a good one. Gives its process.
 */
async function running(manner: ServiceManner): Promise<number> {
  for (const name of [EXECUTIVE, MANAGER]) await kill(name);
  expect((await wine(prefix, 'sc.exe', ['start', EXECUTIVE, ...manner.split(' ')])).code).toBe(0);
  await startService(prefix, MANAGER);
  const { state, pid } = await serviceNow(prefix, EXECUTIVE);
  expect(state).toBe(RUNNING);
  return pid;
}

let restart: Restart;
async function begin(own = host): Promise<void> {
  restart = await beginRestart(prefix, own, plan);
}
afterEach(() => restart.case.close());

async function doSteps(...ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await restart.doStep(id)).toMatchObject({ id, error: null });
}

/** Both services run, SMS_EXECUTIVE as another process than before, and the plan has come to its end. */
async function expectRestarted(old: number): Promise<void> {
  await doSteps('start-manager', 'start-executive');
  const { state, pid } = await serviceNow(prefix, EXECUTIVE);
  expect(state).toBe(RUNNING);
  expect(pid).not.toBe(old);
  expect(await processNow(prefix, pid)).toContain('smsexec.exe');
  expect((await serviceNow(prefix, MANAGER)).state).toBe(RUNNING);
  expect((await restart.view()).next).toBeNull();
  expect((await restart.runner.end(restart.run, 'finished', '')).state).toBe('finished');
}

describe('SMS_EXECUTIVE', () => {
  it.each(['ok', 'slow 2000'] as const)(
    'that stops (%s) is restarted and has a new process',
    async (manner) => {
      const old = await running(manner);
      await begin();
      await doSteps('no-backup', 'stop-manager', 'stop-executive');
      expect(await processNow(prefix, old)).toBeNull();
      expect((await restart.step('end-process')).state).toBe('not-needed');
      await expectRestarted(old);
    },
  );

  it.each([
    ['hang', 'stop-pending'],
    ['ignore', 'running'],
  ] as const)(
    'that does not stop (%s) is not called stopped; its process is ended',
    async (manner, state) => {
      const old = await running(manner);
      await begin();
      await doSteps('no-backup', 'stop-manager');
      expect(await restart.doStep('stop-executive')).toMatchObject({
        state: 'failed',
        error: { code: 'time-limit' },
        seen: { state: 'before', facts: { state, pid: old, alive: true } },
      });
      expect((await restart.view()).next).toBe('end-process');

      const shown = await restart.runner.show(restart.run, 'end-process', false);
      expect(shown).toMatchObject({ agree: 'twice', seen: { facts: { pid: old, image: 'smsexec.exe' } } });
      expect(shown.commands[0]).toContain(`taskkill /pid ${old} /f`);
      const request = { run: restart.run, step: 'end-process', undo: false, shown: shown.id } as const;
      await expect(restart.runner.act({ ...request, agreed: 'once' })).rejects.toMatchObject({
        code: 'not-agreed',
      });
      expect(await processNow(prefix, old)).not.toBeNull();

      await doSteps('end-process');
      expect(await processNow(prefix, old)).toBeNull();
      await expectRestarted(old);
    },
  );
});

describe('a process of the same name', () => {
  it('that is not that of the service is not touched', async () => {
    await installService(prefix, 'OTHER_PROGRAM', 'smsexec.exe', 'ok');
    await startService(prefix, 'OTHER_PROGRAM');
    const other = (await serviceNow(prefix, 'OTHER_PROGRAM')).pid;
    const old = await running('ignore');
    await begin();
    await doSteps('no-backup', 'stop-manager');
    await restart.doStep('stop-executive');
    await doSteps('end-process');
    expect(await processNow(prefix, old)).toBeNull();
    expect(await processNow(prefix, other)).toContain('smsexec.exe');
    await expectRestarted(old);
    await kill('OTHER_PROGRAM');
  });
});

describe('a service that comes back by itself', () => {
  it('is noticed while it is waited for', async () => {
    const old = await running('hang');
    let asked = 0;
    await begin({
      run: async (program, args, options) => {
        if (program === 'sc' && args.join(' ') === `queryex ${EXECUTIVE}`) {
          asked += 1;
          // Showing and acting look once each; then it is waited for.
          if (asked === 4) {
            await kill(EXECUTIVE);
            await startService(prefix, EXECUTIVE);
          }
        }
        return host.run(program, args, options);
      },
    });
    await doSteps('no-backup', 'stop-manager');
    const stopped = await restart.doStep('stop-executive');
    const { pid } = await serviceNow(prefix, EXECUTIVE);
    expect(stopped).toMatchObject({
      state: 'failed',
      error: { code: 'came-back' },
      seen: { facts: { pid } },
    });
    expect(stopped.error?.message).toContain(`process ${old} is gone, and it runs as process ${pid}`);
    // The process that hung is gone: there is nothing to end, and the one that came back is left alone.
    expect(await restart.doStep('end-process')).toMatchObject({ state: 'found-done' });
    expect(await processNow(prefix, pid)).not.toBeNull();
  });

  it('after it was stopped is stopped once more before the plan goes on', async () => {
    await running('ok');
    await begin();
    await doSteps('no-backup', 'stop-manager');
    await startService(prefix, MANAGER);
    await expect(restart.runner.show(restart.run, 'stop-executive', false)).rejects.toMatchObject({
      code: 'came-back',
    });
    expect((await restart.view()).next).toBe('stop-manager');
    expect((await serviceNow(prefix, EXECUTIVE)).state).toBe(RUNNING);
    await doSteps('stop-manager', 'stop-executive');
  });
});

describe('a stop', () => {
  it('can be taken back: the service is started again', async () => {
    await running('ok');
    await begin();
    await doSteps('no-backup', 'stop-manager');
    const { id } = await restart.runner.show(restart.run, 'stop-manager', true);
    const request = {
      run: restart.run,
      step: 'stop-manager',
      undo: true,
      shown: id,
      agreed: 'once',
    } as const;
    await (
      await restart.runner.act(request)
    ).ended;
    expect(await restart.step('stop-manager')).toMatchObject({ state: 'undone', error: null });
    expect((await serviceNow(prefix, MANAGER)).state).toBe(RUNNING);
  });

  it('that is waited for can be given up, and what was begun is not taken back', async () => {
    const old = await running('hang');
    await begin();
    await doSteps('no-backup', 'stop-manager');
    const { id } = await restart.runner.show(restart.run, 'stop-executive', false);
    const request = {
      run: restart.run,
      step: 'stop-executive',
      undo: false,
      shown: id,
      agreed: 'once',
    } as const;
    const acting = await restart.runner.act(request);
    expect(acting.view.steps.find(({ state }) => state === 'running')?.id).toBe('stop-executive');
    while ((await serviceNow(prefix, EXECUTIVE)).state === RUNNING)
      await new Promise((done) => setTimeout(done, 100));
    await restart.runner.cancel(restart.run);
    const step = await restart.step('stop-executive');
    expect(step).toMatchObject({ state: 'failed', error: { code: 'cancelled' } });
    expect(step.error?.message).toContain('not taken back');
    expect(await processNow(prefix, old)).not.toBeNull();
  });
});
