import { stat } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from './cancel.ts';
import { Complaints } from './complaints.ts';
import { systemCode } from './errors.ts';
import { ProgressTeller } from './progress.ts';
import type { FileRole } from './roles.ts';
import type { SiteFile } from './survey.ts';
import { type SurveyedSite, beginSite, surveyAll } from './survey-site.ts';
import { Patience } from './tree/patience.ts';
import { closeTrees, openTrees } from './tree/open-trees.ts';

/** The files of a site by the names they are shown and cited by. */
export interface CitedFiles {
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly codePage: string;
  readonly oemCodePage: string;
}

/** What the command prompt has written. */
const OF_COMMAND_PROMPT: ReadonlySet<FileRole> = new Set([
  'listing',
  'services',
  'service-states',
  'processes',
  'snapshot',
]);

/** Code page that a file of the site is written in when it does not tell itself. */
export function codePageOf(cited: CitedFiles, file: SiteFile): string {
  return OF_COMMAND_PROMPT.has(file.role) ? cited.oemCodePage : cited.codePage;
}

/** The site read last: excerpts are asked for one after the other, and always of that one. */
let last: { readonly stamp: string; readonly cited: CitedFiles } | null = null;

/**
 * Stands for the chosen paths and what they are now: it changes when one of them is replaced.
 *
 * @param site which of several sites in them
 */
export async function stampOf(
  paths: readonly string[],
  site: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const stamps = paths.map(async (chosen) => {
    const absolute = path.resolve(chosen);
    try {
      const { ino, size, mtimeMs } = await new Patience().wait(() => stat(absolute));
      return [absolute, ino, size, mtimeMs];
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      // Opening it says why it cannot be used.
      return [absolute, code];
    }
  });
  return JSON.stringify([site ?? null, await untilCancelled(Promise.all(stamps), signal)]);
}

/** Keeps the names of a site that was read, so that what it cites is found without looking through it again. */
export function rememberCited(stamp: string, site: SurveyedSite): CitedFiles {
  const cited: CitedFiles = {
    files: new Map(site.survey.files.map((file) => [file.shown, file])),
    codePage: site.codePage,
    oemCodePage: site.oemCodePage,
  };
  last = { stamp, cited };
  return cited;
}

/**
 * The files that a site read from these paths cites.
 *
 * @param wanted which of several sites in them
 * @throws SiteReadError when nothing can be opened, the signal's reason when cancelled
 */
export async function citedFiles(
  paths: readonly string[],
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<CitedFiles> {
  const stamp = await stampOf(paths, wanted, signal);
  if (last?.stamp === stamp) return last.cited;
  // Reading the site has said what cannot be used, and how far it was.
  const options = { signal, complaints: new Complaints(), progress: new ProgressTeller(() => undefined) };
  const trees = await openTrees(paths, signal, options.complaints);
  try {
    return rememberCited(stamp, await beginSite(await surveyAll(trees, false, wanted, options), [], options));
  } finally {
    await closeTrees(trees, signal);
  }
}
