/** The steps that only look: files, logs, inboxes, releases, in a real folder. */
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanAction } from '../../../electron/engine/knowledge/plan.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import type { RemedyTarget } from '../../../electron/remedy/target.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { exited } from '../host/recorded.ts';
import { type Desk, QuickClock, deskWith, newFolder, targetWith } from './desk.ts';
import { ScriptedWindows } from './scripted-windows.ts';

interface Bench extends Desk {
  readonly root: string;
  readonly windows: ScriptedWindows;
  /** Writes a file below the SMS directory. */
  readonly put: (file: string, content: string) => void;
}

async function bench(
  action: PlanAction,
  more: { readonly evidence?: RemedyTarget['evidence']; readonly site?: Partial<TailoredPlan['site']> } = {},
): Promise<Bench> {
  const root = newFolder();
  const windows = new ScriptedWindows();
  const disk: RemedyTarget['disk'] = (file) => path.join(root, 'disk', ...file.slice(3).split('\\'));
  const evidence = more.evidence === undefined ? {} : { evidence: more.evidence };
  const of = plan([step('it', { action })]);
  const desk = await deskWith(
    { ...of, site: { ...of.site, ...more.site } },
    { target: targetWith({ folder: root, host: windows, disk, ...evidence }), clock: new QuickClock() },
  );
  const put = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  return { ...desk, root, windows, put };
}

describe('the size of a file', () => {
  const action: PlanAction = {
    do: 'check-file-size',
    file: 'Data/Prochist/SMSExec_Prochist.dat',
    atMostBytes: 10,
  };

  it('is fine up to the limit and when there is none', async () => {
    const { runner, run, put } = await bench(action);
    put('INBOXES/despoolr.box/1.sni', '');
    expect((await runner.look(run, 'it')).steps[0]?.state).toBe('found-done');
    await runner.reopen(run, 'it');
    put('Data/Prochist/SMSExec_Prochist.dat', '0123456789');
    expect((await runner.look(run, 'it')).steps[0]?.state).toBe('found-done');
  });

  it('is not known where the folder is gone, or is none of SMS', async () => {
    const { runner, run, root } = await bench(action);
    const [wrong] = (await runner.look(run, 'it')).steps;
    expect(wrong).toMatchObject({ state: 'open', seen: { state: 'unknown' } });
    rmSync(root, { recursive: true });
    const [gone] = (await runner.look(run, 'it')).steps;
    expect(gone).toMatchObject({ state: 'open', seen: { state: 'unknown' } });
    expect(gone?.seen?.text).toContain('cannot be found from here');
  });

  it('beyond it keeps the step open and says the size', async () => {
    const { runner, run, put } = await bench(action);
    put('Data/Prochist/SMSExec_Prochist.dat', '0123456789a');
    const [now] = (await runner.look(run, 'it')).steps;
    expect(now).toMatchObject({ state: 'open', seen: { state: 'before', facts: { bytes: 11 } } });
    expect(now?.seen?.text).toContain('11 bytes');
  });
});

describe('a log that must be quiet', () => {
  const action: PlanAction = { do: 'check-quiet-file', file: 'Logs/Sender.log', seconds: 60 };

  it('is watched as long as it was said', async () => {
    const { doStep, put, clock } = await bench(action);
    put('logs/SENDER.LOG', 'x');
    expect((await doStep('it')).state).toBe('done');
    expect(clock.elapsed()).toBe(60_000);
  });

  it('that grows shows a sender at work', async () => {
    const { doStep, put, root, clock } = await bench(action);
    put('Logs/Sender.log', 'x');
    clock.onSleep = () => appendFileSync(path.join(root, 'Logs', 'Sender.log'), 'Sending.\r\n');
    expect(await doStep('it')).toMatchObject({
      state: 'failed',
      error: { code: 'not-met', nextStep: expect.stringContaining('Q317893') as unknown },
    });
  });

  it('is not told from one look, nor when it is not there', async () => {
    const { runner, run, put, doStep } = await bench(action);
    expect(await doStep('it')).toMatchObject({ state: 'failed', seen: { state: 'unknown' } });
    put('Logs/Sender.log', 'x');
    expect((await runner.look(run, 'it')).steps[0]).toMatchObject({
      state: 'failed',
      seen: { state: 'unknown' },
    });
  });
});

describe('the logs of the threads', () => {
  const watch = { do: 'watch-logs', limitSeconds: 300 } as const;
  const action: PlanAction = { ...watch, families: ['despool', 'Sched.log'] };
  const line = (text: string): string =>
    `${text}  $$<SMS_DESPOOLER><Thu May 17 02:23:00.123 2001 Eastern Daylight Time><thread=281 (0x119)>\r\n`;

  it('move when each of them got a line', async () => {
    const { doStep, put, root, clock } = await bench(action);
    put('Logs/Despool.log', line('old'));
    put('Logs/Sched.log', line('old'));
    clock.onSleep = (seconds) => {
      appendFileSync(path.join(root, 'Logs', seconds < 60 ? 'Despool.log' : 'Sched.log'), line('new'));
    };
    expect((await doStep('it')).seen?.text).toBe('All logs move: despool.log, Sched.log.');
    expect(clock.elapsed()).toBe(60_000);
  });

  it('do not move when only the waiting line of the hang is repeated', async () => {
    const { doStep, put, root, clock } = await bench(action);
    put('Logs/Despool.log', line('old'));
    clock.onSleep = () => {
      appendFileSync(
        path.join(root, 'Logs', 'Despool.log'),
        line('~Waiting for an available despooling thread'),
      );
    };
    const now = await doStep('it');
    expect(now).toMatchObject({ state: 'failed', error: { code: 'not-met' } });
    expect(now.seen?.text).toContain('Silent so far: despool.log. Not there: Sched.log.');
  });

  it('that are not there tell nothing', async () => {
    const { doStep } = await bench(action);
    expect(await doStep('it')).toMatchObject({ state: 'failed', seen: { state: 'unknown' } });
  });

  it('that began anew have moved', async () => {
    const { doStep, put, clock } = await bench({ ...watch, families: ['despool'] });
    put('Logs/Despool.log', line('old').repeat(100));
    clock.onSleep = () => put('Logs/Despool.log', line('new'));
    expect((await doStep('it')).state).toBe('done');
  });
});

describe('a backlog', () => {
  const inbox = 'Inboxes/Despoolr.box/Receive';
  const action = { do: 'watch-drain', inbox, everySeconds: 30, limitSeconds: 3600 } as const;

  async function backlog(
    count: number,
    more: { readonly everySeconds?: number; readonly limitSeconds?: number } = {},
  ): Promise<Bench> {
    const desk = await bench({ ...action, ...more });
    for (let number = 0; number < count; number += 1) desk.put(`${inbox}/${number}.ins`, 'x');
    mkdirSync(path.join(desk.root, inbox, 'folder'), { recursive: true });
    return desk;
  }

  const take = ({ root }: Bench, count: number): void => {
    const folder = path.join(root, inbox);
    for (const name of readdirSync(folder)
      .filter((one) => one.endsWith('.ins'))
      .slice(0, count))
      rmSync(path.join(folder, name));
  };

  it('that drains has a curve, and the step is done when that is clear', async () => {
    const desk = await backlog(60);
    desk.clock.onSleep = () => take(desk, 6);
    const now = await desk.doStep('it');
    expect(now.state).toBe('done');
    expect(now.drain?.samples.map(({ files }) => files)).toEqual([60, 54, 48, 42, 36]);
    expect(now.drain?.text).toBe('Drains at 12 files a minute, empty in about 3 minutes');
    const shown = desk.changes.flatMap(({ steps }) => steps[0]?.drain?.samples.length ?? []);
    expect(Math.max(...shown)).toBe(5);
  });

  it('that is empty is done at once', async () => {
    const desk = await backlog(0);
    expect((await desk.doStep('it')).state).toBe('found-done');
    const soon = await backlog(3);
    soon.clock.onSleep = () => take(soon, 3);
    expect(await soon.doStep('it')).toMatchObject({
      state: 'done',
      drain: { text: 'No file waits any more' },
    });
  });

  it('that grows or stands fails at the limit and says which', async () => {
    const grows = await backlog(10, { limitSeconds: 300 });
    let more = 0;
    grows.clock.onSleep = () => grows.put(`${inbox}/more${(more += 1)}.ins`, 'x');
    expect((await grows.doStep('it')).error?.code).toBe('inbox-grows');
    const stands = await backlog(10, { limitSeconds: 300 });
    expect((await stands.doStep('it')).error?.code).toBe('inbox-stands');
  });

  it('keeps no more counts than can be shown', async () => {
    const desk = await backlog(10, { everySeconds: 1, limitSeconds: 1000 });
    const now = await desk.doStep('it');
    expect(now.drain?.samples.length).toBeGreaterThan(100);
    expect(now.drain?.samples.length).toBeLessThanOrEqual(200);
  });

  it('without its folder tells nothing', async () => {
    const desk = await bench(action);
    expect((await desk.doStep('it')).error?.code).toBe('file-not-read');
  });
});

describe('what the diagnosis told', () => {
  it.each([
    ['2.0 SP2', 'found-done'],
    ['2.0 SP4', 'open'],
    [null, 'open'],
  ])('release %s: %s', async (release, state) => {
    const action: PlanAction = { do: 'check-release', anyOf: ['2.0 SP2'] };
    const { runner, run } = await bench(action, { evidence: { release, crashes: null } });
    expect((await runner.look(run, 'it')).steps[0]?.state).toBe(state);
  });

  it.each([
    [[], 'found-done', 'no crash'],
    [['Logs/CrashDumps/x: SMS_DESPOOLER'], 'open', 'crash and not a hang: Logs/CrashDumps/x'],
    [null, 'open', 'does not show'],
  ])('crashes %j: %s', async (crashes, state, says) => {
    const { runner, run } = await bench({ do: 'check-no-crash' }, { evidence: { release: null, crashes } });
    const [now] = (await runner.look(run, 'it')).steps;
    expect(now?.state).toBe(state);
    expect(now?.seen?.text).toContain(says);
  });
});

const value = (key: string, name: string, type: string, data: string): ReturnType<typeof exited> =>
  exited(0, `\nHKEY_LOCAL_MACHINE\\${key}\n    ${name}    ${type}    ${data}\n\n`);

describe('a program on the PATH', () => {
  async function withPath(): Promise<Bench> {
    const desk = await bench({ do: 'check-program', program: 'sleep.exe' });
    desk.windows.answers.set(
      'reg query HKLM\\SOFTWARE',
      value('SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', 'SystemRoot', 'REG_SZ', 'C:\\WINNT'),
    );
    desk.windows.answers.set(
      'reg query HKLM\\SYSTEM',
      value('SYSTEM\\X', 'Path', 'REG_EXPAND_SZ', '%SystemRoot%\\system32;"C:\\NTRESKIT";%Unknown%\\x'),
    );
    return desk;
  }

  it('is found in a folder of it', async () => {
    const { runner, run, put } = await withPath();
    put('disk/NTRESKIT/sleep.exe', 'MZ');
    expect((await runner.look(run, 'it')).steps[0]?.seen?.text).toBe('sleep.exe is in C:\\NTRESKIT.');
  });

  it('that is in none of them is missing, with where it comes from', async () => {
    const { doStep } = await withPath();
    expect(await doStep('it')).toMatchObject({
      state: 'failed',
      error: { code: 'not-met', nextStep: expect.stringContaining('Resource Kit') as unknown },
      seen: { state: 'before' },
    });
  });

  it('is not claimed to be missing when the PATH cannot be read', async () => {
    const { runner, run } = await bench({ do: 'check-program', program: 'sleep.exe' });
    expect((await runner.look(run, 'it')).steps[0]?.seen?.state).toBe('unknown');
  });
});

describe('the release read again', () => {
  const BASE = 'Inboxes/clicomp.src/BASE/compver.ini';

  async function reading(registry: string | null, base: string | null): Promise<Bench> {
    const desk = await bench({ do: 'read-release' }, { site: { goal: '2.0 SP4' } });
    if (registry !== null)
      desk.windows.answers.set(
        'reg query',
        value('SOFTWARE\\Microsoft\\SMS\\Setup', 'Full Version', 'REG_SZ', registry),
      );
    if (base !== null) desk.put(BASE, `[Version]\r\nVersion=${base}\r\n`);
    return desk;
  }

  it.each([
    ['2.00.1493.4000', '2.00.1493.4100', 'found-done'],
    ['2.00.1493.4000', null, 'found-done'],
    [null, '2.00.1493.4100', 'found-done'],
    ['2.00.1493.4000', '2.00.1493.2009', 'open'],
    [null, null, 'open'],
  ])('registry %s, base client %s: %s', async (registry, base, state) => {
    const { runner, run } = await reading(registry, base);
    expect((await runner.look(run, 'it')).steps[0]?.state).toBe(state);
  });
});

describe('a release that is not shown for sure', () => {
  it.each([
    ['by a lone client component', 'garbage', null],
    ['beside a version that is not known', '2.00.1493.4009', '2.00.1493.5006'],
  ])('%s is not taken for reached', async (_, base, swdist) => {
    const desk = await bench({ do: 'read-release' }, { site: { goal: '2.0 SP4' } });
    const version = (component: string, raw: string): void =>
      desk.put(`Inboxes/clicomp.src/${component}/compver.ini`, `[Version]\r\nVersion=${raw}\r\n`);
    version('base', base);
    version('hinv', '2.00.1493.4008');
    if (swdist !== null) version('swdist', swdist);
    const [seen] = (await desk.runner.look(desk.run, 'it')).steps;
    expect(seen).toMatchObject({ state: 'open', seen: { state: 'unknown' } });
  });
});

describe('a client component that was left behind', () => {
  it('keeps the release from counting as reached', async () => {
    const desk = await bench({ do: 'read-release' }, { site: { goal: '2.0 SP4' } });
    const version = (component: string, raw: string): void =>
      desk.put(`Inboxes/clicomp.src/${component}/compver.ini`, `[Version]\r\nVersion=${raw}\r\n`);
    version('BASE', '2.00.1493.4009');
    version('wbem', '1085.0005');
    version('swdist', '2.00.1493.2011');
    const [left] = (await desk.runner.look(desk.run, 'it')).steps;
    expect(left).toMatchObject({ state: 'open', seen: { state: 'before' } });
    expect(left?.seen?.text).toContain('swdist/Compver.ini says 2.0 SP2 (2.00.1493.2011)');
    version('swdist', '2.00.1493.4006');
    expect((await desk.runner.look(desk.run, 'it')).steps[0]?.state).toBe('found-done');
  });
});

describe('the log of the setup', () => {
  const action: PlanAction = { do: 'scan-log', files: ['Smssetup.log'], texts: ['FAILED'] };
  const stamp = (day: string, text: string): string => `<${day} 02:00:00> ${text}\r\n`;

  it('is clean when no line of this run tells of a failure; older ones do not count', async () => {
    const { runner, run, put } = await bench(action);
    put(
      'Smssetup.log',
      stamp('01-05-1999', 'FAILED Sql Script x.sql') + stamp('05-17-2001', 'Setup has ended.'),
    );
    expect((await runner.look(run, 'it')).steps[0]?.state).toBe('found-done');
  });

  it('with a failure cites its lines', async () => {
    const { runner, run, put } = await bench(action);
    put('disk/Smssetup.log', stamp('05-17-2001', 'Begins.') + stamp('05-17-2001', 'failed Sql Script x.sql'));
    const [now] = (await runner.look(run, 'it')).steps;
    expect(now).toMatchObject({ state: 'open', seen: { state: 'before' } });
    expect(now?.seen?.text).toContain('Smssetup.log:2: <05-17-2001 02:00:00> failed Sql Script x.sql');
  });

  it('of an earlier setup alone tells nothing of this one', async () => {
    const { runner, run, put } = await bench(action);
    put('Smssetup.log', stamp('01-05-1999', 'Setup has ended.'));
    const [now] = (await runner.look(run, 'it')).steps;
    expect(now).toMatchObject({ state: 'open', seen: { state: 'unknown' } });
    expect(now?.seen?.text).toContain('no line of the time of this plan');
  });

  it('is looked for on every drive, and an old one does not hide the new one', async () => {
    const { runner, run, put } = await bench(action);
    put('Smssetup.log', stamp('01-05-1999', 'Setup has ended.'));
    put('disk/Smssetup.log', stamp('05-17-2001', 'FAILED Sql Script x.sql'));
    expect((await runner.look(run, 'it')).steps[0]?.seen).toMatchObject({ state: 'before' });
  });

  it('that is not found tells nothing', async () => {
    const { runner, run } = await bench(action);
    expect((await runner.look(run, 'it')).steps[0]?.seen).toMatchObject({ state: 'unknown' });
  });
});

describe('the second reading', () => {
  it('is done when the comparison after the work says fixed', async () => {
    const { runner, run, case: opened } = await bench({ do: 'collect-again' });
    const look = async () => (await runner.look(run, 'it')).steps[0];
    expect(await look()).toMatchObject({
      state: 'open',
      seen: { text: expect.stringContaining('not read again') as unknown },
    });
    await opened.append({ kind: 'verified', outcome: 'partly', text: 'Better, but not gone.' });
    expect(await look()).toMatchObject({ state: 'open', seen: { text: 'Better, but not gone.' } });
    await opened.append({ kind: 'verified', outcome: 'fixed', text: 'The fault is gone.' });
    expect(await look()).toMatchObject({ state: 'found-done' });
  });
});

describe('a reading after the comparison', () => {
  it('is not known to be well because the one before it was', async () => {
    const { runner, run, case: opened } = await bench({ do: 'collect-again' });
    const kept = await opened.keepEvidence('reading.json', Buffer.from('{}'));
    await opened.append({ kind: 'verified', outcome: 'fixed', text: 'The fault is gone.' });
    await opened.append({
      kind: 'site-read',
      label: 'CEN',
      source: { paths: [], server: null, folder: null, site: null },
      evidence: kept,
      diagnosis: kept,
      files: [],
      notKept: [],
      headline: 'The fault is back.',
      verdict: 'confirmed',
    });
    const [seen] = (await runner.look(run, 'it')).steps;
    expect(seen).toMatchObject({ state: 'open', seen: { state: 'before', facts: { readAgain: true } } });
    expect(seen?.seen?.text).toContain('read once more after that');
  });
});

describe('a folder that is out of reach', () => {
  it('leaves what needs it to the technician, with the reason', async () => {
    const actions: readonly PlanAction[] = [
      { do: 'watch-drain', inbox: 'x', everySeconds: 1, limitSeconds: 1 },
      { do: 'edit-control-file' },
      { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 1 },
    ];
    const desk = await deskWith(plan(actions.map((action) => step(action.do, { action }))), {
      target: targetWith({}),
    });
    const { steps } = await desk.view();
    expect(steps.map(({ doneBy }) => doneBy)).toEqual(Array(3).fill('technician'));
    expect(steps[0]?.whyByHand).toContain('cannot be reached');
    expect(steps[2]?.whyByHand).toContain('does not run Windows');
  });
});
