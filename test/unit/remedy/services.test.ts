/** The service actions where Windows says no, says nothing, or is another computer. */
import { describe, expect, it } from 'vitest';
import type { PlanAction } from '../../../electron/engine/knowledge/plan.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { ended, exited, recorded } from '../host/recorded.ts';
import { type Desk, deskWith, targetWith } from './desk.ts';
import { ScriptedWindows } from './scripted-windows.ts';

const MANAGER = 'SMS_SITE_COMPONENT_MANAGER';
const EXECUTIVE = 'SMS_EXECUTIVE';

const stop: PlanAction = { do: 'stop-service', service: EXECUTIVE, limitSeconds: 60 };
const end: PlanAction = { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 30 };
const start: PlanAction = { do: 'start-service', service: EXECUTIVE, limitSeconds: 60 };
const waitStopped: PlanAction = {
  do: 'wait-service',
  service: EXECUTIVE,
  wants: 'stopped',
  limitSeconds: 60,
};
const waitRunning: PlanAction = { ...waitStopped, wants: 'running' };

interface Bench extends Desk {
  readonly windows: ScriptedWindows;
}

/** A run with one step for each action, named after what it does. */
async function bench(actions: readonly PlanAction[], server = ''): Promise<Bench> {
  const windows = new ScriptedWindows();
  windows.add(MANAGER, 'sitecomp.exe');
  windows.add(EXECUTIVE, 'smsexec.exe');
  const steps = actions.map((action) =>
    step(action.do, { action, ...(action.do === 'end-process' ? { dangerous: true } : {}) }),
  );
  return { ...(await deskWith(plan(steps), { target: targetWith({ host: windows, server }) })), windows };
}

const orders = ({ asked }: ScriptedWindows): readonly string[] =>
  asked.filter((line) => /^(sc (\\\\\S+ )?(stop|start)|net|taskkill)/.test(line));

const executive = (windows: ScriptedWindows): { state: string; pid: number } => {
  const service = windows.services.get(EXECUTIVE);
  if (service === undefined) throw new Error('No such service.');
  return service;
};

describe('stopping', () => {
  it('is not believed while the process is there, though the service says that it is stopped', async () => {
    const { windows, doStep, clock } = await bench([stop]);
    const { pid } = executive(windows);
    windows.before = (line) => {
      if (line.startsWith('sc stop')) {
        Object.assign(executive(windows), { state: 'STOPPED', pid: 0 });
        windows.answers.set('sc stop', exited(0, ''));
      }
    };
    expect(await doStep('stop-service')).toMatchObject({ state: 'failed', error: { code: 'time-limit' } });
    clock.onSleep = () => void windows.processes.delete(pid);
    // Its state alone would let it pass at once.
    expect((await doStep('stop-service')).seen?.text).toContain('is stopped');
  });

  it('that is refused tells the error and its cure', async () => {
    const { windows, doStep } = await bench([stop]);
    windows.answers.set('sc stop', exited(5, '[SC] OpenService FAILED 5:\n\nAccess is denied.\n'));
    expect(await doStep('stop-service')).toMatchObject({
      state: 'failed',
      error: { code: 'service-refused', message: expect.stringContaining('error 5') as unknown },
      seen: { state: 'before' },
    });
    windows.answers.clear();
    expect((await doStep('stop-service')).state).toBe('done');
  });

  it('goes by net where there is no sc to pass the order on', async () => {
    const { windows, doStep } = await bench([stop]);
    windows.answers.set('sc stop', ended('missing'));
    windows.before = (line) => {
      if (line !== `net stop ${EXECUTIVE}`) return;
      windows.answers.set('net stop', exited(0, 'The SMS_EXECUTIVE service was stopped successfully.\n'));
    };
    // What net says is not true: it stays as it is.
    expect(await doStep('stop-service')).toMatchObject({ state: 'failed', error: { code: 'time-limit' } });
    windows.before = () => windows.stopped(EXECUTIVE);
    expect((await doStep('stop-service')).state).toBe('found-done');
  });

  it('of another computer goes to that computer alone', async () => {
    const { windows, runner, run, doStep } = await bench([stop], 'NYSMS01');
    const { commands } = await runner.show(run, 'stop-service', false);
    expect(commands).toEqual([`sc \\\\NYSMS01 stop ${EXECUTIVE}   (on this computer, for \\\\NYSMS01)`]);
    windows.answers.set('sc \\\\NYSMS01 stop', ended('missing'));
    expect((await doStep('stop-service')).error?.code).toBe('service-refused');
    expect(orders(windows)).toEqual([`sc \\\\NYSMS01 stop ${EXECUTIVE}`]);
  });

  it('is not tried where the state cannot be asked for', async () => {
    const { windows, runner, run } = await bench([stop], 'NYSMS01');
    windows.answers.set('sc', exited(1722, recorded('sc-no-rpc-english')));
    await expect(runner.show(run, 'stop-service', false)).rejects.toMatchObject({ code: 'needs-a-person' });
    expect(orders(windows)).toEqual([]);
  });

  it('is told from the service alone where there is no list of processes', async () => {
    const { windows, doStep } = await bench([stop], 'NYSMS01');
    windows.answers.set('tasklist', exited(1, '', recorded('tasklist-remote-denied')));
    const done = await doStep('stop-service');
    expect(done.state).toBe('done');
    expect(done.seen?.text).toContain('only the service manager was asked');
  });

  it('waits while the server does not answer for a while', async () => {
    const { windows, doStep, clock } = await bench([stop], 'NYSMS01');
    windows.before = (line) => {
      if (line.includes(' stop ')) windows.answers.set('sc \\\\NYSMS01 query', ended('time'));
    };
    clock.onSleep = (seconds) => {
      if (seconds >= 20) windows.answers.clear();
    };
    expect((await doStep('stop-service')).state).toBe('done');
    expect(clock.elapsed()).toBe(20_000);
  });
});

describe('ending the process', () => {
  /** The service hangs in its stop, which was given up. */
  async function hung(server = ''): Promise<Bench> {
    const desk = await bench([stop, end], server);
    desk.windows.services.set(EXECUTIVE, {
      ...desk.windows.services.get(EXECUTIVE),
      state: 'RUNNING',
      pid: executive(desk.windows).pid,
      onStop: () => Object.assign(executive(desk.windows), { state: 'STOP_PENDING' }),
    });
    await desk.doStep('stop-service');
    await desk.runner.skip(desk.run, 'stop-service', 'It hangs.');
    return desk;
  }

  it('ends the process that the service reports, and no other of that name', async () => {
    const { windows, doStep } = await hung();
    windows.processes.set(9000, 'smsexec.exe');
    const { pid } = executive(windows);
    expect((await doStep('end-process')).state).toBe('done');
    expect(orders(windows).at(-1)).toBe(`taskkill /pid ${pid} /f`);
    expect(windows.processes.get(9000)).toBe('smsexec.exe');
  });

  it('does not touch a process of another image', async () => {
    const { windows, runner, run } = await hung();
    windows.processes.set(executive(windows).pid, 'lsass.exe');
    await expect(runner.show(run, 'end-process', false)).rejects.toMatchObject({
      code: 'needs-a-person',
      message: expect.stringContaining('that is lsass.exe and not smsexec.exe') as unknown,
    });
  });

  it('takes the image for what it is, whatever its case', async () => {
    const { windows, doStep } = await hung();
    windows.processes.set(executive(windows).pid, 'SMSEXEC.EXE');
    expect((await doStep('end-process')).state).toBe('done');
  });

  it('looks once more directly before, as ids are given again to other programs', async () => {
    const { windows, doStep } = await hung();
    const { pid } = executive(windows);
    let lists = 0;
    windows.before = (line) => {
      if (line.startsWith('tasklist') && (lists += 1) === 3) windows.processes.set(pid, 'winlogon.exe');
    };
    expect(await doStep('end-process')).toMatchObject({
      state: 'failed',
      error: { code: 'not-the-process' },
    });
    expect(orders(windows).filter((line) => line.startsWith('taskkill'))).toEqual([]);
    expect(windows.processes.get(pid)).toBe('winlogon.exe');
  });

  it('is left to a person where the id or the list cannot be had', async () => {
    const { windows, runner, run } = await hung('NYSMS01');
    windows.answers.set('tasklist', exited(1, '', recorded('tasklist-remote-denied')));
    await expect(runner.show(run, 'end-process', false)).rejects.toMatchObject({
      code: 'needs-a-person',
      nextStep: expect.stringContaining('Kill.exe') as unknown,
    });
    windows.answers.clear();
    windows.answers.set('sc \\\\NYSMS01 queryex', exited(1, ''));
    windows.answers.set(
      'sc \\\\NYSMS01 query ',
      exited(
        0,
        recorded('sc-query-windows-2000').replaceAll(/SERVICE_NAME: \S+/g, `SERVICE_NAME: ${EXECUTIVE}`),
      ),
    );
    await expect(runner.show(run, 'end-process', false)).rejects.toMatchObject({ code: 'needs-a-person' });
    expect(orders(windows).filter((line) => line.startsWith('taskkill'))).toEqual([]);
  });

  it('that taskkill claims is not believed while the process is there', async () => {
    const { windows, doStep } = await hung();
    windows.answers.set('taskkill', exited(0, 'SUCCESS: The process has been terminated.\n'));
    expect(await doStep('end-process')).toMatchObject({
      state: 'failed',
      error: { code: 'process-not-ended' },
    });
  });

  it('that is refused names the way by hand', async () => {
    const { windows, doStep } = await hung('NYSMS01');
    windows.answers.set('taskkill', exited(1, '', 'ERROR: The RPC server is unavailable.\n'));
    expect((await doStep('end-process')).error).toMatchObject({
      code: 'process-not-ended',
      nextStep: expect.stringContaining('Q260366') as unknown,
    });
  });

  it('leaves alone what stayed behind when the service no longer reports it', async () => {
    const { windows, runner, run } = await hung();
    const { pid } = executive(windows);
    Object.assign(executive(windows), { state: 'STOPPED', pid: 0 });
    await expect(runner.show(run, 'end-process', false)).rejects.toMatchObject({
      message: expect.stringContaining(`process ${pid} (smsexec.exe) is still there`) as unknown,
    });
  });
});

describe('ending a process that was not asked to stop', () => {
  it('is refused, though all steps before it were left out', async () => {
    const { windows, runner, run } = await bench([stop, end]);
    await runner.skip(run, 'stop-service', 'In a hurry.');
    await expect(runner.show(run, 'end-process', false)).rejects.toMatchObject({
      code: 'needs-a-person',
      message: expect.stringContaining('was not asked to stop') as unknown,
    });
    expect(orders(windows)).toEqual([]);
  });

  it('is possible when a person stopped it, or it is stopping', async () => {
    const told = await bench([stop, end]);
    await told.runner.told(told.run, 'stop-service', 'NET STOP entered.');
    expect((await told.doStep('end-process')).state).toBe('done');
    const stopping = await bench([stop, end]);
    Object.assign(executive(stopping.windows), { state: 'STOP_PENDING' });
    await stopping.runner.skip(stopping.run, 'stop-service', 'Someone else did.');
    expect((await stopping.doStep('end-process')).state).toBe('done');
  });
});

describe('a new process', () => {
  const isNew: PlanAction = { do: 'check-service', service: EXECUTIVE, wants: 'running', newProcess: true };

  it('is not the one that did not stop', async () => {
    const desk = await bench([stop, isNew]);
    desk.windows.answers.set('sc stop', exited(0, ''));
    await desk.doStep('stop-service');
    await desk.runner.skip(desk.run, 'stop-service', 'It does not stop.');
    expect(await desk.doStep('check-service')).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('the same process') as unknown },
    });
  });

  it('is not claimed of a service that was not stopped from here', async () => {
    const desk = await bench([stop, isNew]);
    await desk.runner.skip(desk.run, 'stop-service', 'No time.');
    expect(await desk.doStep('check-service')).toMatchObject({
      state: 'failed',
      seen: { state: 'unknown', text: expect.stringContaining('is not known') as unknown },
    });
  });

  it('is one with another number', async () => {
    const desk = await bench([stop, start, isNew]);
    await desk.doStep('stop-service');
    await desk.doStep('start-service');
    const done = await desk.doStep('check-service');
    expect(done.state).toBe('found-done');
    expect(done.seen?.text).toContain('It had process');
  });
});

describe('starting', () => {
  it('is not believed when the process does not stay', async () => {
    const { windows, doStep } = await bench([start]);
    windows.stopped(EXECUTIVE);
    windows.before = (line) => {
      if (line.startsWith('sc queryex')) windows.processes.delete(executive(windows).pid);
    };
    expect(await doStep('start-service')).toMatchObject({ state: 'failed', error: { code: 'time-limit' } });
  });

  it.each([
    [1069, 'Q256127'],
    [2186, 'Q257362'],
  ])('that is refused with error %i names the article', async (number, article) => {
    const { windows, doStep } = await bench([start]);
    windows.stopped(EXECUTIVE);
    windows.answers.set('sc start', exited(number, `[SC] StartService FAILED ${number}:\n`));
    expect((await doStep('start-service')).error?.nextStep).toContain(article);
  });

  it('does not take the process that was to be stopped for a new one', async () => {
    const { runner, run } = await bench([stop, start]);
    // The technician leaves the stop out; the service runs as before.
    const { id: shown } = await runner.show(run, 'stop-service', false);
    await runner.skip(run, 'stop-service', 'No time.');
    await expect(
      runner.act({ run, step: 'stop-service', undo: false, shown, agreed: 'once' }),
    ).rejects.toMatchObject({ code: 'step-not-open' });
    expect((await runner.look(run, 'start-service')).steps[1]?.state).toBe('found-done');
  });

  it('sees the same process after a stop that failed as what it is', async () => {
    const desk = await bench([stop, start]);
    desk.windows.answers.set('sc stop', exited(0, ''));
    await desk.doStep('stop-service');
    await desk.runner.skip(desk.run, 'stop-service', 'It does not stop.');
    await expect(desk.runner.show(desk.run, 'start-service', false)).rejects.toMatchObject({
      code: 'needs-a-person',
      message: expect.stringContaining('the same process') as unknown,
    });
  });
});

describe('waiting', () => {
  it('ends when it is so, and asks for nothing to be done', async () => {
    const { windows, doStep, clock } = await bench([waitStopped]);
    clock.onSleep = (seconds) => {
      if (seconds >= 30) windows.stopped(EXECUTIVE);
    };
    expect((await doStep('wait-service')).state).toBe('done');
    expect(orders(windows)).toEqual([]);
  });

  it('fails at its limit and tells what to look at', async () => {
    const { windows, doStep } = await bench([waitRunning]);
    windows.stopped(EXECUTIVE);
    expect(await doStep('wait-service')).toMatchObject({
      state: 'failed',
      error: { code: 'time-limit', message: expect.stringContaining('is stopped') as unknown },
    });
  });
});

describe('asking', () => {
  it.each([
    ['running', undefined, 'RUNNING', 'done'],
    ['stopped', undefined, 'RUNNING', 'failed'],
    ['stopped', undefined, 'STOPPED', 'done'],
    ['running', undefined, 'STOP_PENDING', 'failed'],
    ['stopped', true, null, 'done'],
    ['stopped', false, null, 'failed'],
  ] as const)(
    'whether it is %s (absent is fine: %s) of a service that is %s: %s',
    async (wants, absent, state, is) => {
      const action: PlanAction = {
        do: 'check-service',
        service: EXECUTIVE,
        wants,
        ...(absent === undefined ? {} : { absentIsFine: absent }),
      };
      const { windows, doStep } = await bench([action]);
      if (state === null) windows.services.delete(EXECUTIVE);
      else if (state === 'STOPPED') windows.stopped(EXECUTIVE);
      else Object.assign(executive(windows), { state });
      expect((await doStep('check-service')).state).toBe(is === 'done' ? 'found-done' : 'failed');
    },
  );
});
