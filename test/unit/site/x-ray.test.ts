import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InboxFolder } from '../../../electron/engine/evidence/model.ts';
import { FolderTally } from '../../../electron/site/tree/folder-tally.ts';
import { newFolder, read, writeFiles } from './sites.ts';
import { rawZip } from './zip-bytes.ts';

interface WaitingFile {
  readonly name: string;
  readonly bytes: number;
  readonly time: number;
}

const START = Date.UTC(2002, 4, 12, 3, 14);
const MINUTE = 60_000;

/** Packages with and without instructions, left-overs and files of many ages, in no order. */
const FILES: readonly WaitingFile[] = Array.from({ length: 300 }, (_, index) => {
  const base = `2_${String((index * 7919) % 300).padStart(4, '0')}`;
  const end = ['.PCK', '.sni', '.tmp', '.PCK', ''][index % 5] ?? '';
  return {
    name: `${base}${end}`,
    bytes: index % 11 === 0 ? 0 : index,
    time: START + ((index * 37) % 300) * MINUTE,
  };
}).concat(
  ['2_MATCH.PCK', '2_match.SNI', '2_LATE.pck', '2_LATE.tmp'].map((name, index) => ({
    name,
    bytes: 5,
    time: START - index * MINUTE,
  })),
);

const two = (value: number): string => String(value).padStart(2, '0');

function listingOf(files: readonly WaitingFile[]): string {
  const rows = files.map(({ name, bytes, time }) => {
    const at = new Date(time);
    const date = `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${two(at.getUTCFullYear() % 100)}`;
    const hour = at.getUTCHours();
    const clock = `${two(hour % 12 || 12)}:${two(at.getUTCMinutes())}${hour < 12 ? 'a' : 'p'}`;
    return `${date}  ${clock}${String(bytes).padStart(22)} ${name}`;
  });
  return [
    // Shows which number is the month.
    ' Directory of D:\\SMS\\Inboxes\\auth',
    '',
    `05/17/01  01:00a${'1'.padStart(22)} a.txt`,
    `${'1'.padStart(16)} File(s)   1 bytes`,
    '',
    ' Directory of D:\\SMS\\Inboxes\\despoolr.box',
    '',
    ...rows,
    `${String(files.length).padStart(16)} File(s)   99 bytes`,
    '',
  ].join('\r\n');
}

function folderOf(files: readonly WaitingFile[]): string {
  const stamp = '<Thu May 17 01:00:00.000 2001 Greenwich Standard Time>';
  const site = writeFiles({ 'Logs/Sched.log': `x  $$<SMS_SCHEDULER>${stamp}<thread=1 (0x1)>\r\n` });
  const inbox = path.join(site, 'Inboxes', 'despoolr.box');
  fs.mkdirSync(inbox, { recursive: true });
  for (const { name, bytes, time } of files) {
    const file = path.join(inbox, name);
    fs.writeFileSync(file, Buffer.alloc(bytes));
    fs.utimesSync(file, time / 1000, time / 1000);
  }
  return site;
}

function zipOf(files: readonly WaitingFile[]): string {
  const entries = files.map(({ name, bytes, time }) => {
    const at = new Date(time);
    return {
      name: `Inboxes/despoolr.box/${name}`,
      data: Buffer.alloc(bytes),
      time: [
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
      ] as const,
    };
  });
  const file = path.join(newFolder(), 'site.zip');
  fs.writeFileSync(file, rawZip(entries).bytes);
  return file;
}

async function inboxOf(site: string): Promise<Omit<InboxFolder, 'source'>> {
  const found = (await read(site)).inboxes.find(({ path: one }) => one.endsWith('despoolr.box'));
  if (found === undefined) throw new Error('The inbox was not counted.');
  return Object.fromEntries(Object.entries(found).filter(([key]) => key !== 'source')) as Omit<
    InboxFolder,
    'source'
  >;
}

/** The same in the plainest way, holding everything. */
function plainly(files: readonly WaitingFile[]): Omit<InboxFolder, 'source'> {
  const parts = files.map((file) => {
    const lower = file.name.toLowerCase();
    const dot = lower.lastIndexOf('.');
    return { ...file, base: dot < 0 ? lower : lower.slice(0, dot), end: dot < 0 ? '' : lower.slice(dot + 1) };
  });
  const times = (some: readonly WaitingFile[]) => ({
    oldest: Math.min(...some.map(({ time }) => time)),
    newest: Math.max(...some.map(({ time }) => time)),
  });
  const bytes = (some: readonly WaitingFile[]): number => some.reduce((sum, file) => sum + file.bytes, 0);
  const noted = (some: readonly WaitingFile[]) =>
    some.slice(0, 10).map(({ name, bytes: size, time }) => ({ name, bytes: size, time }));
  const byAge = [...files].sort((a, b) => a.time - b.time);
  const suspicious = (kind: string, wanted: (file: (typeof parts)[number]) => boolean) => {
    const names = new Set(parts.filter(wanted).map(({ name }) => name));
    const found = byAge.filter(({ name }) => names.has(name));
    return { kind, files: found.length, examples: noted(found) };
  };
  const instructions = new Set(
    parts.filter(({ end }) => !['pck', 'tmp'].includes(end)).map(({ base }) => base),
  );
  const ends = [...new Set(parts.map(({ end }) => end))];
  return {
    path: 'Inboxes/despoolr.box',
    files: files.length,
    bytes: bytes(files),
    zeroByteFiles: files.filter((file) => file.bytes === 0).length,
    ...times(files),
    byExtension: ends
      .map((extension) => {
        const some = parts.filter(({ end }) => end === extension);
        return { extension, files: some.length, bytes: bytes(some), ...times(some) };
      })
      .sort((a, b) => b.files - a.files || (a.extension < b.extension ? -1 : 1)),
    suspicious: [
      suspicious('empty', (file) => file.bytes === 0),
      suspicious('temporary', ({ end }) => end === 'tmp'),
      suspicious('package-alone', ({ base, end }) => end === 'pck' && !instructions.has(base)),
    ] as InboxFolder['suspicious'],
    newestFiles: noted([...byAge].reverse()),
  };
}

describe('an inbox', () => {
  it.each([
    ['a folder', () => folderOf(FILES)],
    ['a zip', () => zipOf(FILES)],
    [
      'a listing',
      () =>
        writeFiles({ 'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\n', 'inboxes.txt': listingOf(FILES) }),
    ],
  ])('in %s is looked through in the same way', async (_, make) => {
    expect(await inboxOf(make())).toEqual(plainly(FILES));
  });

  it('dated in two ways is told in the order that is settled at the end', async () => {
    const files = [
      { name: 'a.PCK', bytes: 1, time: Date.UTC(2002, 4, 6, 10) },
      { name: 'b.tmp', bytes: 0, time: Date.UTC(2002, 5, 5, 10) },
    ];
    const british = listingOf([
      ...files,
      { name: 'c.sni', bytes: 1, time: Date.UTC(2002, 4, 25, 10) },
    ]).replaceAll(/(\d\d)\/(\d\d)\/(\d\d) {2}/g, '$2/$1/$3  ');
    const inbox = await inboxOf(
      writeFiles({ 'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\n', 'inboxes.txt': british }),
    );
    expect(inbox.newestFiles.map(({ name, time }) => [name, time])).toEqual([
      ['b.tmp', Date.UTC(2002, 5, 5, 10)],
      ['c.sni', Date.UTC(2002, 4, 25, 10)],
      ['a.PCK', Date.UTC(2002, 4, 6, 10)],
    ]);
    expect(inbox.suspicious.map(({ kind }) => kind)).toEqual(['empty', 'temporary', 'package-alone']);
  });
});

describe('a tally', () => {
  it('shows the forty most frequent extensions', () => {
    const tally = new FolderTally();
    for (let end = 0; end < 60; end += 1) {
      for (let file = 0; file <= end; file += 1) tally.add(`${file}.x${end}`, 1, [file]);
    }
    const { byExtension, files } = tally.result();
    expect(files).toBe(1830);
    expect(byExtension).toHaveLength(40);
    expect(byExtension[0]).toEqual({ extension: 'x59', files: 60, bytes: 60, oldest: 0, newest: 59 });
  });

  it('holds few names of many files, and counts them all', () => {
    const tally = new FolderTally();
    for (let index = 0; index < 50_000; index += 1) {
      tally.add(`${index}.${index}`, null, [index % 2 === 0 ? index : Number.NaN]);
      tally.add(`${index}.PCK`, 0, [index]);
    }
    const { files, zeroByteFiles, byExtension, newestFiles, suspicious } = tally.result();
    expect([files, zeroByteFiles, byExtension.length, newestFiles.length]).toEqual([100_000, 50_000, 40, 10]);
    expect(suspicious).toEqual([{ kind: 'empty', files: 50_000, examples: expect.any(Array) as unknown[] }]);
    expect(suspicious[0]?.examples.map(({ name }) => name).slice(0, 2)).toEqual(['0.PCK', '1.PCK']);
  });

  it('without times and sizes claims neither', () => {
    const tally = new FolderTally();
    tally.add('a.ddr', null, [Number.NaN]);
    expect(tally.result()).toEqual({
      files: 1,
      bytes: 0,
      zeroByteFiles: 0,
      oldest: null,
      newest: null,
      byExtension: [{ extension: 'ddr', files: 1, bytes: 0, oldest: null, newest: null }],
      suspicious: [],
      newestFiles: [],
    });
  });
});
