/** The latest reading of a site that a case holds, for whoever only wants to weigh it. Nothing of the case is changed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseRecord } from '../engine/case/records.ts';
import type { Answer, SiteEvidence } from '../engine/evidence/model.ts';
import { type FileOperations } from '../files/file-operations.ts';
import { parseKeptEvidence } from '../site/kept-evidence.ts';
import { CaseError } from './case-error.ts';
import { readJournal } from './journal-format.ts';
import { BACKUPS, EVIDENCE, readKeptItem } from './kept-items.ts';
import { JOURNAL } from './open-case.ts';
import { unpackCase } from './unpack-case.ts';

export interface EvidenceOfCase {
  readonly evidence: SiteEvidence;
  readonly answers: readonly Answer[];
  /** The control files it keeps, as they were when they were read, by their path in lower case. */
  readonly controlFiles: ReadonlyMap<string, Buffer>;
}

async function ofFolder(files: FileOperations, folder: string, shown: string): Promise<EvidenceOfCase> {
  const { records } = readJournal(await files.read(path.join(folder, JOURNAL)));
  const reading = records.findLast(
    (record): record is Extract<CaseRecord, { kind: 'site-read' }> => record.kind === 'site-read',
  );
  if (reading === undefined) {
    throw new CaseError(
      'case-not-readable',
      `The case ${path.basename(shown)} holds no reading of a site.`,
      'Open it in the wizard and read the site, or name what was collected instead.',
    );
  }
  const kept = [path.join(folder, EVIDENCE), path.join(folder, BACKUPS)];
  const bytes = await readKeptItem(files, kept, reading.evidence);
  const controlFiles = new Map<string, Buffer>();
  for (const item of reading.files) {
    if (!/\.ctl$/i.test(item.path)) continue;
    const content = await readKeptItem(files, kept, item).catch(() => null);
    // One that is lost is missed by whoever wants it; the rest of the case can be weighed without it.
    if (content !== null) controlFiles.set(item.path.toLowerCase(), content);
  }
  const last = records.findLast((record) => record.kind === 'answers');
  return {
    evidence: parseKeptEvidence(bytes.toString('utf8')),
    answers: last?.kind === 'answers' ? last.answers : [],
    controlFiles,
  };
}

/**
 * @param source a case folder or a `.smscase`
 * @returns null when it is neither, or a `.smscase` that is a plain zip of a site
 * @throws CaseError when it is a case and nothing can be read from it
 */
export async function evidenceOfCase(files: FileOperations, source: string): Promise<EvidenceOfCase | null> {
  // Who may not look at it is told so, and what to do, by whoever reads it as a site.
  const lookAt = (place: string) => files.state(place).catch(() => null);
  const state = await lookAt(source);
  if (state === null) return null;
  if (!state.isFile) {
    const isCase = (await lookAt(path.join(source, JOURNAL)))?.isFile === true;
    return isCase ? ofFolder(files, source, source) : null;
  }
  if (!/\.smscase$/i.test(source)) return null;
  const aside = await mkdtemp(path.join(tmpdir(), 'smscase-'));
  try {
    const folder = await unpackCase(source, aside).catch((error: unknown) => {
      if (error instanceof CaseError && error.code === 'case-file-damaged') return null;
      throw error;
    });
    // Read as a zip, it is told what is wrong with it.
    return folder === null ? null : await ofFolder(files, folder, source);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
