import { describe, expect, it } from 'vitest';
import type { CaseListItem } from '../../../electron/contract/remedy.ts';
import type { DiffLine } from '../../../electron/engine/case/records.ts';
import type { DrainView } from '../../../electron/engine/case/run-view.ts';
import { agoText, caseName, unfinishedCase } from '../../../renderer/view-model/cases.ts';
import { diffParts, diffRows, diffSummary } from '../../../renderer/view-model/diff.ts';
import { drainPicture, roundUp } from '../../../renderer/view-model/drain.ts';
import { firstNeeded, planAfter, planToOpen, sitePlans } from '../../../renderer/view-model/plans.ts';
import {
  runCounts,
  nothingLeftText,
  runCountsText,
  runNews,
  runStateText,
  stepsThatMoved,
} from '../../../renderer/view-model/runs.ts';
import {
  actionLabel,
  checkNotice,
  cutOffTitle,
  markLine,
  stepManner,
  undoLabel,
} from '../../../renderer/view-model/steps.ts';
import { searchArticles } from '../../../renderer/view-model/upgrade.ts';
import { clockText, spokenClock, waitView } from '../../../renderer/view-model/waiting.ts';
import { runExample, runStep, seen, tailoredPlan, wizardStep } from './run-example.ts';

const restart = tailoredPlan('restart-executive', 'relief');
const stagger = tailoredPlan('stagger-backup-start', 'mitigation', {
  needsFirst: [{ plan: 'restart-executive', because: 'It has to work first.' }],
});
const upgrade = tailoredPlan('upgrade-service-pack', 'cure', { fit: 'possible' });
const stop = { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 120 } as const;

describe('plans of a site', () => {
  it('leave out what is not for this site unless it was begun', () => {
    const unfit = { ...stagger, fit: 'not-for-this-site' as const };
    const none = sitePlans([restart, unfit], []);
    expect(none.work.map((entry) => entry.plan.id)).toEqual(['restart-executive']);
    expect(none.aside).toEqual([unfit]);
    const run = runExample(unfit, [runStep('a', 'open')]);
    expect(sitePlans([restart, unfit], [run])).toMatchObject({ work: [{ run: null }, { run }], aside: [] });
  });

  it('show a plan as it was when its run began', () => {
    const older = { ...restart, title: 'As it was' };
    const run = runExample(older, [runStep('a', 'open')]);
    expect(sitePlans([restart], [run]).work[0]?.plan.title).toBe('As it was');
    const ended = { ...run, state: 'finished' as const };
    expect(sitePlans([restart], [ended]).work[0]?.plan.title).toBe(restart.title);
  });

  it('open with what was cut off, then what goes on, then what is next', () => {
    const going = runExample(stagger, [runStep('a', 'open')]);
    const finished = runExample(restart, [runStep('a', 'done')], { state: 'finished' });
    const open = (...runs: Parameters<typeof sitePlans>[1]) =>
      planToOpen(sitePlans([restart, stagger, upgrade], runs).work);
    expect(open()).toBe('restart-executive');
    expect(open(finished)).toBe('stagger-backup-start');
    expect(open(finished, going)).toBe('stagger-backup-start');
    const cutOff = runExample(upgrade, [runStep('a', 'interrupted')], { state: 'interrupted' });
    expect(open(going, cutOff)).toBe('upgrade-service-pack');
    expect(planToOpen([])).toBeNull();
  });

  it('name what comes next, and what has to come first', () => {
    const before = sitePlans([restart, stagger, upgrade], []).work;
    expect(firstNeeded(stagger, before)).toEqual([
      { id: 'restart-executive', title: restart.title, because: 'It has to work first.' },
    ]);
    const finished = runExample(restart, [runStep('a', 'done')], { state: 'finished' });
    const after = sitePlans([restart, stagger, upgrade], [finished]).work;
    expect(firstNeeded(stagger, after)).toEqual([]);
    expect(planAfter('restart-executive', after)?.id).toBe('stagger-backup-start');
    // What is only possible is not put forward.
    expect(planAfter('stagger-backup-start', after)).toBeNull();
  });

  it('keep the earlier runs of a plan apart from the one that counts', () => {
    const first = runExample(restart, [], { id: '1', state: 'given-up' });
    const second = runExample(restart, [], { id: '2', state: 'finished' });
    expect(sitePlans([restart], [first, second]).work[0]).toMatchObject({
      run: null,
      ended: { id: '2' },
      earlier: [{ id: '1' }],
    });
  });
});

describe('a run', () => {
  it('counts what is done, and not what is not needed', () => {
    const steps = [
      runStep('a', 'done'),
      runStep('b', 'found-done'),
      runStep('c', 'told'),
      runStep('d', 'skipped'),
      runStep('e', 'failed'),
      runStep('f', 'not-needed'),
    ];
    expect(runCountsText(runCounts(steps))).toBe('3 of 5 steps, 1 skipped');
    expect(nothingLeftText(runExample(tailoredPlan('p', 'relief'), steps))).toBe(
      'Nothing is left to do: 3 of 5 steps done, 1 skipped',
    );
    expect(runStateText(runExample(restart, steps, { state: 'given-up' }))).toBe(
      'Given up after 3 of 5 steps, 1 skipped',
    );
  });

  it('tells a screen reader what moved and what is next, and nothing of clock and counts', () => {
    const before = runExample(restart, [wizardStep('a', 'open', stop), runStep('b', 'blocked')]);
    const progress = { what: 'Waiting for SMS_EXECUTIVE to stop', since: '', limitSeconds: 120, now: '' };
    const running = runExample(restart, [
      wizardStep('a', 'running', stop, { attempts: 1, progress }),
      runStep('b', 'blocked'),
    ]);
    expect(runNews(null, before)).toBeNull();
    expect(runNews(before, running)).toBe('Step a: running. Waiting for SMS_EXECUTIVE to stop');
    const ticked = runExample(restart, [
      wizardStep('a', 'running', stop, { attempts: 1, progress: { ...progress, now: 'still there' } }),
      runStep('b', 'blocked'),
    ]);
    expect(runNews(running, ticked)).toBeNull();
    expect(stepsThatMoved(running, ticked)).toEqual([]);
    const error = { code: 'x', message: 'It did not stop.', nextStep: 'Wait.' };
    const failed = runExample(restart, [
      wizardStep('a', 'failed', stop, { attempts: 1, error }),
      runStep('b', 'blocked'),
    ]);
    expect(runNews(running, failed)).toBe('Step a: did not work. It did not stop.');
    expect(runNews(failed, { ...failed, state: 'given-up' })).toBe(
      'Plan restart-executive: Given up after 0 of 2 steps.',
    );
  });
});

describe('a step', () => {
  it('is done by the wizard only where it can, and only after it was shown', () => {
    expect(stepManner(wizardStep('a', 'open', stop))).toBe('act');
    expect(stepManner(wizardStep('a', 'open', { do: 'check-no-crash' }))).toBe('look');
    expect(stepManner(wizardStep('a', 'open', stop, { doneBy: 'technician' }))).toBe('told');
    expect(stepManner(runStep('a', 'open'))).toBe('told');
    expect(stepManner(wizardStep('a', 'open', { do: 'collect-again' }, { doneBy: 'technician' }))).toBe(
      'verify',
    );
  });

  it('has a button named after what it does', () => {
    expect(actionLabel(stop)).toBe('Stop SMS_EXECUTIVE');
    expect(
      actionLabel({ do: 'end-process', service: 'SMS_EXECUTIVE', image: 'smsexec.exe', limitSeconds: 60 }),
    ).toBe('End smsexec.exe');
    expect(
      actionLabel({ do: 'wait-service', service: 'SMS_EXECUTIVE', wants: 'running', limitSeconds: 60 }),
    ).toBe('Wait for SMS_EXECUTIVE to run');
    expect(undoLabel(stop)).toBe('Start SMS_EXECUTIVE again');
    expect(undoLabel({ do: 'edit-control-file' })).toBe('Put the original back');
  });

  it('warns of a check that is not met, and says when it cannot be told', () => {
    const check = { kind: 'check' as const };
    expect(
      checkNotice(runStep('a', 'open', { ...check, seen: seen('before', 'A sender is at work.') })),
    ).toEqual({
      tone: 'caution',
      title: 'Not as it should be',
      text: 'A sender is at work.',
    });
    expect(checkNotice(runStep('a', 'open', { ...check, seen: seen('unknown') }))?.tone).toBe('info');
    expect(checkNotice(runStep('a', 'found-done', { ...check, seen: seen('after') }))).toBeNull();
    expect(checkNotice(runStep('a', 'told', { ...check, seen: seen('before') }))).toBeNull();
    // Before a change it is no warning that the old state is there.
    expect(checkNotice(wizardStep('a', 'open', stop, { seen: seen('before') }))).toBeNull();
    expect(checkNotice(wizardStep('a', 'open', stop, { seen: seen('other') }))?.tone).toBe('caution');
  });

  it('says what an interruption left behind', () => {
    const titles = (['before', 'after', 'other', 'unknown'] as const).map((state) =>
      cutOffTitle(seen(state)),
    );
    expect(new Set(titles).size).toBe(4);
    expect(cutOffTitle(null)).toBe(titles[3]);
  });

  it('says who did what, also when nobody gave a name', () => {
    const mark = { kind: 'skipped' as const, at: '2026-11-22T14:05:00', by: '', text: 'no rights' };
    expect(markLine(mark)).toEqual({
      what: 'Skipped by a technician without a name',
      text: 'no rights',
      when: '22 November 2026, 14:05',
    });
  });
});

describe('a difference', () => {
  const same = (line: number): DiffLine => ({
    kind: 'same',
    before: line,
    after: line,
    text: `line ${line}`,
  });
  const added = (line: number): DiffLine => ({ kind: 'added', before: null, after: line, text: 'sleep 60' });
  const removed = (line: number): DiffLine => ({ kind: 'removed', before: line, after: null, text: 'old' });
  const long = Array.from({ length: 20 }, (_unused, index) => same(index + 1));

  it('folds what is far from a change and loses no line', () => {
    const lines = [...long.slice(0, 10), added(11), ...long.slice(10)];
    const parts = diffParts(lines);
    expect(parts.map((part) => [part.kind, part.lines.length])).toEqual([
      ['gap', 7],
      ['lines', 7],
      ['gap', 7],
    ]);
    expect(parts.flatMap((part) => part.lines)).toEqual(lines);
    expect(diffParts(long).map((part) => part.kind)).toEqual(['gap']);
  });

  it('does not fold a line or two', () => {
    const parts = diffParts([...long.slice(0, 5), added(6)]);
    expect(parts.map((part) => part.kind)).toEqual(['lines', 'lines']);
  });

  it('puts what was removed beside what came in its place', () => {
    expect(diffRows([same(1), removed(2), removed(3), added(2), same(4)])).toEqual([
      { before: same(1), after: same(1) },
      { before: removed(2), after: added(2) },
      { before: removed(3), after: null },
      { before: same(4), after: same(4) },
    ]);
    expect(diffRows([added(1)])).toEqual([{ before: null, after: added(1) }]);
  });

  it('is said in a sentence', () => {
    expect(diffSummary([added(1), same(2)])).toBe('1 line added, every other line stays');
    expect(diffSummary([removed(1), removed(2)])).toBe('2 lines removed, every other line stays');
    expect(diffSummary(long)).toBe('Nothing changes');
  });
});

describe('a clock', () => {
  it('counts minutes and hours', () => {
    expect([0, 9.9, 65, 600, 3725].map(clockText)).toEqual(['0:00', '0:09', '1:05', '10:00', '1:02:05']);
    expect(clockText(-5)).toBe('0:00');
    expect([1, 60, 125].map(spokenClock)).toEqual(['1 second', '1 minute', '2 minutes 5 seconds']);
  });

  it('fills up to its limit and not beyond', () => {
    const progress = { what: 'x', since: '2026-11-22T14:00:00Z', limitSeconds: 600, now: '' };
    const at = (seconds: number) => waitView(progress, Date.parse(progress.since) + seconds * 1000);
    expect(at(150)).toMatchObject({ elapsed: '2:30', limit: 'of at most 10:00', share: 0.25 });
    expect(at(700).share).toBe(1);
    expect(at(-100)).toMatchObject({ elapsed: '0:00', share: 0 });
    expect(waitView({ ...progress, limitSeconds: null }, 0)).toMatchObject({ limit: null, share: null });
  });
});

describe('a drain curve', () => {
  const drain = (files: readonly number[], emptyInMinutes: number | null): DrainView => ({
    inbox: 'despoolr.box/receive',
    samples: files.map((count, minute) => ({
      at: new Date(Date.parse('2026-11-22T14:00:00Z') + minute * 60_000).toISOString(),
      files: count,
    })),
    filesPerMinute: null,
    emptyInMinutes,
    text: '',
  });

  it('needs two counts at different times', () => {
    expect(drainPicture(drain([], null))).toBeNull();
    expect(drainPicture(drain([420], null))).toBeNull();
  });

  it('runs from the first count to where it will be empty', () => {
    const picture = drainPicture(drain([400, 300, 200], 2));
    expect(picture?.points).toEqual([
      { x: 0, y: 1 },
      { x: 0.25, y: 0.75 },
      { x: 0.5, y: 0.5 },
    ]);
    expect(picture?.ahead).toEqual([
      { x: 0.5, y: 0.5 },
      { x: 1, y: 0 },
    ]);
    expect(picture?.across.at(-1)?.label).toMatch(/^empty about \d\d:\d\d$/);
  });

  it('does not squeeze the counts for an end that lies far off', () => {
    const picture = drainPicture(drain([400, 399, 398], 398));
    expect(picture?.ahead).toBeNull();
    expect(picture?.points.at(-1)?.x).toBe(1);
  });

  it('has a round number on top', () => {
    expect([0, 3, 37, 420, 1001].map(roundUp)).toEqual([5, 5, 40, 500, 2000]);
  });
});

describe('the lists of an upgrade', () => {
  const articles = [
    { id: 'Q303649', title: 'DDR files pile up', condition: null },
    { id: 'Q317893', title: 'A sender does not stop', condition: 'Sites with SNA Server' },
  ];

  it('are searched by all words, in number, title and condition', () => {
    expect(searchArticles(articles, ' ')).toHaveLength(2);
    expect(searchArticles(articles, 'q3178').map(({ id }) => id)).toEqual(['Q317893']);
    expect(searchArticles(articles, 'sna sender').map(({ id }) => id)).toEqual(['Q317893']);
    expect(searchArticles(articles, 'sna ddr')).toEqual([]);
  });
});

describe('cases', () => {
  const item = (id: string, change: Partial<CaseListItem> = {}): CaseListItem => ({
    id,
    name: '',
    ticket: '',
    technician: '',
    lastChanged: '2026-11-20T10:00:00Z',
    label: null,
    headline: null,
    unfinishedPlan: null,
    damaged: false,
    place: '',
    ...change,
  });

  it('say in words when they were changed', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    expect(agoText('2026-11-22T09:59:40Z', now)).toBe('just now');
    expect(agoText('2026-11-22T12:00:00Z', now)).toBe('just now');
    expect(agoText('2026-11-22T09:20:00Z', now)).toBe('40 minutes ago');
    expect(agoText('2026-11-19T10:00:00Z', now)).toBe('3 days ago');
    expect(agoText('2026-10-01T10:00:00', now)).toBe('1 October 2026, 10:00');
    expect(agoText('soon', now)).toBe('soon');
  });

  it('offer to go on only when the newest stopped in the middle of a plan', () => {
    const older = item('old', { unfinishedPlan: 'Restart' });
    const newer = item('new', { lastChanged: '2026-11-22T10:00:00Z' });
    expect(unfinishedCase([])).toBeNull();
    expect(unfinishedCase([older, newer])).toBeNull();
    expect(unfinishedCase([older, { ...newer, unfinishedPlan: 'Upgrade' }])?.id).toBe('new');
    expect(caseName(' ')).toBe('Case without a name');
  });
});
