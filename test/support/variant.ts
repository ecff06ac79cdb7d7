/** What a made-up site for the command line's tests is, and helpers that many of them share. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FindingVerdict, SiteVerdict } from '../../electron/engine/reasoning/diagnosis.ts';
import { smsDirectory } from '../../build/sample-sites/sample-site.ts';
import type { SampleSite } from '../../build/sample-sites/sample-site.ts';
import type { SiteFiles } from '../../build/sample-sites/site-files.ts';
import { writeFolder } from '../../build/sample-sites/write-folder.ts';
import { zipBytes } from '../../build/sample-sites/write-zip.ts';

export type FoundingArticle = 'Q260366' | 'Q304381';

/** One verdict, or those that all are right. */
export type Allowed<T> = T | readonly T[];

/** A citation that must be there. */
export interface ExpectedEvidence {
  readonly finding: FoundingArticle;
  readonly side: 'for' | 'against';
  readonly source: RegExp;
  readonly text?: RegExp;
}

export interface VariantExpectation {
  readonly exit: Allowed<0 | 1 | 2>;
  readonly verdict?: Allowed<SiteVerdict>;
  readonly findings?: Partial<Record<FoundingArticle, Allowed<FindingVerdict>>>;
  readonly evidence?: readonly ExpectedEvidence[];
  /** Release that is known of the site; null when none is. */
  readonly release?: string | null;
  /** Time for which the diagnosis must hold, as far as it is given. */
  readonly at?: string;
  /** Exactly the inboxes that are judged to be backed up, below `Inboxes`, in lower case. */
  readonly backlogs?: readonly string[];
  /** Parts of sources that must be named as unreadable. */
  readonly unreadable?: readonly string[];
  /** What must stand in the one line on stderr when it could not run. */
  readonly stderr?: RegExp;
  /** Why this is what must come out. */
  readonly note: string;
}

export interface SiteVariant {
  readonly id: string;
  /** Writes the site below an empty folder; gives the paths for the command line. */
  readonly make: (folder: string) => Promise<string[]>;
  /** Further arguments; `{folder}` stands for the folder. */
  readonly args?: readonly string[];
  /** Where the undamaged material lies, when what is passed cannot be read in full. */
  readonly undamaged?: (folder: string) => string[];
  /** True when entries are broken over several lines, so that a quotation may stand on several. */
  readonly wrapped?: true;
  readonly expect: VariantExpectation;
}

/** The two articles, confirmed and ruled out, as most variants expect them. */
export const SP2_CONFIRMED = { Q260366: 'confirmed', Q304381: 'ruled-out' } as const;
export const SP3_CONFIRMED = { Q260366: 'ruled-out', Q304381: 'confirmed' } as const;
export const BOTH_RULED_OUT = { Q260366: 'ruled-out', Q304381: 'ruled-out' } as const;

/** The line that both articles print, in a despooler log. */
export const WAITING_CITED = (finding: FoundingArticle): ExpectedEvidence => ({
  finding,
  side: 'for',
  source: /despool\.lo[g_]:\d+$/i,
  text: /waiting for an available despooling thread/i,
});

/**
 * Makes a variant that is the SMS directory of a site as a folder.
 * @param sample gives the site
 * @param change what differs from a plain copy
 */
export function asFolder(
  sample: () => SampleSite,
  change: (files: SiteFiles) => SiteFiles = (files) => files,
): SiteVariant['make'] {
  return async (folder) => {
    const site = sample();
    const target = join(folder, 'SMS');
    await writeFolder(change(smsDirectory(site)), target, site.profile.zone);
    return [target];
  };
}

/** Writes a tree as a zip and gives its path. */
export async function writeZip(
  folder: string,
  name: string,
  files: SiteFiles,
  change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
  separator: '/' | '\\' = '/',
): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, change(zipBytes(files, { separator })));
  return path;
}

/** Text of a file in a one-byte code page. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Bytes of text in a one-byte code page. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Both parts of the despooler's log. */
export const DESPOOLER_LOGS = ['Logs/Despool.lo_', 'Logs/Despool.log'] as const;

/** Changes the text of both parts of the despooler's log. */
export function changeDespoolerLogs(change: (text: string) => string): (files: SiteFiles) => SiteFiles {
  return (files) => {
    for (const path of DESPOOLER_LOGS) files.edit(path, (bytes) => bytesOf(change(textOf(bytes))));
    return files;
  };
}

/** Takes files out whose path fits. */
export function without(pattern: RegExp): (files: SiteFiles) => SiteFiles {
  return (files) => files.remove((path) => pattern.test(path));
}
