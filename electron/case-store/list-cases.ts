import path from 'node:path';
import type { CaseRecord } from '../engine/case/records.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { CaseSummary } from './case-folder.ts';
import { isNewer, readCaseFile } from './case-identity-file.ts';
import { readJournal } from './journal-format.ts';
import { JOURNAL, identityOf } from './open-case.ts';

function unfinishedPlan(records: readonly CaseRecord[]): string | null {
  const ended = new Set(records.flatMap((record) => (record.kind === 'plan-ended' ? [record.run] : [])));
  const begun = records.findLast((record) => record.kind === 'plan-begun' && !ended.has(record.run));
  return begun?.kind === 'plan-begun' ? begun.plan : null;
}

async function summaryOf(files: FileOperations, folder: string): Promise<CaseSummary | null> {
  const file = path.join(folder, JOURNAL);
  const described = await readCaseFile(files, folder);
  const stated = await files.state(file);
  if (described === null && stated === null) return null;
  const journal = readJournal(stated === null ? Buffer.alloc(0) : await files.read(file));
  const { records } = journal;
  const read = records.findLast((record) => record.kind === 'site-read');
  return {
    folder,
    id: described?.id ?? path.basename(folder),
    identity: identityOf(records),
    lastChanged: records.at(-1)?.at ?? described?.created ?? '',
    label: read?.kind === 'site-read' ? read.label : null,
    headline: read?.kind === 'site-read' ? read.headline : null,
    unfinishedPlan: unfinishedPlan(records),
    damaged: journal.damaged.length > 0 || isNewer(described),
  };
}

/**
 * Lists the cases in a folder, the last changed first. Reads journals only, so evidence of any size costs nothing. A folder that cannot be
 * read is left out: it is not known to be a case.
 * @param parent may be missing
 */
export async function listCases(files: FileOperations, parent: string): Promise<readonly CaseSummary[]> {
  if ((await files.state(parent)) === null) return [];
  const found: CaseSummary[] = [];
  for (const name of await files.list(parent)) {
    const folder = path.join(parent, name);
    const summary = await summaryOf(files, folder).catch(() => null);
    if (summary !== null) found.push(summary);
  }
  return found.sort((one, other) => other.lastChanged.localeCompare(one.lastChanged));
}
