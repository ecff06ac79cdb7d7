/** The kit that accompanies an upgrade: it reads the release, asks for what people do, and searches the log of Setup. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kitInput, upgradePlan } from '../unit/fix-kit/kit-plans.ts';
import { KIT_LIMIT_MS, type Kit, kitOn, smsDirectory } from './fix-kit-support.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { addToRegistry } from './support/registry.ts';

let prefix: WinePrefix;
let kit: Kit;
beforeAll(async () => {
  prefix = await winePrefix();
  await smsDirectory(prefix, 'Größe');
  kit = await kitOn(prefix, 'kit', kitInput(withDirectory('C:\\Größe')), []);
});
afterAll(() => prefix.end());

function withDirectory(smsDirectoryName: string): ReturnType<typeof upgradePlan> {
  const plan = upgradePlan();
  return { ...plan, site: { ...plan.site, smsDirectory: smsDirectoryName } };
}

const setup = 'HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup';
const release = (data: string): Promise<void> =>
  addToRegistry(prefix, [{ key: setup, name: 'Full Version', type: 'REG_SZ', data }]);
const seen = async (id: string): Promise<string> => {
  const entry = await kit.last(id);
  return `${entry?.outcome ?? 'none'}: ${entry?.text ?? ''}`;
};

describe('an upgrade by hand', { timeout: KIT_LIMIT_MS }, () => {
  it('cannot tell a release that is not in the registry', async () => {
    const run = await kit.run('1-check.cmd');
    expect(await seen('installed-release'), run.stdout).toBe(
      'skipped: The registry of this server does not tell the release.',
    );
  });

  it.each([
    ['2.00.1493.2009', 'done: The registry shows 2.00.1493.2009, that is 2.0 SP2.'],
    ['2.00.1380.1000', 'failed: The registry shows 2.00.1380.1000, that is 2.0 SP1.'],
    ['2.00.1239.0000', 'failed: The registry shows 2.00.1239.0000, that is 2.0.'],
    ['2.00.1493.9000', 'skipped: The registry of this server does not tell the release.'],
    ['junk & more', 'skipped: The registry of this server does not tell the release.'],
  ])('reads %s', async (build, told) => {
    await release(build);
    await kit.run('1-check.cmd', ['C:\\Größe']);
    expect(await seen('installed-release')).toBe(told);
  });

  it('leads through what people do, and looks at the release and the log afterwards', async () => {
    const second = await kit.run('2-upgrade.cmd', ['C:\\Größe']);
    expect(second.code, second.stdout).toBe(0);
    expect(second.stdout).toContain('Setup.exe /UPGRADE "C:\\My image"');
    expect(await seen('run-setup')).toBe('told: Said to be done.');

    await release('2.00.1493.4009');
    await writeFile(path.join(prefix.driveC, 'Smssetup.log'), 'all is well\r\n');
    const verify = await kit.run('3-verify.cmd', ['C:\\Größe']);
    expect(verify.code, verify.stdout).toBe(0);
    expect(await seen('release-again')).toBe('done: The registry shows 2.00.1493.4009, that is 2.0 SP4.');
    expect(await seen('setup-log')).toBe('done: The log holds no line that tells of a failure.');

    await writeFile(path.join(prefix.driveC, 'Smssetup.log'), 'all is well\r\n*** Failed Sql Script\r\n');
    expect((await kit.run('3-verify.cmd', ['C:\\Größe'])).code).toBe(1);
    expect(await seen('setup-log')).toMatch(/^failed: The log holds lines that tell of a failure/);
    expect((await kit.ofRun()).summary).toMatch(
      /^4 of 6 steps done, 1 failed, 1 could not be looked at, on /,
    );
  });
});
