import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../../electron/engine/case/compare-readings.ts';
import type { FixOutcome } from '../../../electron/engine/case/comparison.ts';
import type { RunView } from '../../../electron/engine/case/run-view.ts';
import {
  changeParts,
  isToldOnce,
  noiseText,
  withoutNoise,
} from '../../../renderer/view-model/inbox-changes.ts';
import {
  conditionParts,
  factParts,
  findingChangeView,
  findingParts,
  headlineBeside,
  outcomeView,
  reasonParts,
  runsToVerify,
  stepsBefore,
} from '../../../renderer/view-model/verification.ts';
import { hung, reading, well, type Told } from '../compare/made-up-site.ts';
import { runOf } from '../report/sample-run.ts';

const inboxes = {
  'ddm.box': { files: 120, oldest: '17 05:00' },
  'clicomp.src/base': { files: 500, oldest: '17 01:00' },
};
const before = reading({ ...hung, inboxes });
const comparedWith = (after: Told) => compareReadings(before, reading(after));
const partly = comparedWith({
  ...well,
  at: '17 18:30',
  others: '17 18:29',
  backups: ['17 02:19'],
  receive: { files: 300, oldest: '17 03:00' },
  inboxes,
});

describe('the outcome', () => {
  it('is green only when it is fixed', () => {
    const all: readonly FixOutcome[] = ['fixed', 'partly', 'not-fixed', 'worse', 'cannot-tell'];
    expect(all.filter((outcome) => outcomeView(outcome).tone === 'verified')).toEqual(['fixed']);
  });

  it('does not say its word twice', () => {
    expect(headlineBeside(partly)).toBe(
      'Q260366 no longer shows, and the backlog drains, but not in ddm.box.',
    );
    expect(headlineBeside(comparedWith(hung))).toMatch(/^Both readings are of 17 May 2001, 17:30/);
    expect(headlineBeside(comparedWith({ ...well, receive: null }))).toMatch(/^Q260366 no longer shows, but/);
  });

  it('tells what is still to be seen apart, and leaves to the findings what they say themselves', () => {
    const { reasons, open } = reasonParts(partly);
    expect(open).toEqual([
      'The site still runs 2.0 SP2, for which Q260366 is listed, so it can come back. 2.0 SP3 ends it.',
      'No backup ended between the two readings. Read the site once more after the next one.',
    ]);
    expect(reasons.some((text) => text.startsWith('despoolr.box\\receive: Draining'))).toBe(true);
    expect(reasons.join(' ')).not.toMatch(/was true and is false now|±/);
  });

  it('calls a finding that is confirmed in both no quiet matter', () => {
    const same = comparedWith({ ...hung, at: '17 18:30' });
    expect(same.findings.map((finding) => findingChangeView(finding).word)).toEqual([
      'Still shows',
      'The same',
    ]);
    const { telling, same: quiet } = findingParts(same.findings);
    expect([telling.map(({ id }) => id), quiet.map(({ id }) => id)]).toEqual([['Q260366'], ['Q304381']]);
  });

  it('tells of a finding condition by condition', () => {
    const flipped = partly.findings.find(({ change }) => change === 'flipped');
    const parts = conditionParts(flipped?.because ?? '');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^“[^”]+” was true and is false now\./);
    expect(parts.join(' ')).toBe(flipped?.because);
  });

  it('puts every fact into one of three parts', () => {
    const { changed, unknown, same } = factParts(partly.facts);
    expect(changed.length + unknown.length + same.length).toBe(partly.facts.length);
    expect(changed.map(({ id }) => id)).toContain('inbox:despoolr.box/receive');
    expect(same.map(({ id }) => id)).toContain('release');
  });
});

describe('inboxes beside each other', () => {
  it('stand with what changed first, and stores that stayed last', () => {
    if (partly.inboxes === null) throw new Error('no inboxes');
    const { moved, steady } = changeParts(partly.inboxes);
    expect(moved.map(({ name }) => name)).toEqual(['despoolr.box\\receive']);
    expect(steady.map(({ change }) => change.trend)).toEqual(['steady', 'steady']);
  });

  it('keep folders whose files stay by design apart while they do not move', () => {
    if (partly.inboxes === null) throw new Error('no inboxes');
    const { moved, steady, kept } = changeParts(
      partly.inboxes,
      new Set(['clicomp.src/base', 'despoolr.box/receive']),
    );
    expect(moved.map(({ name }) => name)).toEqual(['despoolr.box\\receive']);
    expect(steady.map(({ name }) => name)).toEqual(['ddm.box']);
    expect(kept.map(({ name }) => name)).toEqual(['clicomp.src\\base']);
  });

  it('say once why no pace can be told', () => {
    if (partly.inboxes === null) throw new Error('no inboxes');
    const [change] = partly.inboxes.changes;
    if (change === undefined) throw new Error('no change');
    const open = { ...change, trend: 'unknown' } as const;
    expect(isToldOnce(partly.inboxes, open)).toBe(false);
    expect(isToldOnce({ ...partly.inboxes, problem: 'No time.' }, open)).toBe(true);
    expect(isToldOnce({ ...partly.inboxes, problem: 'No time.' }, { ...open, before: null })).toBe(false);
  });

  it('say once what counts as coming and going', () => {
    if (partly.inboxes === null) throw new Error('no inboxes');
    expect(noiseText(partly.inboxes)).toContain('up to 3 or 2 %');
    for (const { text } of partly.inboxes.changes) {
      expect(text).toContain('±');
      expect(withoutNoise(text)).not.toContain('±');
      expect(withoutNoise(text)).toMatch(/\.$/);
    }
  });
});

describe('the checks on the Verify page', () => {
  it('are those of the latest run of each plan that was not given up', () => {
    const runs: readonly RunView[] = [
      runOf('restart-executive', [], { id: '1' }),
      runOf('restart-executive', [], { id: '2', state: 'going' }),
      runOf('upgrade-service-pack', [], { id: '3', state: 'given-up' }),
    ];
    expect(runsToVerify(runs).map(({ id }) => id)).toEqual(['2']);
  });

  it('tell how many steps are to be done before them', () => {
    const run = runOf('restart-executive', [
      ['done', {}],
      ['skipped', {}],
      ['not-needed', {}],
    ]);
    expect(stepsBefore(run)).toBe(run.steps.length - 3);
  });
});
