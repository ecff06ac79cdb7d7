import type { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompverReader } from '../../../electron/site/parse/compver.ts';
import { CrashLogReader } from '../../../electron/site/parse/crash-log.ts';
import { DirListingReader } from '../../../electron/site/parse/dir-listing.ts';
import { IniReader } from '../../../electron/site/parse/ini.ts';
import { LONGEST_PARSED_LINE } from '../../../electron/site/parse/longest-line.ts';
import { ProcessListReader } from '../../../electron/site/parse/processes.ts';
import { RegistryReader } from '../../../electron/site/parse/registry.ts';
import { ServiceListReader } from '../../../electron/site/parse/services.ts';
import { readSnapshot } from '../../../electron/site/parse/snapshot.ts';
import { addRegistryValue, emptyRegistryFacts } from '../../../electron/site/registry-facts.ts';
import { snapshotIdentity, snapshotReleases, snapshotTime } from '../../../electron/site/snapshot-facts.ts';

/** Guards against a hang: what is read here takes a small part of it, and a parser that looks back takes hours. */
const HANG = 10_000;

function registry(lines: readonly string[]): void {
  const facts = emptyRegistryFacts();
  const reader = new RegistryReader(
    (value) => addRegistryValue(facts, value, 'export.reg'),
    (bytes: Buffer) => bytes.toString('latin1'),
  );
  lines.forEach((line, index) => reader.line(line, index + 1));
  reader.end();
}

function ini(lines: readonly string[]): void {
  const reader = new IniReader();
  lines.forEach((line, index) => reader.line(line, index + 1));
  const snapshot = readSnapshot(reader.values);
  snapshotIdentity(snapshot, 'snapshot.ini');
  snapshotReleases(snapshot, 'snapshot.ini');
  snapshotTime(snapshot, 'snapshot.ini', null, null);
}

function listing(lines: readonly string[]): void {
  const reader = new DirListingReader();
  lines.forEach((line, index) => reader.line(line, index + 1));
  reader.finish(null);
}

function eachInto(reader: { line: (text: string, number: number) => void }) {
  return (lines: readonly string[]) => lines.forEach((line, index) => reader.line(line, index + 1));
}

/** Each parser with what its lines are made of. */
const PARSERS: readonly (readonly [
  name: string,
  parse: (lines: readonly string[]) => void,
  words: readonly string[],
])[] = [
  [
    'a Crash.log',
    (lines) => {
      const reader = new CrashLogReader();
      lines.forEach((line, index) => reader.read(line, index + 1));
    },
    ['Time = a', 'Service name =', '=', ' = 03/23/1999 16:55:47'],
  ],
  [
    'a listing',
    listing,
    [
      ' a',
      ' C:\\',
      ' \\\\s\\',
      ' Directory of C:\\SMS\\Inboxes\\a.box',
      ' C:\\Inboxes\\a',
      ' \u306e',
      '<',
      '  3 File(s)',
      '  1',
      '05/12/02  03:14p  ',
      '<DIR>  ',
    ],
  ],
  [
    'a registry export',
    registry,
    ['"a"="', '"', '@=', '[HKEY_A', '\\Software\\Microsoft\\SMS\\', ']', '"a"=hex:00,\\', '00,', 'hex(1):'],
  ],
  ['an INI file', ini, ['[', ']', 'When=', 'a=', '"', ';', '2002-05-12 15:14']],
  ['a compver.ini', eachInto(new CompverReader()), ['2.', '2.00.1493.', '2.00.1493.2009', '=']],
  [
    'a list of services',
    eachInto(new ServiceListReader()),
    ['SERVICE_NAME', ':', ' STATE : 4 ', 'These services are started:', '   SMS Executive'],
  ],
  [
    'a list of processes',
    eachInto(new ProcessListReader()),
    ['"smsexec.exe"', ' 106 ', 'smsexec.exe', ',', '"'],
  ],
];

const FILLERS = ['a', ' ', '\t', '\u00a0', '\u2028', '\r', '\0', '0', '9', '\\', '.', '-', ''];

describe.each(PARSERS)('%s', (_, parse, words) => {
  const piece = fc.constantFrom(...words, ...FILLERS);
  const run = fc.tuple(piece, fc.constantFrom(1, 1, 700, 60_000)).map(([unit, count]) => unit.repeat(count));
  const line = fc.array(run, { minLength: 1, maxLength: 5 }).map((runs) => runs.join(''));

  it(
    'of endless lines is read without looking back again and again',
    () => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => parse(lines)),
        { numRuns: 60 },
      );
    },
    HANG,
  );

  it(
    'of endlessly many lines is read without looking back again and again',
    () => {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 3 }), piece, (begin, again) => {
          parse([begin.join(''), ...Array.from({ length: 60_000 }, () => again)]);
        }),
        { numRuns: 25 },
      );
    },
    HANG,
  );
});

describe('the lines that once took minutes', () => {
  it.each([
    ['a value with blanks inside', () => new CrashLogReader().read(`Time = a${' '.repeat(200_000)}b`, 1)],
    ['a heading of roots', () => listing([` a${' C:\\'.repeat(200_000)}<`])],
    ['a heading of roots in Japanese', () => listing([` C:\\${' \u306e'.repeat(60_000)} <  `])],
    ['an open quote', () => registry(['[HKEY_A]', '"a"="', ...Array.from({ length: 2_000_000 }, () => '')])],
    [
      'a number that goes on',
      () => registry(['[HKEY_A]', '"a"=hex:\\', ...Array.from({ length: 2_000_000 }, () => '\\')]),
    ],
    ['zeros in a text', () => registry(['[HKEY_A]', `"a"=hex(1):${'0,'.repeat(30_000)}41`])],
  ])(
    '%s',
    (_, parse) => {
      expect(parse).not.toThrow();
    },
    HANG,
  );
});

describe('a line longer than any that is written', () => {
  const long = 'x'.repeat(LONGEST_PARSED_LINE);

  it('is no heading, and what follows is not counted in the folder before', () => {
    const reader = new DirListingReader();
    [
      ' Directory of C:\\SMS\\Inboxes\\ddm.box',
      '05/12/02  03:14p                    12 a.ddr',
      ` Directory of C:\\SMS\\Inboxes\\${long}`,
      '05/12/02  03:14p                    12 b.ddr',
    ].forEach((line, index) => reader.line(line, index + 1));
    expect(reader.finish(null).folders).toMatchObject([{ path: 'Inboxes/ddm.box', files: 1 }]);
  });

  it('is no value of an INI file, and the rest is read', () => {
    const reader = new IniReader();
    [`a=${long}`, 'b=1'].forEach((line, index) => reader.line(line, index + 1));
    expect(reader.values).toMatchObject([{ key: 'b', line: 2 }]);
  });

  it('is no value of a registry, which is then called damaged', () => {
    const values: string[] = [];
    const reader = new RegistryReader(
      ({ name }) => values.push(name),
      (bytes) => bytes.toString('latin1'),
    );
    ['[HKEY_A]', `"a"="${long.repeat(100)}"`, '"b"="1"'].forEach((line, index) =>
      reader.line(line, index + 1),
    );
    expect(values).toEqual(['b']);
    expect(reader.cutOff).toBe(true);
  });
});
