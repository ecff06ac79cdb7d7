/** Sites on disk for tests, made from the bundled samples. */
import { link, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { SAMPLES_FOLDER } from './wizard.ts';

export type SampleId = 'sp2-after-backup' | 'sp3-at-startup' | 'sp4-busy' | 'sp3-nothing-sent';

export function samplePath(id: SampleId): string {
  return path.join(SAMPLES_FOLDER, `${id}.zip`);
}

interface SampleListEntry {
  readonly id: string;
  readonly title: string;
}

/** Title under which the first page offers a sample. */
export async function sampleTitle(id: SampleId): Promise<string> {
  const list = JSON.parse(
    await readFile(path.join(SAMPLES_FOLDER, 'samples.json'), 'utf8'),
  ) as SampleListEntry[];
  const entry = list.find((sample) => sample.id === id);
  if (entry === undefined) throw new Error(`There is no sample ${id}.`);
  return entry.title;
}

/** Files of a sample by their path in the archive. */
export async function sampleFiles(id: SampleId): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = unzipSync(await readFile(samplePath(id)));
  return new Map(Object.entries(files).filter(([name]) => !name.endsWith('/')));
}

/**
 * The line of a sample that a source such as `Logs/Despool.log:1042` cites.
 * @returns Its bytes as Latin-1 text, or null when there is no such file or line.
 */
export async function citedLine(id: SampleId, source: string): Promise<string | null> {
  const [, cited = '', number = ''] = /^(.*):(\d+)$/.exec(source) ?? [];
  const wanted = cited.toLowerCase();
  for (const [name, bytes] of await sampleFiles(id)) {
    const lower = name.toLowerCase();
    if (lower !== wanted && !lower.endsWith(`/${wanted}`)) continue;
    const line = Buffer.from(bytes).toString('latin1').split('\n')[Number(number) - 1];
    return line ?? null;
  }
  return null;
}

/** Unpacks a sample into a folder. */
export async function unpackSample(id: SampleId, folder: string): Promise<string> {
  for (const [name, bytes] of await sampleFiles(id)) {
    const file = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  return folder;
}

/** Size of the one log that all names of a large site share. */
const LARGE_LOG_BYTES = 64 * 1024 * 1024;
const LARGE_LOG_NAMES = 40;

/**
 * Makes a site whose reading takes long enough to be interrupted: many logs that are one file on disk.
 * @param folder Where to; must not exist.
 */
export async function makeLargeSite(folder: string): Promise<string> {
  const logs = path.join(folder, 'Logs');
  await mkdir(logs, { recursive: true });
  await mkdir(path.join(folder, 'Inboxes', 'despoolr.box', 'receive'), { recursive: true });
  const line =
    'Waiting for ready instruction file....~  $$<SMS_DESPOOLER><Thu May 17 02:23:00.123 2001 Eastern Daylight Time><thread=213 (0xD5)>\r\n';
  const block = Buffer.from(line.repeat(8192), 'latin1');
  const first = path.join(logs, 'Despool.log');
  const handle = await open(first, 'w');
  for (let bytes = 0; bytes < LARGE_LOG_BYTES; bytes += block.length) await handle.write(block);
  await handle.close();
  for (let index = 1; index < LARGE_LOG_NAMES; index += 1)
    await link(first, path.join(logs, `Part${index}.log`));
  return folder;
}
