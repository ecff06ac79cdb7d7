import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { SiteReadError } from '../../../electron/site/errors.ts';
import { judgeZipName } from '../../../electron/site/tree/zip-names.ts';
import { ZIP_LIMITS } from '../../../electron/site/tree/zip-limits.ts';
import { ZipTree } from '../../../electron/site/tree/zip-tree.ts';
import { DESPOOL_LOG, SMALL_SITE, newFolder, read, whyOf, writeFiles } from './sites.ts';
import { type RawEntry, rawZip } from './zip-bytes.ts';

const NEVER = new AbortController().signal;

function zipFile(bytes: Uint8Array, name = 'site.zip'): string {
  return path.join(writeFiles({ [name]: Buffer.from(bytes) }), name);
}

const SITE_ENTRIES: readonly RawEntry[] = Object.entries(SMALL_SITE).map(([name, data]) => ({
  name: `SMS/${name}`,
  data: data ?? '',
}));

async function readEntries(entries: readonly RawEntry[]) {
  return read(zipFile(rawZip(entries).bytes));
}

describe('a zip', () => {
  it('of an SMS directory gives what the folder gives', async () => {
    const packed = zipSync(
      Object.fromEntries(
        Object.entries(SMALL_SITE).map(([name, data]) => [`SMS/${name}`, strToU8(String(data))]),
      ),
      { mtime: new Date(2002, 4, 12, 9, 30) },
    );
    const fromZip = await read(zipFile(packed));
    const fromFolder = await read(writeFiles(SMALL_SITE));
    for (const key of ['logs', 'releases', 'controlFiles', 'coverage', 'unreadable'] as const) {
      expect(fromZip[key]).toEqual(fromFolder[key]);
    }
    expect(fromZip.inboxes.find((inbox) => inbox.path === 'Inboxes/despoolr.box/receive')).toMatchObject({
      files: 2,
      bytes: 7,
      zeroByteFiles: 1,
      // The clock of the packing machine as it stands, whatever zone the reading one is in.
      oldest: Date.UTC(2002, 4, 12, 9, 30),
      newest: Date.UTC(2002, 4, 12, 9, 30),
    });
  });

  it('takes the local time although a UTC time is there too', async () => {
    const utc = Buffer.alloc(9);
    utc.writeUInt16LE(0x5455, 0);
    utc.writeUInt16LE(5, 2);
    utc.writeUInt8(1, 4);
    utc.writeUInt32LE(Date.UTC(2002, 4, 12, 7) / 1000, 5);
    const evidence = await readEntries([
      { name: 'Logs/Despool.log', data: DESPOOL_LOG },
      { name: 'Inboxes/ddm.box/a.ddr', data: 'x', time: [2002, 5, 12, 3, 0], extra: utc },
    ]);
    expect(evidence.inboxes[0]?.newest).toBe(Date.UTC(2002, 4, 12, 3));
  });

  it('with backslashes in its names is read', async () => {
    const evidence = await readEntries(
      SITE_ENTRIES.map((entry) => ({ ...entry, name: String(entry.name).replaceAll('/', '\\') })),
    );
    expect(evidence.logs.hits[0]?.last).toMatchObject({ path: 'Logs/Despool.log', line: 2 });
    expect(evidence.inboxes.map((inbox) => inbox.path)).toContain('Inboxes/despoolr.box/receive');
    expect(evidence.unreadable).toEqual([]);
  });

  it('whose lengths stand behind the data is read', async () => {
    const evidence = await readEntries(SITE_ENTRIES.map((entry) => ({ ...entry, streamed: true })));
    expect(evidence.logs.hits[0]?.count).toBe(1);
    expect(evidence.unreadable).toEqual([]);
  });

  it('keeps empty inboxes', async () => {
    const evidence = await readEntries([...SITE_ENTRIES, { name: 'SMS/Inboxes/ddm.box/', method: 0 }]);
    expect(evidence.inboxes.find((inbox) => inbox.path === 'Inboxes/ddm.box')).toMatchObject({
      files: 0,
      oldest: null,
    });
  });

  it('named .smscase is read as the zip it is', async () => {
    const evidence = await read(zipFile(rawZip(SITE_ENTRIES).bytes, 'monday.smscase'));
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });

  it('with a wrong name is told by its first bytes', async () => {
    const evidence = await read(zipFile(rawZip(SITE_ENTRIES).bytes, 'site.dat'));
    expect(evidence.label).toBe('site.dat');
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });
});

describe('a hostile zip', () => {
  const HOSTILE: readonly (readonly [name: string, why: RegExp])[] = [
    ['../Logs/Despool.log', /leads out of the archive/],
    ['SMS/../../Logs/Despool.log', /leads out of the archive/],
    ['..\\..\\Logs\\Despool.log', /leads out of the archive/],
    ['/Logs/Despool.log', /root of a drive/],
    ['\\Logs\\Despool.log', /root of a drive/],
    ['C:\\SMS\\Logs\\Despool.log', /begins with a drive/],
    ['C:Despool.log', /begins with a drive/],
    ['\\\\server\\share\\Logs\\Despool.log', /network share/],
    ['//server/share/Logs/Despool.log', /network share/],
    ['SMS/Logs/Despool.log:hidden', /colon/],
    ['SMS/Logs/Despool.log\0.txt', /zero character/],
    ['SMS/Logs/con', /device/],
    ['SMS/Logs/NUL.log', /device/],
    ['SMS/com1/Despool.log', /device/],
    ['SMS/Logs/lpt2 .log', /device/],
    ['SMS/Logs/Despool.log.', /dot or a blank/],
    ['SMS/Logs/Despool.log ', /dot or a blank/],
    ['SMS/Logs . /Despool.log', /dot or a blank/],
    [`${'a/'.repeat(100)}Despool.log`, /too many folders deep/],
    [`Logs/${'a'.repeat(5000)}.log`, /too long/],
  ];
  it.each(HOSTILE)('name %j is refused and named, the rest is read', async (name, why) => {
    const evidence = await readEntries([{ name, data: 'SMS_EVIL' }, ...SITE_ENTRIES]);
    expect(evidence.logs.files).toHaveLength(1);
    expect(evidence.logs.hits[0]?.count).toBe(1);
    expect(evidence.unreadable).toHaveLength(1);
    expect(evidence.unreadable[0]?.why).toMatch(why);
    expect(evidence.unreadable[0]?.why).toMatch(/was left out/);
    expect(evidence.unreadable[0]?.source).not.toContain('\0');
  });

  it('never accepts a name that leads out, whatever it is made of', () => {
    const piece = fc.constantFrom('..', '.', '', 'Logs', 'a', 'C:', '\\', '/', '...', ' ..', 'x:y');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('/', '\\'), (pieces, separator) => {
        const judged = judgeZipName(pieces.join(separator));
        if (judged.kind === 'refused') return;
        expect(path.win32.resolve('C:\\base', ...judged.segments).startsWith('C:\\base')).toBe(true);
        expect(path.posix.resolve('/base', ...judged.segments).startsWith('/base')).toBe(true);
      }),
    );
  });

  it.each(['COM\u00b9.log', 'a/conin$', 'aux.', 'Prn.tar.gz', 'nul   .x'])('refuses the name %j', (name) => {
    expect(judgeZipName(name).kind).toBe('refused');
  });

  it.each(['Console.log', 'auxiliary', 'com10.log', 'a.con', 'nullable.log', '.log'])(
    'accepts the name %j',
    (name) => {
      expect(judgeZipName(name).kind).toBe('file');
    },
  );

  it('with two names that differ in case only uses the first', async () => {
    const evidence = await readEntries([
      ...SITE_ENTRIES,
      { name: 'sms/LOGS/DESPOOL.LOG', data: 'other' },
      { name: 'SMS/Inboxes/despoolr.box/receive/2_4o7pri.pck', data: 'other' },
    ]);
    expect(evidence.logs.files).toMatchObject([{ path: 'Logs/Despool.log', bytes: DESPOOL_LOG.length }]);
    expect(evidence.inboxes.find((inbox) => inbox.path.endsWith('receive'))?.files).toBe(2);
    expect(whyOf(evidence, /DESPOOL\.LOG/)).toMatch(/another file of this name/);
    expect(evidence.unreadable).toHaveLength(2);
  });

  it('with links, locked files and archives inside leaves them out', async () => {
    const evidence = await readEntries([
      { name: 'SMS/Logs/link.log', data: '/etc/passwd', mode: 0o120777 },
      { name: 'SMS/Logs/locked.log', data: 'secret', flags: 1 },
      { name: 'SMS/Logs/odd.log', data: 'odd', method: 12 },
      { name: 'SMS/more.zip', data: 'PK' },
      ...SITE_ENTRIES,
    ]);
    expect(evidence.logs.files).toHaveLength(1);
    expect(whyOf(evidence, 'Logs/link.log')).toMatch(/link/);
    expect(whyOf(evidence, 'Logs/locked.log')).toMatch(/password/);
    expect(whyOf(evidence, 'Logs/odd.log')).toMatch(/cannot be read here/);
    expect(whyOf(evidence, 'more.zip')).toMatch(/archive inside the archive/);
  });

  it('that inflates a thousandfold is stopped early', async () => {
    const evidence = await readEntries([
      ...SITE_ENTRIES,
      { name: 'SMS/Logs/bomb.log', data: Buffer.alloc(64 * 2 ** 20) },
    ]);
    expect(whyOf(evidence, 'Logs/bomb.log')).toMatch(/looks made to do harm/);
    expect(evidence.logs.files.find((file) => file.path === 'Logs/bomb.log')?.bytes).toBeLessThan(
      17 * 2 ** 20,
    );
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });

  it.each([
    ['one entry', [64 * 2 ** 20], 20 * 2 ** 20],
    ['many small entries', Array.from({ length: 40 }, () => 2 ** 20), 20 * 2 ** 20],
  ])('without a table of contents is not inflated to find the end of %s', async (_, sizes, most) => {
    const zip = rawZip([
      ...SITE_ENTRIES,
      ...sizes.map((size, n) => ({
        name: `SMS/Logs/bomb${n}.log`,
        data: Buffer.alloc(size),
        streamed: true,
      })),
      { name: 'SMS/Logs/after.log', data: DESPOOL_LOG },
    ]);
    const file = zipFile(zip.bytes.subarray(0, zip.directoryAt));
    const limits = { ...ZIP_LIMITS, ratioFrom: 2 ** 20, totalBytes: most };
    const tree = await ZipTree.open(file, NEVER, limits);
    const said = tree.problems.map(({ path: name, why }) => `${name}: ${why}`).join('\n');
    expect(said).toMatch(/bomb\d+\.log: (?:It is packed so tightly|The zip holds too much)/);
    const { files } = await tree.list('SMS/Logs', { count: false, signal: NEVER });
    expect(files).toContain('Despool.log');
    expect(files).not.toContain('after.log');
    const salvaged = files.filter((name) => name.startsWith('bomb'));
    expect(salvaged.length * 2 ** 20).toBeLessThanOrEqual(most);
    await tree.close();
  });

  it('that lies about a length is believed no further than it says', async () => {
    const evidence = await readEntries([
      { name: 'SMS/Logs/more.log', data: 'x\n'.repeat(500), claimedBytes: 10 },
      { name: 'SMS/Logs/less.log', data: 'x\n', claimedBytes: 5000 },
      ...SITE_ENTRIES,
    ]);
    expect(whyOf(evidence, 'Logs/more.log')).toMatch(/longer than the zip says/);
    expect(whyOf(evidence, 'Logs/less.log')).toMatch(/shorter than the zip says/);
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });

  it('keeps to its limits of entries, folders, files and bytes', async () => {
    const file = zipFile(
      rawZip(Array.from({ length: 50 }, (_, n) => ({ name: `d${n}/a.log`, data: 'x'.repeat(100) }))).bytes,
    );
    const problems = async (limits: Partial<typeof ZIP_LIMITS>): Promise<string> => {
      const tree = await ZipTree.open(file, NEVER, { ...ZIP_LIMITS, ...limits });
      const said = tree.problems.map((one) => one.why);
      for (let n = 0; n < 5; n += 1) {
        const outcome = await tree.read(`d${n}/a.log`, NEVER, () => true).catch(() => null);
        if (outcome?.problem) said.push(outcome.problem);
      }
      await tree.close();
      return said.join(' ');
    };
    expect(await problems({})).toBe('');
    expect(await problems({ entries: 10 })).toMatch(/more than 10 entries/);
    expect(await problems({ folders: 10 })).toMatch(/more than 10 folders/);
    expect(await problems({ wantedFiles: 10 })).toMatch(/too many files/);
    expect(await problems({ fileBytes: 50 })).toMatch(/too large/);
    expect(await problems({ totalBytes: 250 })).toMatch(/holds too much/);
  });

  it('with damaged content gives what is whole', async () => {
    const zip = rawZip([
      { name: 'SMS/Logs/Sched.log', data: 'abc\n'.repeat(300), method: 0 },
      ...SITE_ENTRIES,
    ]);
    zip.bytes[200] = 0;
    const evidence = await read(zipFile(zip.bytes));
    expect(whyOf(evidence, 'Logs/Sched.log')).toMatch(/checksum does not fit/);
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });

  it('never breaks the reader, whichever byte is wrong', async () => {
    const { bytes } = rawZip(SITE_ENTRIES);
    const folder = newFolder();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = value;
        const file = path.join(folder, 'damaged.zip');
        fs.writeFileSync(file, damaged);
        const outcome = await read(file).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SiteReadError);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a truncated zip', () => {
  const streamed = SITE_ENTRIES.map((entry) => ({ ...entry, streamed: true }));

  it.each([
    ['with lengths before the data', SITE_ENTRIES],
    ['with lengths behind the data', streamed],
    ['with stored data and lengths behind it', streamed.map((entry) => ({ ...entry, method: 0 as const }))],
  ])('%s gives the entries before the cut and names the one that is cut', async (_, entries) => {
    const zip = rawZip(entries);
    // In the middle of Inboxes/clicomp.src/base/compver.ini, the fifth entry.
    const cut = (zip.offsets[4] ?? 0) + 80;
    const evidence = await read(zipFile(zip.bytes.subarray(0, cut)));
    expect(evidence.logs.hits[0]?.last).toMatchObject({ path: 'Logs/Despool.log', line: 2 });
    expect(evidence.inboxes.find((inbox) => inbox.path.endsWith('receive'))?.files).toBe(2);
    expect(evidence.controlFiles).toHaveLength(1);
    expect(evidence.releases).toEqual([]);
    // What is not in a torn zip may have been there.
    expect(evidence.coverage.crashes).toBe(false);
    expect(whyOf(evidence, /^Inboxes\/clicomp\.src|^SMS\/Inboxes\/clicomp\.src/)).toMatch(/cut off/);
    expect(whyOf(evidence, 'site.zip')).toMatch(/no complete table of contents.*4 file/s);
  });

  it('does not count the inbox in which it breaks off', async () => {
    const zip = rawZip([
      { name: 'Inboxes/ddm.box/a.ddr', data: 'x' },
      { name: 'Inboxes/despoolr.box/b.pck', data: 'x' },
      { name: 'Inboxes/despoolr.box/receive/1.pck', data: 'x' },
      { name: 'Inboxes/despoolr.box/receive/2.pck', data: 'x' },
    ]);
    const evidence = await read(zipFile(zip.bytes.subarray(0, zip.offsets[3])));
    expect(evidence.inboxes.map((inbox) => inbox.path)).toEqual(['Inboxes/ddm.box']);
    expect(whyOf(evidence, 'Inboxes/despoolr.box/receive')).toMatch(/breaks off here/);
  });

  it('that lost only its table of contents gives everything', async () => {
    for (const entries of [SITE_ENTRIES, streamed]) {
      const zip = rawZip(entries);
      const evidence = await read(zipFile(zip.bytes.subarray(0, zip.directoryAt)));
      expect(evidence.releases).toHaveLength(2);
      expect(evidence.logs.hits[0]?.count).toBe(1);
      expect(whyOf(evidence, 'site.zip')).toMatch(/no complete table of contents/);
    }
  });

  it('gives, wherever it is cut, no entry that is not whole', async () => {
    const folder = newFolder();
    for (const entries of [SITE_ENTRIES, streamed]) {
      const zip = rawZip(entries);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: zip.bytes.length - 1 }), async (length) => {
          const file = path.join(folder, 'cut.zip');
          fs.writeFileSync(file, zip.bytes.subarray(0, length));
          const outcome = await read(file).catch((error: unknown) => error as Error);
          if (outcome instanceof Error) {
            expect(outcome.name).toBe('SiteReadError');
            return;
          }
          for (const log of outcome.logs.files) expect(log.bytes).toBe(DESPOOL_LOG.length);
          expect(whyOf(outcome, 'cut.zip')).toMatch(/no complete table of contents/);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('that is no zip at all says so', async () => {
    await expect(read(zipFile(Buffer.from('this is no zip')))).rejects.toMatchObject({ code: 'not-a-zip' });
    await expect(read(zipFile(Buffer.alloc(0)))).rejects.toMatchObject({ code: 'not-a-zip' });
  });

  it('that holds nothing of a site is refused', async () => {
    await expect(readEntries([{ name: 'holiday.jpg', data: 'x' }])).rejects.toMatchObject({
      code: 'no-evidence',
    });
    await expect(readEntries([])).rejects.toMatchObject({ code: 'no-evidence' });
  });
});
