/** Brings back what a case holds: its site, its answers and where it stands. */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { OpenCase } from '../../case-store/case-folder.ts';
import { EVIDENCE } from '../../case-store/kept-items.ts';
import type { CaseRecord } from '../../engine/case/records.ts';
import type { Answer } from '../../engine/evidence/model.ts';
import type { Diagnosis } from '../../engine/reasoning/diagnosis.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import type { SiteSource } from '../../site/site-source.ts';
import { Patience } from '../../site/tree/patience.ts';

export type SiteRead = Extract<CaseRecord, { kind: 'site-read' }>;

export const readingsOf = (records: readonly CaseRecord[]): readonly SiteRead[] =>
  records.filter((record): record is SiteRead => record.kind === 'site-read');

/** All answers as given last. Another reading does not take them away. */
export function answersOf(records: readonly CaseRecord[]): readonly Answer[] {
  const last = records.findLast((record) => record.kind === 'answers');
  return last?.kind === 'answers' ? last.answers : [];
}

/** The diagnosis as it was kept; null when it is lost, of which the case tells. */
export async function keptDiagnosis(openCase: OpenCase, reading: SiteRead): Promise<Diagnosis | null> {
  try {
    return JSON.parse((await openCase.readKept(reading.diagnosis)).toString('utf8')) as Diagnosis;
  } catch {
    return null;
  }
}

async function areThere(paths: readonly string[]): Promise<boolean> {
  if (paths.length === 0) return false;
  try {
    for (const place of paths) await new Patience().wait(() => stat(place));
    return true;
  } catch {
    // Gone, not on this computer, or a share that does not answer: the kept files are used.
    return false;
  }
}

/** Puts the kept files where the reader finds them under the names they are cited by. */
async function layOut(openCase: OpenCase, reading: SiteRead, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const item of reading.files) {
    const parts = item.path.split('/');
    // The names come from a case that another computer may have written.
    if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part))) continue;
    const bytes = await openCase.readKept(item).catch(() => null);
    if (bytes === null) continue;
    const file = path.join(folder, ...parts);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomically(file, bytes);
  }
}

export interface Reopened {
  /** A server that was read by its name; null for folders and files. */
  readonly server: { readonly server: string; readonly folder: string } | null;
  readonly source: SiteSource;
  readonly paths: readonly string[];
  readonly from: 'where-it-was' | 'kept';
}

/**
 * Where the latest reading of a case can be looked at now.
 * @param isOurs true when it was read on this very computer: elsewhere the same path may be another server, and a case that was
 *   handed on must not make Windows sign in anywhere
 * @param keptFolder where kept files are laid out when the place itself cannot be reached
 * @throws CaseError when the kept evidence is lost
 */
export async function reopenReading(
  openCase: OpenCase,
  reading: SiteRead,
  isOurs: boolean,
  keptFolder: string,
): Promise<Reopened> {
  // Reading it compares its SHA-256; the reader process then reads the file itself.
  await openCase.readKept(reading.evidence);
  const kept = path.join(openCase.folder, EVIDENCE, reading.evidence.sha256);
  const { paths, site, server, folder } = reading.source;
  if (isOurs && (await areThere(paths))) {
    const asked = server === null ? null : { server, folder: folder ?? '' };
    const source: SiteSource =
      asked === null
        ? { paths, kept, ...(site === null ? {} : { site }) }
        : { paths: [], server: asked, kept };
    return { server: asked, source, paths, from: 'where-it-was' };
  }
  await layOut(openCase, reading, keptFolder);
  return { server: null, source: { paths: [keptFolder], kept }, paths: [keptFolder], from: 'kept' };
}
