import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExcerpt } from '../../../electron/site/read-excerpt.ts';
import { DESPOOL_LOG, SMALL_SITE, logLine, read, writeFiles } from './sites.ts';
import { rawZip } from './zip-bytes.ts';

const NUMBERED = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join('\r\n');

describe('an excerpt', () => {
  it('gives the cited line with those around it', async () => {
    const site = writeFiles({ 'SMS/Logs/Despool.log': NUMBERED, 'SMS/Inboxes/a.box': null });
    expect(await readExcerpt([site], 'Logs/Despool.log:50', 1)).toEqual([
      { number: 49, text: 'line 49', cited: false },
      { number: 50, text: 'line 50', cited: true },
      { number: 51, text: 'line 51', cited: false },
    ]);
    expect((await readExcerpt([site], 'Logs/Despool.log:1', 2)).map((line) => line.number)).toEqual([
      1, 2, 3,
    ]);
    expect((await readExcerpt([site], 'Logs/Despool.log:100', 2)).map((line) => line.number)).toEqual([
      98, 99, 100,
    ]);
    expect((await readExcerpt([site], 'Logs/Despool.log', 1)).map((line) => line.cited)).toEqual([
      false,
      false,
    ]);
  });

  it('finds each source that the evidence cites, in folders, zips and single files', async () => {
    const files = {
      'deep/SMS/Logs/Despool.log': DESPOOL_LOG,
      'deep/SMS/Inboxes/clicomp.src/base/compver.ini': 'x\r\nVersion=2.00.1493.2009\r\n',
      'export.reg':
        'REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SMS\\Setup]\r\n"Full Version"="2.00.1493.2000"\r\n',
    };
    const folder = writeFiles(files);
    const zip = rawZip(Object.entries(files).map(([name, data]) => ({ name, data }))).bytes;
    const zipPath = path.join(writeFiles({ 'site.zip': zip }), 'site.zip');
    const single = path.join(folder, 'deep/SMS/Logs/Despool.log');
    const twin = writeFiles({ 'Logs/Despool.log': DESPOOL_LOG });
    for (const paths of [
      [folder],
      [zipPath],
      [single],
      [path.join(folder, 'deep/SMS/Logs')],
      [twin, folder],
    ]) {
      const evidence = await read(...paths);
      const cited = [
        ...evidence.logs.hits.map(
          ({ last }) => [`${last.path}:${last.line}`, /Waiting for an available/] as const,
        ),
        ...evidence.releases.map(
          ({ raw, source }) => [`${source.path}:${source.line}`, new RegExp(raw)] as const,
        ),
      ];
      expect(cited.length).toBeGreaterThan(0);
      for (const [source, text] of cited) {
        const line = (await readExcerpt(paths, source, 0)).at(0);
        expect(line?.cited).toBe(true);
        expect(line?.text).toMatch(text);
      }
    }
  });

  it('is of the site that is cited, when several have the same name', async () => {
    const folder = writeFiles(
      Object.fromEntries(
        ['one', 'two', 'three'].flatMap((name) => [
          [`${name}/SMS/Logs/Despool.log`, `${logLine(`~In ${name}`, 'SMS_DESPOOLER', '03:10:11.100')}\n`],
          [`${name}/SMS/Inboxes/ddm.box/a.ddr`, name],
        ]),
      ),
    );
    const loose = writeFiles({
      'Despool.log': `${logLine('~In loose', 'SMS_DESPOOLER', '03:10:11.100')}\n`,
    });
    const paths = [
      ...['one', 'two', 'three'].map((name) => path.join(folder, name, 'SMS')),
      path.join(loose, 'Despool.log'),
    ];
    const evidence = await read(...paths);
    expect(evidence.label).toBe('SMS + SMS (2) + SMS (3) + Despool.log');
    expect(evidence.logs.files.map((file) => file.path).sort()).toEqual([
      'Despool.log',
      'SMS (2)/Logs/Despool.log',
      'SMS (3)/Logs/Despool.log',
      'SMS/Logs/Despool.log',
    ]);
    expect(evidence.inboxes.map((inbox) => inbox.path).sort()).toEqual([
      'SMS (2)/Inboxes/ddm.box',
      'SMS (3)/Inboxes/ddm.box',
      'SMS/Inboxes/ddm.box',
    ]);
    const textOf = async (source: string) => (await readExcerpt(paths, `${source}:1`, 0)).at(0)?.text;
    expect(await textOf('SMS/Logs/Despool.log')).toContain('In one');
    expect(await textOf('SMS (2)/Logs/Despool.log')).toContain('In two');
    expect(await textOf('SMS (3)/Logs/Despool.log')).toContain('In three');
    expect(await textOf('Despool.log')).toContain('In loose');
    await expect(textOf('Logs/Despool.log')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells a loose log from a chosen one of the same name', async () => {
    const folder = writeFiles({ 'Despool.log': `${logLine('~Loose', 'SMS_DESPOOLER', '03:10:11.100')}\n` });
    const other = writeFiles({ 'Despool.log': `${logLine('~Chosen', 'SMS_DESPOOLER', '03:10:11.100')}\n` });
    const paths = [folder, path.join(other, 'Despool.log')];
    const shown = (await read(...paths)).logs.files.map((file) => file.path).sort();
    expect(shown).toEqual(['2/Despool.log', 'Despool.log']);
    const texts = await Promise.all(
      shown.map(async (one) => (await readExcerpt(paths, `${one}:1`, 0)).at(0)?.text),
    );
    expect(texts[0]).toContain('Chosen');
    expect(texts[1]).toContain('Loose');
  });

  // Windows has no such names.
  it.skipIf(process.platform === 'win32').each(['despool 10:30.log', 'a\\b.log', 'despool.log:7'])(
    'is found for a file called %j',
    async (name) => {
      const folder = writeFiles({ [name]: DESPOOL_LOG });
      const single = [path.join(folder, name)];
      const [file] = (await read(...single)).logs.files;
      expect(file?.path).toBe(name);
      expect(await readExcerpt(single, `${name}:2`, 0)).toMatchObject([{ number: 2, cited: true }]);
      expect(await readExcerpt(single, name, 0)).toMatchObject([{ number: 1, cited: false }]);
    },
  );

  it('does not look through the site again for each click', async () => {
    const site = writeFiles(SMALL_SITE);
    await read(site);
    // A log that came after the site was read is none of it: it would be found by looking again.
    fs.writeFileSync(path.join(site, 'Logs', 'Later.log'), DESPOOL_LOG);
    await expect(readExcerpt([site], 'Logs/Later.log:1', 0)).rejects.toMatchObject({ code: 'not-found' });
    await read(site);
    expect(await readExcerpt([site], 'Logs/Later.log:1', 0)).toHaveLength(1);
  });

  it('is of what the zip is now', async () => {
    const zip = (text: string) =>
      rawZip([{ name: 'SMS/Logs/Despool.log', data: `${text}\n${DESPOOL_LOG}` }]).bytes;
    const file = path.join(writeFiles({ 'site.zip': zip('first') }), 'site.zip');
    await read(file);
    expect(await readExcerpt([file], 'Logs/Despool.log:1', 0)).toMatchObject([{ text: 'first' }]);
    expect(await readExcerpt([file], 'Logs/Despool.log:1', 0)).toMatchObject([{ text: 'first' }]);
    fs.writeFileSync(file, zip('another'));
    expect(await readExcerpt([file], 'Logs/Despool.log:1', 0)).toMatchObject([{ text: 'another' }]);
  });

  it('is in the code page that the registry export beside it states', async () => {
    const site = writeFiles({
      'nls.reg':
        'REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage]\r\n"ACP"="1251"\r\n',
      'Logs/cyrillic.log': Buffer.from([0x61, 0x0a, 0xcf, 0xf0, 0xe8, 0x0d, 0x0a]),
    });
    expect(await readExcerpt([site], 'Logs/cyrillic.log:2', 0)).toMatchObject([{ text: 'При' }]);
  });

  it('gives nothing of a chosen file that is no log', async () => {
    const folder = writeFiles({ 'notes.txt': 'a private note\n', 'copy.txt': DESPOOL_LOG });
    const paths = [path.join(folder, 'notes.txt'), path.join(folder, 'copy.txt')];
    await expect(readExcerpt(paths, 'notes.txt:1', 0)).rejects.toMatchObject({ code: 'not-found' });
    await read(...paths);
    await expect(readExcerpt(paths, 'notes.txt:1', 0)).rejects.toMatchObject({ code: 'not-found' });
    expect(await readExcerpt(paths, 'copy.txt:1', 0)).toHaveLength(1);
  });

  it('decodes UTF-16 and the code page of the snapshot', async () => {
    const site = writeFiles({
      'snapshot.ini': '[Snapshot]\nFormatVersion=1\nCodePage=1251\n',
      'Logs/wide.log': Buffer.from('\uFEFFone\r\nz\u00fcrich\r\n', 'utf16le'),
      'Logs/cyrillic.log': Buffer.from([0x61, 0x0a, 0xcf, 0xf0, 0xe8, 0x0d, 0x0a]),
    });
    expect(await readExcerpt([site], 'Logs/wide.log:2', 0)).toEqual([
      { number: 2, text: 'zürich', cited: true },
    ]);
    expect(await readExcerpt([site], 'Logs/cyrillic.log:2', 0)).toEqual([
      { number: 2, text: 'При', cited: true },
    ]);
  });

  it('says when line or file are no longer there', async () => {
    const site = writeFiles({ 'Logs/Despool.log': 'one\n' });
    await expect(readExcerpt([site], 'Logs/Despool.log:2', 3)).rejects.toMatchObject({
      code: 'line-not-found',
    });
    await expect(readExcerpt([site], 'Logs/Sched.log:1', 3)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    '../secret.log:1',
    'Logs/../../secret.log:1',
    '/etc/passwd:1',
    'C:\\secret.log:1',
    'Logs\\x.log:1',
    'Logs//x.log:1',
    'Logs/x.log:0',
    '',
    ':3',
    'a\0.log:1',
  ])('refuses %j', async (source) => {
    const site = writeFiles({ 'Logs/Despool.log': 'one\n' });
    await expect(readExcerpt([site], source, 3)).rejects.toMatchObject({ code: 'bad-source' });
  });

  it('gives no file that is none of a site', async () => {
    const site = writeFiles({ 'Logs/Despool.log': 'one\n', 'passwords.txt': 'secret\n' });
    await expect(readExcerpt([site], 'passwords.txt:1', 3)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('numbers lines as splitting at line feeds does, whatever the lines are', async () => {
    const text = fc.array(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\t', 'ü', '~'), maxLength: 30 }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(text, fc.nat(20), fc.nat(4), async (parts, at, context) => {
        const content = `é${parts.join('\n')}`;
        const site = writeFiles({ 'Logs/x.log': content });
        const lines = content.split('\n');
        if (lines.at(-1) === '') lines.pop();
        const reading = readExcerpt([site], `Logs/x.log:${at + 1}`, context);
        if (at >= lines.length) {
          await expect(reading).rejects.toMatchObject({ code: 'line-not-found' });
          return;
        }
        const first = Math.max(0, at - context);
        expect(await reading).toEqual(
          lines.slice(first, at + context + 1).map((line, index) => ({
            number: first + index + 1,
            text: line.replace(/\r$/, ''),
            cited: first + index === at,
          })),
        );
      }),
      { numRuns: 80 },
    );
  });

  it('cuts lines without end', async () => {
    const site = writeFiles({ 'Logs/x.log': `${'a'.repeat(3_000_000)}\nb\n` });
    const [first, second] = await readExcerpt([site], 'Logs/x.log:2', 1);
    expect(first?.text.length).toBeLessThan(20_000);
    expect(first?.text.endsWith('…')).toBe(true);
    expect(second).toEqual({ number: 2, text: 'b', cited: true });
  });
});
