/** Results of fix kits that come back into a case. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../electron/engine/case/records.ts';
import type { RunView } from '../../../electron/engine/case/run-view.ts';
import { controlFileFor, planOf, waysFor } from '../../../electron/main/case/plan-material.ts';
import { takeKitResult } from '../../../electron/main/case/take-kit-result.ts';
import { hungSite } from '../../e2e/support/live-site.ts';
import { type WizardDesk, wizardDesks } from './wizard-desk.ts';

const { folder, desk } = wizardDesks();

interface Said {
  readonly caseId: string;
  readonly run: string;
  readonly plan?: string;
  readonly computer?: string;
  readonly renamed?: boolean;
  readonly steps: readonly (readonly [step: string, outcome: string])[];
}

/** As the scripts write it. */
function resultText({ caseId, run, plan, computer = 'SMSHQ01', renamed, steps }: Said): string {
  const entries = steps.flatMap(([step, outcome]) => [
    '',
    '[Step]',
    `Id=${step}`,
    `Outcome=${outcome}`,
    `Text=What was seen of ${step}.`,
    'End=Step',
  ]);
  return [
    '',
    '[Script 1]',
    'FormatVersion=1',
    `Case=${caseId}`,
    `Run=${run}`,
    `Plan=${plan ?? 'stagger-backup-start'}`,
    'Script=2-edit.cmd',
    `Computer=${computer}`,
    ...(renamed === true ? ['Renamed=1'] : []),
    'End=Script',
    ...entries,
    '',
    '[End 1]',
    '',
  ].join('\r\n');
}

interface Bench extends WizardDesk {
  readonly run: RunView;
  readonly caseId: string;
  /** Writes a result and takes it over. */
  readonly take: (said: Partial<Said> & Pick<Said, 'steps'>) => ReturnType<typeof takeKitResult>;
  readonly stateOf: (step: string) => Promise<string | undefined>;
}

/** A desk with a run that is done with a kit. */
async function bench(): Promise<Bench> {
  const at = desk('DESK-7');
  await at.read([await hungSite(folder())]);
  const plan = await planOf(at.work, 'stagger-backup-start');
  const { case: openCase, runner } = await at.cases.ensure();
  const run = await runner.begin(plan, 'kit', { server: 'SMSHQ01', folder: null });
  const file = path.join(folder(), 'result.txt');
  return {
    ...at,
    run,
    caseId: openCase.id,
    take: (said) => {
      writeFileSync(file, resultText({ caseId: openCase.id, run: run.id, ...said }));
      return takeKitResult([file], at);
    },
    stateOf: async (step) => {
      const view = (await at.cases.expect().runner.runs()).find(({ id }) => id === run.id);
      return [...(view?.steps ?? []), ...(view?.verification ?? [])].find(({ id }) => id === step)?.state;
    },
  };
}

describe('a result that comes back', () => {
  it('moves the checkpoints of its run, once', async () => {
    const { take, stateOf } = await bench();
    const { summary } = await take({ steps: [['insert-pauses', 'done']] });
    expect(summary).toContain('on SMSHQ01.');
    expect(await stateOf('insert-pauses')).toBe('told');
    await expect(take({ steps: [['insert-pauses', 'done']] })).rejects.toThrow(
      'This result was taken over already.',
    );
  });

  it('of another server moves nothing', async () => {
    const { take, stateOf } = await bench();
    const before = await stateOf('insert-pauses');
    await expect(take({ computer: 'OTHERSRV', steps: [['insert-pauses', 'done']] })).rejects.toThrow(
      'This result was written on OTHERSRV, and the plan is for SMSHQ01.',
    );
    expect(await stateOf('insert-pauses')).toBe(before);
  });

  it('of a server that was said there to be the same counts, and says so', async () => {
    const { take, stateOf } = await bench();
    const said = { computer: 'NEWNAME', renamed: true, steps: [['insert-pauses', 'done']] } as const;
    expect((await take(said)).summary).toContain('NEWNAME is SMSHQ01 under another name');
    expect(await stateOf('insert-pauses')).toBe('told');
  });

  it('is taken over whole after that was cut off in its midst', async () => {
    const { take, stateOf, cases } = await bench();
    const { case: openCase } = cases.expect();
    const append = openCase.append;
    const broken = openCase as { append: (event: CaseEvent) => ReturnType<typeof append> };
    let left = 1;
    broken.append = (event) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('The disk is full.')) : append(event);
    };
    const steps = [
      ['find-sleep', 'done'],
      ['insert-pauses', 'done'],
    ] as const;
    await expect(take({ steps })).rejects.toThrow('full');
    broken.append = append;
    await take({ steps });
    expect(await stateOf('insert-pauses')).toBe('told');
    const told = openCase.records().filter(({ kind }) => kind === 'step-told');
    expect(told).toHaveLength(2);
  });

  it('tells of what was taken back as told, not as seen', async () => {
    const { take, cases } = await bench();
    await take({ steps: [['insert-pauses', 'undone']] });
    const view = await cases.view();
    const words = (view?.journal ?? []).map(({ text }) => text).join('\n');
    expect(words).toContain('Taken back, as was told: ');
    expect(words).not.toContain('saw that it is so: What was seen of insert-pauses');
  });
});

describe('a kit that was written without a case', () => {
  const RUN = '3f2a9c1e-1111-4222-8333-abcdefabcdef';

  it('begins its run when its result comes back', async () => {
    const { take, cases } = await bench();
    const { run } = await take({ caseId: '', run: RUN, steps: [['insert-pauses', 'done']] });
    expect(run).toMatchObject({ id: RUN, way: 'kit' });
    expect(run.steps.find(({ id }) => id === 'insert-pauses')?.state).toBe('told');
    expect(await cases.expect().runner.runs()).toHaveLength(2);
  });

  it.each([
    ['another server', { computer: 'OTHERSRV' }],
    ['a plan that there is not', { plan: 'paint-it-blue' }],
    ['another case', { caseId: 'case-of-someone' }],
  ])('is refused when it is of %s', async (_, said) => {
    const { take, cases } = await bench();
    await expect(
      take({ caseId: '', run: RUN, ...said, steps: [['insert-pauses', 'done']] }),
    ).rejects.toThrow();
    expect(await cases.expect().runner.runs()).toHaveLength(1);
  });
});

describe('what is dropped', () => {
  it('may be the folder of the kit, with a collection beside it, of which is told', async () => {
    const { run, caseId, cases, work } = await bench();
    const kit = path.join(folder(), 'kit');
    const snapshot = path.join(folder(), 'SMSSNAP-SMSHQ01');
    for (const made of [kit, snapshot]) mkdirSync(made);
    const said = { caseId, run: run.id, steps: [['insert-pauses', 'done']] } as const;
    writeFileSync(path.join(kit, 'result.txt'), resultText(said));
    const { summary } = await takeKitResult([snapshot, kit], { cases, work });
    expect(summary).toContain('What else was dropped was not read');
  });

  it('without a result is refused with what to drop', async () => {
    const { cases, work } = await bench();
    await expect(takeKitResult([folder()], { cases, work })).rejects.toMatchObject({
      code: 'kit-result-refused',
      nextStep: expect.stringContaining('Drop result.txt') as unknown,
    });
  });
});

describe('two control files', () => {
  it('keep a kit from being written: nothing tells which one the backup uses', async () => {
    const site = await hungSite(folder());
    const box = path.join(site, 'Inboxes', 'smsbkup.box');
    writeFileSync(path.join(box, 'Smsmbkup.ctl'), await readFile(path.join(box, 'Smsbkup.ctl')));
    const { work, read } = desk('DESK-7');
    await read([site]);
    const plan = await planOf(work, 'stagger-backup-start');
    expect(await controlFileFor(work, plan)).toBeNull();
    const kit = (await waysFor(work, plan, 'DESK-7', 'win32')).find(({ way }) => way === 'kit');
    expect(kit).toMatchObject({ possible: false });
    expect(kit?.text).toMatch(/^Both .* were collected/);
  });
});
