import { describe, expect, it } from 'vitest';
import { isNewEnough } from '../../../build/bootstrap/node-version.mjs';
import { firstStalePackage } from '../../../build/bootstrap/packages.mjs';
import { systemCacheFolder } from '../../../build/bootstrap/places.mjs';
import { NEEDED, installPrefix, missingPackages } from '../../../build/bootstrap/system-packages.mjs';

describe('the oldest Node', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.1.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});

describe('stale packages', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
    },
  };
  const a = wanted.packages['node_modules/a'];
  const isThere = () => true;

  it('finds none when all is as locked, also without the packages of other systems', () => {
    expect(firstStalePackage({ wanted, installed: wanted, isThere })).toBeNull();
    expect(
      firstStalePackage({ wanted, installed: { packages: { 'node_modules/a': a } }, isThere }),
    ).toBeNull();
  });

  it('finds that nothing was installed to the end', () => {
    expect(firstStalePackage({ wanted, installed: null, isThere })).toBe('node_modules');
  });

  it.each([
    ['another version', { ...a, version: '1.0.1' }],
    ['another content', { ...a, integrity: 'sha512-x' }],
  ])('finds %s', (_, entry) => {
    const installed = { packages: { 'node_modules/a': entry } };
    expect(firstStalePackage({ wanted, installed, isThere })).toBe('node_modules/a');
  });

  it('finds a package that is not there, or whose folder was removed', () => {
    expect(firstStalePackage({ wanted, installed: { packages: {} }, isThere })).toBe('node_modules/a');
    expect(firstStalePackage({ wanted, installed: wanted, isThere: () => false })).toBe('node_modules/a');
  });
});

describe('system packages', () => {
  it('asks for what is missing, by the name this release has', () => {
    const needed = [['libnss3'], ['libasound2t64', 'libasound2'], ['xvfb']];
    /** @param {string} name */
    const isInstalled = (name) => name === 'libnss3';
    expect(missingPackages(needed, { isInstalled, isKnown: (name) => name !== 'libasound2t64' })).toEqual([
      'libasound2',
      'xvfb',
    ]);
    expect(missingPackages(needed, { isInstalled, isKnown: () => true })).toEqual(['libasound2t64', 'xvfb']);
  });

  it('is content with either name', () => {
    const needed = [['libasound2t64', 'libasound2']];
    const system = {
      isInstalled: (/** @type {string} */ name) => name === 'libasound2',
      isKnown: () => true,
    };
    expect(missingPackages(needed, system)).toEqual([]);
  });

  it('brings a font, without which the window shows boxes', () => {
    expect(NEEDED.window.flat().some((name) => name.startsWith('fonts-'))).toBe(true);
  });

  it('installs as root or on a build machine, and otherwise leaves it to the person', () => {
    const person = { isRoot: false, isCi: false, sudoWithoutPassword: true };
    expect(installPrefix(person)).toBeNull();
    expect(installPrefix({ ...person, isRoot: true })).toEqual([]);
    expect(installPrefix({ ...person, isCi: true })).toEqual(['sudo', '-n']);
    expect(installPrefix({ ...person, isCi: true, sudoWithoutPassword: false })).toBeNull();
  });
});

describe('places', () => {
  it('keeps the cache where each system wants it', () => {
    const home = '/home/me';
    expect(systemCacheFolder({ platform: 'linux', env: {}, home })).toBe('/home/me/.cache');
    expect(systemCacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: '/fast' }, home })).toBe('/fast');
    expect(systemCacheFolder({ platform: 'darwin', env: {}, home })).toBe('/home/me/Library/Caches');
    expect(systemCacheFolder({ platform: 'win32', env: { LOCALAPPDATA: 'C:\\L' }, home })).toBe('C:\\L');
  });
});
