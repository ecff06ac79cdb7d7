import { describe, expect, it } from 'vitest';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { hungWith, planOf, releaseData, stepOf, type More } from './site.ts';

const FOUNDING = ['Q260366', 'Q304381'];
const upgrade = (release: string | null, more: More = {}): TailoredPlan =>
  planOf('upgrade-service-pack', hungWith(release), more);

describe('the way', () => {
  it.each([
    ['2.0', ['2.0 SP2', '2.0 SP4']],
    ['2.0 SP1', ['2.0 SP2', '2.0 SP4']],
    ['2.0 SP2', ['2.0 SP4']],
    ['2.0 SP3', ['2.0 SP4']],
  ])('from %s is %s', (release, way) => {
    const plan = upgrade(release);
    expect(plan.upgrade).toMatchObject({ from: release, to: '2.0 SP4', way });
    expect(plan.site.goal).toBe('2.0 SP4');
    expect(stepOf(plan, 'choose-way').hereBecause).toContain([release, ...way].join(', then '));
    expect(stepOf(plan, 'run-setup').title).toBe('Run setup of 2.0 SP4');
    expect(stepOf(plan, 'run-setup-sp2').applies).toBe(way.includes('2.0 SP2'));
  });

  it('from SP2 says why it passes by SP3', () => {
    const why = upgrade('2.0 SP2').upgrade?.why ?? [];
    expect(why).toContainEqual({
      text: expect.stringMatching(/2\.0 SP3 .*can hang at any start/) as unknown,
      source: 'Q304381',
    });
    expect(upgrade('2.0 SP3').upgrade?.why.some(({ text }) => text.includes('can hang at any start'))).toBe(
      false,
    );
  });

  it('is over where the site runs the goal', () => {
    const plan = upgrade('2.0 SP4');
    expect(plan.upgrade).toBeNull();
    expect(plan.steps.some(({ applies }) => applies)).toBe(false);
  });
});

describe('what it ends and brings', () => {
  it('counts every correction in between, with what it is about', () => {
    const from2 = upgrade('2.0 SP2').upgrade;
    const between = [...(releaseData.bugfixes['2.0 SP3'] ?? []), ...(releaseData.bugfixes['2.0 SP4'] ?? [])];
    expect(from2?.ends.map(({ id }) => id)).toEqual(between);
    expect(from2?.ends.map(({ id }) => id)).toEqual(expect.arrayContaining(FOUNDING));
    const titled = from2?.ends.filter(({ title }) => title !== '') ?? [];
    expect(titled.length).toBeGreaterThan(between.length - 3);
    expect(upgrade('2.0 SP3').upgrade?.ends.map(({ id }) => id)).not.toContain('Q260366');
  });

  it('names the problems of the goal with whom they concern', () => {
    const brings = upgrade('2.0 SP3').upgrade?.brings ?? [];
    expect(brings.map(({ id }) => id)).toContain('Q313839');
    expect(brings.find(({ id }) => id === 'Q323652')?.condition).toMatch(/30 May 2002/);
  });

  it.each([
    // Hotfix, from, what becomes of it.
    ['Q258227', '2.0 SP2', 'contained', /2\.0 SP3 holds/],
    ['Q309381', '2.0 SP3', 'undone', /Q313839.*Hotfix Rollup Package/],
    ['Q309381', '2.0 SP2', 'unknown', /Hotfix Rollup Package/],
    ['Q199999', '2.0 SP3', 'unknown', /No list of 2\.0 SP4/],
  ] as const)('hotfix %s from %s is %s', (id, release, fate, text) => {
    const plan = upgrade(release, { hotfixes: [id] });
    expect(plan.upgrade?.hotfixes).toEqual([{ id, fate, text: expect.stringMatching(text) as unknown }]);
    expect(stepOf(plan, 'write-down').hereBecause).toContain(id);
  });
});

describe('cautions as checkpoints', () => {
  const ids = (plan: TailoredPlan): readonly string[] => plan.steps.map(({ id }) => id);
  const all = (plan: TailoredPlan): readonly string[] =>
    [...plan.steps, ...plan.verification].map(({ id }) => id);
  const between = (plan: TailoredPlan, from: string, to: string): readonly string[] =>
    ids(plan).slice(ids(plan).indexOf(from) + 1, ids(plan).indexOf(to));

  it.each(['2.0', '2.0 SP1', '2.0 SP2', '2.0 SP3'])(
    'from %s each caution of the way is one step, with its source',
    (release) => {
      const plan = upgrade(release);
      expect(new Set(all(plan)).size).toBe(all(plan).length);
      for (const step of [...plan.steps, ...plan.verification]) expect(step.sources, step.id).not.toEqual([]);
      const hops = [release, ...(plan.upgrade?.way ?? [])];
      for (const caution of releaseData.cautions) {
        const counts = hops
          .slice(1)
          .some(
            (onto, index) =>
              (caution.from?.includes(hops[index] ?? '') ?? true) && (caution.onto?.includes(onto) ?? true),
          );
        const step = [...plan.steps, ...plan.verification].find(({ id }) => id === caution.id);
        expect(step?.applies ?? false, `${caution.id} from ${release}`).toBe(counts);
      }
    },
  );

  it('stand before, with and after the setup they belong to', () => {
    const plan = upgrade('2.0 SP1');
    expect(between(plan, 'quiet-time', 'prepare-image-sp2')).toEqual(
      expect.arrayContaining([
        'image-on-other-drive',
        'sp2-image-source',
        'large-tables',
        'shared-domain-fixes',
      ]),
    );
    expect(between(plan, 'prepare-image-sp2', 'run-setup-sp2')).toContain('same-time');
    expect(between(plan, 'checked-sp2', 'prepare-image')).toEqual(
      expect.arrayContaining(['release-notes', 'sms-def-mof', 'trial']),
    );
    expect(between(plan, 'run-setup', 'consoles-after')).toEqual(
      expect.arrayContaining(['manual-steps', 'inventory-resync']),
    );
  });

  it('leave out those of another way', () => {
    const plan = upgrade('2.0 SP3');
    expect(ids(plan)).not.toContain('sp2-image-source');
    expect(ids(plan)).toContain('undone-hotfixes');
    expect(stepOf(plan, 'metering-servers')).toMatchObject({
      applies: false,
      hereBecause: expect.stringMatching(/2\.0 SP3, then 2\.0 SP4/) as unknown,
    });
  });

  it('say that the backup before an upgrade of SP2 can bring the hang', () => {
    expect(stepOf(upgrade('2.0 SP2'), 'backup-first').hereBecause).toMatch(/Q260366.*go through it before/);
    for (const release of ['2.0', '2.0 SP1']) {
      expect(stepOf(upgrade(release), 'backup-first').hereBecause).toMatch(
        /Q256586.*can empty another folder/,
      );
    }
    const done = upgrade('2.0 SP2', { controlFiles: [{ name: 'Smsbkup.ctl', state: 'staggered' }] });
    expect(stepOf(done, 'backup-first').hereBecause).toBeNull();
  });
});
