import { describe, expect, it } from 'vitest';
import type { SiteFacts } from '../../../electron/engine/knowledge/site-facts.ts';
import { assessInboxes } from '../../../electron/engine/reasoning/backlog.ts';
import { inbox, may } from './site.ts';

const facts: SiteFacts = {
  inboxes: [
    {
      path: 'despoolr.box/receive',
      kind: 'queue',
      reader: 'SMS_DESPOOLER',
      purpose: 'x',
      sources: ['judgement'],
      backlog: { files: 10, ageMinutes: 60, few: { files: 3, ageMinutes: 1440 } },
    },
    { path: 'clicomp.src', kind: 'store', reader: null, purpose: 'x', sources: ['judgement'] },
    { path: 'dataldr.box/badmifs', kind: 'rejects', reader: null, purpose: 'x', sources: ['judgement'] },
  ],
  services: [],
  threads: [],
};
const at = may(17, '17:30');
const reference = { at, until: at, basis: 'test', known: true };
const minutes = (count: number): number => at - count * 60_000;

describe('an inbox', () => {
  it.each([
    ['empty', 'despoolr.box/receive', 0, null, 'false'],
    ['many files, old', 'Despoolr.box/RECEIVE', 10, minutes(60), 'true'],
    ['few files, young', 'despoolr.box/receive', 9, minutes(20), 'false'],
    ['many files, young', 'despoolr.box/receive', 500, minutes(20), 'unknown'],
    ['few files, an hour old', 'despoolr.box/receive', 9, minutes(61), 'unknown'],
    ['one file, a day old: it may be left over', 'despoolr.box/receive', 1, minutes(1440), 'unknown'],
    ['three files, a day old', 'despoolr.box/receive', 3, minutes(1440), 'true'],
    ['one file, a day old, elsewhere', 'sinv.box', 1, minutes(1440), 'unknown'],
    ['dated in the future', 'despoolr.box/receive', 500, minutes(-120), 'unknown'],
    ['no dates', 'despoolr.box/receive', 500, null, 'unknown'],
    ['a folder where files stay', 'clicomp.src', 500, minutes(100_000), 'false'],
    ['rejects', 'dataldr.box/badmifs', 500, minutes(100_000), 'false'],
  ] as const)('with %s', (_, path, files, oldest, expected) => {
    const [assessed] = assessInboxes([inbox(path, files, oldest)], facts, reference);
    expect(assessed?.assessment.judgement, assessed?.assessment.why).toBe(expected);
    expect(assessed?.assessment.backlog).toBe(expected === 'true');
  });
});

describe('files that stay in a queue by design', () => {
  const withTable: SiteFacts = {
    ...facts,
    inboxes: [
      {
        path: 'colleval.box',
        kind: 'queue',
        reader: null,
        purpose: 'x',
        sources: ['judgement'],
        stays: ['lkp'],
      },
    ],
  };
  const table = { extension: 'lkp', files: 1, bytes: 9, oldest: minutes(86_400), newest: minutes(86_400) };

  it('neither count nor age', () => {
    const folder = {
      ...inbox('colleval.box', 5, minutes(86_400)),
      byExtension: [{ extension: 'adc', files: 4, bytes: 4, oldest: minutes(20), newest: minutes(1) }, table],
    };
    const [assessed] = assessInboxes([folder], withTable, reference);
    expect(assessed?.assessment).toMatchObject({ files: 5, oldestAgeMinutes: 20, judgement: 'false' });
    expect(assessed?.assessment.why).toBe(
      '4 files, the oldest 20 minutes old. 1 more file stays here by design.',
    );
  });

  it('alone are no queue', () => {
    const folder = { ...inbox('colleval.box', 1, minutes(86_400)), byExtension: [table] };
    const [assessed] = assessInboxes([folder], withTable, reference);
    expect(assessed?.assessment).toMatchObject({ judgement: 'false', oldestAgeMinutes: null });
  });
});
