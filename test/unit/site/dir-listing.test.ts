import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DirListingReader, type Listing } from '../../../electron/site/parse/dir-listing.ts';

function readListing(text: string, notAfter: number | null = null): Listing {
  const reader = new DirListingReader();
  text.split(/\r?\n/).forEach((line, index) => reader.line(line, index + 1));
  return reader.finish(notAfter);
}

interface Layout {
  readonly heading: (path: string) => string;
  readonly date: (time: Date) => string;
  readonly time: (time: Date) => string;
  readonly folder: string;
  readonly size: (bytes: number) => string;
  readonly summary: (files: number, bytes: number) => string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const year2 = (time: Date): string => two(time.getUTCFullYear() % 100);
const clock24 = (time: Date): string => `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
const clock12 =
  (am: string, pm: string) =>
  (time: Date): string =>
    `${two(time.getUTCHours() % 12 || 12)}:${two(time.getUTCMinutes())}${time.getUTCHours() < 12 ? am : pm}`;
const day = (time: Date): string => two(time.getUTCDate());
const month = (time: Date): string => two(time.getUTCMonth() + 1);
const english = (files: number, bytes: number): string =>
  `${String(files).padStart(16)} File(s) ${String(bytes).padStart(14)} bytes`;

const AMERICAN_NT4: Layout = {
  heading: (path) => ` Directory of ${path}`,
  date: (time) => `${month(time)}/${day(time)}/${year2(time)}`,
  time: clock12('a', 'p'),
  folder: '        <DIR>          ',
  size: (bytes) => String(bytes).padStart(22),
  summary: english,
};

/** How the same listing looks on servers of different versions and languages. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  'NT 4.0, American': AMERICAN_NT4,
  'Windows 2000, American': {
    heading: (path) => ` Directory of ${path}`,
    date: (time) => `${month(time)}/${day(time)}/${time.getUTCFullYear()}`,
    time: clock12(' AM', ' PM'),
    folder: '      <DIR>          ',
    size: (bytes) => bytes.toLocaleString('en-US').padStart(18),
    summary: english,
  },
  'Windows 2000, German': {
    heading: (path) => ` Verzeichnis von ${path}`,
    date: (time) => `${day(time)}.${month(time)}.${time.getUTCFullYear()}`,
    time: clock24,
    folder: '      <DIR>          ',
    size: (bytes) => bytes.toLocaleString('de-DE').padStart(18),
    summary: (files, bytes) => `${String(files).padStart(16)} Datei(en) ${String(bytes).padStart(14)} Bytes`,
  },
  'NT 4.0, German': {
    heading: (path) => ` Verzeichnis von ${path}`,
    date: (time) => `${day(time)}.${month(time)}.${year2(time)}`,
    time: clock24,
    folder: '        <DIR>          ',
    size: (bytes) => String(bytes).padStart(22),
    summary: (files, bytes) => `${String(files).padStart(16)} Datei(en) ${String(bytes).padStart(14)} Bytes`,
  },
  'French, day first': {
    heading: (path) => ` R\u00e9pertoire de ${path}`,
    date: (time) => `${day(time)}/${month(time)}/${year2(time)}`,
    time: clock24,
    folder: '      <REP>          ',
    size: (bytes) => String(bytes).padStart(18),
    summary: (files, bytes) =>
      `${String(files).padStart(16)} fichier(s) ${String(bytes).padStart(14)} octets`,
  },
  'ISO dates': {
    heading: (path) => ` Katalog p\u00e5 ${path}`,
    date: (time) => `${time.getUTCFullYear()}-${month(time)}-${day(time)}`,
    time: clock24,
    folder: '    <DIR>          ',
    size: (bytes) => String(bytes).padStart(18),
    summary: (files, bytes) => `${String(files).padStart(16)} fil(er) ${String(bytes).padStart(14)} byte`,
  },
  'NT 4.0, British': {
    ...AMERICAN_NT4,
    date: (time) => `${day(time)}/${month(time)}/${year2(time)}`,
    time: clock24,
  },
  'NT 4.0, Swedish': {
    heading: (path) => ` Katalog p\u00e5 ${path}`,
    date: (time) => `${year2(time)}-${month(time)}-${day(time)}`,
    time: clock24,
    folder: '        <KAT>          ',
    size: (bytes) => String(bytes).padStart(22),
    summary: (files, bytes) => `${String(files).padStart(16)} fil(er) ${String(bytes).padStart(14)} byte`,
  },
  'NT 4.0, Dutch': {
    heading: (path) => ` Map van ${path}`,
    date: (time) => `${day(time)}-${month(time)}-${year2(time)}`,
    time: clock24,
    folder: '        <DIR>          ',
    size: (bytes) => String(bytes).padStart(22),
    summary: (files, bytes) =>
      `${String(files).padStart(16)} bestand(en) ${String(bytes).padStart(11)} bytes`,
  },
  'Windows 2000, Spanish': {
    heading: (path) => ` Directorio de ${path}`,
    date: (time) => `${day(time)}/${month(time)}/${time.getUTCFullYear()}`,
    time: clock12(' a.m.', ' p.m.'),
    folder: '    <DIR>          ',
    size: (bytes) => bytes.toLocaleString('de-DE').padStart(18),
    summary: (files, bytes) => `${String(files).padStart(16)} archivos ${String(bytes).padStart(14)} bytes`,
  },
  'Windows 2000, Hungarian': {
    heading: (path) => ` A k\u00f6nyvt\u00e1r ${path}`,
    date: (time) => `${time.getUTCFullYear()}.${month(time)}.${day(time)}.`,
    time: clock24,
    folder: '    <DIR>          ',
    size: (bytes) => String(bytes).padStart(18),
    summary: (files, bytes) =>
      `${String(files).padStart(16)} f\u00e1jl ${String(bytes).padStart(14)} b\u00e1jt`,
  },
  'Windows 2000, Korean': {
    heading: (path) => ` ${path} \ub514\ub809\ud130\ub9ac`,
    date: (time) => `${time.getUTCFullYear()}-${month(time)}-${day(time)}`,
    time: (time) => `${time.getUTCHours() < 12 ? '\uc624\uc804' : '\uc624\ud6c4'} ${clock12('', '')(time)}`,
    folder: '    <DIR>          ',
    size: (bytes) => bytes.toLocaleString('en-US').padStart(18),
    summary: (files, bytes) =>
      `${String(files).padStart(16)}\uac1c \ud30c\uc77c ${String(bytes).padStart(14)} \ubc14\uc774\ud2b8`,
  },
  'path before the words': {
    heading: (path) => ` ${path} \u306e\u30c7\u30a3\u30ec\u30af\u30c8\u30ea`,
    date: (time) => `${time.getUTCFullYear()}/${month(time)}/${day(time)}`,
    time: clock24,
    folder: '    <DIR>          ',
    size: (bytes) => String(bytes).padStart(18),
    summary: (files, bytes) =>
      `${String(files).padStart(16)} \u500b\u306e\u30d5\u30a1\u30a4\u30eb ${String(bytes).padStart(14)} \u30d0\u30a4\u30c8`,
  },
};

interface File {
  readonly name: string;
  readonly bytes: number;
  readonly time: number;
}

function print(layout: Layout, root: string, folders: ReadonlyMap<string, readonly File[]>): string {
  const lines = [' Volume in drive D is DATA', ' Volume Serial Number is 1234-5678', ''];
  for (const [folder, files] of folders) {
    lines.push(layout.heading(`${root}\\${folder}`), '');
    const entry = (time: Date, kind: string, name: string): void => {
      lines.push(`${layout.date(time)}  ${layout.time(time)}${kind}${name}`);
    };
    const stamp = new Date(files[0]?.time ?? Date.UTC(2002, 0, 31, 5, 5));
    entry(stamp, layout.folder, '.');
    entry(stamp, layout.folder, '..');
    for (const file of files) entry(new Date(file.time), layout.size(file.bytes), ` ${file.name}`);
    lines.push(
      layout.summary(
        files.length + 2,
        files.reduce((sum, file) => sum + file.bytes, 0),
      ),
      '',
    );
  }
  lines.push('     Total Files Listed:', layout.summary(99, 99), '');
  return lines.join('\r\n');
}

/** What is suspicious in a folder, by kind, in the plainest way. */
function suspiciousOf(files: readonly File[]): readonly { kind: string; files: number }[] {
  const split = (name: string): readonly [string, string] => {
    const lower = name.toLowerCase();
    const dot = lower.lastIndexOf('.');
    return dot < 0 ? [lower, ''] : [lower.slice(0, dot), lower.slice(dot + 1)];
  };
  const named = files.map((file) => ({ ...file, parts: split(file.name) }));
  const instructions = new Set(
    named.filter(({ parts: [, end] }) => end !== 'pck' && end !== 'tmp').map(({ parts: [base] }) => base),
  );
  const alone = new Set(
    named
      .filter(({ parts: [base, end] }) => end === 'pck' && !instructions.has(base))
      .map(({ parts: [base] }) => base),
  );
  return [
    { kind: 'empty', files: files.filter((file) => file.bytes === 0).length },
    { kind: 'temporary', files: named.filter(({ parts: [, end] }) => end === 'tmp').length },
    { kind: 'package-alone', files: alone.size },
  ].filter((one) => one.files > 0);
}

const minute = 60_000;
const aTime = fc
  .integer({ min: Date.UTC(1999, 0, 1) / minute, max: Date.UTC(2003, 11, 31) / minute })
  .map((minutes) => minutes * minute);
const aName = fc
  .string({
    unit: fc.constantFrom(...Array.from('abcXYZ019_-. ()~\u00e4<>/12,;=')),
    minLength: 1,
    maxLength: 20,
  })
  .map((name) => `x${name.trim()}`.replaceAll(/[<>/]/g, '_'))
  .chain((name) =>
    fc.constantFrom('', '.PCK', '.sni', '.TMP').map((end) => `${name.slice(0, 2).trim()}${end}`),
  );
const aFile: fc.Arbitrary<File> = fc.record({
  name: aName,
  bytes: fc.oneof(fc.constant(0), fc.nat(2 ** 31)),
  time: aTime,
});
const someFolders = fc
  .uniqueArray(
    fc.constantFrom(
      'despoolr.box',
      'despoolr.box\\receive',
      'ddm.box',
      'SINV.BOX',
      'schedule.box\\outboxes\\LAN',
      'a folder',
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.array(aFile, { maxLength: 12 })))),
  )
  .map((pairs) => new Map<string, readonly File[]>(pairs));

describe('a listing', () => {
  it.each(Object.entries(LAYOUTS))('%s: gives what was listed', (_, layout) => {
    fc.assert(
      fc.property(
        someFolders,
        fc.constantFrom('D:\\SMS\\Inboxes', 'E:\\Program Files\\SMS\\INBOXES', '\\\\NTS1\\SMS_ABC\\inboxes'),
        (folders, root) => {
          // A day above twelve settles the order of the date; every busy site has one.
          const settled = new Map(folders).set('hman.box', [
            { name: 'a.ct2', bytes: 1, time: Date.UTC(2002, 4, 29, 9, 5) },
          ]);
          const listing = readListing(print(layout, root, settled));
          expect(listing.cutOffIn).toBeNull();
          expect(listing.dateOrderCertain).toBe(true);
          const top = root.split('\\').at(-1);
          expect(listing.folders).toMatchObject(
            [...settled].map(([name, files]) => ({
              path: `${String(top)}/${name.replaceAll('\\', '/')}`,
              files: files.length,
              bytes: files.reduce((sum, file) => sum + file.bytes, 0),
              zeroByteFiles: files.filter((file) => file.bytes === 0).length,
              oldest: files.length === 0 ? null : Math.min(...files.map((file) => file.time)),
              newest: files.length === 0 ? null : Math.max(...files.map((file) => file.time)),
              suspicious: suspiciousOf(files),
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  const ambiguous = (heading: string, dates: readonly string[]): string =>
    [
      ` ${heading} D:\\SMS\\Inboxes\\ddm.box`,
      '',
      ...dates.map((date, n) => `${date}             12 ${n}.ddr`),
      '    2 File(s)   24 bytes',
      '',
    ].join('\r\n');

  it('settles the order of the date by a day above twelve', () => {
    const listing = readListing(ambiguous('Directory of', ['05/06/02  10:00', '25/06/02  10:00']));
    expect(listing).toMatchObject({ dateOrder: 'dmy', dateOrderCertain: true });
    expect(listing.folders[0]?.oldest).toBe(Date.UTC(2002, 5, 5, 10));
  });

  it('settles it by what lies in the future otherwise', () => {
    const text = ambiguous('Directory of', ['05/06/02  10:00', '05/11/02  10:00']);
    expect(readListing(text, Date.UTC(2002, 5, 12))).toMatchObject({
      dateOrder: 'mdy',
      dateOrderCertain: true,
    });
    expect(readListing(text, Date.UTC(2002, 11, 6))).toMatchObject({
      dateOrder: 'mdy',
      dateOrderCertain: false,
    });
  });

  it('takes the way of the language where nothing settles it, and says so', () => {
    const dates = ['05/06/02  10:00', '06/05/02  11:00'];
    expect(readListing(ambiguous('Directory of', dates))).toMatchObject({
      dateOrder: 'mdy',
      dateOrderCertain: false,
    });
    expect(readListing(ambiguous('Directorio de', dates))).toMatchObject({
      dateOrder: 'dmy',
      dateOrderCertain: false,
    });
    expect(readListing(ambiguous('Directory of', ['05/05/02  10:00']))).toMatchObject({
      dateOrderCertain: true,
    });
  });

  it.each([
    ['Map van', '17-05-01', 'dmy', Date.UTC(2001, 4, 17, 10)],
    ['Katalog p\u00e5', '01-05-17', 'ymd', Date.UTC(2001, 4, 17, 10)],
  ])('of "%s" settles %s by the years in which there was SMS 2.0', (heading, date, order, time) => {
    const listing = readListing(ambiguous(heading, [`${date}  10:00`]));
    expect(listing).toMatchObject({ dateOrder: order, dateOrderCertain: true });
    expect(listing.folders[0]?.oldest).toBe(time);
  });

  it('does not take a folder that could not be opened for an empty one', () => {
    const listing = readListing(
      [
        ' Directory of D:\\SMS\\Inboxes\\despoolr.box\\receive',
        '',
        ' Directory of D:\\SMS\\Inboxes\\ddm.box',
        '',
        '05/17/01  05:30p        <DIR>          .',
        '05/17/01  05:30p        <DIR>          ..',
        '               2 File(s)              0 bytes',
        '',
        '     Total Files Listed:',
        '               2 File(s)              0 bytes',
        '',
      ].join('\r\n'),
    );
    expect([...listing.unclear]).toEqual(['Inboxes/despoolr.box/receive']);
  });

  it('does not take for empty what it does not understand', () => {
    const strange = ambiguous('Directory of', ['05/25/02  10:00', 'So 25 maj  10:00']).replace(
      '    2 File',
      '   20 File',
    );
    expect([...readListing(strange).unclear]).toEqual(['Inboxes/ddm.box']);
    const fewer = ambiguous('Directory of', ['05/25/02  10:00', '05/25/02  10:00']);
    expect(readListing(fewer).unclear.size).toBe(0);
    expect([...readListing(fewer.replace('    2 File', '    3 File')).unclear]).toEqual(['Inboxes/ddm.box']);
  });

  it('counts hidden files, passes over junctions, and takes any name', () => {
    const listing = readListing(
      [
        ' Directory of D:\\SMS\\Inboxes\\ddm.box',
        '',
        '05/25/2002  10:00 AM    <DIR>          .',
        '05/25/2002  10:00 AM    <DIR>          ..',
        '05/25/2002  10:00 AM    <JUNCTION>     linked',
        '05/25/2002  10:00 AM    <SYMLINK>      here.ddr',
        '05/25/2002  10:00 AM             1,234   a b  c.DDR',
        '05/25/2002  10:00 AM                 0 05-25-02 10.00 <1> 5.ddr',
        '               3 File(s)          1,234 bytes',
        '',
      ].join('\r\n'),
    );
    expect(listing.folders).toMatchObject([{ files: 3, bytes: 1234, zeroByteFiles: 1 }]);
    expect(listing.folders[0]?.newestFiles.map(({ name }) => name)).toEqual([
      'here.ddr',
      'a b  c.DDR',
      '05-25-02 10.00 <1> 5.ddr',
    ]);
    expect(listing.unclear.size).toBe(0);
  });

  it('of the cmd.exe of Wine is read as well', () => {
    const listing = readListing(
      [
        'Volume in drive C has no label.',
        'Volume Serial Number is 4300-0000',
        '',
        'Directory of C:\\SMS\\Inboxes\\ddm.box',
        '',
        '11/22/2026   6:23 PM  <DIR>         .',
        '11/22/2026   6:23 PM  <DIR>         ..',
        '11/22/2026   6:23 PM             2  a.ddr',
        '       1 file                         2 bytes',
        '',
        'Directory of C:\\SMS\\Inboxes\\hman.box',
        '',
        '11/22/2026   6:23 PM  <DIR>         .',
        '       0 files                        0 bytes',
        '',
        '     Total files listed:',
        '       1 file                         2 bytes',
        '       3 directories        76572516352 bytes free',
        '',
      ].join('\r\n'),
    );
    expect(listing).toMatchObject({ cutOffIn: null, dateOrderCertain: true });
    expect(listing.unclear.size).toBe(0);
    expect(listing.folders.map(({ path, files, newest }) => [path, files, newest])).toEqual([
      ['Inboxes/ddm.box', 1, Date.UTC(2026, 10, 22, 18, 23)],
      ['Inboxes/hman.box', 0, null],
    ]);
  });

  it('one damaged date does not decide', () => {
    const listing = readListing(
      ambiguous('Directory of', ['05/25/02  10:00', '25/05/02  10:00', '99/99/99  10:00']),
    );
    expect(listing.dateOrder).toBe('mdy');
  });

  it('leaves out what is not below Inboxes and Inboxes itself', () => {
    const text = ['D:\\SMS', 'D:\\SMS\\Inboxes', 'D:\\SMS\\Logs', 'D:\\SMS\\Inboxes\\hman.box']
      .map(
        (path) =>
          ` Directory of ${path}\r\n\r\n05/25/02  10:00a      12 a.txt\r\n      1 File(s)    12 bytes\r\n`,
      )
      .join('\r\n');
    expect(readListing(text).folders.map((folder) => folder.path)).toEqual(['Inboxes/hman.box']);
  });

  it('names the folder in which it is cut off, wherever that is', () => {
    const folders = new Map([['ddm.box', [{ name: 'a.ddr', bytes: 5, time: Date.UTC(2002, 4, 29) }]]]);
    const whole = print(AMERICAN_NT4, 'D:\\SMS\\Inboxes', folders);
    const start = whole.indexOf('ddm.box') + 'ddm.box'.length;
    const end = whole.indexOf('File(s)');
    for (let cut = start; cut < end; cut += 1) {
      expect(readListing(whole.slice(0, cut)).cutOffIn).toBe('Inboxes/ddm.box');
    }
  });

  it('takes any text without harm and in time that grows with its length', () => {
    const piece = fc.constantFrom(
      ' ',
      '  ',
      '05/12/02',
      '12.05.',
      '10:00',
      'p',
      '<DIR>',
      '<',
      '1234',
      'D:\\',
      '\\\\',
      'Inboxes',
      '\\a',
      '\n',
      '\u00e4',
      ',,,,',
      '....Array.from(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(')')),
        ),
        (text) => {
          for (const folder of readListing(text).folders) expect(folder.files).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 400 },
    );
    readListing(
      ` ${'a '.repeat(100_000)}\n ${'D:\\ '.repeat(50_000)}\n${'1'.repeat(100_000)}\n${'  1 a'.repeat(30_000)}`,
    );
  });
});
