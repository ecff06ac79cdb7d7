/** Takes a `.smscase` apart into a folder. Only what a case holds is taken, under names that lead nowhere else. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { Transform as TransformStream } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, type ZipFile, open } from 'yauzl';
import { sha256 } from './kept-items.ts';
import { CaseError, notWritten } from './case-error.ts';

const WANTED = /^(?:case\.json|journal\.ndjson|unreadable\.txt|(?:evidence|backups)\/[0-9a-f]{64})$/;
const MOST_ENTRIES = 100_000;
const MOST_BYTES = 8 * 1024 ** 3;

const damaged = (file: string, why: string, cause?: unknown): CaseError =>
  new CaseError(
    'case-file-damaged',
    `${path.basename(file)} cannot be opened as a case. ${why}`,
    'Copy it again from where it came from, and try once more.',
    cause,
  );

const opened = (file: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

const entriesOf = (zip: ZipFile): Promise<readonly Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) reject(new Error('It has far more parts than a case has.'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });

/** Counts what really comes out, whatever the zip says of itself. */
function counter(budget: { left: number }): Transform {
  return new TransformStream({
    transform(chunk: Buffer, _encoding, done) {
      budget.left -= chunk.length;
      if (budget.left < 0) done(new Error('It unpacks to far more than a case holds.'));
      else done(null, chunk);
    },
  });
}

async function takeApart(zip: ZipFile, into: string): Promise<void> {
  const seen = new Set<string>();
  const budget = { left: MOST_BYTES };
  for (const entry of await entriesOf(zip)) {
    const name = entry.fileName;
    // Names that a case does not have are left where they are: `..`, drives, links and the like are among them.
    if (!WANTED.test(name) || seen.has(name)) continue;
    seen.add(name);
    const target = path.join(into, ...name.split('/'));
    await mkdir(path.dirname(target), { recursive: true });
    await pipeline(await streamOf(zip, entry), counter(budget), createWriteStream(target, { flags: 'wx' }));
    if (name.includes('/') && budget.left >= 0 && (await stat(target)).size < 64 * 1024 * 1024) {
      // What is not what its name says is not kept: opening the case then tells that it is lost.
      if (sha256(await readFile(target)) !== path.basename(name)) await rm(target);
    }
  }
  if (!seen.has('journal.ndjson')) throw new Error('There is no journal in it.');
}

/** A name for the folder: that of the file, made fit, with a number when it is taken. */
async function freeFolder(parent: string, file: string): Promise<string> {
  const plain = path
    .basename(file)
    .replace(/\.smscase$/i, '')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80);
  for (let number = 1; ; number += 1) {
    const folder = path.join(parent, number === 1 ? plain || 'case' : `${plain || 'case'}-${number}`);
    const there = await stat(folder).then(
      () => true,
      () => false,
    );
    if (!there) return folder;
  }
}

/**
 * Unpacks a case into a new folder; one that is there is never written over.
 * @param fromFile the `.smscase`
 * @param intoParent folder in which the case's folder is made
 * @returns the folder of the case, to be opened
 * @throws CaseError when it is no case, is damaged, or the folder could not be written
 */
export async function unpackCase(fromFile: string, intoParent: string): Promise<string> {
  let zip: ZipFile;
  try {
    zip = await opened(fromFile);
  } catch (error) {
    throw damaged(fromFile, 'It is not a case file, or it is cut off.', error);
  }
  const temporary = path.join(intoParent, `.unpacking-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(temporary, { recursive: true });
    await takeApart(zip, temporary);
    const folder = await freeFolder(intoParent, fromFile);
    await rename(temporary, folder);
    return folder;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) throw notWritten('The case file', error);
    throw damaged(fromFile, error instanceof Error ? error.message : String(error), error);
  } finally {
    zip.close();
  }
}
