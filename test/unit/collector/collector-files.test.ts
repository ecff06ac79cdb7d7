/** What is put on the stick. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sp2AfterBackup } from '../../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { snapshot } from '../../../build/sample-sites/snapshot.ts';
import { collectorFiles, collectorInstructions } from '../../../electron/collector/collector.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
const SHIPPED = readFileSync(path.join(ASSETS, 'collector', 'collect.cmd'));

let files: ReadonlyMap<string, Buffer>;
let work: string;
beforeAll(async () => {
  files = new Map((await collectorFiles(ASSETS)).map(({ name, content }) => [name, Buffer.from(content)]));
  work = await mkdtemp(path.join(tmpdir(), 'doctor-collector-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

describe('the files for the stick', () => {
  it('are the collector as shipped, and its instructions twice', () => {
    expect([...files.keys()]).toEqual(['collect.cmd', 'How to collect.html', 'How to collect.txt']);
    expect(files.get('collect.cmd')).toEqual(SHIPPED);
  });

  it('hold the collector with CRLF even when the copy beside the program lost it', async () => {
    await cp(path.join(ASSETS, 'collector'), path.join(work, 'collector'), { recursive: true });
    await writeFile(
      path.join(work, 'collector', 'collect.cmd'),
      SHIPPED.toString('latin1').replaceAll('\r\n', '\n'),
    );
    const [program] = await collectorFiles(work);
    expect(Buffer.from(program!.content)).toEqual(SHIPPED);
  });

  it('cannot be had where the assets are missing', async () => {
    await expect(collectorFiles(path.join(work, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the page', () => {
  it('is the one on the stick, and states the version of the program', async () => {
    const html = await collectorInstructions(ASSETS);
    expect(files.get('How to collect.html')!.toString()).toBe(html);
    const version = /^set VERSION=(\S+)\r$/m.exec(SHIPPED.toString('latin1'))![1]!;
    expect(html).toContain(`collector ${version}`);
  });

  it('needs nothing but itself', async () => {
    const html = await collectorInstructions(ASSETS);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|url\(|@import|https?:|src=|href=/i);
  });

  it('names the options that the program has, with their limits', async () => {
    const program = SHIPPED.toString('latin1');
    const html = await collectorInstructions(ASSETS);
    const standard = /^set CAP=(\d+)\r$/m.exec(program)![1]!;
    expect(html).toContain(`1 to 999. Without it ${standard}`);
    expect(program).toContain('from 1 to 999');
    for (const said of ['Done', 'not whole', 'No SMS directory was found', 'could not']) {
      expect(program).toContain(said);
      expect(html).toContain(said);
    }
    expect(html).toContain('nine steps');
    expect(program).toContain(' 9 of 9:');
  });
});

describe('the text for Notepad', () => {
  it('is ASCII with CRLF and no line longer than a console', async () => {
    const text = files.get('How to collect.txt')!.toString('latin1');
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThan(79);
    expect(await readFile(path.join(ASSETS, 'collector', 'collect.cmd'), 'latin1')).not.toMatch(
      /[^\x20-\x7e\r\n]/,
    );
  });

  it('says the same as the page', async () => {
    const flat = (text: string): string => text.replace(/\s+/g, ' ');
    const text = flat(files.get('How to collect.txt')!.toString('latin1'));
    const page = (await collectorInstructions(ASSETS)).replace(/[\s\S]*<main>/, '');
    const sentences = [...page.matchAll(/<(?:li|dd|h1|h2)>([\s\S]*?)<\/(?:li|dd|h1|h2)>/g)].map(
      ([, part = '']) => flat(part.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"')).trim(),
    );
    expect(sentences.length).toBeGreaterThan(25);
    for (const sentence of sentences)
      expect(text.replaceAll('- ', '')).toContain(sentence.replaceAll('- ', ''));
  });
});

describe('the sample snapshots', () => {
  const program = SHIPPED.toString('latin1').replaceAll('\r', '');
  const sample = snapshot(sp2AfterBackup(), 'nt4');
  const lines = Buffer.from(sample.get('snapshot.ini').bytes).toString('latin1').split('\r\n');

  it('tell every step that the collector has, once', () => {
    const steps = [...new Set([...program.matchAll(/^set STEP=(\S+)$/gm)].map(([, step]) => step))];
    const told = lines.flatMap((line) => /^([a-z-]+)=(?:done|failed|skipped)/.exec(line)?.[1] ?? []);
    expect(told.length).toBe(new Set(told).size);
    expect([...told, 'log-limit'].sort()).toEqual(steps.sort());
  });

  it('have the keys, sections and files that the collector writes', () => {
    const keys = lines.flatMap((line) => /^([A-Z]\w+)=/.exec(line)?.[1] ?? []);
    for (const key of keys) expect(program, key).toContain(`>snapshot.ini echo ${key}=`);
    for (const line of lines.filter((one) => one.startsWith('[')))
      expect(program).toContain(`echo ${line}\n`);
    const written = new Set(
      [...program.matchAll(/(?:>|set REGFILE=|\/e )([a-z-]+\.(?:txt|reg|ini))/g)].map(([, name]) => name),
    );
    for (const file of sample.paths().filter((name) => !name.includes('/')))
      expect(written, file).toContain(file);
    expect(lines).toContain(`Collector=${/^set VERSION=(\S+)$/m.exec(program)![1]!}`);
  });
});
