import { describe, expect, it } from 'vitest';
import { age, bytes, count, counted, duration, shortDuration } from '../../../renderer/view-model/numbers.ts';
import { shortLogText } from '../../../renderer/view-model/logged-text.ts';
import { logNameOf, splitSource, viewSource } from '../../../renderer/view-model/sources.ts';
import {
  clockTime,
  dateAndTime,
  minutesBetween,
  serverTime,
  shortDateAndTime,
} from '../../../renderer/view-model/time.ts';
import { explainVersion } from '../../../renderer/view-model/version.ts';
import { factValue } from '../../../renderer/view-model/facts.ts';

describe('server times', () => {
  it.each([
    '2001-05-17T02:23:41',
    '2001-05-17T02:23:41-04:00',
    '2001-05-17T02:23:41.113Z',
    '2001-05-17 02:23',
  ])('shows %s as it stands, whatever its offset and the clock of the reader', (iso) => {
    expect(serverTime(iso)).toBe('17 May 2001, 02:23 server time');
    expect(shortDateAndTime(iso)).toBe('17 May 02:23');
    expect(clockTime(iso)).toBe('02:23');
  });

  it('leaves what is no time as it is', () => {
    expect(serverTime('not known')).toBe('not known');
    expect(dateAndTime('')).toBe('');
  });

  it('counts minutes on the wall clock of the server', () => {
    expect(minutesBetween('2001-05-17T02:23:00', '2001-05-17T17:22:00-04:00')).toBe(899);
    expect(minutesBetween('?', '2001-05-17T17:22:00')).toBeNull();
  });
});

describe('numbers', () => {
  it('groups and counts', () => {
    expect(count(1234567)).toBe('1,234,567');
    expect(counted(1, 'file')).toBe('1 file');
    expect(counted(0, 'file')).toBe('0 files');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('shows sizes in steps of 1024', () => {
    expect(bytes(812)).toBe('812 bytes');
    expect(bytes(4300)).toBe('4.2 KB');
    expect(bytes(118334001)).toBe('113 MB');
  });

  it.each([
    [0, 'less than a minute', '0 min'],
    [1, '1 minute', '1 min'],
    [119, '119 minutes', '119 min'],
    [898, '15 hours', '15 h'],
    [2869, '2 days', '2 d'],
    [2880, '2 days', '2 d'],
  ])('says %d minutes in words', (minutes, long, short) => {
    expect(duration(minutes)).toBe(long);
    expect(shortDuration(minutes)).toBe(short);
  });

  it('says how old', () => expect(age(898)).toBe('15 hours old'));
});

describe('sources', () => {
  it('shortens a line of a log and lets it open', () => {
    expect(viewSource('Logs/Despool.log:1042')).toEqual({
      short: 'Despool.log:1042',
      full: 'Logs/Despool.log:1042',
      opens: true,
      answered: false,
      inWords: false,
    });
    expect(viewSource('the newest log line')).toMatchObject({ opens: false, inWords: true });
  });

  it('keeps the component folder of a compver.ini, because nine files have that name', () => {
    expect(viewSource('Inboxes/clicomp.src/base/compver.ini:3').short).toBe('base/compver.ini:3');
  });

  it('does not offer to open an answer or a folder', () => {
    expect(viewSource('answered by A. Meyer')).toMatchObject({ opens: false, answered: true });
    expect(viewSource('Inboxes/despoolr.box/receive')).toMatchObject({
      opens: false,
      short: 'despoolr.box\\receive',
    });
  });

  it('takes path and line apart, also of a Windows path', () => {
    expect(splitSource('C:\\SMS\\Logs\\Despool.log')).toEqual({
      path: 'C:\\SMS\\Logs\\Despool.log',
      line: null,
    });
    expect(splitSource('Logs/Despool.lo_:7')).toEqual({ path: 'Logs/Despool.lo_', line: 7 });
    expect(logNameOf('Logs/Despool.lo_:7')).toBe('Despool');
  });
});

describe('version strings', () => {
  it.each([
    ['2.00.1493.2009', 'Build 1493, Service Pack 2'],
    ['2.00.1493.4009', 'Build 1493, Service Pack 4'],
    ['2.00.1239.0000', 'Build 1239, no service pack'],
    ['2.0.1493.3010', 'Build 1493, Service Pack 3'],
    ['2.0 SP2', 'Name of the release'],
    ['698.0012', 'This shape does not tell a service pack'],
    ['2.00.1493.9000', 'Build 1493, service pack not known'],
  ])('explains %s', (value, meaning) => expect(explainVersion(value)).toBe(meaning));
});

describe('values of facts', () => {
  it('turns machine times into readable ones', () => {
    expect(
      factValue({
        id: 'x',
        group: 'logs',
        label: '',
        value: 'waits since 2001-05-17 02:23:41',
        state: 'known',
        sources: [],
      }),
    ).toBe('waits since 17 May 2001, 02:23');
  });
});

describe('facts without a value', () => {
  it('do not repeat their state', () => {
    const gap = { id: 'x', group: 'logs', label: '', state: 'not-collected', sources: [] } as const;
    expect(factValue({ ...gap, value: 'Not collected' })).toBeNull();
    expect(factValue({ ...gap, value: 'No log was in what was read' })).toBe('No log was in what was read');
  });
});

describe('logged lines', () => {
  it('lose the empty strings of a status message in narrow places, and nothing else', () => {
    expect(shortLogText('STATMSG: ID=500 SEV=I ISTR0="a" ISTR1="" ISTR2="" NUMATTRS=0')).toBe(
      'STATMSG: ID=500 SEV=I ISTR0="a"',
    );
    expect(shortLogText('Said ISTR1="" itself')).toBe('Said ISTR1="" itself');
  });
});
