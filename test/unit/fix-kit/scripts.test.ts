/** The scripts of every kit hold nothing that NT 4.0 lacks, that Wine cannot check, or that a path or text can break. */
import { describe, expect, it } from 'vitest';
import { type KitFile, kitFiles } from '../../../electron/fix-kit/kit-files.ts';
import type { KitInput } from '../../../electron/fix-kit/kit-input.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { lintBatch } from '../../support/batch-linter/lint-batch.ts';
import { kitInput, restartPlan, staggerPlan, step, upgradePlan } from './kit-plans.ts';

/** Looked for on the PATH first; fc is in NT 4.0, and decides nothing before it was tried out on files of the kit. */
const LOOKED_FOR = ['sc', 'tlist', 'pulist', 'tasklist', 'taskkill', 'kill', 'fc'];
const PLANS = [restartPlan(), staggerPlan(), upgradePlan()];
const scriptsOf = async (input: KitInput): Promise<KitFile[]> =>
  (await kitFiles(input)).filter(({ path }) => path.endsWith('.cmd') && path !== 'collect.cmd');
const textOf = ({ content }: KitFile): string => Buffer.from(content).toString('latin1');
const faults = (file: KitFile): string[] =>
  lintBatch(textOf(file), { allowedPrograms: LOOKED_FOR }).map(
    ({ line, rule, message }) =>
      `${file.path}:${line} ${rule} ${message} | ${textOf(file).split('\r\n')[line - 1] ?? ''}`,
  );
const onSite = (plan: TailoredPlan, smsDirectory: string | null): TailoredPlan => ({
  ...plan,
  site: { ...plan.site, smsDirectory },
});

describe('the scripts', () => {
  it.each(PLANS)('of $id', async (plan) => {
    const scripts = await scriptsOf(kitInput(plan));
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.flatMap(faults)).toEqual([]);
  });

  it.each([
    ['blanks', 'D:\\SMS root\\of us'],
    ['percent signs', 'D:\\100% SMS %TEMP% %1 %%i'],
    ['signs of the command line', "D:\\a & b (c) ^ !d! =,; ' 1"],
    ['letters beyond ASCII', 'D:\\Gr\u00f6\u00dfe f\u00fcr S\u00f6hne'],
    ['what no path holds', 'D:\\"&del *.* | more > x'],
    ['a line end', 'D:\\SMS\r\ndel x'],
    ['a share', '\\\\NYSMS01\\SMS_CEN'],
    ['nothing', null],
  ])('in an SMS directory with %s', async (_what, directory) => {
    for (const plan of PLANS) {
      const scripts = await scriptsOf(kitInput(onSite(plan, directory)));
      expect(scripts.flatMap(faults)).toEqual([]);
      for (const script of scripts) {
        // Nothing of the path can become a command of its own.
        expect(textOf(script)).not.toMatch(/^\s*del (?:x|\*)/m);
      }
    }
  });

  it('hold the SMS directory only where a batch file can', async () => {
    const expected = async (directory: string): Promise<string | undefined> =>
      /^for %%i in \("(.*)"\) do set EXPECTED=/m.exec(
        textOf((await scriptsOf(kitInput(onSite(restartPlan(), directory))))[0]!),
      )?.[1];
    expect(await expected('D:\\SMS & (1) ^')).toBe('D:\\SMS & (1) ^');
    expect(await expected('D:\\100%')).toBeUndefined();
    expect(await expected('D:\\S\u00f6hne')).toBeUndefined();
  });

  it('print any text of a plan as it is', async () => {
    const texts = [
      'a) b (c',
      '100% of %PATH% & "x',
      '^^ | more',
      '> all.txt',
      '2> x',
      '/?',
      '\u00e4\u2013\u201cq\u201d \u4e2d',
      '%%i',
    ];
    const steps = texts.map((text, index) =>
      step(`told-${index}`, 'tell', undefined, {
        text,
        title: text,
        reason: text,
        caution: text,
        commands: [text],
      }),
    );
    const plan = { ...upgradePlan(), title: texts.join(' '), steps };
    const scripts = await scriptsOf(kitInput(plan));
    expect(scripts.flatMap(faults)).toEqual([]);
    const shown = (await kitFiles(kitInput(plan))).find(({ path }) => path === 'text/told-1.txt');
    expect(textOf(shown!)).toContain('100% of %PATH% & "x');
  });

  it.each([
    ['a service', step('x', 'check', { do: 'check-service', service: 'A & del x', wants: 'stopped' })],
    ['a file', step('x', 'check', { do: 'check-file-size', file: '../../x', atMostBytes: 1 })],
    ['an id', step('x & y', 'tell')],
    ['a text to look for', step('x', 'check', { do: 'scan-log', files: ['a.log'], texts: ['"%x%"'] })],
  ])('are not made of %s that a batch file would read', async (_what, bad) => {
    const plan = { ...upgradePlan(), steps: [bad] };
    await expect(kitFiles(kitInput(plan))).rejects.toMatchObject({ code: 'word-not-for-scripts' });
  });

  it('would be caught with a newer word in them', async () => {
    for (const plan of PLANS) {
      for (const script of await scriptsOf(kitInput(plan))) {
        const changed = {
          ...script,
          content: Buffer.from(textOf(script).replace('pause\r\n', 'exit /b 1\r\n')),
        };
        expect(faults(changed)).not.toEqual([]);
      }
    }
  });

  it('tell each step of the plan, and no other', async () => {
    for (const plan of PLANS) {
      const told = (await scriptsOf(kitInput(plan))).flatMap((script) =>
        [...textOf(script).matchAll(/^set STEP=(.+)\r$/gm)].map(([, id = '']) => id),
      );
      expect(new Set(told)).toEqual(new Set([...plan.steps, ...plan.verification].map(({ id }) => id)));
    }
  });

  it('change nothing but the control file and their own folder', async () => {
    for (const plan of PLANS) {
      for (const script of await scriptsOf(kitInput(plan))) {
        const changing = [
          ...textOf(script).matchAll(/^\s*(?:.* )?(del|rd|ren|md|copy|move|attrib) (.*)\r$/gim),
        ]
          .filter(([line]) => !/^\s*rem\b|\becho\b|set (?:TEXT|SENTENCE)=/i.test(line))
          .map(([, command = '', rest = '']) => `${command} ${rest}`);
        const allowed = [
          /^del (?:%%f|"?[\w.%-]+"?)$/,
          /^copy \/b "(?:%FROM%|%CTL%|%SMSDIR%\\Logs\\%F%)" (?:one\.bin|two\.bin|sample\.tmp|kept-%OLD%\.ctl|"was-%F%") >nul 2>nul$/,
          /^copy \/b data\\%NEW%\.ctl "%MADE%" >nul 2>nul$/,
          /^ren "%(?:CTL|KEPT|MADE)%" "%(?:KEPTNAME|CTLNAME)%" 2>nul$/,
          /^ren "%CTLFOLDER%%KEPTNAME%" "%CTLNAME%" 2>nul$/,
          /^del "%MADE%"$/,
        ];
        expect(changing.filter((line) => !allowed.some((form) => form.test(line)))).toEqual([]);
      }
    }
  });
});
