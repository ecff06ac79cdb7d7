/** The whole way once: a server that hangs, collect.cmd on it, its snapshot as a zip, the command line, the verdict. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smsDirectory } from '../../build/sample-sites/sample-site.ts';
import { HEADQUARTERS, sp2AfterBackup } from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { writeFolder } from '../../build/sample-sites/write-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { collect, standIns } from './collector-support.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { wine } from './support/run.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

interface Diagnosis {
  readonly verdict: string;
  readonly site: { readonly code: string; readonly release: string };
  readonly findings: readonly { readonly id: string; readonly verdict: string }[];
  readonly inboxes: readonly { readonly path: string; readonly files: number }[];
  readonly unreadable: readonly { readonly source: string; readonly why: string }[];
}

it('finds Q260366 on a server that hangs since its backup', async () => {
  const sample = sp2AfterBackup({ ...HEADQUARTERS, smsDirectory: 'C:\\SMS' });
  const { zone } = sample.profile;
  const server = smsDirectory(sample);
  await writeFolder(server, path.join(prefix.driveC, 'SMS'), zone);
  // The server's registry, and the lists that Wine cannot give of services it does not have.
  const exported = path.join(prefix.driveC, 'SMS', 'registry.reg');
  expect((await wine(prefix, 'regedit.exe', ['/s', prefix.toWindows(exported)])).code).toBe(0);
  // Windows' listings fill days and hours up to two digits by themselves; Wine's do it when the settings say so.
  for (const [name, form] of [
    ['sShortDate', 'MM/dd/yyyy'],
    ['sTimeFormat', 'hh:mm tt'],
  ] as const) {
    const key = 'HKCU\\Control Panel\\International';
    await wine(prefix, 'reg.exe', ['add', key, '/v', name, '/d', form, '/f']);
  }
  const env = await standIns(prefix, path.join(prefix.driveC, 'tools'), {
    'net start': server.get('services.txt').bytes,
    'net share': '',
    'net use': '',
  });
  const run = await collect(prefix, path.join(prefix.driveC, 'stick'), [], {
    env: { ...env, TZ: 'EDT4' },
  });
  expect(run.code, run.stdout).toBe(0);
  const [snapshot] = run.snapshots;
  expect(snapshot!.value('SMSDirectory')).toBe('C:\\SMS');
  expect(snapshot!.value('SiteCode')).toBe('HQ1');
  expect(snapshot!.step('logs')).toBe('done');

  const entries: Record<string, Uint8Array> = {};
  for (const file of snapshot!.files) {
    entries[`${snapshot!.name}/${file}`] = await readFile(path.join(snapshot!.folder, file));
  }
  const zip = path.join(prefix.folder, `${snapshot!.name}.zip`);
  await writeFile(zip, zipSync(entries));

  const told = await runDoctor(['diagnose', zip, '--at', '2001-05-17T17:30', '--format', 'json']);
  expect(told.exit, told.stderr).toBe(1);
  const diagnosis = JSON.parse(told.stdout) as Diagnosis;
  expect(diagnosis.site).toMatchObject({ code: 'HQ1', release: '2.0 SP2' });
  expect(diagnosis.findings[0]).toMatchObject({ id: 'Q260366', verdict: 'confirmed' });
  expect(diagnosis.verdict).toBe('confirmed');
  expect(diagnosis.inboxes.find(({ path: box }) => /despoolr\.box[\\/]receive$/i.test(box))?.files).toBe(420);
}, 180_000);
