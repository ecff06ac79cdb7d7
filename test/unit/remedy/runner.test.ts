/** The rules of the runner that hold for every action: only what was shown, agreed to, written down and seen. */
import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../../electron/case-store/case-folder.ts';
import type { CaseEvent } from '../../../electron/engine/case/records.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { QuickClock, type Desk, deskWith, openCopyOf, runnerOver, targetWith } from './desk.ts';
import { ScriptedWindows } from './scripted-windows.ts';

const EXECUTIVE = 'SMS_EXECUTIVE';

const restart = plan([
  step('stop', { action: { do: 'stop-service', service: EXECUTIVE, limitSeconds: 60 } }),
  step('end', {
    onlyIfFailed: 'stop',
    dangerous: true,
    action: { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 30 },
  }),
  step('start', { action: { do: 'start-service', service: EXECUTIVE, limitSeconds: 60 } }),
  step('ring', { kind: 'tell' }),
]);

interface Bench extends Desk {
  readonly windows: ScriptedWindows;
}

async function bench(onStop?: (windows: ScriptedWindows) => void, openCase?: OpenCase): Promise<Bench> {
  const windows = new ScriptedWindows();
  windows.add(EXECUTIVE, 'smsexec.exe', onStop === undefined ? undefined : () => onStop(windows));
  const desk = await deskWith(restart, {
    target: targetWith({ host: windows }),
    ...(openCase === undefined ? {} : { openCase }),
  });
  return { ...desk, windows };
}

const hangs = (windows: ScriptedWindows): void => {
  const service = windows.services.get(EXECUTIVE);
  if (service !== undefined) service.state = 'STOP_PENDING';
};

const orders = ({ asked }: ScriptedWindows): readonly string[] =>
  asked.filter((line) => /^(sc (stop|start)|net|taskkill)/.test(line));

describe('a step', () => {
  it('is shown, agreed to, written down, done, looked at and written down again, in this order', async () => {
    const { windows, doStep, kinds, case: opened } = await bench();
    const records: number[] = [];
    windows.before = (line) => {
      if (line === `sc stop ${EXECUTIVE}`)
        records.push(opened.records().filter(({ kind }) => kind === 'step-intent').length);
    };
    expect(await doStep('stop')).toMatchObject({ state: 'done', seen: { facts: { state: 'stopped' } } });
    expect(records).toEqual([1]);
    expect(kinds('stop')).toEqual(['step-intent', 'step-done']);
  });

  it('changes nothing while it is only shown', async () => {
    const { windows, runner, run, kinds } = await bench();
    const shown = await runner.show(run, 'stop', false);
    expect(shown.commands).toEqual([`sc stop ${EXECUTIVE}   (on this computer)`]);
    expect(orders(windows)).toEqual([]);
    expect(kinds('stop')).toEqual([]);
  });

  it('is done only as it was last shown, and once', async () => {
    const { windows, runner, run } = await bench(hangs);
    const { id: first } = await runner.show(run, 'stop', false);
    const { id: second } = await runner.show(run, 'stop', false);
    const act = (shown: string) => runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' });
    await expect(act(first)).rejects.toMatchObject({ code: 'not-shown' });
    expect(orders(windows)).toEqual([]);
    // Of two that agree at the same moment only one is heard.
    const both = await Promise.allSettled([act(second), act(second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of both) if (one.status === 'fulfilled') await one.value.ended;
    expect(orders(windows)).toEqual([`sc stop ${EXECUTIVE}`]);
    await expect(act(second)).rejects.toMatchObject({ code: 'not-shown' });
  });

  it('is not done when the server is no longer as it was shown', async () => {
    const { windows, runner, run, step: stepNow } = await bench();
    const { id: shown } = await runner.show(run, 'stop', false);
    windows.stopped(EXECUTIVE);
    windows.started(EXECUTIVE);
    const act = runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' });
    await expect(act).rejects.toMatchObject({ code: 'not-as-shown' });
    expect(orders(windows)).toEqual([]);
    expect((await stepNow('stop')).state).toBe('open');
  });

  it('that is dangerous wants to be agreed to twice', async () => {
    const { windows, runner, run, doStep } = await bench(hangs);
    expect((await doStep('stop')).state).toBe('failed');
    const { id: shown, agree } = await runner.show(run, 'end', false);
    expect(agree).toBe('twice');
    const act = runner.act({ run, step: 'end', undo: false, shown, agreed: 'once' });
    await expect(act).rejects.toMatchObject({ code: 'not-agreed' });
    expect(orders(windows)).toEqual([`sc stop ${EXECUTIVE}`]);
  });

  it('waits for the steps before it', async () => {
    const { runner, run } = await bench();
    await expect(runner.show(run, 'start', false)).rejects.toMatchObject({ code: 'step-blocked' });
    await expect(runner.told(run, 'ring', 'Done.')).rejects.toMatchObject({ code: 'step-blocked' });
    await expect(runner.skip(run, 'start', 'No.')).rejects.toMatchObject({ code: 'step-blocked' });
    await expect(runner.show(run, 'nothing', false)).rejects.toMatchObject({ code: 'no-such-step' });
    await expect(runner.show('nothing', 'stop', false)).rejects.toMatchObject({ code: 'no-such-run' });
  });

  it('that is reached already is found so, and nothing is done', async () => {
    const { windows, doStep, kinds } = await bench();
    windows.stopped(EXECUTIVE);
    expect((await doStep('stop')).state).toBe('found-done');
    expect(orders(windows)).toEqual([]);
    expect(kinds('stop')).toEqual(['step-looked']);
  });

  it('runs in the view while it is done, with a clock, and ends there', async () => {
    const { changes, doStep } = await bench(hangs);
    await doStep('stop');
    const progress = changes.flatMap(({ steps }) => steps[0]?.progress ?? []);
    expect(progress[0]).toMatchObject({ what: 'Waiting for SMS_EXECUTIVE to stop', limitSeconds: 60 });
    expect(progress.at(-1)?.now).toContain('is stopping');
    expect(changes.at(-1)?.steps[0]).toMatchObject({ state: 'failed', progress: null });
  });
});

describe('a step that does not end', () => {
  it('fails at its limit, can be done again, and each attempt counts', async () => {
    const { windows, doStep, clock } = await bench(hangs);
    const failed = await doStep('stop');
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, error: { code: 'time-limit' } });
    expect(clock.elapsed()).toBe(60_000);
    clock.onSleep = () => windows.stopped(EXECUTIVE);
    expect(await doStep('stop')).toMatchObject({ state: 'done', attempts: 2, error: null });
    // It was stopping already: nothing was sent a second time.
    expect(orders(windows)).toEqual([`sc stop ${EXECUTIVE}`]);
  });

  it('does not wait longer or shorter when the clock of the computer is set back', async () => {
    const { doStep, clock } = await bench(hangs);
    clock.onSleep = (seconds) => {
      if (seconds === 10) clock.offsetMs = -24 * 3600 * 1000;
    };
    expect((await doStep('stop')).state).toBe('failed');
    expect(clock.elapsed()).toBe(60_000);
  });

  it('can be given up; what was begun is not taken back, and that is said', async () => {
    const { windows, runner, run, step: stepNow, clock } = await bench(hangs);
    const { id: shown } = await runner.show(run, 'stop', false);
    const cancelled: Promise<unknown>[] = [];
    clock.onSleep = () => {
      if (cancelled.length === 0) cancelled.push(runner.cancel(run));
    };
    await (
      await runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' })
    ).ended;
    await Promise.all(cancelled);
    const after = await stepNow('stop');
    expect(after).toMatchObject({ state: 'failed', error: { code: 'cancelled' }, seen: { state: 'before' } });
    expect(after.error?.message).toContain('not taken back');
    expect(orders(windows)).toEqual([`sc stop ${EXECUTIVE}`]);
  });

  it('keeps others from being done meanwhile, but notes can be made', async () => {
    const { runner, run, clock, step: stepNow } = await bench(hangs);
    const { id: shown } = await runner.show(run, 'stop', false);
    const codes: unknown[] = [];
    clock.onSleep = async () => {
      clock.onSleep = () => undefined;
      for (const refused of [
        () => runner.show(run, 'stop', false),
        () => runner.look(run, 'stop'),
        () => runner.skip(run, 'stop', 'No.'),
        () => runner.end(run, 'given-up', ''),
        () => runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' }),
      ]) {
        codes.push(
          await refused().then(
            () => 'done',
            (error: unknown) => (error as { code: unknown }).code,
          ),
        );
      }
      await runner.note(run, 'stop', 'It takes long.');
    };
    await (
      await runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' })
    ).ended;
    expect(codes).toEqual(Array(5).fill('action-running'));
    expect((await stepNow('stop')).marks.map(({ text }) => text)).toContain('It takes long.');
  });
});

describe('what a person says', () => {
  it('is kept with what was seen against it, and the step can be opened again', async () => {
    const { runner, run, step: stepNow } = await bench();
    await runner.told(run, 'stop', 'Stopped it at the console.');
    expect(await stepNow('stop')).toMatchObject({ state: 'told', seen: { state: 'before' } });
    expect((await stepNow('stop')).marks[0]?.text).toContain('But this was seen: SMS_EXECUTIVE runs');
    await runner.reopen(run, 'stop');
    expect((await stepNow('stop')).state).toBe('open');
  });

  it('that it did not work opens the step that is there for this case', async () => {
    const { runner, run, step: stepNow, windows } = await bench();
    expect((await stepNow('end')).state).toBe('blocked');
    await expect(runner.missed(run, 'stop', ' ')).rejects.toMatchObject({ code: 'no-text' });
    const view = await runner.missed(run, 'stop', 'It says stopping for ten minutes.');
    expect(view.next).toBe('end');
    expect(await stepNow('stop')).toMatchObject({
      state: 'failed',
      error: { message: 'It says stopping for ten minutes.' },
      seen: { state: 'before' },
    });
    expect((await stepNow('end')).state).toBe('open');
    await runner.told(run, 'end', 'Ended in Task Manager.');
    expect((await runner.runs())[0]?.next).toBe('start');
    expect(orders(windows)).toEqual([]);
  });

  it('needs words where a reason is asked for', async () => {
    const { runner, run } = await bench();
    await expect(runner.skip(run, 'stop', '  ')).rejects.toMatchObject({ code: 'no-text' });
    await expect(runner.note(run, 'stop', '')).rejects.toMatchObject({ code: 'no-text' });
  });

  it('of a step that only a person can do is enough', async () => {
    const { runner, run, doStep, step: stepNow } = await bench();
    await doStep('stop');
    await doStep('start');
    await expect(runner.show(run, 'ring', false)).rejects.toMatchObject({ code: 'step-by-hand' });
    await runner.told(run, 'ring', '');
    expect(await stepNow('ring')).toMatchObject({ state: 'told', seen: null, doneBy: 'technician' });
    expect((await runner.end(run, 'finished', '')).state).toBe('finished');
    await expect(runner.reopen(run, 'ring')).rejects.toMatchObject({ code: 'run-ended' });
  });

  it('does not finish a plan that has steps left', async () => {
    const { runner, run } = await bench();
    await expect(runner.end(run, 'finished', '')).rejects.toMatchObject({ code: 'steps-open' });
    expect((await runner.end(run, 'given-up', 'Bob restarts the server.')).state).toBe('given-up');
  });
});

/** A case whose journal refuses some records, as a full disk does. */
function refusing(opened: OpenCase, refuses: (event: CaseEvent) => boolean): OpenCase {
  return {
    ...opened,
    append: (event) =>
      refuses(event)
        ? Promise.reject(
            Object.assign(new Error('The disk is full.'), { code: 'disk-full', nextStep: 'Make room.' }),
          )
        : opened.append(event),
  };
}

describe('a journal that cannot be written', () => {
  it('keeps the step from being begun', async () => {
    const { case: opened } = await bench();
    const {
      windows,
      runner,
      run,
      step: stepNow,
    } = await bench(
      undefined,
      refusing(opened, ({ kind }) => kind === 'step-intent'),
    );
    const { id: shown } = await runner.show(run, 'stop', false);
    const act = runner.act({ run, step: 'stop', undo: false, shown, agreed: 'once' });
    await expect(act).rejects.toMatchObject({ code: 'disk-full' });
    expect(orders(windows)).toEqual([]);
    expect((await stepNow('stop')).state).toBe('open');
    // And nothing is in the way of the next attempt.
    await expect(runner.show(run, 'stop', false)).resolves.toMatchObject({ agree: 'once' });
  });

  it('after the step was done is told; the next program finds what is really there', async () => {
    const { case: opened } = await bench();
    const { windows, run, troubles, doStep } = await bench(
      undefined,
      refusing(opened, ({ kind }) => kind === 'step-done'),
    );
    expect((await doStep('stop')).state).toBe('interrupted');
    expect(troubles).toMatchObject([{ code: 'disk-full' }]);
    expect(windows.services.get(EXECUTIVE)?.state).toBe('STOPPED');

    const copy = await openCopyOf(opened.folder);
    const { runner } = runnerOver(copy, { target: targetWith({ host: windows }) });
    const resumed = (await runner.resume()).find(({ id }) => id === run);
    expect(resumed).toMatchObject({ state: 'interrupted' });
    expect(resumed?.steps[0]).toMatchObject({ state: 'interrupted', seen: { state: 'after' } });
    const gone = await runner.look(run, 'stop');
    expect(gone.steps[0]).toMatchObject({ state: 'found-done' });
    expect(gone).toMatchObject({ state: 'going', next: 'start' });
  });
});

describe('after a kill', () => {
  /** A case whose program was killed while it waited for the stop. */
  async function killedWhileStopping(): Promise<{ readonly desk: Bench; readonly copy: OpenCase }> {
    const desk = await bench(hangs);
    const { id: shown } = await desk.runner.show(desk.run, 'stop', false);
    const copies: OpenCase[] = [];
    desk.clock.onSleep = async () => {
      if (copies.length === 0) copies.push(await openCopyOf(desk.case.folder));
    };
    await (
      await desk.runner.act({ run: desk.run, step: 'stop', undo: false, shown, agreed: 'once' })
    ).ended;
    const [copy] = copies;
    if (copy === undefined) throw new Error('Nothing was waited for.');
    return { desk, copy };
  }

  it('looks at what is there and lets the step go on, be done again or be taken back', async () => {
    const { desk, copy } = await killedWhileStopping();
    const { runner } = runnerOver(copy, { target: targetWith({ host: desk.windows }) });
    const [view] = (await runner.resume()).filter(({ id }) => id === desk.run);
    expect(view?.steps[0]).toMatchObject({ state: 'interrupted', canUndo: true, seen: { state: 'before' } });
    expect(view?.steps[0]?.seen?.text).toContain('is stopping');
    expect(view?.next).toBe('stop');
    // Looking a second time finds nothing more that was cut off.
    await runner.resume();
    expect(copy.records().filter(({ kind }) => kind === 'step-interrupted')).toHaveLength(1);
  });

  it('on a computer that does not reach the server says that it cannot tell', async () => {
    const { desk, copy } = await killedWhileStopping();
    const { runner } = runnerOver(copy, { target: targetWith({}) });
    const [view] = (await runner.resume()).filter(({ id }) => id === desk.run);
    expect(view?.steps[0]).toMatchObject({
      state: 'interrupted',
      doneBy: 'technician',
      seen: { state: 'unknown' },
    });
    await runner.told(desk.run, 'stop', 'Restarted the server.');
    expect((await runner.runs())[0]?.state).toBe('going');
  });
});

describe('the other ways', () => {
  it('leave every step to the technician', async () => {
    const windows = new ScriptedWindows();
    windows.add(EXECUTIVE, 'smsexec.exe');
    for (const way of ['by-hand', 'kit'] as const) {
      const desk = await deskWith(restart, {
        target: targetWith({ host: windows }),
        way,
        clock: new QuickClock(),
      });
      expect(await desk.step('stop')).toMatchObject({ doneBy: 'technician', whyByHand: null });
      await expect(desk.runner.show(desk.run, 'stop', false)).rejects.toMatchObject({ code: 'step-by-hand' });
    }
  });
});
