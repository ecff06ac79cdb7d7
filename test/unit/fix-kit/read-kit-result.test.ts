/** What comes back from a server is read as far as it can be trusted, and never throws. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { kitResultOfRun } from '../../../electron/fix-kit/kit-result-of-run.ts';
import { type KitResult, readKitResult } from '../../../electron/fix-kit/read-kit-result.ts';
import { restartPlan } from './kit-plans.ts';

const script = (number: number, name: string, more: readonly string[] = []): string[] => [
  '',
  `[Script ${number}]`,
  'FormatVersion=1',
  'Case=case-0001',
  'Run=run-1',
  'Plan=restart-executive',
  `Script=${name}`,
  'Computer=NYSMS01',
  ...more,
  'Date=Thu 05/17/2001',
  'TimeOfDay=02:23p',
  'End=Script',
];
const step = (id: string, outcome: string, text: string): string[] => [
  '',
  '[Step]',
  `Id=${id}`,
  `Outcome=${outcome}`,
  'Date=Thu 05/17/2001',
  'TimeOfDay=02:25p',
  `Text=${text}`,
  'End=Step',
];
const WHOLE = [
  ...script(1, '2-restart.cmd'),
  ...step('stop-executive', 'begun', 'NET STOP SMS_EXECUTIVE'),
  ...step('stop-executive', 'failed', 'It has not stopped.'),
  '[End 1]',
  ...script(2, '3-verify.cmd'),
  '[Sample]',
  'Id=backlog-drains',
  'Files=42',
  'TimeOfDay=02:26p',
  'End=Sample',
  ...step('backlog-drains', 'done', 'It went from 42 to 0 files.'),
  '[End 2]',
];
const read = (lines: readonly string[], end = '\r\n'): KitResult =>
  readKitResult(Buffer.from(lines.map((line) => line + end).join(''), 'latin1'));
const run = { id: 'run-1', caseId: 'case-0001', plan: restartPlan() };

describe('a result', () => {
  it.each(['\r\n', '\n', '\r'])('is read with lines that end with %j', (end) => {
    const result = read(WHOLE, end);
    expect(result).toMatchObject({
      isResult: true,
      caseId: 'case-0001',
      run: 'run-1',
      plan: 'restart-executive',
      computer: 'NYSMS01',
      notices: [],
    });
    expect(result.steps).toEqual([
      {
        step: 'stop-executive',
        outcome: 'failed',
        text: 'It has not stopped.',
        when: 'Thu 05/17/2001 02:25p',
        script: '2-restart.cmd',
      },
      {
        step: 'backlog-drains',
        outcome: 'done',
        text: 'It went from 42 to 0 files.',
        when: 'Thu 05/17/2001 02:25p',
        script: '3-verify.cmd',
      },
    ]);
    expect(result.samples).toEqual([{ step: 'backlog-drains', files: 42, when: '02:26p' }]);
  });

  it('tells what was begun and cut off', () => {
    const result = read([...script(1, '2-restart.cmd'), ...step('stop-executive', 'begun', 'NET STOP')]);
    expect(result.steps).toMatchObject([{ step: 'stop-executive', outcome: 'cut-off' }]);
    expect(result.notices).toEqual(['The last script was cut off before its end.']);
  });

  it.each([
    ['the console page it names', 'cp850', '850'],
    ["Windows' western page", 'windows-1252', null],
    ['a page of another alphabet', 'cp866', '866'],
  ])('is read in %s', (_what, encoding, page) => {
    const text = page === '866' ? '\u0447\u0442 17.05.2001' : 'M\u00e4rz \u00fcber';
    const lines = [
      ...script(1, 'x.cmd', page === null ? [] : [`OemCodePage=${page}`]),
      ...step('a', 'done', text),
    ];
    const bytes = iconv.encode(lines.map((line) => `${line}\r\n`).join(''), encoding);
    expect(readKitResult(bytes).steps[0]?.text).toBe(text);
  });

  it('is read when an editor has saved it as Unicode', () => {
    const text = WHOLE.map((line) => `${line}\r\n`).join('');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(readKitResult(utf16)).toEqual(read(WHOLE));
    expect(readKitResult(Buffer.from(`\ufeff${text}`))).toEqual(read(WHOLE));
  });

  it('leaves out parts of another run', () => {
    const other = [
      ...script(3, 'x.cmd').map((line) => line.replace('run-1', 'run-2')),
      ...step('wait-for-stop', 'done', 'x'),
    ];
    const result = read([...WHOLE, ...other, '[End 3]']);
    expect(result.steps).toEqual(read(WHOLE).steps);
    expect(result.notices).toEqual([
      'The file also holds parts of another run. They were left out.',
      'Some steps belong to no script of this kit. They were left out.',
    ]);
  });

  it('says nothing for what is no result', () => {
    for (const text of [
      '',
      'hello',
      '[Step]\r\nId=a\r\nOutcome=done\r\nEnd=Step\r\n',
      '[Script 1]\r\nRun=x\r\n',
      'PK\u0003\u0004',
    ]) {
      expect(readKitResult(Buffer.from(text))).toMatchObject({ isResult: false, steps: [] });
    }
    expect(
      read(script(1, 'x').map((line) => line.replace('FormatVersion=1', 'FormatVersion=2'))).notices[0],
    ).toContain('newer kit');
  });

  it('takes no harm from what is in it', () => {
    const result = read([
      ...script(1, '<b>\u0007.cmd'),
      ...step('__proto__', 'done', 'x'),
      ...step('constructor', 'done', `\u001b[31m${'y'.repeat(100_000)}`),
      ...step('../../x', 'done', 'x'),
      ...step('a', '__proto__', 'x'),
      '[Sample]',
      'Id=a',
      'Files=99999999999999999999',
      'End=Sample',
      '[End 1]',
    ]);
    expect(result.steps.map(({ step: id }) => id)).toEqual(['__proto__', 'constructor']);
    expect(result.steps[1]?.text.length).toBeLessThanOrEqual(500);
    expect(result.steps[1]?.text).not.toContain('\u001b');
    expect(result.samples).toEqual([]);
    expect(kitResultOfRun(result, run).steps.every(({ outcome }) => outcome === 'not-reached')).toBe(true);
  });

  it('that is huge is read to its limits', () => {
    const one = Buffer.from(
      [...script(1, 'x'), ...step('a', 'done', 'x')].map((line) => `${line}\r\n`).join(''),
    );
    const result = readKitResult(Buffer.concat(Array.from({ length: 60_000 }, () => one)));
    expect(result.entries.length).toBeLessThanOrEqual(10_000);
    expect(result.notices).toContain('The file is larger than a result can be. Only its begin was read.');
  });
});

describe('a result cut off or changed anywhere', () => {
  const bytes = Buffer.from(WHOLE.map((line) => `${line}\r\n`).join(''), 'latin1');
  const whole = readKitResult(bytes);

  it('tells no step that was not told, wherever it is cut', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = readKitResult(bytes.subarray(0, length));
      for (const entry of cut.entries) {
        const known =
          entry.outcome === 'cut-off'
            ? { step: 'stop-executive' }
            : whole.entries.find((one) => one.step === entry.step);
        expect(entry).toMatchObject(known ?? {});
        expect(known, `at ${length}`).toBeDefined();
      }
      const atAnEnd = /\[End \d\]\s*$/.test(bytes.toString('latin1', 0, length));
      if (cut.isResult) expect(cut.notices.length === 0, `at ${length}`).toBe(atAnEnd);
    }
  });

  it('never throws, whatever bytes there are (10,000 cases)', () => {
    let seed = 20010517;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let number = 0; number < 10_000; number += 1) {
      const changed = Buffer.from(bytes.subarray(0, random(bytes.length + 1)));
      for (let times = random(8); times > 0 && changed.length > 0; times -= 1)
        changed[random(changed.length)] = random(256);
      const result = readKitResult(changed);
      const returned = kitResultOfRun(result, run);
      expect(result.steps.length).toBeLessThanOrEqual(result.entries.length);
      expect(returned.refused === null || returned.steps.length === 0).toBe(true);
    }
  });
});

describe('the run it belongs to', () => {
  it('gets every step that applies, in the order of the plan', () => {
    const returned = kitResultOfRun(read(WHOLE), run);
    expect(returned.steps.map(({ step: id }) => id)).toEqual(
      [...run.plan.steps, ...run.plan.verification].map(({ id }) => id),
    );
    expect(returned.steps.find(({ step: id }) => id === 'keep-proof')).toMatchObject({
      outcome: 'not-reached',
      when: null,
    });
    expect(returned.summary).toBe('1 of 16 steps done, 1 failed, on NYSMS01.');
    expect(returned.samples).toHaveLength(1);
  });

  it.each([
    ['another case', { ...run, caseId: 'case-2' }, 'another case'],
    ['another run', { ...run, id: 'run-2' }, 'another run'],
    ['another plan', { ...run, plan: { ...run.plan, id: 'x' } }, 'another plan'],
  ])('refuses a result of %s', (_what, wanted, why) => {
    const returned = kitResultOfRun(read(WHOLE), wanted);
    expect(returned.refused).toContain(why);
    expect(returned.steps).toEqual([]);
  });

  it('takes a kit made without a case', () => {
    const result = read(WHOLE.map((line) => (line.startsWith('Case=') ? 'Case=' : line)));
    expect(result.caseId).toBeNull();
    expect(kitResultOfRun(result, { ...run, caseId: null }).refused).toBeNull();
    expect(kitResultOfRun(result, run).refused).toContain('another case');
  });
});
