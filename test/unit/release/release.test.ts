import { describe, expect, it } from 'vitest';
import { laterServicePack, parseReleaseText } from '../../../electron/engine/release/release.ts';

describe('a release', () => {
  it('takes the version of the next product for none of this one', () => {
    expect(parseReleaseText('2.50.2726.0020')).toEqual({ release: null, build: '2.50.2726.0020' });
  });

  it.each([
    ['SP2', '2.0 SP2', null],
    ['sp 3', '2.0 SP3', null],
    ['2.0 sp4', '2.0 SP4', null],
    ['SMS 2.0 Service Pack 1', '2.0 SP1', null],
    ['2.0', '2.0', null],
    ['RTM', '2.0', null],
    ['2.00.1239.0000', '2.0', '2.00.1239.0000'],
    ['2.00.1239.0401', '2.0', '2.00.1239.0401'],
    ['Version=2.00.1380.1000', '2.0 SP1', '2.00.1380.1000'],
    ['2.00.1493.2009', '2.0 SP2', '2.00.1493.2009'],
    ['2.0.1493.3010', '2.0 SP3', '2.0.1493.3010'],
    ['1493.4009', '2.0 SP4', '1493.4009'],
    // As the properties of a file show it, and as the list of the answers writes it.
    ['2,00,1493,2009', '2.0 SP2', '2.00.1493.2009'],
    ['2, 0, 1493, 4009', '2.0 SP4', '2.0.1493.4009'],
    ['2.00.1493.3', '2.0 SP3', null],
    ['2.00.1493.2...', '2.0 SP2', null],
    // Q213410's own example of a service pack has the build of the first release.
    ['2.00.1239.2000', '2.0 SP2', '2.00.1239.2000'],
    // Misprints of Service Pack 1 in Q267258.
    ['2.000.1380.1000', '2.0 SP1', '2.000.1380.1000'],
    ['2.00.1380.0000', '2.0 SP1', '2.00.1380.0000'],
  ])('%s is %s', (text, release, build) => {
    expect(parseReleaseText(text)).toEqual({ release, build });
  });

  it.each([
    ['2.00.1493.5000', 5],
    ['2,00,1493,5009', 5],
    ['1493.6000', 6],
    ['Service Pack 5', 5],
    ['2.00.1493.4009', null],
    ['SP4', null],
    ['2.50.2726.5020', null],
    ['5.00.1493.2000', null],
    ['hello', null],
  ])('a later service pack is told by %s: %s', (text, pack) => {
    expect(laterServicePack(text)).toBe(pack);
  });

  it.each(['', '698.0012', '1.2', 'SP9', '5.00.1493.2000', '2.00.1493', 'build 1493'])(
    'is not told by "%s"',
    (text) => {
      expect(parseReleaseText(text).release).toBeNull();
    },
  );
});
