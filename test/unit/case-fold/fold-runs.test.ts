/** What the records of a run amount to, state by state. */
import { describe, expect, it } from 'vitest';
import { foldRuns, nothingRuns, stepOf } from '../../../electron/engine/case/fold-runs.ts';
import {
  BACKUP,
  BEGUN,
  PLAN,
  RUN,
  done,
  failed,
  fold,
  intent,
  interrupted,
  looked,
  of,
  plan,
  records,
  seen,
  statesOf,
  step,
} from './plan-for-tests.ts';

const abc = plan([step('a'), step('b'), step('c')], [step('v')]);

/** The restart as far as its order goes. */
const restart = plan([
  step('stop', { action: { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 } }),
  step('wait', {
    onlyIfFailed: 'stop',
    action: { do: 'wait-service', service: 'SMS_EXECUTIVE', wants: 'stopped', limitSeconds: 600 },
  }),
  step('end', {
    onlyIfFailed: 'wait',
    action: { do: 'end-process', service: 'SMS_EXECUTIVE', image: 'smsexec.exe', limitSeconds: 30 },
  }),
  step('start', { action: { do: 'start-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 } }),
]);

const edit = plan([step('edit', { kind: 'edit', action: { do: 'edit-control-file' } }), step('next')]);

describe('the order of the steps', () => {
  it('opens one after the other', () => {
    expect(statesOf(fold(abc, []))).toEqual({ a: 'open', b: 'blocked', c: 'blocked', v: 'blocked' });
    expect(fold(abc, []).next).toBe('a');
    const view = fold(abc, [intent('a'), done('a')]);
    expect(statesOf(view)).toEqual({ a: 'done', b: 'open', c: 'blocked', v: 'blocked' });
    expect(view.next).toBe('b');
  });

  it('lets steps that wait for nothing be done at once, and others wait only for what they name', () => {
    const free = plan([step('a'), step('b', { after: [] }), step('c', { after: ['b'] })]);
    expect(statesOf(fold(free, [intent('b'), done('b')]))).toEqual({ a: 'open', b: 'done', c: 'open' });
  });

  it('counts a step that was left out as behind, and names what is left to do', () => {
    const view = fold(abc, [{ kind: 'step-skipped', ...of('a'), reason: 'done last night' }]);
    expect(statesOf(view)).toMatchObject({ a: 'skipped', b: 'open' });
  });

  it('has no next step when all are done', () => {
    const all = ['a', 'b', 'c', 'v'].flatMap((id) => [intent(id), done(id)]);
    expect(fold(abc, all).next).toBeNull();
  });

  it('says where the kit of a run was written', () => {
    expect(fold(abc, []).kitFolder).toBeNull();
    const written = { kind: 'kit-written' as const, run: RUN, folder: 'E:\\kit', files: [BACKUP] };
    expect(fold(abc, [written]).kitFolder).toBe('E:\\kit');
  });

  it('leaves out what does not apply to the site', () => {
    const view = fold(plan([step('a', { applies: false }), step('b')]), []);
    expect(statesOf(view)).toEqual({ a: 'not-needed', b: 'open' });
  });
});

describe('a step that is only there for a failure', () => {
  it('is not needed when all went well', () => {
    const view = fold(restart, [intent('stop'), done('stop')]);
    expect(statesOf(view)).toEqual({ stop: 'done', wait: 'not-needed', end: 'not-needed', start: 'open' });
  });

  it('waits until it is known', () => {
    expect(statesOf(fold(restart, []))).toMatchObject({ wait: 'blocked', end: 'blocked', start: 'blocked' });
    expect(statesOf(fold(restart, [intent('stop')]))).toMatchObject({ stop: 'interrupted', wait: 'blocked' });
  });

  it('opens when the step failed, and is then the next one', () => {
    const view = fold(restart, [intent('stop'), failed('stop')]);
    expect(statesOf(view)).toEqual({ stop: 'failed', wait: 'open', end: 'blocked', start: 'blocked' });
    expect(view.next).toBe('wait');
  });

  it('makes good what failed, also over several steps', () => {
    const view = fold(restart, [
      intent('stop'),
      failed('stop'),
      intent('wait'),
      failed('wait'),
      intent('end'),
      done('end'),
    ]);
    expect(statesOf(view)).toEqual({ stop: 'failed', wait: 'failed', end: 'done', start: 'open' });
    expect(view.next).toBe('start');
  });

  it('is not needed when the waiting went well after all', () => {
    const view = fold(restart, [intent('stop'), failed('stop'), intent('wait'), done('wait')]);
    expect(statesOf(view)).toEqual({ stop: 'failed', wait: 'done', end: 'not-needed', start: 'open' });
  });

  it('may be done when the one before it was left out', () => {
    const view = fold(restart, [
      intent('stop'),
      failed('stop'),
      { kind: 'step-skipped', ...of('wait'), reason: 'nothing moves' },
    ]);
    expect(statesOf(view)).toMatchObject({ end: 'open' });
  });
});

describe('an attempt', () => {
  it('runs only while this program does it; else it was cut off', () => {
    const running = {
      run: RUN,
      step: 'a',
      progress: { what: 'Waiting', since: '2001-05-17T02:23:00Z', limitSeconds: 60, now: 'It stops.' },
    };
    const view = fold(abc, [intent('a')], { running });
    expect(stepOf(view, 'a')).toMatchObject({ state: 'running', progress: running.progress });
    expect(view.next).toBe('a');
    expect(view.state).toBe('going');
    expect(stepOf(fold(abc, [intent('a')]), 'a')).toMatchObject({ state: 'interrupted', progress: null });
    expect(fold(abc, [intent('a')]).state).toBe('interrupted');
  });

  it('that failed keeps its error until the next one, and counts', () => {
    const view = stepOf(fold(abc, [intent('a'), failed('a')]), 'a');
    expect(view).toMatchObject({ state: 'failed', attempts: 1, error: { code: 'time-limit' } });
    const again = stepOf(fold(abc, [intent('a'), failed('a'), intent('a'), done('a')]), 'a');
    expect(again).toMatchObject({ state: 'done', attempts: 2, error: null });
    expect(again?.marks.map(({ kind }) => kind)).toEqual(['failed', 'done']);
  });

  it('that was cut off is open to be decided, whatever was seen', () => {
    for (const state of ['before', 'after', 'other', 'unknown'] as const) {
      const view = fold(abc, [intent('a'), interrupted('a', false, state)]);
      expect(stepOf(view, 'a')).toMatchObject({ state: 'interrupted', seen: { state } });
      expect(statesOf(view)['b']).toBe('blocked');
      expect(view.next).toBe('a');
    }
  });

  it('that was cut off and is found done goes on as found', () => {
    const view = fold(abc, [intent('a'), interrupted('a', false, 'after'), looked('a', 'after')]);
    expect(statesOf(view)).toMatchObject({ a: 'found-done', b: 'open' });
  });
});

describe('a look', () => {
  it('counts as done when it shows what the step is for', () => {
    expect(statesOf(fold(abc, [looked('a', 'after')]))).toMatchObject({ a: 'found-done', b: 'open' });
    expect(stepOf(fold(abc, [looked('a', 'before')]), 'a')).toMatchObject({
      state: 'open',
      seen: { state: 'before' },
    });
  });

  it('does not count while an earlier step is open: that a service runs before it was stopped says nothing', () => {
    const view = fold(abc, [looked('b', 'after'), intent('a'), done('a')]);
    expect(statesOf(view)).toMatchObject({ a: 'done', b: 'open' });
  });

  it('never takes back what was done', () => {
    expect(statesOf(fold(abc, [intent('a'), done('a'), looked('a', 'before')]))['a']).toBe('done');
  });
});

describe('what a person says', () => {
  it('counts, and what was seen against it stands beside it', () => {
    const told = {
      kind: 'step-told',
      ...of('a'),
      note: 'Done at the console.',
      seen: seen('before'),
    } as const;
    const view = stepOf(fold(abc, [told]), 'a');
    expect(view).toMatchObject({ state: 'told', seen: { state: 'before' } });
    expect(view?.marks[0]?.text).toBe('Done at the console. But this was seen: It is before.');
  });

  it('is kept as a note without changing the step', () => {
    const view = stepOf(fold(abc, [{ kind: 'step-noted', ...of('a'), note: 'Ask Bob.' }]), 'a');
    expect(view).toMatchObject({ state: 'open', marks: [{ kind: 'noted', text: 'Ask Bob.', by: 'Ann' }] });
  });

  it('opens a step again', () => {
    const view = fold(abc, [intent('a'), done('a'), { kind: 'step-reopened', ...of('a') }]);
    expect(statesOf(view)).toMatchObject({ a: 'open', b: 'blocked' });
  });
});

describe('taking back', () => {
  const edited = [intent('edit', false, BACKUP), done('edit')];

  it('is possible for an edit whose original is kept, and not without it', () => {
    expect(stepOf(fold(edit, edited), 'edit')?.canUndo).toBe(true);
    expect(stepOf(fold(edit, [intent('edit'), done('edit')]), 'edit')?.canUndo).toBe(false);
    expect(stepOf(fold(edit, [looked('edit', 'after')]), 'edit')?.canUndo).toBe(false);
  });

  it('leaves the step undone, to be done again', () => {
    const view = fold(edit, [...edited, intent('edit', true), done('edit', true)]);
    expect(stepOf(view, 'edit')).toMatchObject({ state: 'undone', canUndo: false, attempts: 1 });
    expect(statesOf(view)['next']).toBe('blocked');
    expect(view.next).toBe('edit');
  });

  it('that changed nothing leaves the step as it was', () => {
    const view = fold(edit, [...edited, intent('edit', true), failed('edit', true, 'before')]);
    expect(stepOf(view, 'edit')).toMatchObject({ state: 'done', error: { code: 'time-limit' } });
  });

  it('that left something else needs a person', () => {
    const view = fold(edit, [...edited, intent('edit', true), failed('edit', true, 'other')]);
    expect(stepOf(view, 'edit')?.state).toBe('failed');
  });

  it('that was cut off is decided by a look at the step itself', () => {
    const cut = [...edited, intent('edit', true), interrupted('edit', true, 'after')];
    expect(stepOf(fold(edit, cut), 'edit')).toMatchObject({ state: 'interrupted', canUndo: true });
    expect(statesOf(fold(edit, [...cut, looked('edit', 'before')]))['edit']).toBe('undone');
    expect(statesOf(fold(edit, [...cut, looked('edit', 'after')]))['edit']).toBe('done');
  });

  it('of a stopped service ends when the services are being started', () => {
    const stopped = [intent('stop'), done('stop')];
    expect(stepOf(fold(restart, stopped), 'stop')?.canUndo).toBe(true);
    expect(stepOf(fold(restart, [...stopped, intent('start')]), 'stop')?.canUndo).toBe(false);
  });
});

describe('who does a step', () => {
  it('is the technician without an action, in the other ways, and where the wizard cannot', () => {
    const why = (): string => 'This computer does not run Windows.';
    const view = fold(restart, [], { whyByHand: why });
    expect(view.steps[0]).toMatchObject({ doneBy: 'technician', whyByHand: why() });
    expect(fold(restart, []).steps[0]).toMatchObject({ doneBy: 'wizard', whyByHand: null });
    expect(fold(abc, []).steps[0]).toMatchObject({ doneBy: 'technician', whyByHand: null });
    const byHand = foldRuns(
      records([{ ...BEGUN, way: 'by-hand' } as typeof BEGUN]),
      new Map([[PLAN.sha256, restart]]),
      nothingRuns,
    );
    expect(byHand[0]?.steps[0]?.doneBy).toBe('technician');
  });
});

describe('a case', () => {
  it('with several runs gives each its own, and leaves out those whose plan is lost', () => {
    const other = { ...BEGUN, run: 'run-2' } as typeof BEGUN;
    const lost = { ...BEGUN, run: 'run-3', planKept: { ...PLAN, sha256: 'c'.repeat(64) } } as typeof BEGUN;
    const views = foldRuns(
      records([BEGUN, other, lost, intent('a'), done('a')]),
      new Map([[PLAN.sha256, abc]]),
      nothingRuns,
    );
    expect(views.map(({ id }) => id)).toEqual([RUN, 'run-2']);
    expect(views.map((view) => statesOf(view)['a'])).toEqual(['done', 'open']);
  });

  it('says where a run ended', () => {
    const view = fold(abc, [
      { kind: 'plan-ended', run: RUN, outcome: 'given-up', note: 'Restarted the server.' },
    ]);
    expect(view).toMatchObject({ state: 'given-up', next: null });
  });
});
