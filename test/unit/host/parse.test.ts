import { describe, expect, it } from 'vitest';
import { parseNetTimeCases } from './net-time-cases.ts';
import { parseClockLead } from '../../../electron/host/parse/net-time.ts';
import { parseRegQuery } from '../../../electron/host/parse/reg-query.ts';
import { parseServiceStatus } from '../../../electron/host/parse/service-state.ts';
import { parseSmsShares } from '../../../electron/host/parse/shares.ts';
import { recorded } from './recorded.ts';

describe('the state of a service', () => {
  it.each([
    ['sc-queryex-windows-10', 'running', 1684],
    ['sc-queryex-spanish', 'running', 1684],
    ['sc-query-windows-2000', 'stop-pending', null],
  ])('%s: %s, process %s', (name, state, pid) => {
    expect(parseServiceStatus(recorded(name), 'sms_executive')).toEqual({ state, pid });
  });

  it('of Wine has no process', () => {
    expect(parseServiceStatus(recorded('sc-query-wine-8'), 'Spooler')).toEqual({
      state: 'stopped',
      pid: null,
    });
  });

  it('of another service is no answer', () => {
    expect(parseServiceStatus(recorded('sc-queryex-windows-10'), 'SMS_SQL_MONITOR')).toBeNull();
  });

  it('that is cut off anywhere before the last field is no answer', () => {
    const whole = recorded('sc-query-windows-2000');
    const last = whole.indexOf('0x7530');
    for (let end = 0; end < last; end += 1) {
      expect(parseServiceStatus(whole.slice(0, end), 'SMS_EXECUTIVE')).toBeNull();
    }
  });

  it('of a number that no Windows has is no answer', () => {
    const text = recorded('sc-queryex-windows-10').replace(': 4 ', ': 9 ');
    expect(parseServiceStatus(text, 'SMS_EXECUTIVE')).toBeNull();
  });
});

describe('a registry query', () => {
  it('gives text, numbers and lists, and names a key without values', () => {
    const answer = parseRegQuery(recorded('reg-query-deep-windows-10'))!;
    const setup = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup';
    expect(answer.values).toEqual([
      { key: setup, name: '', text: '', line: 3 },
      { key: setup, name: 'Full Version', text: '2.00.1493.2009', line: 4 },
      { key: setup, name: 'Installation Directory', text: 'D:\\SMS', line: 5 },
      { key: setup, name: 'Type', text: '1', line: 6 },
      { key: setup, name: 'Product ID', text: null, line: 7 },
      { key: setup, name: 'Servers', text: 'NYSMS01\nNYSMS02', line: 8 },
      { key: setup, name: 'Path', text: '%SystemRoot%\\System32', line: 9 },
      { key: `${setup}\\Options`, name: '', text: null, line: 11 },
    ]);
    expect(answer.keys).toEqual([setup, `${setup}\\Options`]);
    expect(answer.strangeLines).toBe(0);
  });

  it('is read in the form of Windows XP', () => {
    const answer = parseRegQuery(recorded('reg-query-windows-xp'))!;
    expect(answer.values.map(({ name, text }) => [name, text])).toEqual([
      ['', ''],
      ['Full Version', '2.00.1493.4194'],
      ['Type', '2'],
      ['', null],
    ]);
    expect(answer.strangeLines).toBe(0);
  });

  it('is read in German', () => {
    expect(parseRegQuery(recorded('reg-query-german'))!.values[0]).toMatchObject({ name: '', text: 'Größe' });
  });

  it('is read from Wine', () => {
    expect(parseRegQuery(recorded('reg-query-wine-8'))!.values).toHaveLength(2);
  });

  it('leaves out the name of the computer in front of a key', () => {
    expect(parseRegQuery('\\\\NYSMS01\\HKEY_LOCAL_MACHINE\\Software\n')!.keys).toEqual([
      'HKEY_LOCAL_MACHINE\\Software',
    ]);
  });

  it('without a key is no answer', () => {
    expect(parseRegQuery(recorded('reg-no-such-key-english'))).toBeNull();
    expect(parseRegQuery('')).toBeNull();
  });

  it('counts what it cannot read', () => {
    const text = 'HKEY_LOCAL_MACHINE\\A\n    B    REG_SZ    first\nsecond line of it\n';
    expect(parseRegQuery(text)).toMatchObject({ strangeLines: 1 });
  });
});

describe('the shares of a server', () => {
  it('have a folder in the list of the computer itself', () => {
    expect(parseSmsShares(recorded('net-share-english'))).toEqual([
      { share: 'SMS_CEN', siteCode: 'CEN', folder: 'D:\\My SMS' },
    ]);
  });

  it('have none in the list of another one, in German too', () => {
    expect(parseSmsShares(recorded('net-view-german'))).toEqual([
      { share: 'SMS_CEN', siteCode: 'CEN', folder: null },
    ]);
  });
});

describe('the clock of a server', () => {
  it.each(parseNetTimeCases)('%s', (_, text, expected, lead) => {
    expect(parseClockLead(text, expected)).toBe(lead);
  });
});
