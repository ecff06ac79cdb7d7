/** The built command line: help, exit codes, answers, time, output files. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const program = path.join(root, 'out/cli/sms-site-doctor.cjs');
const sample = (name: string): string => path.join(root, 'assets/samples', `${name}.zip`);

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out, err });
    });
  });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-cli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const waitingLog = ['02:23', '05:00', '17:25']
  .map(
    (time) =>
      `Waiting for an available despooling thread  $$<SMS_DESPOOLER><Thu May 17 ${time}:00.000 2001 Eastern Daylight Time><thread=281 (0x119)>\r\n`,
  )
  .join('');

function expectOneLine(result: Run): void {
  expect(result.code).toBe(2);
  expect(result.err.trim().split('\n')).toHaveLength(1);
  expect(result.err).not.toMatch(/\n\s+at /);
}

describe('help', () => {
  it.each([
    [['--help']],
    [['help', 'diagnose']],
    [['diagnose', '--help']],
    [['knowledge', '--help']],
    [['upgrade-path', '--help']],
  ])('%s prints what there is and ends well', async (args) => {
    const result = await run(...args);
    expect(result.code).toBe(0);
    expect(result.out).toContain('Usage: sms-site-doctor');
  });

  it('names the exit codes and the kinds of sources', async () => {
    const { out } = await run('diagnose', '--help');
    for (const text of [
      'snapshot.ini',
      '.zip',
      '--answers',
      '--redact',
      '1  a fault is confirmed or likely',
    ]) {
      expect(out).toContain(text);
    }
  });
});

describe('what cannot run', () => {
  it.each([
    ['a path that is not there', ['diagnose', '/nowhere/at-all']],
    ['a time that is none', ['diagnose', sample('sp4-busy'), '--at', 'yesterday']],
    ['answers that are not there', ['diagnose', sample('sp4-busy'), '--answers', '/nowhere.yaml']],
    ['an output folder that is not there', ['diagnose', sample('sp4-busy'), '--out', '/nowhere/at/all.txt']],
    ['a release that is none', ['upgrade-path', 'SP9']],
    ['an article that is not there', ['knowledge', 'show', 'Q999999']],
    ['a folder of articles that is not there', ['knowledge', 'check', '/nowhere']],
  ])('%s gives one clear line and exit code 2', async (_, args) => {
    expectOneLine(await run(...args));
  });

  it.each([
    [['no-such-command']],
    [['diagnose']],
    [['diagnose', 'x', '--format', 'pdf']],
    [['diagnose', 'x', '--no-such-flag']],
  ])('%s gives one clear line and exit code 2', async (args) => {
    expectOneLine(await run(...args));
  });
});

describe('diagnose', () => {
  it('writes a whole file and nothing beside it', async () => {
    const file = path.join(folder, 'report.html');
    const result = await run('diagnose', sample('sp2-after-backup'), '--format', 'html', '--out', file);
    expect(result).toMatchObject({ code: 1, out: '' });
    const html = await readFile(file, 'utf8');
    expect(html).toContain('Q260366');
    expect(html).not.toMatch(/<script|https?:\/\//i);
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('never writes over what it reads', async () => {
    const site = await mkdtemp(path.join(folder, 'site-'));
    await mkdir(path.join(site, 'Logs'));
    const log = path.join(site, 'Logs', 'Despool.log');
    await writeFile(log, waitingLog);
    const zip = path.join(folder, 'copy.zip');
    await cp(sample('sp4-busy'), zip);
    const link = path.join(folder, 'link-to-site');
    await symlink(site, link, 'junction');
    const before = await readFile(zip);
    const refused: readonly (readonly string[])[] = [
      [zip, '--out', zip],
      [log, '--out', log],
      [site, '--out', path.join(site, 'report.txt')],
      [site, '--out', path.join(site, 'Logs', 'Despool.log')],
      [site, '--out', path.join(link, 'Logs', 'report.txt')],
      [link, '--out', path.join(site, 'report.txt')],
      [zip, site, '--out', path.join(site, 'Logs', '..', 'report.txt')],
      [site, '--out', site],
    ];
    for (const args of refused) {
      const result = await run('diagnose', ...args);
      expectOneLine(result);
      expect(result.err, args.join(' ')).toContain('is read here');
    }
    expect(await readFile(zip)).toEqual(before);
    expect(await readFile(log, 'utf8')).toBe(waitingLog);
    expect(await readdir(site)).toEqual(['Logs']);
    expect(await readdir(path.join(site, 'Logs'))).toEqual(['Despool.log']);
  });

  it('writes beside what it reads, and over an older report', async () => {
    const site = await mkdtemp(path.join(folder, 'site-'));
    await writeFile(path.join(site, 'Despool.log'), waitingLog);
    const report = `${site}-report.txt`;
    await writeFile(report, 'older');
    expect(await run('diagnose', site, '--out', report)).toMatchObject({ err: '' });
    expect(await readFile(report, 'utf8')).toContain('SMS Site Doctor report');
  });

  it.each(['text', 'markdown'])('prints %s with verdict and cited line', async (format) => {
    const { out, code } = await run('diagnose', sample('sp3-at-startup'), '--format', format);
    expect(code).toBe(1);
    expect(out).toContain('Q304381');
    expect(out).toMatch(/Logs\/Despool\.lo_:\d+/);
  });

  it('leaves no name in a redacted report', async () => {
    for (const format of ['json', 'html', 'text', 'markdown']) {
      const { out } = await run('diagnose', sample('sp2-after-backup'), '--format', format, '--redact');
      expect(out, format).not.toMatch(/SMSHQ01/i);
      expect(out, format).not.toMatch(/\bHQ1\b/);
    }
  });

  it('takes the time that is asked for', async () => {
    const { out } = await run('diagnose', sample('sp4-busy'), '--at', '2002-09-18T11:00', '--format', 'json');
    expect((JSON.parse(out) as Diagnosis).at).toBe('2002-09-18T11:00:00-07:00');
  });

  it('lets the newest of several answers count, in whatever order they stand', async () => {
    const answers = path.join(folder, 'times.json');
    const at = (value: string, time: string) => ({ question: 'release', value, by: 'A', at: time });
    const list = [at('2.0 SP3', '2001-05-17T11:00:00'), at('2.0 SP2', '2001-05-17T10:00:00')];
    await writeFile(answers, JSON.stringify({ answers: list }));
    const log = path.join(folder, 'Despool.log');
    await writeFile(log, waitingLog);
    const { out } = await run('diagnose', log, '--answers', answers, '--format', 'json');
    expect((JSON.parse(out) as { site: { release: string } }).site.release).toBe('2.0 SP3');
  });

  it('takes answers as a table or as a list, and says which one does not fit', async () => {
    const log = path.join(folder, 'Despool.log');
    await writeFile(log, waitingLog);
    const table = path.join(folder, 'table.yaml');
    await writeFile(table, 'release: SP2\nreceive-backlog: yes\n');
    const list = path.join(folder, 'list.json');
    await writeFile(
      list,
      JSON.stringify({
        answers: [
          { question: 'release', value: '2.00.1493.2000', by: 'A. Meyer' },
          { question: 'receive-backlog', value: true },
        ],
      }),
    );
    for (const answers of [table, list]) {
      const { out, code } = await run('diagnose', log, '--answers', answers, '--format', 'json');
      expect(code).toBe(1);
      expect((JSON.parse(out) as Diagnosis).verdict).toBe('confirmed');
    }
    const bad = path.join(folder, 'bad.yaml');
    await writeFile(bad, 'releese: SP2\n');
    const result = await run('diagnose', log, '--answers', bad);
    expectOneLine(result);
    expect(result.err).toContain('releese');
  });
});

describe('a telephone alone', () => {
  const answers = (): string => path.join(folder, 'told.yaml');
  beforeAll(() =>
    writeFile(answers(), 'release: SP2\ndespooler-waits: true\ninbox:despoolr.box/receive: 420/900\n'),
  );

  it('is enough for a verdict, which holds by this computer’s clock', async () => {
    const { code, out } = await run('diagnose', '--answers', answers());
    expect(code).toBe(1);
    expect(out).toContain('Q260366');
    expect(out).toMatch(/Holds for: .* by this computer's clock/);
    expect(out).not.toContain('server time (');
  });

  it('is enough for a runbook', async () => {
    const { code, out } = await run('plan', '--for', 'restart-executive', '--answers', answers());
    expect([code, out.includes('NET STOP SMS_EXECUTIVE')]).toEqual([0, true]);
  });

  it('needs answers', async () => {
    for (const args of [['diagnose'], ['plan', '--for', 'Q260366']]) {
      const { code, err } = await run(...args);
      expect([code, err]).toEqual([2, expect.stringContaining('--answers')]);
    }
  });
});

describe('several sites in one source', () => {
  const twoSites = async (): Promise<string> => {
    const both = await mkdtemp(path.join(folder, 'both-'));
    for (const [code, server] of [
      ['NYC', 'NYSMS01'],
      ['LON', 'LNSMS01'],
    ] as const) {
      const snapshot = path.join(both, `SMSSNAP-${server}-20010517-1730`);
      await mkdir(path.join(snapshot, 'Logs'), { recursive: true });
      await writeFile(
        path.join(snapshot, 'snapshot.ini'),
        `[Snapshot]\r\nFormatVersion=1\r\nComputer=${server}\r\nSiteCode=${code}\r\n`,
      );
      await writeFile(path.join(snapshot, 'Logs', 'Despool.log'), waitingLog);
    }
    return both;
  };

  it('are named in one line with the option that chooses', async () => {
    const result = await run('diagnose', await twoSites());
    expectOneLine(result);
    for (const text of ['NYC on NYSMS01', 'LON on LNSMS01', '--site']) expect(result.err).toContain(text);
  });

  it.each(['lon', 'SMSSNAP-LNSMS01-20010517-1730'])('are read by --site %s', async (site) => {
    const { out } = await run('diagnose', await twoSites(), '--site', site, '--format', 'json');
    expect((JSON.parse(out) as Diagnosis).site).toMatchObject({ code: 'LON', server: 'LNSMS01' });
  });

  it('without the one that is wanted are named as well', async () => {
    const result = await run('diagnose', await twoSites(), '--site', 'PAR');
    expectOneLine(result);
    expect(result.err).toContain('There is no site "PAR"');
  });
});

describe('messages', () => {
  it.each([
    ['--answers', ['--answers', '/nowhere/at/all.yaml'], 'there is no such file or folder'],
    [
      '--out in a folder that is not there',
      ['--out', '/nowhere/at/all.txt'],
      'there is no such file or folder',
    ],
    ['--at before all evidence', ['--at', '1999-01-01T00:00'], 'before everything that was read'],
  ])('of %s are plain words', async (_, args, words) => {
    const result = await run('diagnose', sample('sp4-busy'), ...args);
    expectOneLine(result);
    expect(result.err).toContain(words);
    expect(result.err).not.toMatch(/E[A-Z]{4,}|\.tmp|syscall|node:/);
  });

  it('of answers that are no YAML name the line', async () => {
    const bad = path.join(folder, 'broken.yaml');
    await writeFile(bad, 'release: [SP2\n');
    const result = await run('diagnose', sample('sp4-busy'), '--answers', bad);
    expectOneLine(result);
    expect(result.err).toMatch(/neither YAML nor JSON.*line \d/);
  });
});

describe('knowledge', () => {
  it('lists, shows and searches the articles', async () => {
    const list = JSON.parse((await run('knowledge', 'list', '--format', 'json')).out) as { id: string }[];
    expect(list.map((entry) => entry.id)).toEqual(expect.arrayContaining(['Q260366', 'Q304381']));
    expect((await run('knowledge', 'show', 'q260366')).out).toContain('Conditions:');
    expect((await run('knowledge', 'search', 'deadlock')).out).toContain('Q304381');
    expect((await run('knowledge', 'search', 'deadlock')).out).not.toContain('Q260366');
  });

  it('finds its own articles in order', async () => {
    const result = await run('knowledge', 'check', path.join(root, 'assets/knowledge'));
    expect(result).toMatchObject({ code: 0 });
    expect(result.out).toContain('all is well');
  });

  it.each([[[]], [['questions.yaml', 'notes.txt']]])(
    'cannot check a folder that holds no article (%s)',
    async (names) => {
      const empty = await mkdtemp(path.join(folder, 'no-articles-'));
      for (const name of names) await writeFile(path.join(empty, name), 'questions: []\n');
      for (const format of ['text', 'json']) {
        const result = await run('knowledge', 'check', empty, '--format', format);
        expectOneLine(result);
        expect(result.out).toBe('');
        expect(result.err).toContain('no article');
      }
    },
  );

  it('counts problems in words that fit', async () => {
    const copy = await mkdtemp(path.join(folder, 'knowledge-'));
    await cp(path.join(root, 'assets/knowledge'), copy, { recursive: true });
    await writeFile(path.join(copy, 'Q304381.yaml'), 'id: [');
    expect((await run('knowledge', 'check', copy)).out).toMatch(/^1 problem in /);
    await writeFile(path.join(copy, 'Q260366.yaml'), 'id: [');
    expect((await run('knowledge', 'check', copy)).out).toMatch(/^2 problems in /);
  });

  it.each([
    [
      'an example that no longer holds',
      (text: string) => text.replace('expect: confirmed', 'expect: possible'),
      'example',
    ],
    ['a field that is missing', (text: string) => text.replace(/^cause:[^\n]*\n(?: .*\n)*/m, ''), 'cause'],
    [
      'a release that is none',
      (text: string) => text.replace("appliesTo: ['2.0 SP3']", "appliesTo: ['2.0 SP7']"),
      'appliesTo',
    ],
    [
      'a plan that is not there',
      (text: string) => text.replace('plans: [restart-executive', 'plans: [no-such-plan'),
      'no-such-plan',
    ],
    ['text that is no YAML', () => 'id: [', 'Q304381.yaml'],
  ])('finds %s', async (_, change, named) => {
    const copy = await mkdtemp(path.join(folder, 'knowledge-'));
    await cp(path.join(root, 'assets/knowledge'), copy, { recursive: true });
    const file = path.join(copy, 'Q304381.yaml');
    const before = await readFile(file, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(file, after);
    const result = await run('knowledge', 'check', copy);
    expect(result.code).toBe(1);
    expect(result.err).toContain(named);
  });
});

describe('upgrade-path', () => {
  it('advises the release that ends both faults', async () => {
    const { out, code } = await run('upgrade-path', 'sp2', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'sms-site-doctor/upgrade-path@1',
      from: '2.0 SP2',
      to: '2.0 SP4',
      allowed: true,
      steps: ['2.0 SP4'],
    });
  });

  it('goes by way of Service Pack 2 from the first release', async () => {
    const { out } = await run('upgrade-path', '2.00.1239.0000', 'SP4', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ from: '2.0', steps: ['2.0 SP2', '2.0 SP4'] });
  });

  it('refuses the way back', async () => {
    const { code, out } = await run('upgrade-path', 'SP4', 'SP2', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ allowed: false, steps: [] });
  });

  it('takes the release of a collected site when none is given', async () => {
    const site = sample('sp2-after-backup');
    const { out, code } = await run('upgrade-path', '--site', site, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ from: '2.0 SP2', to: '2.0 SP4', site: { release: '2.0 SP2' } });
    expect((await run('upgrade-path', '--site', site)).out).toContain('runs 2.0 SP2');
  });

  it('without a release and without a site that tells one cannot run', async () => {
    const silent = path.join(folder, 'Sched.log');
    await writeFile(silent, waitingLog);
    for (const args of [[], ['--site', silent]]) {
      const result = await run('upgrade-path', ...args);
      expectOneLine(result);
      expect(result.err).toContain('Give the release');
    }
  });

  it('compares with a collected site', async () => {
    const { out } = await run('upgrade-path', 'SP3', '--site', sample('sp2-after-backup'));
    expect(out.replace(/\s+/g, ' ')).toContain('runs 2.0 SP2, not 2.0 SP3');
  });
});
