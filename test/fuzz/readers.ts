/** The real readers, fed with one input each; what they must never do is an error here. */
import { writeFile } from 'node:fs/promises';
import type { WatchedText } from '../../electron/engine/evidence/model.ts';
import { Complaints } from '../../electron/site/complaints.ts';
import { SiteReadError } from '../../electron/site/errors.ts';
import { ProgressTeller } from '../../electron/site/progress.ts';
import { readLogs } from '../../electron/site/read-logs.ts';
import {
  type SmallFileContext,
  readControlFile,
  readCrashFile,
  readListingFile,
  readProcessesFile,
  readRegistryFile,
  readServicesFile,
  readSnapshotFile,
  readVersionFile,
} from '../../electron/site/read-small-files.ts';
import { emptyRegistryFacts } from '../../electron/site/registry-facts.ts';
import type { FileRole } from '../../electron/site/roles.ts';
import { snapshotCollection, snapshotIdentity, snapshotTime } from '../../electron/site/snapshot-facts.ts';
import { ZipTree } from '../../electron/site/tree/zip-tree.ts';
import type { FileKind } from './fixtures.ts';
import { fileInMemory } from './memory-tree.ts';

export type InputKind = FileKind | 'log';

export interface ReaderOptions {
  readonly watched: readonly WatchedText[];
  /** Where a zip is put to be opened. */
  readonly zipPath: string;
}

const NAMES: Readonly<Record<Exclude<InputKind, 'zip'>, readonly [string, FileRole]>> = {
  log: ['Logs/Despool.log', 'log'],
  registry: ['registry.reg', 'registry'],
  listing: ['inboxes.txt', 'listing'],
  snapshot: ['snapshot.ini', 'snapshot'],
  'version-file': ['Inboxes/clicomp.src/base/compver.ini', 'version-file'],
  'control-file': ['Inboxes/smsbkup.box/Smsbkup.ctl', 'control-file'],
  crash: ['Logs/CrashDumps/1/Crash.log', 'crash'],
  services: ['services.txt', 'services'],
  processes: ['processes.txt', 'processes'],
};

const { signal } = new AbortController();
const CODE_PAGES = ['windows-1252', 'cp850', 'cp932', 'windows-1251'] as const;

/** What a catch-all says of an error that nobody declared; a fault in a reader must not hide behind it. */
const UNDECLARED = 'It could not be read: ';

/**
 * Reads one input.
 * @param chunk bytes handed on at a time
 * @throws when a reader throws what it does not declare, or complains of a fault of its own
 */
export async function readInput(
  kind: InputKind,
  bytes: Buffer,
  chunk: number,
  { watched, zipPath }: ReaderOptions,
): Promise<void> {
  const complaints = new Complaints();
  const codePage = CODE_PAGES[bytes.length % CODE_PAGES.length] ?? 'windows-1252';
  const context: SmallFileContext = {
    signal,
    complaints,
    progress: new ProgressTeller(() => undefined),
    codePage,
    oemCodePage: codePage,
  };
  if (kind === 'zip') await readZip(bytes, zipPath);
  else {
    const [path, role] = NAMES[kind];
    const file = fileInMemory(bytes, path, role, chunk);
    if (kind === 'log') await readLogs([file], { ...context, watched });
    else if (kind === 'registry') {
      const facts = emptyRegistryFacts();
      await readRegistryFile(file, facts, context);
      JSON.stringify([facts.states.threadStates, facts.states.tracing, facts.states.hotfixes]);
    } else if (kind === 'listing') {
      const finish = await readListingFile(file, context);
      finish?.(Date.UTC(2002, 4, 12), null);
    } else if (kind === 'snapshot') {
      const found = await readSnapshotFile(file, context);
      snapshotCollection(found);
      snapshotIdentity(found.snapshot, path);
      snapshotTime(found.snapshot, path, null, Date.UTC(2002, 4, 12));
    } else if (kind === 'version-file') await readVersionFile(file, context);
    else if (kind === 'control-file') await readControlFile(file, context);
    else if (kind === 'crash') await readCrashFile(file, context);
    else if (kind === 'services') await readServicesFile(file, context);
    else await readProcessesFile(file, context);
  }
  const fault = complaints.list().find(({ why }) => why.startsWith(UNDECLARED));
  if (fault !== undefined) throw new Error(`${fault.source}: ${fault.why}`);
}

/** Opens a zip, goes through all its folders and reads all files that it gives. */
async function readZip(bytes: Buffer, zipPath: string): Promise<void> {
  await writeFile(zipPath, bytes);
  let zip: ZipTree;
  try {
    zip = await ZipTree.open(zipPath, signal);
  } catch (error) {
    if (error instanceof SiteReadError) return;
    throw error;
  }
  try {
    const waiting = [''];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      const around = folder === '' ? '' : `${folder}/`;
      const { folders, files } = await zip.list(folder, { count: true, signal });
      waiting.push(...folders.map((name) => around + name));
      for (const name of files) await zip.read(around + name, signal, () => true);
    }
  } finally {
    await zip.close();
  }
}
