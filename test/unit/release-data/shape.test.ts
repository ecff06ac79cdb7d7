import { describe, expect, it } from 'vitest';
import { RELEASES } from '../../../electron/engine/release/release.ts';
import { assetNames } from '../report/read-asset.ts';
import { schemaErrors, schemaErrorsOf } from '../report/check-schema.ts';
import { articleLists } from './article-lists.ts';
import { shippedReleaseData } from './release-data.ts';

const data = shippedReleaseData();

describe('release data', () => {
  it.each(assetNames('releases', '.yaml').map((name) => name.replace('.yaml', '')))(
    '%s fits its schema',
    (name) => {
      expect(schemaErrors(`releases/${name}.yaml`, `releases/${name}.schema.json`)).toEqual([]);
    },
  );

  it('bugfix lists fit their schema', () => {
    expect(schemaErrors('releases/bugfix-lists.json', 'releases/bugfix-lists.schema.json')).toEqual([]);
  });

  it('refuses an article without a number', () => {
    expect(schemaErrorsOf({ '2.0 SP1': ['Q12'] }, 'releases/bugfix-lists.schema.json')).not.toEqual([]);
  });

  it('lists the releases the engine knows, in ascending order', () => {
    expect(data.releases.map((entry) => entry.release)).toEqual([...RELEASES]);
  });

  it('has a bugfix list for every service pack', () => {
    for (const entry of data.releases.slice(1))
      expect(data.bugfixes[entry.release]?.length).toBeGreaterThan(0);
  });

  it('lists each article in one release only', () => {
    const all = Object.values(data.bugfixes).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('has the founding articles where their statements put them', () => {
    expect(data.bugfixes['2.0 SP3']).toContain('Q260366');
    expect(data.bugfixes['2.0 SP4']).toContain('Q304381');
  });

  it('says of a problem the same release as the bugfix lists', () => {
    for (const problem of data.problems) {
      const listed =
        Object.entries(data.bugfixes).find(([, articles]) => articles.includes(problem.id))?.[0] ?? null;
      expect([problem.id, problem.fixedIn]).toEqual([problem.id, listed]);
    }
  });

  it('has the list of releases of each article, or says by judgement why not', () => {
    expect(data.problems.map((problem) => problem.id).sort()).toEqual(Object.keys(articleLists).sort());
    for (const { id, listedFor, listedByJudgement } of data.problems) {
      const own = listedByJudgement?.articleLists ?? listedFor;
      expect([id, own]).toEqual([id, articleLists[id]?.lists]);
      if (listedByJudgement !== undefined) expect([id, listedFor]).not.toEqual([id, own]);
    }
  });

  it('has what each article says of its correction, or names the list it is from', () => {
    const lists: Readonly<Record<string, string>> = { '2.0 SP3': 'Q280756' };
    for (const { id, fixedIn, fixedInSource } of data.problems) {
      const own = articleLists[id]?.fixedIn ?? null;
      if (own === fixedIn) expect([id, fixedInSource]).toEqual([id, undefined]);
      else expect([id, own, fixedInSource]).toEqual([id, null, lists[fixedIn ?? '']]);
    }
  });

  it('lists no problem for a release that has the correction', () => {
    const order = data.releases.map((entry) => entry.release);
    for (const problem of data.problems) {
      if (problem.fixedIn === null || !order.includes(problem.fixedIn)) continue;
      for (const release of problem.listedFor) {
        expect(order.indexOf(release), `${problem.id} in ${release}`).toBeLessThan(
          order.indexOf(problem.fixedIn),
        );
      }
    }
  });

  it('has every problem and caution once', () => {
    for (const ids of [data.problems.map((item) => item.id), data.cautions.map((item) => item.id)]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
