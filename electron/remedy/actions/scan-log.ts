/** Searching the log of the setup for lines that tell of a failure. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseLine } from '../../engine/log/line.ts';
import { whyUnreadable } from '../../site/errors.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { RemedyError } from '../remedy-error.ts';
import { findInSite, folderOf } from '../site-files.ts';
import { needsFolder } from '../words.ts';

const DAY = 24 * 60 * 60 * 1000;
const MOST_HITS = 100;
const MOST_CITED = 3;

interface Hit {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    // Not there or not to be opened: the next place is tried, and none at all is said.
    return false;
  }
}

/** The drives whose roots are looked at where the server's disks can be reached. */
const DRIVES = 'CDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * All logs of that name. The setup writes its own into the root of a drive, of C: or the one that holds SMS (Q241001, Q281562,
 * Q282289, Q257362); an old one may stand on another.
 */
async function findLogs(context: ActionContext, file: string): Promise<readonly string[]> {
  const { host, disk } = context.target;
  const windowsPath = file.replaceAll('/', '\\');
  const places = new Set([
    await findInSite(context, file),
    path.join(path.dirname(folderOf(context)), file),
    ...(host.is === null ? [] : DRIVES.split('').map((drive) => disk(`${drive}:\\${windowsPath}`))),
  ]);
  const found: string[] = [];
  for (const place of places) if (place !== null && (await isFile(place))) found.push(place);
  return found;
}

interface Scanned {
  readonly hits: readonly Hit[];
  /** True when it holds lines of the time of this run: only then does it tell of it. */
  readonly isOfRun: boolean;
}

/** Looks for the texts in lines of the time of this run. A setup writes on behind what earlier ones wrote. */
async function scanOne(
  context: ActionContext,
  { file, found }: { readonly file: string; readonly found: string },
  texts: readonly string[],
): Promise<Scanned> {
  const wanted = texts.map((text) => text.toLowerCase());
  // The server's clock is not this computer's: a day is allowed for.
  const since = Date.parse(context.begunAt) - DAY;
  const hits: Hit[] = [];
  let [counts, isOfRun] = [true, false];
  let number = 0;
  const stream = createReadStream(found, { encoding: 'latin1', signal: context.signal });
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    number += 1;
    const { stamp } = parseLine(line);
    if (stamp !== null) counts = stamp.time >= since;
    if (stamp !== null && counts) isOfRun = true;
    if (!counts || hits.length >= MOST_HITS) continue;
    const lower = line.toLowerCase();
    if (wanted.some((text) => lower.includes(text))) hits.push({ file, line: number, text: line.trim() });
  }
  return { hits, isOfRun };
}

async function scan(
  context: ActionContext,
  files: readonly string[],
  texts: readonly string[],
): Promise<Look> {
  const scanned: Scanned[] = [];
  const missing: string[] = [];
  for (const file of files) {
    const logs = await findLogs(context, file);
    if (logs.length === 0) missing.push(file);
    for (const found of logs) {
      try {
        const shown = logs.length === 1 ? file : found;
        scanned.push(await scanOne(context, { file: shown, found }, texts));
      } catch (error) {
        context.signal.throwIfAborted();
        throw new RemedyError(
          'file-not-read',
          `${found} could not be read. ${whyUnreadable(error)}`,
          'Open it on the server and look for lines with FAILED.',
        );
      }
    }
  }
  const hits = scanned.flatMap((one) => one.hits);
  const facts = { hits: hits.length, missing: missing.length };
  const names = files.join(', ');
  if (hits.length > 0) {
    const cited = hits
      .slice(0, MOST_CITED)
      .map((hit) => `${hit.file}:${hit.line}: ${hit.text.slice(0, 200)}`);
    const more = hits.length > cited.length ? ` and ${hits.length - cited.length} more` : '';
    return { state: 'before', text: `These lines tell of a failure: ${cited.join(' | ')}${more}.`, facts };
  }
  if (missing.length > 0)
    return { state: 'unknown', text: `${missing.join(', ')} was not found from here.`, facts };
  if (!scanned.some(({ isOfRun }) => isOfRun)) {
    const text = `${names} holds no line of the time of this plan, so it tells nothing of this setup.`;
    return { state: 'unknown', text, facts };
  }
  return { state: 'after', text: `No line of this setup in ${names} tells of a failure.`, facts };
}

export function scanLog(files: readonly string[], texts: readonly string[]): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: files.join(', '),
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look: (context) => scan(context, files, texts),
    show: () => ({ what: `Searches ${files.join(', ')} for lines that tell of a failure.` }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        seen.state === 'unknown'
          ? 'Look in the roots of all drives of the server for the log that this setup wrote, and search it for FAILED.'
          : 'Read the lines around them in the log before you go on.',
    }),
  };
}
