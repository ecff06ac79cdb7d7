import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { SeveralSitesError } from '../../../electron/site/errors.ts';
import { readExcerpt } from '../../../electron/site/read-excerpt.ts';
import { readSite } from '../../../electron/site/read-site.ts';
import {
  DESPOOL_LOG,
  type Files,
  SMALL_SITE,
  WAITING,
  ignore,
  logLine,
  newFolder,
  whyOf,
  writeFiles,
} from './sites.ts';

function readOne(site: string | undefined, ...paths: string[]): Promise<SiteEvidence> {
  return readSite(paths, {
    signal: new AbortController().signal,
    onProgress: ignore,
    watched: [WAITING],
    ...(site === undefined ? {} : { site }),
  });
}

async function sitesOf(...paths: string[]): Promise<readonly string[]> {
  const failure = await readOne(undefined, ...paths).catch((error: unknown) => error);
  if (!(failure instanceof SeveralSitesError)) throw new Error('It was not asked which site is meant.');
  return failure.sites.map(({ id, title }) => `${id} = ${title}`);
}

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function registryOf(code: string, server: string): string {
  return [
    'REGEDIT4',
    '',
    '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Identification]',
    `"Site Code"="${code}"`,
    `"Site Server"="${server}"`,
    '',
  ].join('\r\n');
}

function snapshotOf(code: string, server: string): Files {
  return {
    'snapshot.ini': `[Snapshot]\r\nFormatVersion=1\r\nComputer=${server}\r\nSiteCode=${code}\r\n`,
    'registry.reg': registryOf(code, server),
    'Logs/Despool.log': DESPOOL_LOG,
    [`Logs/${code}.log`]: `${logLine(`~Here is ${code}`, 'SMS_HIERARCHY_MANAGER', '03:10:11.100')}\n`,
  };
}

const TWO_SNAPSHOTS: Files = {
  ...below('SMSSNAP-NYSMS01-20020512-0340', snapshotOf('NYC', 'NYSMS01')),
  ...below('SMSSNAP-LNSMS01-20020512-0340', snapshotOf('LON', 'LNSMS01')),
};

describe('snapshots of two sites', () => {
  const asZip = (): string => {
    const folder = newFolder();
    const entries = Object.entries(TWO_SNAPSHOTS).map(([name, content]) => [
      name,
      Buffer.from(content ?? ''),
    ]);
    fs.writeFileSync(
      path.join(folder, 'both.zip'),
      zipSync(Object.fromEntries(entries) as Record<string, Buffer>),
    );
    return path.join(folder, 'both.zip');
  };

  it.each([
    ['folder', () => writeFiles(TWO_SNAPSHOTS)],
    ['zip', asZip],
  ])('in one %s are asked about, and nothing is read', async (_, make) => {
    expect(await sitesOf(make())).toEqual([
      'SMSSNAP-NYSMS01-20020512-0340 = NYC on NYSMS01',
      'SMSSNAP-LNSMS01-20020512-0340 = LON on LNSMS01',
    ]);
  });

  it.each([
    ['by its id', 'SMSSNAP-LNSMS01-20020512-0340'],
    ['by its id in another case', 'smssnap-lnsms01-20020512-0340'],
    ['by its code', 'lon'],
    ['by its server', 'LnSms01'],
  ])('are read one by one when one is chosen %s', async (_, site) => {
    for (const chosen of [writeFiles(TWO_SNAPSHOTS), asZip()]) {
      const evidence = await readOne(site, chosen);
      expect(new Set(evidence.siteCodes.map(({ value }) => value))).toEqual(new Set(['LON']));
      expect(new Set(evidence.servers.map(({ value }) => value))).toEqual(new Set(['LNSMS01']));
      expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log', 'Logs/LON.log']);
      expect(whyOf(evidence, 'SMSSNAP-NYSMS01-20020512-0340')).toMatch(/another SMS directory/);
      const [line] = await readExcerpt([chosen], 'Logs/LON.log:1', 0, undefined, site);
      expect(line?.text).toContain('Here is LON');
    }
  });

  it('a site that is not there is refused, with the names of those that are', async () => {
    await expect(readOne('PAR', writeFiles(TWO_SNAPSHOTS))).rejects.toMatchObject({
      code: 'not-found',
      nextStep: expect.stringContaining('NYC on NYSMS01') as string,
    });
  });

  it('at different depths are asked about as well', async () => {
    const folder = writeFiles({
      ...below('SMSSNAP-A-1', snapshotOf('NYC', 'NYSMS01')),
      ...below('old/of/last week', snapshotOf('LON', 'LNSMS01')),
    });
    expect(await sitesOf(folder)).toHaveLength(2);
    const evidence = await readOne('NYC', folder);
    expect(new Set(evidence.siteCodes.map(({ value }) => value))).toEqual(new Set(['NYC']));
  });

  it('with files around them: those of the other never join', async () => {
    const folder = writeFiles({
      ...below('New York/SMS', SMALL_SITE),
      'New York/export.reg': registryOf('NYC', 'NYSMS01'),
      ...below('London/SMS', SMALL_SITE),
      'London/export.reg': registryOf('LON', 'LNSMS01'),
      'common.reg': registryOf('PAR', 'PASMS01'),
    });
    expect(await sitesOf(folder)).toHaveLength(2);
    const evidence = await readOne('London/SMS', folder);
    expect(evidence.siteCodes.map(({ value }) => value)).toEqual(['LON']);
  });

  it('chosen together as two folders are asked about when they are known to differ', async () => {
    const folder = writeFiles(TWO_SNAPSHOTS);
    const paths = fs.readdirSync(folder).map((name) => path.join(folder, name));
    expect(await sitesOf(...paths)).toHaveLength(2);
    const evidence = await readOne('NYC', ...paths);
    expect(new Set(evidence.siteCodes.map(({ value }) => value))).toEqual(new Set(['NYC']));
    expect(whyOf(evidence, 'SMSSNAP-LNSMS01-20020512-0340')).toMatch(/another site/);
  });

  it('of two SMS directories side by side one has to be chosen', async () => {
    const folder = writeFiles({ ...below('SMS', SMALL_SITE), ...below('SMS.old', SMALL_SITE) });
    expect(await sitesOf(folder)).toEqual(['SMS = SMS', 'SMS.old = SMS.old']);
    expect((await readOne('SMS.old', folder)).label).toBe(path.basename(folder));
  });
});

describe('what is plainly of one site is read without a question', () => {
  it('snapshots of one server: the newest', async () => {
    const folder = writeFiles({
      ...below('SMSSNAP-NYSMS01-1', snapshotOf('NYC', 'NYSMS01')),
      ...below('SMSSNAP-NYSMS01-2', snapshotOf('NYC', 'NYSMS01')),
    });
    fs.rmSync(path.join(folder, 'SMSSNAP-NYSMS01-1', 'Logs', 'NYC.log'));
    expect((await readOne(undefined, folder)).logs.files).toHaveLength(2);
    expect((await readOne('SMSSNAP-NYSMS01-1', folder)).logs.files).toHaveLength(1);
  });

  it.each([
    ['a copy that the backup made beside it', 'SMSBKUP/ABC/SiteServer/SMS'],
    ['a copy below it', 'SMS/Backup/SMS'],
    ['another one deeper, of which nothing tells whose it is', 'archive/2001/SMS'],
  ])('%s is not asked about', async (_, copy) => {
    const folder = writeFiles({ ...below('SMS', SMALL_SITE), ...below(copy, SMALL_SITE) });
    const evidence = await readOne(undefined, folder);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
    expect(evidence.controlFiles).toHaveLength(1);
  });

  it('a snapshot inside of the SMS directory: nothing of it joins', async () => {
    const site = writeFiles({ ...SMALL_SITE, ...below('SMSSNAP-LNSMS01-1', snapshotOf('LON', 'LNSMS01')) });
    const evidence = await readOne(undefined, site);
    expect(evidence.siteCodes).toEqual([]);
    expect(whyOf(evidence, 'SMSSNAP-LNSMS01-1')).toMatch(/another SMS directory/);
  });

  it('logs and inboxes that were brought in two folders', async () => {
    const folder = writeFiles(SMALL_SITE);
    const evidence = await readOne(undefined, path.join(folder, 'Logs'), path.join(folder, 'Inboxes'));
    expect(evidence.coverage).toMatchObject({ logs: true, inboxes: true });
  });

  it('a wanted site that is the only one, though nothing tells its code', async () => {
    expect((await readOne('NYC', writeFiles(SMALL_SITE))).logs.files).toHaveLength(1);
    await expect(readOne('PAR', writeFiles(snapshotOf('NYC', 'NYSMS01')))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('two collections of one site, given as two', () => {
  const at = (when: string, files: Files = {}): Files => ({
    'snapshot.ini': `[Snapshot]\r\nFormatVersion=1\r\nComputer=NYSMS01\r\nSiteCode=NYC\r\n${when}`,
    'Logs/Despool.log': DESPOOL_LOG,
    ...files,
  });
  const older = (): string => writeFiles(at('When=2002-05-12 03:40\r\n', { 'Logs/older.log': DESPOOL_LOG }));
  const newer = (): string => writeFiles(at('When=2002-05-12 09:10\r\n', { 'Logs/newer.log': DESPOOL_LOG }));

  async function logsOf(site: string | undefined, ...paths: string[]): Promise<string> {
    const { logs } = await readOne(site, ...paths);
    return logs.files
      .map(({ path: log }) => log.replace(/.*[/\\]/, ''))
      .sort()
      .join(' ');
  }

  it('are not mixed: the newest is read, and it is said that the other is not', async () => {
    const [old, now] = [older(), newer()];
    for (const paths of [
      [old, now],
      [now, old],
    ]) {
      expect(await logsOf(undefined, ...paths)).toBe('Despool.log newer.log');
      expect(whyOf(await readOne(undefined, ...paths), path.basename(old))).toContain('another collection');
    }
  });

  it('leave the choice: the one that is asked for is read', async () => {
    const [old, now] = [older(), newer()];
    expect(await logsOf(path.basename(old), old, now)).toBe('Despool.log older.log');
    expect(await logsOf('NYC', old, now)).toBe('Despool.log newer.log');
  });

  it('are told apart by the time in their names where nothing else tells it', async () => {
    const folder = writeFiles({
      ...below('SMSSNAP-NYSMS01-20020512-0340', at('', { 'Logs/older.log': DESPOOL_LOG })),
      ...below('SMSSNAP-NYSMS01-20020512-0910', at('', { 'Logs/newer.log': DESPOOL_LOG })),
    });
    const [old, now] = ['0340', '0910'].map((time) => path.join(folder, `SMSSNAP-NYSMS01-20020512-${time}`));
    expect(await logsOf(undefined, now!, old!)).toBe('Despool.log newer.log');
  });

  it('do not keep a folder of logs beside a snapshot from being read with it', async () => {
    const logs = writeFiles({ 'Logs/beside.log': DESPOOL_LOG });
    expect(await logsOf(undefined, newer(), logs)).toBe('Despool.log beside.log newer.log');
  });
});
