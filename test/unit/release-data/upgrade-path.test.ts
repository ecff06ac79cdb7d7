import { describe, expect, it } from 'vitest';
import { UnknownReleaseError, upgradePath } from '../../../electron/engine/release/upgrade-path.ts';
import { renderUpgradePathText } from '../../../electron/report/render-upgrade-path.ts';
import { shippedReleaseData } from './release-data.ts';

const data = shippedReleaseData();
const order = ['2.0', '2.0 SP1', '2.0 SP2', '2.0 SP3', '2.0 SP4'] as const;

/** Row: from. Column: to. Null: no way. */
const ways: Readonly<Record<string, readonly (readonly string[] | null)[]>> = {
  '2.0': [[], ['2.0 SP1'], ['2.0 SP2'], ['2.0 SP2', '2.0 SP3'], ['2.0 SP2', '2.0 SP4']],
  '2.0 SP1': [null, [], ['2.0 SP2'], ['2.0 SP2', '2.0 SP3'], ['2.0 SP2', '2.0 SP4']],
  '2.0 SP2': [null, null, [], ['2.0 SP3'], ['2.0 SP4']],
  '2.0 SP3': [null, null, null, [], ['2.0 SP4']],
  '2.0 SP4': [null, null, null, null, []],
};

const pairs = order.flatMap((from) =>
  order.map((to, column) => ({ from, to, steps: ways[from]?.[column] ?? null })),
);

describe('upgradePath', () => {
  it.each(pairs)('$from to $to: $steps', ({ from, to, steps }) => {
    const path = upgradePath(data, from, to);
    expect(path.schema).toBe('sms-site-doctor/upgrade-path@1');
    expect([path.from, path.to]).toEqual([from, to]);
    expect(path.allowed).toBe(steps !== null);
    expect(path.steps).toEqual(steps ?? []);
    expect(path.why.length).toBeGreaterThan(0);
    for (const reason of path.why) expect(reason.source).toMatch(/^(Q\d{6}|judgement)$/);
    const after = order.slice(order.indexOf(from) + 1, order.indexOf(to) + 1);
    expect(path.ends).toEqual(steps === null ? [] : after.flatMap((release) => data.bugfixes[release] ?? []));
    expect(path.advised).toBe(false);
  });

  it.each([
    {
      from: '2.0 SP2',
      to: '2.0 SP3',
      ends: ['Q260366'],
      notEnds: ['Q304381'],
      brings: ['Q304381', 'Q267237'],
      notBrings: ['Q275617', 'Q260366'],
    },
    {
      from: '2.0 SP2',
      to: '2.0 SP4',
      ends: ['Q260366', 'Q304381'],
      notEnds: [],
      brings: ['Q313614', 'Q320692'],
      notBrings: ['Q304381', 'Q323652', 'Q313839', 'Q267237'],
    },
    {
      from: '2.0 SP3',
      to: '2.0 SP4',
      ends: ['Q304381'],
      notEnds: ['Q260366'],
      brings: ['Q313614', 'Q323652', 'Q313839'],
      notBrings: ['Q320692', 'Q304381'],
    },
    {
      from: '2.0',
      to: '2.0 SP2',
      ends: ['Q236061'],
      notEnds: ['Q260366'],
      brings: ['Q260366', 'Q258547', 'Q268238'],
      notBrings: ['Q256615', 'Q238302'],
    },
    {
      from: '2.0',
      to: '2.0 SP4',
      ends: ['Q260366', 'Q304381'],
      notEnds: [],
      brings: ['Q258547', 'Q267237'],
      notBrings: ['Q260366', 'Q304381', 'Q323652'],
    },
  ])('$from to $to ends and brings the right articles', ({ from, to, ends, notEnds, brings, notBrings }) => {
    const path = upgradePath(data, from, to);
    for (const id of ends) expect(path.ends).toContain(id);
    for (const id of notEnds) expect(path.ends).not.toContain(id);
    for (const id of brings) expect(path.brings).toContain(id);
    for (const id of notBrings) expect(path.brings).not.toContain(id);
    expect(path.problems.map((problem) => problem.id)).toEqual(path.brings);
  });

  it('brings nothing that the site already has', () => {
    for (const { from, to } of pairs) {
      const path = upgradePath(data, from, to);
      for (const problem of path.problems) {
        const { kind, listedFor } = data.problems.find((item) => item.id === problem.id) ?? {};
        expect(kind === 'running' && listedFor?.includes(from), `${problem.id} ${from} ${to}`).toBe(false);
      }
    }
    const step = upgradePath(data, '2.0 SP1', '2.0 SP2');
    expect(step.keeps.map((problem) => problem.id)).toEqual(expect.arrayContaining(['Q265882', 'Q280515']));
    expect(step.brings).toContain('Q252856');
    expect(step.brings).not.toContain('Q289000');
    expect(upgradePath(data, '2.0 SP2', '2.0 SP3').brings).toContain('Q289000');
    expect(upgradePath(data, '2.0 SP2', '2.0 SP3').brings).not.toContain('Q252856');
  });

  it('says by what a problem is listed where the article lists other releases', () => {
    const { problems } = upgradePath(data, '2.0 SP2', '2.0 SP4');
    expect(problems.find((problem) => problem.id === 'Q313614')?.listedBecause).toMatch(/Service Pack 4/);
    const text = renderUpgradePathText(upgradePath(data, '2.0 SP2', '2.0 SP4')).replace(/\s+/g, ' ');
    expect(text).toContain('Listed by judgement: It happens after Service Pack 4 is applied.');
  });

  it('concludes by judgement that there is no way back', () => {
    const { why } = upgradePath(data, '2.0 SP4', '2.0 SP2');
    const quoted = why.filter((reason) => reason.source === 'Q213410').map((reason) => reason.text);
    expect(quoted).toHaveLength(1);
    expect(quoted[0]).not.toContain('way back');
    expect(why.filter((reason) => reason.text.includes('way back')).map((reason) => reason.source)).toEqual([
      'judgement',
    ]);
  });

  it('tells what stays and what is met on the way', () => {
    expect(upgradePath(data, '2.0 SP3', '2.0 SP4').keeps.map((problem) => problem.id)).toContain('Q320692');
    const passing = upgradePath(data, '2.0', '2.0 SP4').passing;
    expect(passing.map((stop) => stop.release)).toEqual(['2.0 SP2']);
    expect(passing[0]?.problems.map((problem) => problem.id)).toContain('Q260366');
  });

  it.each(['2.0', '2.0 SP1', '2.0 SP2', '2.0 SP3'])(
    'advises SP4 from %s, because it ends both founding faults',
    (from) => {
      const path = upgradePath(data, from, null);
      expect(path).toMatchObject({ to: '2.0 SP4', advised: true, allowed: true });
      expect(path.steps.at(-1)).toBe('2.0 SP4');
      expect(path.why.map((reason) => reason.source)).toEqual(expect.arrayContaining(['Q260366', 'Q304381']));
    },
  );

  it('has nothing to advise for SP4', () => {
    expect(upgradePath(data, '2.0 SP4', null)).toMatchObject({
      to: '2.0 SP4',
      allowed: true,
      steps: [],
      ends: [],
      brings: [],
    });
  });

  it('picks cautions by the steps that are taken', () => {
    const ids = (from: string, to: string): readonly string[] =>
      upgradePath(data, from, to).cautions.map((caution) => caution.id);
    expect(ids('2.0', '2.0 SP4')).toEqual(
      expect.arrayContaining(['metering-servers', 'inventory-resync', 'release-notes']),
    );
    expect(ids('2.0 SP3', '2.0 SP4')).toContain('undone-hotfixes');
    expect(ids('2.0 SP2', '2.0 SP4')).not.toContain('undone-hotfixes');
    expect(ids('2.0 SP2', '2.0 SP4')).not.toContain('metering-servers');
  });

  it('takes a release in any case', () => {
    expect(upgradePath(data, ' 2.0 sp2', '2.0 Sp4').steps).toEqual(['2.0 SP4']);
  });

  it.each([
    ['2.0 SP5', '2.0 SP4'],
    ['2.0 SP2', '3.0'],
  ])('refuses a release it does not know (%s to %s)', (from, to) => {
    expect(() => upgradePath(data, from, to)).toThrow(UnknownReleaseError);
    try {
      upgradePath(data, from, to);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'unknown-release',
        nextStep: expect.stringContaining('2.0 SP4') as string,
      });
    }
  });
});

describe('renderUpgradePathText', () => {
  it('says the way, what it ends and what it brings, in lines of at most 96 columns', () => {
    const text = renderUpgradePathText(upgradePath(data, '2.0 SP1', null));
    expect(text).toContain('Advised: 2.0 SP1 -> 2.0 SP2 -> 2.0 SP4');
    expect(text).toMatch(/Ends \d+ known faults, among them:\n- Q260366, Q304381/);
    expect(text).toContain('While the site runs 2.0 SP2');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(96);
  });

  it('says when there is no way and when there is nothing to do', () => {
    expect(renderUpgradePathText(upgradePath(data, '2.0 SP4', '2.0 SP2'))).toMatch(
      /^No way from 2\.0 SP4 to 2\.0 SP2\./,
    );
    expect(renderUpgradePathText(upgradePath(data, '2.0 SP4', null))).toMatch(
      /^2\.0 SP4: nothing to put on\./,
    );
  });
});
