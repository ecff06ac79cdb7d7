import { describe, expect, it } from 'vitest';
import { hungWith, planOf, plansOf, siteOf, stepOf, wellWith } from './site.ts';
import { knowledge } from '../compare/made-up-site.ts';
import { plansForSite } from '../../../electron/engine/plans/plans-for-site.ts';
import { releaseData } from './site.ts';

const RESTART = 'restart-executive';
const STAGGER = 'stagger-backup-start';
const UPGRADE = 'upgrade-service-pack';

describe('which plans fit', () => {
  it.each([
    // What is at work, release, fits of restart, stagger, upgrade.
    ['hung', '2.0 SP2', 'advised', 'advised', 'advised'],
    ['hung', '2.0 SP3', 'advised', 'not-for-this-site', 'advised'],
    ['hung', '2.0 SP4', 'possible', 'not-for-this-site', 'done'],
    ['hung', '2.0 SP1', 'possible', 'not-for-this-site', 'possible'],
    ['hung', '2.0', 'possible', 'not-for-this-site', 'possible'],
    ['hung', null, 'advised', 'possible', 'possible'],
    ['hung', '2.00.1493.5000', 'possible', 'not-for-this-site', 'not-for-this-site'],
    ['well', '2.0 SP2', 'not-for-this-site', 'possible', 'possible'],
    ['well', '2.0 SP3', 'not-for-this-site', 'not-for-this-site', 'possible'],
    ['well', '2.0 SP4', 'not-for-this-site', 'not-for-this-site', 'done'],
    ['well', '2.0', 'not-for-this-site', 'not-for-this-site', 'possible'],
  ] as const)('%s on %s: %s, %s, %s', (state, release, restart, stagger, upgrade) => {
    const plans = plansOf(state === 'hung' ? hungWith(release) : wellWith(release));
    expect(plans.map(({ id, fit }) => [id, fit])).toEqual([
      [RESTART, restart],
      [STAGGER, stagger],
      [UPGRADE, upgrade],
    ]);
    for (const plan of plans) expect(plan.fitBecause.length, plan.id).toBeGreaterThan(20);
  });

  it('keep the order relief, mitigation, cure whatever order they come in', () => {
    const reversed = [...knowledge.plans].reverse();
    const plans = plansForSite(siteOf(hungWith('2.0 SP2')), reversed, releaseData);
    expect(plans.map(({ purpose }) => purpose)).toEqual(['relief', 'mitigation', 'cure']);
  });

  it('name the findings that ask for them, never one that is ruled out', () => {
    expect(planOf(RESTART, hungWith('2.0 SP2')).findings).toEqual(['Q260366']);
    expect(planOf(RESTART, hungWith('2.0 SP3')).findings).toEqual(['Q304381']);
    expect(planOf(RESTART, hungWith(null)).findings).toEqual(['Q260366', 'Q304381']);
    expect(planOf(RESTART, hungWith('2.0 SP4')).findings).toEqual([]);
  });

  it('say of a crash that it is no hang, and do not advise a restart then', () => {
    const plan = planOf(RESTART, hungWith('2.0 SP2', { crash: '17 02:25' }));
    expect(plan.fit).toBe('possible');
    expect(plan.fitBecause).toMatch(/crash was recorded .*Crash\.log.*Q223755/);
    expect(stepOf(plan, 'crash-or-hang').hereBecause).toMatch(/crash was recorded/);
  });

  it('say of a stopped service that it does not hang', () => {
    const plan = planOf(RESTART, hungWith('2.0 SP2', { services: { SMS_EXECUTIVE: 'stopped' } }));
    expect([plan.fit, plan.fitBecause]).toEqual([
      'possible',
      expect.stringMatching(/stopped, so it does not hang/),
    ]);
  });

  it('ask for second level where threads stand still and no known fault explains it', () => {
    expect(planOf(RESTART, hungWith('2.0 SP4')).fitBecause).toMatch(
      /no known fault explains it.*second level/,
    );
  });

  it('say that the pauses are reached when they are in the control file', () => {
    const file = { name: 'Smsbkup.ctl', state: 'staggered' } as const;
    const plan = planOf(STAGGER, hungWith('2.0 SP2'), { controlFiles: [file] });
    expect(plan.fit).toBe('done');
    expect(stepOf(plan, 'insert-pauses').applies).toBe(false);
    const later = planOf(STAGGER, hungWith('2.0 SP3'), { controlFiles: [file] });
    expect([later.fit, later.fitBecause]).toEqual([
      'not-for-this-site',
      expect.stringMatching(/no documented use/),
    ]);
  });

  it.each(['unexpected', 'not-a-control-file'] as const)(
    'hold the pauses back for a file that is %s',
    (state) => {
      const plan = planOf(STAGGER, hungWith('2.0 SP2'), { controlFiles: [{ name: 'Smsbkup.ctl', state }] });
      expect([plan.fit, plan.fitBecause]).toEqual([
        'possible',
        expect.stringMatching(/cannot be edited as it is/),
      ]);
    },
  );

  it('hold the pauses back where both spellings of the file are there', () => {
    const plan = planOf(STAGGER, hungWith('2.0 SP2'), {
      smsDirectory: 'D:\\SMS',
      controlFiles: [
        { name: 'Smsbkup.ctl', state: 'untouched' },
        { name: 'Smsmbkup.ctl', state: 'untouched' },
      ],
    });
    expect(plan.fit).toBe('possible');
    expect(plan.fitBecause).toMatch(/Smsbkup\.ctl and Smsmbkup\.ctl/);
    expect(plan.site.controlFile).toBeNull();
  });

  it('hold the pauses back at a secondary site, which has nothing that starts the backup', () => {
    const plan = planOf(STAGGER, hungWith('2.0 SP2'), { type: 'secondary' });
    expect([plan.fit, plan.fitBecause]).toEqual([
      'possible',
      expect.stringMatching(/secondary site.*Q307778/),
    ]);
  });

  it('want a working SMS_EXECUTIVE before the pauses are tested and before an upgrade', () => {
    const first = (id: string, hangs: boolean): readonly string[] =>
      planOf(id, hangs ? hungWith('2.0 SP2') : wellWith('2.0 SP2')).needsFirst.map(({ plan }) => plan);
    expect([first(STAGGER, true), first(UPGRADE, true), first(RESTART, true)]).toEqual([
      [RESTART],
      [RESTART],
      [],
    ]);
    expect([first(STAGGER, false), first(UPGRADE, false)]).toEqual([[], []]);
  });

  it('say why an upgrade waits when the release is not known', () => {
    const plan = planOf(UPGRADE, hungWith(null));
    expect(plan.upgrade).toBeNull();
    expect(plan.fitBecause).toMatch(/release of the site is not known/);
    expect(plan.steps.every(({ applies }) => applies)).toBe(true);
    expect(stepOf(plan, 'installed-release').action).toBeUndefined();
  });

  it('fit a plan without a rule of its own by its findings', () => {
    const [model] = knowledge.plans;
    if (model === undefined) throw new Error('no plan');
    const own = { ...model, id: 'another-plan' };
    const named = siteOf(hungWith('2.0 SP2'));
    const diagnosis = {
      ...named,
      findings: named.findings.map((finding) => ({ ...finding, plans: ['another-plan'] })),
    };
    expect(plansForSite(diagnosis, [own], releaseData)[0]?.fit).toBe('advised');
    expect(plansForSite(named, [own], releaseData)[0]?.fit).toBe('not-for-this-site');
  });
});

describe('tailored steps', () => {
  const known = {
    server: 'NYSMS01',
    smsDirectory: 'E:\\SMS',
    controlFiles: [{ name: 'Smsmbkup.ctl', state: 'untouched' }],
  } as const;

  it('carry the names of the site in texts and commands', () => {
    const plan = planOf(STAGGER, hungWith('2.0 SP2'), known);
    const path = 'E:\\SMS\\Inboxes\\Smsbkup.box\\Smsmbkup.ctl';
    expect(plan.site).toEqual({
      server: 'NYSMS01',
      smsDirectory: 'E:\\SMS',
      controlFile: path,
      release: '2.0 SP2',
      goal: null,
    });
    const edit = stepOf(plan, 'insert-pauses');
    expect(edit.commands?.[0]).toBe(`COPY "${path}" "${path}.bak"`);
    expect(edit.undo).toBe(`COPY "${path}.bak" "${path}"`);
    expect(stepOf(plan, 'find-sleep').text).toContain('on the site server NYSMS01.');
    expect(stepOf(plan, 'review-after-upgrade').text).toContain('the upgrade to 2.0 SP4');
    expect(JSON.stringify(plan)).not.toMatch(/<(?:SMS|SERVER|CONTROL-FILE|GOAL|SITE-CODE)>/);
  });

  it('leave in commands what is not known, and keep sentences readable', () => {
    const plan = planOf(RESTART, hungWith('2.0 SP2'));
    const proof = stepOf(plan, 'keep-proof');
    expect(proof.text).toContain('Copy the folder SMS\\Logs');
    expect(proof.commands).toContain('DIR /OD "<SMS>\\Inboxes\\Despoolr.box\\Receive"');
    expect(stepOf(plan, 'close-consoles').text).toContain('on the site server, and');
    expect(plan.site).toMatchObject({ server: null, smsDirectory: null, controlFile: null });
  });

  it('do not put a name into a command line that could do harm there', () => {
    const server = 'X" & DEL D:\\SMS & "';
    expect(planOf(RESTART, hungWith('2.0 SP2'), { server }).site.server).toBeNull();
  });

  it('leave out what a secondary site does not have, and ask where the type is not known', () => {
    const note = (type?: 'primary' | 'secondary'): readonly [boolean, string | null] => {
      const step = stepOf(
        planOf(UPGRADE, hungWith('2.0 SP2'), type === undefined ? {} : { type }),
        'sql-monitor-after',
      );
      return [step.applies, step.hereBecause];
    };
    expect(note('secondary')).toEqual([false, expect.stringMatching(/Q307778/)]);
    expect(note('primary')).toEqual([true, null]);
    expect(note()).toEqual([true, expect.stringMatching(/does not tell/)]);
  });

  it('leave out Windows 2000 where SMS does not run on it', () => {
    expect(stepOf(planOf(RESTART, hungWith('2.0 SP1')), 'remote-registry').applies).toBe(false);
    expect(stepOf(planOf(RESTART, hungWith('2.0 SP2')), 'remote-registry').applies).toBe(true);
    const onWindows = (text: string) => {
      const site = siteOf(hungWith('2.0 SP2'));
      const server = { ...site.server, windows: { text, source: 'snapshot.ini:8' } };
      const [restart] = plansForSite({ ...site, server }, knowledge.plans, releaseData);
      return stepOf(restart!, 'remote-registry');
    };
    expect(onWindows('Windows NT Version 4.0')).toMatchObject({
      applies: false,
      hereBecause: expect.stringContaining('snapshot.ini:8') as unknown,
    });
    expect(onWindows('Microsoft Windows 2000 [Version 5.00.2195]')).toMatchObject({
      applies: true,
      hereBecause: expect.stringContaining('The server runs Microsoft Windows 2000') as unknown,
    });
  });

  it.each([
    ['C:\\WINNT\\system32\\sleep.exe', /found at C:\\WINNT/],
    [null, /not found .*Put it there first/],
  ])('tell where sleep.exe was: %s', (sleep, expected) => {
    expect(stepOf(planOf(STAGGER, hungWith('2.0 SP2'), { sleep }), 'find-sleep').hereBecause).toMatch(
      expected,
    );
  });

  it('never take unknown for false: metering servers are asked for', () => {
    const step = stepOf(planOf(UPGRADE, hungWith('2.0 SP1')), 'metering-servers');
    expect([step.applies, step.hereBecause]).toEqual([
      true,
      expect.stringMatching(/Nothing that was read tells/),
    ]);
  });

  it('do not change the action or the order of what is run', () => {
    const shipped = knowledge.plans.find(({ id }) => id === RESTART);
    const plan = planOf(RESTART, hungWith('2.0 SP2'), known);
    expect(plan.steps.map(({ id, action }) => [id, action])).toEqual(
      shipped?.steps.map(({ id, action }) => [id, action]),
    );
  });
});
