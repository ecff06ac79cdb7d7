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
const MOST_BYTES = 64 * 2 ** 20;
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

/** The log of the setup stands in the root of a drive: of that of the SMS directory, or of Windows'. */
async function findLog(context: ActionContext, file: string): Promise<string | null> {
  const inSite = await findInSite(context, file);
  if (inSite !== null) return inSite;
  const places = [
    path.join(path.dirname(folderOf(context)), file),
    context.target.host.is === null ? null : context.target.disk(`C:\\${file.replaceAll('/', '\\')}`),
  ];
  for (const place of places) if (place !== null && (await isFile(place))) return place;
  return null;
}

/** Lines of the time of this run that hold one of the texts. A setup writes on behind what earlier ones wrote. */
async function hitsIn(
  context: ActionContext,
  { file, found }: { readonly file: string; readonly found: string },
  texts: readonly string[],
): Promise<readonly Hit[]> {
  const wanted = texts.map((text) => text.toLowerCase());
  // The server's clock is not this computer's: a day is allowed for.
  const since = Date.parse(context.begunAt) - DAY;
  const hits: Hit[] = [];
  let counts = true;
  let number = 0;
  const stream = createReadStream(found, { encoding: 'latin1', end: MOST_BYTES, signal: context.signal });
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    number += 1;
    const { stamp } = parseLine(line);
    if (stamp !== null) counts = stamp.time >= since;
    if (!counts || hits.length >= 100) continue;
    const lower = line.toLowerCase();
    if (wanted.some((text) => lower.includes(text))) hits.push({ file, line: number, text: line.trim() });
  }
  return hits;
}

async function scan(
  context: ActionContext,
  files: readonly string[],
  texts: readonly string[],
): Promise<Look> {
  const hits: Hit[] = [];
  const missing: string[] = [];
  for (const file of files) {
    const found = await findLog(context, file);
    if (found === null) missing.push(file);
    else {
      try {
        hits.push(...(await hitsIn(context, { file, found }, texts)));
      } catch (error) {
        context.signal.throwIfAborted();
        throw new RemedyError(
          'file-not-read',
          `${file} could not be read. ${whyUnreadable(error)}`,
          'Open it on the server and look for lines with FAILED.',
        );
      }
    }
  }
  const facts = { hits: hits.length, missing: missing.length };
  const [first] = hits;
  if (first !== undefined) {
    const cited = hits
      .slice(0, MOST_CITED)
      .map((hit) => `${hit.file}:${hit.line}: ${hit.text.slice(0, 200)}`);
    const more = hits.length > cited.length ? ` and ${hits.length - cited.length} more` : '';
    return { state: 'before', text: `These lines tell of a failure: ${cited.join(' | ')}${more}.`, facts };
  }
  if (missing.length > 0)
    return { state: 'unknown', text: `${missing.join(', ')} was not found from here.`, facts };
  return { state: 'after', text: `No line in ${files.join(', ')} tells of a failure.`, facts };
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
      nextStep: 'Read the lines around them in the log before you go on.',
    }),
  };
}
