import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompverReader } from '../../../electron/site/parse/compver.ts';
import { CrashLogReader } from '../../../electron/site/parse/crash-log.ts';
import { IniReader } from '../../../electron/site/parse/ini.ts';
import { ProcessListReader } from '../../../electron/site/parse/processes.ts';
import { RegistryReader, type RegistryValue } from '../../../electron/site/parse/registry.ts';
import { ServiceListReader } from '../../../electron/site/parse/services.ts';
import { readSnapshot } from '../../../electron/site/parse/snapshot.ts';
import { DateOrderJudge, readWrittenTime, timeUnder } from '../../../electron/site/parse/written-time.ts';
import { addRegistryValue, emptyRegistryFacts } from '../../../electron/site/registry-facts.ts';
import { codePageName, encodingOf } from '../../../electron/site/text/code-page.ts';

interface LineReader {
  line(text: string, number: number): void;
}

function feed<T extends LineReader>(reader: T, text: string): T {
  text.split(/\r?\n/).forEach((line, index) => reader.line(line, index + 1));
  return reader;
}

describe('compver.ini', () => {
  const versions = (text: string) => feed(new CompverReader(), text).versions;

  it('is understood by the shape of the version, in any layout', () => {
    expect(versions('[Component]\nVersion=2.00.1493.2009\n')).toEqual([{ raw: '2.00.1493.2009', line: 2 }]);
    expect(versions('2.0.1493.3004')).toEqual([{ raw: '2.0.1493.3004', line: 1 }]);
    expect(versions('a,2.00.1239.0000,b;2.00.1239.0000')).toHaveLength(1);
    expect(versions('i386 2.00.1493.3008\nalpha 2.00.1493.3004').map((one) => one.raw)).toEqual([
      '2.00.1493.3008',
      '2.00.1493.3004',
    ]);
  });

  it.each([
    '698.0012',
    '1085.0005',
    '12.00.1493.2009',
    '2.00.1493.20091',
    '2.00.1493',
    '1.2.1493.2009',
    '2.00.1493.2009.1',
  ])('%s is no release', (text) => expect(versions(`x=${text}`)).toEqual([]));

  it('finds a version in any surroundings', () => {
    const around = fc.string({ unit: fc.constantFrom(...Array.from('abc =,;"[]\t\\/')), maxLength: 20 });
    fc.assert(
      fc.property(around, around, fc.integer({ min: 0, max: 4999 }), (before, after, last) => {
        const raw = `2.00.1493.${String(last).padStart(4, '0')}`;
        expect(versions(before + raw + after)).toEqual([{ raw, line: 1 }]);
      }),
    );
  });
});

describe('a registry export', () => {
  const values = (text: string): { values: RegistryValue[]; reader: RegistryReader } => {
    const found: RegistryValue[] = [];
    const reader = feed(
      new RegistryReader(
        (value) => found.push(value),
        (bytes) => bytes.toString('latin1'),
      ),
      text,
    );
    reader.end();
    return { values: found, reader };
  };
  const escape = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

  it('gives back every string that was exported', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab \\"=[]@-;\u00e4,:{}')), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (pairs) => {
        const exported = [
          'REGEDIT4',
          '',
          '[HKEY_LOCAL_MACHINE\\Software\\X]',
          ...pairs.map(([name, value]) => `"${escape(name)}"="${escape(value)}"`),
        ];
        const { values: found, reader } = values(exported.join('\r\n'));
        expect(found.map((value) => [value.name, value.text])).toEqual(pairs);
        expect(found.map((value) => value.line)).toEqual(pairs.map((_, index) => index + 4));
        expect(reader.recognized).toBe(true);
        expect(reader.cutOff).toBe(false);
      }),
    );
  });

  it.each([
    ['REGEDIT4', 'latin1' as const],
    ['Windows Registry Editor Version 5.00', 'utf16le' as const],
  ])('%s: gives back strings in hex over several lines', (head, encoding) => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('abc %\\\u00fc')), minLength: 1, maxLength: 60 }),
        (text) => {
          const bytes = [...Buffer.from(`${text}\0`, encoding)].map((byte) =>
            byte.toString(16).padStart(2, '0'),
          );
          const rows: string[] = [];
          for (let from = 0; from < bytes.length; from += 20)
            rows.push(bytes.slice(from, from + 20).join(','));
          const { values: found } = values(
            `${head}\n\n[HKEY_LOCAL_MACHINE\\X]\n"Path"=hex(2):${rows.join(',\\\n  ')}\n"After"=dword:0000000a`,
          );
          expect(found.map((value) => value.text)).toEqual([text, '10']);
        },
      ),
    );
  });

  it('leaves out what it deletes, and says when it is cut off', () => {
    expect(
      values('REGEDIT4\n[-HKEY_LOCAL_MACHINE\\X]\n"a"="b"\n[HKEY_LOCAL_MACHINE\\Y]\n"c"=-\n').values,
    ).toEqual([]);
    expect(values('REGEDIT4\n[HKEY_LOCAL_MACHINE\\X]\n"a"="b').reader.cutOff).toBe(true);
    expect(values('REGEDIT4\n[HKEY_LOCAL_MACHINE\\X]\n"a"=hex:00,\\').reader.cutOff).toBe(true);
    const missingQuote = values(
      'REGEDIT4\n[HKEY_LOCAL_MACHINE\\X]\n"a"="b\n[HKEY_LOCAL_MACHINE\\Y]\n"c"="d"\n',
    );
    expect(missingQuote.reader.cutOff).toBe(true);
    expect(missingQuote.values).toMatchObject([{ key: 'HKEY_LOCAL_MACHINE\\Y', name: 'c', text: 'd' }]);
  });

  it('keeps strings that go over several lines', () => {
    expect(
      values('REGEDIT4\n[HKEY_USERS\\X]\n"a"="b\nc"\n"d"="e"').values.map((value) => value.text),
    ).toEqual(['b\nc', 'e']);
  });

  it('takes any text without harm', () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      '=',
      '[HKEY_',
      ']',
      'dword:',
      'hex(2):',
      'hex:',
      ',',
      '\n',
      'a',
      '@',
      '-',
      'zz',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 100 }), (pieces) => void values(pieces.join(''))),
      { numRuns: 500 },
    );
    values(`"${'\\'.repeat(200_000)}\n${'"a'.repeat(100_000)}`);
  });

  it('tells the facts of the SMS keys and nothing of others', () => {
    const facts = emptyRegistryFacts();
    const add = (key: string, name: string, text: string): void =>
      addRegistryValue(facts, { key: `HKEY_LOCAL_MACHINE\\${key}`, name, text, line: 7 }, 'r.reg');
    add('SOFTWARE\\Microsoft\\SMS\\Setup', 'UI Version', '2.00.1493.4000');
    add('SOFTWARE\\Microsoft\\Windows\\Setup', 'Full Version', '2.00.1493.4000');
    add('SOFTWARE\\Microsoft\\SMS\\Setup\\Sub', 'Full Version', '2.00.1493.4000');
    add('SOFTWARE\\Microsoft\\SMS\\Identification', 'Parent Site Code', 'XYZ');
    expect(facts).toEqual({ ...emptyRegistryFacts(), sawSms: true });
    add('software\\microsoft\\sms\\setup', 'FULL VERSION', '2.00.1380.1000');
    add('SOFTWARE\\Wow6432Node\\Microsoft\\SMS\\Setup', 'Type', '2');
    add('SOFTWARE\\Microsoft\\SMS\\Setup', 'Type', '6');
    add('SOFTWARE\\Microsoft\\SMS\\Identification', 'This Site Code', 'abc');
    add('SOFTWARE\\Microsoft\\SMS\\Identification', 'Server', '\\\\nts1');
    add('SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', 'ACP', '1250');
    add('SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', 'OEMCP', '852');
    add('SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation', 'ActiveTimeBias', String(0xffffffc4));
    expect(facts.releases).toMatchObject([
      { raw: '2.00.1380.1000', release: '2.0 SP1', kind: 'server', source: { line: 7 } },
    ]);
    expect(facts.siteTypes.map((one) => one.value)).toEqual(['secondary', 'other']);
    expect(facts.siteCodes.map((one) => one.value)).toEqual(['ABC']);
    expect(facts.servers.map((one) => one.value)).toEqual(['NTS1']);
    expect(facts).toMatchObject({
      codePage: 'windows-1250',
      oemCodePage: 'cp852',
      utcOffset: { minutes: 60, source: 'r.reg:7' },
    });
  });
});

describe('an INI file', () => {
  it('gives back what was written', () => {
    const word = fc
      .string({ unit: fc.constantFrom(...Array.from('abcXYZ 019\\:.')), minLength: 1, maxLength: 12 })
      .map((text) => `k${text.trim()}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word), { maxLength: 6 }), (triples) => {
        const text = triples
          .map(([section, key, value]) => `[${section}]\r\n; note\r\n ${key} = ${value} \r\n`)
          .join('\r\n');
        expect(
          feed(new IniReader(), text).values.map(({ section, key, value }) => [section, key, value]),
        ).toEqual(triples);
      }),
    );
  });

  it('snapshot keys are found in any spelling, in their section only', () => {
    const ini = feed(
      new IniReader(),
      '[Snapshot]\nformat version=1\nSMS_Directory="D:\\SMS"\nSite-Code=\nsitecode=ABC\nSITECODE=DEF\n[Other]\nComputer=X\n',
    );
    const snapshot = readSnapshot(ini.values);
    expect([...snapshot].map(([key, value]) => [key, value.value])).toEqual([
      ['formatVersion', '1'],
      ['smsDirectory', 'D:\\SMS'],
      ['siteCode', 'ABC'],
    ]);
  });
});

describe('a list of services', () => {
  const list = (text: string) =>
    feed(new ServiceListReader(), text)
      .finish()
      .map(({ service, state }) => `${service} ${state}`);
  const netStart = (head: string, names: readonly string[], foot: string): string =>
    `${head}\r\n\r\n${names.map((name) => `   ${name}`).join('\r\n')}\r\n\r\n${foot}\r\n`;

  it.each([
    ['These Windows NT services are started:', 'The command completed successfully.'],
    ['These Windows 2000 services are started:', 'The command completed successfully.'],
    ['Folgende Windows NT-Dienste sind gestartet:', 'Der Befehl wurde erfolgreich ausgef\u00fchrt.'],
  ])('%s: what it does not name is stopped', (head, foot) => {
    expect(list(netStart(head, ['Alerter', 'SMS_EXECUTIVE', 'SMS_SQL_MONITOR_NTS2'], foot))).toEqual([
      'SMS_EXECUTIVE running',
      'SMS_SQL_MONITOR_NTS2 running',
      'SMS_SITE_COMPONENT_MANAGER stopped',
      'SMS_SITE_BACKUP stopped',
    ]);
  });

  it('cut off or in another language names only what runs', () => {
    const whole = netStart(
      'These Windows NT services are started:',
      ['Alerter', 'SMS_EXECUTIVE'],
      'The command completed successfully.',
    );
    expect(list(whole.slice(0, whole.indexOf('The command')))).toEqual(['SMS_EXECUTIVE running']);
    expect(list(netStart('Palvelut:', ['SMS_EXECUTIVE'], 'Onnistui.'))).toEqual(['SMS_EXECUTIVE running']);
    expect(list('These Windows NT services are started:\n\nThe command completed successfully.\n')).toEqual(
      [],
    );
  });

  it('takes displayed names that resemble the names of services', () => {
    expect(list(netStart('x:', ['SMS Executive', 'sms-site-backup', 'Smart Card'], 'y'))).toEqual([
      'SMS_EXECUTIVE running',
      'SMS_SITE_BACKUP running',
    ]);
  });

  it('reads sc query', () => {
    const block = (name: string, state: string): string =>
      `SERVICE_NAME: ${name}\r\nDISPLAY_NAME: ${name}\r\n        TYPE               : 10  WIN32_OWN_PROCESS\r\n        STATE              : ${state}\r\n                                (STOPPABLE,NOT_PAUSABLE)\r\n        WIN32_EXIT_CODE    : 0\t(0x0)\r\n        CHECKPOINT         : 0x0\r\n`;
    expect(
      list(
        `${block('SMS_EXECUTIVE', '3  STOP_PENDING')}\r\n${block('SMS_SITE_BACKUP', '1  STOPPED')}\r\n${block('SMS_SITE_COMPONENT_MANAGER', '4  RUNNING')}\r\n${block('Alerter', '4  RUNNING')}`,
      ),
    ).toEqual([
      'SMS_EXECUTIVE stop-pending',
      'SMS_SITE_BACKUP stopped',
      'SMS_SITE_COMPONENT_MANAGER running',
    ]);
  });

  it.each([
    '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:',
    '[SC] EnumQueryServicesStatus:OpenService FEHLER 1060:',
    '[SC] OpenService ÉCHEC(S) 1060 :',
    '[SC] OpenService 失敗1060:',
  ])('knows by its number a service that is not installed: %s', (told) => {
    expect(list(`SERVICE_ASKED: SMS_SQL_MONITOR\r\n${told}\r\n`)).toEqual(['SMS_SQL_MONITOR not-installed']);
  });

  it.each([
    '[SC] EnumQueryServicesStatus:OpenService FEHLER 10601:',
    '[SC] OpenService FEHLER 5:',
    'Event 1060 was logged',
  ])('does not take another answer for one: %s', (told) => {
    expect(list(`SERVICE_ASKED: SMS_SQL_MONITOR\r\n${told}\r\n`)).toEqual([]);
  });

  it('never says stopped of a service that the list names', () => {
    const names = fc.shuffledSubarray(
      ['Alerter', 'SMS_EXECUTIVE', 'SMS_SITE_COMPONENT_MANAGER', 'SMS_SITE_BACKUP', 'SMS_SQL_MONITOR'],
      { minLength: 1 },
    );
    fc.assert(
      fc.property(names, fc.nat(400), (running, cut) => {
        const whole = netStart(
          'These Windows NT services are started:',
          running,
          'The command completed successfully.',
        );
        const found = list(whole.slice(0, cut));
        if (cut < whole.length - 4) expect(found.filter((one) => one.endsWith('stopped'))).toEqual([]);
        for (const name of running) expect(found).not.toContain(`${name} stopped`);
      }),
    );
  });

  it('takes any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => void list(text)),
      { numRuns: 300 },
    );
  });
});

describe('a list of processes', () => {
  const list = (text: string) =>
    feed(new ProcessListReader(), text).processes.map(({ image, pid }) => [image, pid]);

  it.each([
    ['tlist', '   0 System Process\n   2 System\n 106 smsexec.exe\n 142 EXPLORER.EXE     Program Manager\n'],
    [
      'pulist',
      'Process           PID  User\nIdle              0\nsmsexec.exe       106  DOM\\SMSService\nEXPLORER.EXE      142  DOM\\Admin\n',
    ],
    [
      'tasklist',
      '\nImage Name                   PID Session Name     Session#    Mem Usage\n========================= ====== ================ ======== ============\nsmsexec.exe                  106 Console                 0     12,345 K\nEXPLORER.EXE                 142 Console                 0      2,345 K\n',
    ],
    [
      'tasklist, comma separated',
      '"Image Name","PID","Session Name"\n"smsexec.exe","106","Console"\n"EXPLORER.EXE","142","Console"\n',
    ],
  ])('%s', (_, text) => {
    expect(list(text)).toEqual([
      ['smsexec.exe', 106],
      ['explorer.exe', 142],
    ]);
  });

  it('keeps an image without a number', () => expect(list('smsexec.exe\n')).toEqual([['smsexec.exe', null]]));
});

describe('a crash log', () => {
  it('is read by its keys, the first block alone', () => {
    const reader = new CrashLogReader();
    [
      'EXCEPTION INFORMATION',
      'Time = 03/23/1999 16:55:47',
      'Service name = SMS_EXECUTIVE',
      'Thread name = A',
      'Time = 01/01/2000 01:01:01',
      'Thread name = B',
    ].forEach((line, index) => reader.read(line, index + 1));
    expect(reader).toMatchObject({
      time: Date.UTC(1999, 2, 23, 16, 55, 47),
      service: 'SMS_EXECUTIVE',
      thread: 'A',
      line: 2,
    });
  });

  it('without keys tells nothing', () => {
    const reader = new CrashLogReader();
    reader.read('Times = x', 1);
    reader.read('Time = soon', 2);
    expect(reader).toMatchObject({ time: null, service: null, thread: null, line: 2 });
  });
});

describe('a written time', () => {
  it.each([
    ['05/12/02  03:14p', 'mdy', Date.UTC(2002, 4, 12, 15, 14)],
    ['05/12/2002  12:14 AM', 'mdy', Date.UTC(2002, 4, 12, 0, 14)],
    ['12/31/1999  12:00 PM', 'mdy', Date.UTC(1999, 11, 31, 12)],
    ['12.05.02  15:14', 'dmy', Date.UTC(2002, 4, 12, 15, 14)],
    ['12. 5. 2002 9.05', 'dmy', Date.UTC(2002, 4, 12, 9, 5)],
    ['2002-05-12 15:14:07', 'ymd', Date.UTC(2002, 4, 12, 15, 14, 7)],
    ['2002-05-12T15:14:07', 'ymd', Date.UTC(2002, 4, 12, 15, 14, 7)],
    ['02-29-2000 1:00', 'mdy', Date.UTC(2000, 1, 29, 1)],
    ['02/29/2001 1:00', 'mdy', null],
    ['13/13/2001 1:00', 'mdy', null],
  ] as const)('%s', (text, order, expected) => {
    const written = readWrittenTime(text);
    expect(written === null ? null : timeUnder(written.time, order)).toBe(expected);
  });

  it.each([
    '',
    'today',
    '05/12/02',
    '05/12/02 25:00',
    '05/12/02 13:14p',
    '05-12/02 03:14',
    '123/1/2002 1:00',
  ])('%j is none', (text) => expect(readWrittenTime(text)).toBeNull());

  it('is never called certain when the order chosen is not the one it was written in and matters', () => {
    const times = fc.array(fc.integer({ min: Date.UTC(1999, 0, 1), max: Date.UTC(2003, 0, 1) }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(times, fc.constantFrom('mdy' as const, 'dmy' as const), (stamps, order) => {
        const judge = new DateOrderJudge();
        const pad = (value: number): string => String(value).padStart(2, '0');
        for (const stamp of stamps) {
          const time = new Date(stamp);
          const parts =
            order === 'mdy'
              ? [time.getUTCMonth() + 1, time.getUTCDate()]
              : [time.getUTCDate(), time.getUTCMonth() + 1];
          const written = readWrittenTime(`${parts.map(pad).join('/')}/${time.getUTCFullYear()}  10:00`);
          if (written !== null) judge.add(written.time);
        }
        const decision = judge.decide(Math.max(...stamps), 'unknown');
        const matters = stamps.some(
          (stamp) => new Date(stamp).getUTCDate() !== new Date(stamp).getUTCMonth() + 1,
        );
        if (decision.certain && matters) expect(decision.order).toBe(order);
      }),
    );
  });
});

describe('the code page of a text', () => {
  it('is told by what the text is', () => {
    expect(encodingOf(Buffer.from('abc')).name).toBe('windows-1252');
    expect(encodingOf(Buffer.from('z\u00fcrich')).name).toBe('utf-8');
    expect(encodingOf(Buffer.from('z\u00fcrich', 'latin1'), 'windows-1250').name).toBe('windows-1250');
    expect(encodingOf(Buffer.alloc(100)).wide).toBe(false);
    expect(encodingOf(Buffer.alloc(0)).name).toBe('windows-1252');
  });

  it('a sample that ends inside of a character is UTF-8 still', () => {
    const text = Buffer.from('z\u00fcrich \u20ac');
    for (let length = 4; length <= text.length; length += 1) {
      expect(encodingOf(text.subarray(0, length)).name).toBe('utf-8');
    }
  });

  it('decodes a line of the code page, and one of UTF-8 in a file that began as ASCII', () => {
    const encoding = encodingOf(Buffer.from('ascii so far'), 'windows-1251');
    expect(encoding.decode('\xcf\xf0\xe8')).toBe('\u041f\u0440\u0438');
    expect(encoding.decode(Buffer.from('\u041f\u0440\u0438').toString('latin1'))).toBe('\u041f\u0440\u0438');
    expect(encodingOf(Buffer.from('x'), 'cp932').decode('\x83\x65\x83\x58\x83\x67')).toBe(
      '\u30c6\u30b9\u30c8',
    );
  });

  it('gives text back whatever it is split into', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (text, cuts) => {
          const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
          const encoding = encodingOf(bytes);
          const decoder = encoding.decoder();
          let out = '';
          let from = encoding.markBytes;
          for (const cut of [...cuts].sort((a, b) => a - b)) {
            if (cut <= from || cut >= bytes.length) continue;
            out += decoder.write(bytes.subarray(from, cut));
            from = cut;
          }
          expect(out + decoder.write(bytes.subarray(from)) + decoder.end()).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['1252', 'windows-1252'],
    ['cp932', 'windows-932'],
    ['Windows-1250', 'windows-1250'],
    ['850', 'cp850'],
    ['65001', 'utf-8'],
    ['99999', null],
    ['ansi', null],
  ])('%s is %s', (found, name) => expect(codePageName(found)).toBe(name));
});
