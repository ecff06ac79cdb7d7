/** Made-up collections out of the sample sites: several sites in one zip, and one site at an earlier moment. */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { type SampleId, sampleFiles, unpackSample } from './sites.ts';

/** Writes a zip that holds several sample sites, each in a folder of its own. */
export async function zipOfSites(file: string, sites: Readonly<Record<string, SampleId>>): Promise<string> {
  const files: Record<string, Uint8Array> = {};
  for (const [folder, id] of Object.entries(sites)) {
    for (const [name, bytes] of await sampleFiles(id)) files[`${folder}/${name}`] = bytes;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, zipSync(files, { level: 1 }));
  return file;
}

/** Changes a text file of an unpacked sample, found by its name. */
async function change(folder: string, name: string, edit: (text: string) => string): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  const entry = entries.find((candidate) => path.basename(candidate).toLowerCase() === name);
  if (entry === undefined) throw new Error(`${folder} holds no ${name}.`);
  const file = path.join(folder, entry);
  const before = (await readFile(file)).toString('latin1');
  const after = edit(before);
  if (after === before) throw new Error(`${name} was not changed.`);
  await writeFile(file, Buffer.from(after, 'latin1'));
}

/** Leaves the first files of a folder out of what `dir` printed, and out of its total. */
function withoutFiles(listing: string, folder: string, files: number): string {
  const lines = listing.split('\n');
  const head = lines.findIndex((line) => line.trimEnd().toLowerCase().endsWith(folder));
  const end = lines.findIndex((line, index) => index > head && line.includes('File(s)'));
  const bytesOf = (line: string): number | null => {
    const size = /(\d+) \S+\s*$/.exec(line)?.[1];
    return size === undefined || line.includes('<DIR>') ? null : Number(size);
  };
  const gone = lines
    .slice(head, end)
    .filter((line) => bytesOf(line) !== null)
    .slice(0, files);
  const less = gone.reduce((sum, line) => sum + (bytesOf(line) ?? 0), 0);
  const total = (lines[end] ?? '').replace(
    /(\d+)( File\(s\) +)(\d+)/,
    (_all, count: string, words: string, bytes: string) =>
      `${Number(count) - gone.length}${words}${Number(bytes) - less}`,
  );
  const rest = lines.slice(head, end).filter((line) => !gone.includes(line));
  return [...lines.slice(0, head), ...rest, total, ...lines.slice(end + 1)].join('\n');
}

/** Unpacks the sample with Service Pack 2 as it could have been collected an hour earlier, with 120 files fewer in Receive. */
export async function unpackEarlier(folder: string): Promise<string> {
  await unpackSample('sp2-after-backup', folder);
  await change(folder, 'snapshot.ini', (text) => text.replace('2001-05-17 17:30', '2001-05-17 16:30'));
  await change(folder, 'inboxes.txt', (text) => withoutFiles(text, '\\despoolr.box\\receive', 120));
  return folder;
}

/** The last lines of a log of a sample. */
export async function lastLines(id: SampleId, log: string, count: number): Promise<string> {
  for (const [name, bytes] of await sampleFiles(id)) {
    if (path.posix.basename(name).toLowerCase() !== log.toLowerCase()) continue;
    return Buffer.from(bytes).toString('latin1').trimEnd().split(/\r?\n/).slice(-count).join('\n');
  }
  throw new Error(`${id} has no ${log}.`);
}
