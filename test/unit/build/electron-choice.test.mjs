import { describe, expect, it } from 'vitest';
import {
  chooseAfterFailedDownload,
  chooseRuntime,
  namespacesAllowed,
  whyNoSandbox,
} from '../../../build/bootstrap/electron-choice.mjs';

/**
 * A linux-x64 machine on which nothing is there yet.
 * @type {import('../../../build/bootstrap/electron-choice.mjs').RuntimeFacts}
 */
const nothingThere = {
  declared: '45.4.1',
  platform: 'linux',
  arch: 'x64',
  override: null,
  overrideVersion: null,
  ownVersion: null,
  ownComplete: false,
  fallbackCached: false,
};
const everythingThere = {
  ...nothingThere,
  override: '/opt/electron',
  overrideVersion: '40.0.0',
  ownVersion: '45.4.1',
  ownComplete: true,
  fallbackCached: true,
};

describe('the order in which runtimes are taken', () => {
  it('takes what the person named before all others', () => {
    expect(chooseRuntime(everythingThere)).toEqual({ use: 'override' });
  });

  it('takes the package’s own program next', () => {
    expect(chooseRuntime({ ...everythingThere, override: null })).toEqual({ use: 'own' });
  });

  it('takes the cached fallback before it tries a download', () => {
    expect(chooseRuntime({ ...nothingThere, fallbackCached: true })).toEqual({ use: 'cached-fallback' });
  });

  it('downloads when nothing is there', () => {
    expect(chooseRuntime(nothingThere)).toEqual({ use: 'download' });
  });

  it('fetches the fallback when the download did not work', () => {
    expect(chooseAfterFailedDownload(nothingThere, 'ENOTFOUND')).toEqual({ use: 'fetch-fallback' });
  });
});

describe('what is not taken', () => {
  it('does not take an own program of another version', () => {
    expect(chooseRuntime({ ...nothingThere, ownVersion: '44.0.0', ownComplete: true }).use).toBe('download');
  });

  it('does not take an own program that is not complete', () => {
    expect(chooseRuntime({ ...nothingThere, ownVersion: '45.4.1' }).use).toBe('download');
  });

  it('does not take a fallback that is for another system', () => {
    const choice = chooseRuntime({ ...nothingThere, arch: 'arm64', fallbackCached: true });
    expect(choice.use).toBe('download');
  });

  it('refuses a named folder without a runtime, and says which', () => {
    const choice = chooseRuntime({ ...everythingThere, overrideVersion: null });
    expect(choice).toMatchObject({ use: 'none', code: 'OVERRIDE_WITHOUT_RUNTIME' });
    expect(choice).toHaveProperty('message', expect.stringContaining('/opt/electron'));
  });

  it.each([
    ['win32', 'x64'],
    ['darwin', 'arm64'],
    ['linux', 'arm64'],
  ])('has no fallback for %s-%s and names the next step', (platform, arch) => {
    const choice = chooseAfterFailedDownload({ ...nothingThere, platform, arch }, 'no answer within 6 s');
    expect(choice).toMatchObject({ use: 'none', code: 'NO_RUNTIME' });
    expect(choice).toHaveProperty('message', expect.stringContaining('no answer within 6 s'));
    expect(choice).toHaveProperty('nextStep', expect.stringContaining('ELECTRON_MIRROR'));
  });
});

describe('Chromium’s sandbox', () => {
  const ordinary = { platform: 'linux', isRoot: false, namespacesAllowed: true, helperIsSetuid: false };

  it('stays on for an ordinary user', () => {
    expect(whyNoSandbox(ordinary)).toBeNull();
  });

  it('is left off for root', () => {
    expect(whyNoSandbox({ ...ordinary, isRoot: true })).toContain('root');
  });

  it('is left off where neither namespaces nor the helper can make it', () => {
    expect(whyNoSandbox({ ...ordinary, namespacesAllowed: false })).toContain('namespaces');
    expect(whyNoSandbox({ ...ordinary, namespacesAllowed: false, helperIsSetuid: true })).toBeNull();
  });

  it.each([
    ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1', '0'],
    ['/proc/sys/kernel/unprivileged_userns_clone', '0', '1'],
    ['/proc/sys/user/max_user_namespaces', '0', '63000'],
  ])('has no namespaces where %s is %s', (setting, forbidding, allowing) => {
    const saying = (/** @type {string} */ value) => (/** @type {string} */ file) =>
      file === setting ? value : null;
    expect(namespacesAllowed(saying(forbidding))).toBe(false);
    expect(namespacesAllowed(saying(allowing))).toBe(true);
  });

  it('stays on for root of other systems', () => {
    expect(whyNoSandbox({ ...ordinary, platform: 'darwin', isRoot: true })).toBeNull();
  });
});
