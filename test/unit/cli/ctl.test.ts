/** `ctl` of the built command line: states, exit codes, backups, and what it never touches. */
import {
  chmod,
  link,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DoctorRun, runDoctor } from '../../support/run-doctor.ts';
import { LICENSE, MANAGER, controlFileWith, startLinesOf } from '../control-file/control-files.ts';

const onPosix = process.platform !== 'win32';
const UNTOUCHED = controlFileWith([MANAGER, LICENSE]);
const STAGGERED = ['sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60'];

let root = '';
let folder = '';
let file = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'doctor-ctl-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(root, 'with blanks '));
  file = path.join(folder, 'Smsbkup.ctl');
  await writeFile(file, UNTOUCHED);
});

const ctl = (...args: string[]): Promise<DoctorRun> => runDoctor(['ctl', ...args]);
/** What is printed as JSON, with the fields that are promised. */
async function json(...args: string[]): Promise<{ readonly exit: number | null; readonly out: Promised }> {
  const { exit, stdout } = await ctl(...args, '--format', 'json');
  return { exit, out: JSON.parse(stdout) as Promised };
}
interface Promised {
  readonly state: string;
  readonly stateBefore: string | null;
  readonly changed: boolean;
  readonly wouldChange: boolean;
  readonly backup: string | null;
  readonly kept: string | null;
  readonly diff: readonly { readonly kind: string; readonly text: string }[];
  readonly notes: readonly string[];
}
const names = async (): Promise<readonly string[]> => (await readdir(folder)).sort();
const content = async (of = file): Promise<Uint8Array> => Uint8Array.from(await readFile(of));

describe('ctl check', () => {
  it.each([
    ['untouched', 0, [MANAGER, LICENSE]],
    ['staggered', 0, STAGGERED],
    ['partly', 1, ['sleep 60', MANAGER, LICENSE]],
    ['unexpected', 1, [LICENSE, MANAGER]],
  ])('tells %s with exit code %i', async (state, exit, lines) => {
    await writeFile(file, controlFileWith(lines));
    const run = await ctl('check', file);
    expect(run).toMatchObject({ exit, stderr: '' });
    expect(run.stdout.split('\n')[0]).toBe(`${state}: ${file}`);
    const { out } = await json('check', file);
    expect(out).toMatchObject({ state, changed: false, backup: null, diff: [] });
    expect(await names()).toEqual(['Smsbkup.ctl']);
  });

  it('tells what is no control file with exit code 2 and one line', async () => {
    await writeFile(file, 'Dear Sir,\r\n');
    const run = await ctl('check', file);
    expect(run.exit).toBe(2);
    expect(run.stdout).toContain('not-a-control-file: ');
    expect(run.stderr).toMatch(/^sms-site-doctor: .*Line 1: .*\n$/);
    expect((await json('check', file)).out.state).toBe('not-a-control-file');
  });

  it('does not read what is far too large', async () => {
    await truncate(file, 3 * 2 ** 30);
    const run = await ctl('check', file);
    expect([run.exit, run.stdout.split(':')[0]]).toEqual([2, 'not-a-control-file']);
  });

  it.each([
    ['a file that is not there', 'none.ctl', /is not there/],
    ['a folder', '.', /is not a file/],
  ])('says of %s that it cannot run', async (_, name, words) => {
    const run = await ctl('check', path.join(folder, name));
    expect([run.exit, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(words);
    expect(run.stderr.trimEnd()).not.toContain('\n');
  });

  it('names a control file of the other spelling', async () => {
    await writeFile(path.join(folder, 'SMSMBKUP.CTL'), UNTOUCHED);
    expect((await json('check', file)).out.notes).toHaveLength(1);
    expect((await ctl('edit', file, '--dry-run')).stdout).toContain('SMSMBKUP.CTL lies beside it.');
  });
});

describe('ctl edit', () => {
  it('inserts the pauses after writing a backup', async () => {
    const { exit, out } = await json('edit', file);
    expect(exit).toBe(0);
    expect(out).toMatchObject({ state: 'staggered', stateBefore: 'untouched', changed: true });
    expect(out.diff.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`)).toEqual(
      Array<string>(3).fill('added sleep 60'),
    );
    expect(startLinesOf(await content())).toEqual(STAGGERED);
    expect(path.basename(out.backup ?? '')).toMatch(/^Smsbkup\.ctl\.\d{8}T\d{6}Z\.bak$/);
    expect(await content(out.backup ?? '')).toEqual(UNTOUCHED);
    expect(await names()).toEqual(['Smsbkup.ctl', path.basename(out.backup ?? '')]);
  });

  it('prints the difference and where the original is', async () => {
    const { stdout, stderr, exit } = await ctl('edit', file);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout.match(/^\+ +\d+ {2}sleep 60$/gm)).toHaveLength(3);
    expect(stdout).toContain(path.join(folder, (await names())[1] ?? ''));
  });

  it('does nothing the second time', async () => {
    await ctl('edit', file);
    const before = await names();
    const edited = await content();
    const { exit, out } = await json('edit', file);
    expect(exit).toBe(0);
    expect(out).toMatchObject({ state: 'staggered', changed: false, backup: null, diff: [] });
    expect([await names(), await content()]).toEqual([before, edited]);
  });

  it('completes what is there partly', async () => {
    await writeFile(file, controlFileWith(['sleep 60', MANAGER, LICENSE]));
    expect(await json('edit', file)).toMatchObject({
      exit: 0,
      out: { stateBefore: 'partly', changed: true },
    });
    expect(startLinesOf(await content())).toEqual(STAGGERED);
  });

  it('writes nothing in a dry run', async () => {
    const { exit, out } = await json('edit', file, '--dry-run');
    expect(exit).toBe(0);
    expect(out).toMatchObject({ state: 'untouched', changed: false, wouldChange: true, backup: null });
    expect(out.diff.filter(({ kind }) => kind === 'added')).toHaveLength(3);
    expect((await ctl('edit', file, '--dry-run')).stdout).toContain('Dry run: nothing was written.');
    expect([await names(), await content()]).toEqual([['Smsbkup.ctl'], UNTOUCHED]);
  });

  it.each([
    ['unexpected', controlFileWith([LICENSE, MANAGER])],
    ['not-a-control-file', Uint8Array.from(Buffer.from('Dear Sir,\r\n'))],
  ])('refuses what is %s, also with --force', async (state, bytes) => {
    await writeFile(file, bytes);
    for (const flags of [[], ['--force'], ['--dry-run']]) {
      const run = await ctl('edit', file, ...flags);
      expect(run.exit).toBe(2);
      expect(run.stderr).toMatch(/^sms-site-doctor: .*Line \d+: .*\n$/);
    }
    expect(await json('edit', file)).toMatchObject({ exit: 2, out: { state, changed: false, backup: null } });
    expect([await names(), await content()]).toEqual([['Smsbkup.ctl'], bytes]);
  });

  it.runIf(onPosix)('keeps the permissions', async () => {
    await chmod(file, 0o620);
    await ctl('edit', file);
    expect((await stat(file)).mode & 0o777).toBe(0o620);
  });

  it('leaves a read-only file alone', async () => {
    await chmod(file, 0o444);
    const { exit, stderr } = await ctl('edit', file);
    expect(exit).toBe(2);
    expect(stderr).toContain('is read-only');
    expect(await ctl('edit', file, '--dry-run')).toEqual({ exit, stderr, stdout: '' });
    expect([await names(), await content()]).toEqual([['Smsbkup.ctl'], UNTOUCHED]);
  });

  it('leaves a file with two names alone', async () => {
    await link(file, path.join(folder, 'other.ctl'));
    expect((await ctl('edit', file)).stderr).toContain('hard links');
    expect((await ctl('edit', file, '--dry-run')).stderr).toContain('hard links');
    expect(await names()).toEqual(['Smsbkup.ctl', 'other.ctl']);
  });

  it.runIf(onPosix)('leaves a link alone', async () => {
    await symlink(file, path.join(folder, 'link.ctl'));
    const { exit, stderr } = await ctl('edit', path.join(folder, 'link.ctl'));
    expect([exit, stderr.includes('is a link')]).toEqual([2, true]);
    expect(await names()).toEqual(['Smsbkup.ctl', 'link.ctl']);
    expect((await ctl('check', path.join(folder, 'link.ctl'))).exit).toBe(0);
  });
});

describe('ctl restore', () => {
  it.runIf(onPosix)('says in a dry run, too, that it may not write', async () => {
    await ctl('edit', file);
    await chmod(file, 0o444);
    const { exit, stderr } = await ctl('restore', file, '--dry-run');
    expect([exit, stderr.includes('is read-only')]).toEqual([2, true]);
  });

  it('puts the original back', async () => {
    const { out: edited } = await json('edit', file);
    const dry = await json('restore', file, '--dry-run');
    expect(dry).toMatchObject({ exit: 0, out: { state: 'staggered', changed: false, wouldChange: true } });
    expect(startLinesOf(await content())).toEqual(STAGGERED);
    const { exit, out } = await json('restore', file);
    expect(exit).toBe(0);
    expect(out).toMatchObject({ state: 'untouched', changed: true, backup: edited.backup, kept: null });
    expect(out.diff.filter(({ kind }) => kind === 'removed')).toHaveLength(3);
    expect(await content()).toEqual(UNTOUCHED);
    expect(await json('restore', file)).toMatchObject({ exit: 0, out: { changed: false, diff: [] } });
  });

  it('puts the newest of several backups back', async () => {
    await ctl('edit', file);
    await ctl('restore', file);
    await writeFile(file, controlFileWith(['# second', MANAGER, LICENSE]));
    await ctl('edit', file);
    expect((await ctl('restore', file)).exit).toBe(0);
    expect(startLinesOf(await content())[0]).toBe('# second');
    expect(await names()).toHaveLength(3);
  });

  it('refuses when the file was changed since, unless it is forced', async () => {
    await ctl('edit', file);
    const changed = controlFileWith([...STAGGERED, '# mine']);
    await writeFile(file, changed);
    const refused = await ctl('restore', file);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('it was changed since');
    expect(await content()).toEqual(changed);
    const { exit, out } = await json('restore', file, '--force');
    expect(exit).toBe(0);
    expect(await content()).toEqual(UNTOUCHED);
    expect(await content(out.kept ?? '')).toEqual(changed);
    expect((await json('restore', file)).out.changed).toBe(false);
  });

  it('brings a file back that is gone, when it is forced', async () => {
    await ctl('edit', file);
    await rm(file);
    expect((await ctl('restore', file)).exit).toBe(2);
    expect((await ctl('restore', file, '--force')).exit).toBe(0);
    expect(await content()).toEqual(UNTOUCHED);
  });

  it('says that there is no backup', async () => {
    await writeFile(path.join(folder, 'Smsbkup.ctl.bak'), UNTOUCHED);
    await writeFile(path.join(folder, 'Other.ctl.20010517T022300Z.bak'), UNTOUCHED);
    const { exit, stderr } = await ctl('restore', file);
    expect([exit, stderr.includes('There is no backup beside')]).toEqual([2, true]);
  });

  it('does not put back what is no control file', async () => {
    await writeFile(path.join(folder, 'Smsbkup.ctl.20010517T022300Z.bak'), 'Dear Sir,\r\n');
    for (const flags of [[], ['--force']]) expect((await ctl('restore', file, ...flags)).exit).toBe(2);
    expect(await content()).toEqual(UNTOUCHED);
  });
});

it('two edits at the same time leave one edit and its backup', async () => {
  const runs = await Promise.all([ctl('edit', file), ctl('edit', file), ctl('edit', file)]);
  expect(runs.filter(({ exit }) => exit === 0).length).toBeGreaterThan(0);
  expect(startLinesOf(await content())).toEqual(STAGGERED);
  expect((await names()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect((await ctl('restore', file)).exit).toBe(0);
  expect(await content()).toEqual(UNTOUCHED);
});
