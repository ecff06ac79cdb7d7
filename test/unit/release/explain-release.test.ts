import { describe, expect, it } from 'vitest';
import { explainRelease } from '../../../electron/engine/release/explain-release.ts';

describe('a version number', () => {
  it('is taken apart', () => {
    const { release, parts, note } = explainRelease('2.00.1493.2009');
    expect(release).toBe('2.0 SP2');
    expect(parts.map((part) => part.text)).toEqual(['2.00', '1493', '2', '009']);
    expect(parts[2]?.meaning).toBe('Service Pack 2');
    expect(note).toContain('base client of Service Pack 2');
  });

  it.each([
    ['2.00.1239.0000', '2.0', 'no service pack'],
    ['2.00.1380.1000', '2.0 SP1', 'Service Pack 1'],
    ['1493.3009', '2.0 SP3', 'Service Pack 3'],
    ['2.00.1493.4567', '2.0 SP4', 'Service Pack 4'],
  ])('%s is %s', (text, release, meaning) => {
    const explained = explainRelease(text);
    expect(explained.release).toBe(release);
    expect(explained.parts.map((part) => part.meaning)).toContain(meaning);
  });

  it.each(['2.00.1493.3009', '2.00.1239.2000'])('%s carries its warning', (text) => {
    expect(explainRelease(text).note).toMatch(/Q289000|Q213410/);
  });

  it('of an International Client Pack says so', () => {
    expect(explainRelease('2.00.1239.0400').parts.at(-1)?.meaning).toContain('International Client Pack');
  });

  it('of another version tells no release', () => {
    expect(explainRelease('1.2.1239.0000')).toMatchObject({ release: null });
  });
});

describe('other texts', () => {
  it('names of releases are known', () => {
    expect(explainRelease('sp 3')).toMatchObject({ release: '2.0 SP3', note: null });
  });

  it('a build alone is not enough where service packs share it', () => {
    expect(explainRelease('1493')).toMatchObject({ release: null });
    expect(explainRelease('1493').note).toContain('last group');
  });

  it.each(['1493', '2.00.1493', '2.00.1239', '1239'])('%s lacks its last group', (text) => {
    expect(explainRelease(text).note).toContain('last group');
  });

  it('the digits of a service pack are enough, and one after Service Pack 4 is said to be so', () => {
    expect(explainRelease('2.00.1493.2')).toMatchObject({ release: '2.0 SP2' });
    const later = explainRelease('2.00.1493.5000');
    expect(later.parts.map((part) => part.meaning).join()).toContain('Service Pack 5 by the rule of Q213410');
  });

  it('anything else is told as such', () => {
    expect(explainRelease('hello')).toMatchObject({ release: null, parts: [] });
    expect(explainRelease('hello').note).toContain('neither a release nor a version number');
    expect(explainRelease('').note).toBeNull();
  });
});
