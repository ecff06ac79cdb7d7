import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InboxFolder, SuspiciousFiles } from '../../../electron/engine/evidence/model.ts';
import { assessInboxes } from '../../../electron/engine/reasoning/backlog.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { inbox, may } from '../reasoning/site.ts';

const { facts } = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const at = may(17, '17:30');
const reference = { at, until: at, basis: 'test', known: true };

function suspicions(folder: InboxFolder) {
  return assessInboxes([folder], facts, reference)[0]?.assessment.suspicious ?? [];
}

function holding(folder: string, kind: SuspiciousFiles['kind'], age: number): InboxFolder {
  const examples = [{ name: 'A.DDR', bytes: 0, time: at - age * 60_000 }];
  return { ...inbox(folder, 5, at), suspicious: [{ kind, files: 1, examples }] };
}

describe('suspicious files', () => {
  it.each([
    ['replmgr.box/incoming', 'Q323614'],
    ['ddm.box', 'Q236061'],
    ['schedule.box/tosend', 'Q227021'],
    ['sinv.box', 'Q243179'],
    ['sinv.box/badsinv', 'Q248969'],
    ['offerinf.box', 'Q243171'],
    ['despoolr.box/receive', 'Q279498'],
    ['hman.box', 'Q303279'],
    ['unheard.box', 'Q303279'],
  ])('of zero bytes in %s are explained by %s', (folder, article) => {
    const [found] = suspicions(holding(folder, 'empty', 600));
    expect(found).toMatchObject({
      kind: 'empty',
      files: 1,
      sources: expect.arrayContaining([article]) as string[],
    });
    expect(found?.why).toMatch(/^1 file of zero bytes, the oldest 10 hours old\. /);
  });

  it('that are young may still be being copied', () => {
    expect(suspicions(holding('hman.box', 'empty', 5))[0]?.why).toContain('may still be being copied');
  });

  it('dated after the evidence are found among the newest', () => {
    const times = [at + 3 * 3_600_000, at + 10 * 60_000, at];
    const newestFiles = times.map((time, index) => ({ name: `F${index}`, bytes: 1, time }));
    const found = suspicions({ ...inbox('ddm.box', 5, at), newestFiles });
    expect(found).toMatchObject([{ kind: 'future', files: 1, examples: [{ name: 'F0' }] }]);
    expect(found[0]?.why).toContain('up to 3 hours later');
  });

  it('come with the kinds of files and the rule of the inbox', () => {
    const byExtension = [{ extension: 'ddr', files: 5, bytes: 10, oldest: at, newest: null }];
    const [assessed] = assessInboxes([{ ...inbox('ddm.box', 5, at), byExtension }], facts, reference);
    expect(assessed?.assessment.byExtension).toEqual([
      { extension: 'ddr', files: 5, bytes: 10, oldest: '2001-05-17T17:30:00', newest: null },
    ]);
    expect(assessed?.assessment.rule).toMatchObject({ files: 10, ageMinutes: 60, from: 'common' });
    const [store] = assessInboxes([inbox('clicomp.src', 5, at)], facts, reference);
    expect(store?.assessment.rule).toBeNull();
  });
});
