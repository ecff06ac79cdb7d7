/** A Wine prefix of a test file's own: a computer with its registry, services and disk C:. */
import { cp, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { runLimited } from './limited-run.ts';
import { wineSetUp } from './set-up.ts';

export interface WinePrefix {
  readonly folder: string;
  /** Folder that is `C:\` in it. */
  readonly driveC: string;
  readonly env: NodeJS.ProcessEnv;
  /** `C:\SMS` or `Z:\...` for an absolute path of this system. */
  readonly toWindows: (file: string) => string;
  /** Path of this system for `C:\SMS\Logs` or `Z:\...`, as spelled. */
  readonly toHost: (file: string) => string;
  /** Ends all its programs and removes it. For `afterAll`. */
  readonly end: () => Promise<void>;
}

/** Longer than any test file takes; without it, services would end with the program that started them. */
const SERVER_STAYS_S = 600;
const SERVER_LIMIT_MS = 20_000;

/**
 * Windows' own folder is 700 MB and nobody writes into its files: it is linked. New files in it are the prefix's own; to
 * put another file in the place of one of them, remove it first.
 */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [old, made] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(old, made);
    else if (entry.isFile()) await link(old, made);
    else await cp(old, made, { verbatimSymlinks: true });
  }
}

async function copyPrepared(folder: string): Promise<void> {
  const { prepared } = wineSetUp();
  for (const name of await readdir(prepared)) {
    if (name === 'drive_c') continue;
    await cp(path.join(prepared, name), path.join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
  const driveC = path.join(prepared, 'drive_c');
  await mkdir(path.join(folder, 'drive_c'));
  for (const name of await readdir(driveC)) {
    const [old, made] = [path.join(driveC, name), path.join(folder, 'drive_c', name)];
    if (name === 'windows') await linkTree(old, made);
    else await cp(old, made, { recursive: true, verbatimSymlinks: true });
  }
}

/**
 * Makes a prefix and starts its server. For `beforeAll`: `prefix = await winePrefix()`, and `afterAll(() => prefix.end())`.
 */
export async function winePrefix(): Promise<WinePrefix> {
  const folder = await mkdtemp(path.join(wineSetUp().runFolder, 'prefix-'));
  await copyPrepared(folder);
  const env = { ...wineSetUp().environment, WINEPREFIX: folder };
  const driveC = path.join(folder, 'drive_c');
  // It goes on by itself in the background and says nothing.
  const started = await runLimited('wineserver', [`-p${SERVER_STAYS_S}`], { env, limitMs: SERVER_LIMIT_MS });
  if (started.code !== 0) throw new Error(`wineserver did not start: ${started.stderr.toString()}`);
  return {
    folder,
    driveC,
    env,
    toWindows: (file) => {
      const below = path.relative(driveC, file);
      const inside = below === '' || (!below.startsWith('..') && !path.isAbsolute(below));
      return inside ? `C:\\${below.replaceAll('/', '\\')}` : `Z:${file.replaceAll('/', '\\')}`;
    },
    toHost: (file) => {
      const rest = file.slice(2).replaceAll('\\', '/');
      return /^c:/i.test(file) ? path.join(driveC, rest) : rest;
    },
    end: async () => {
      await runLimited('wineserver', ['-k'], { env, limitMs: SERVER_LIMIT_MS });
      const ended = await runLimited('wineserver', ['-w'], { env, limitMs: SERVER_LIMIT_MS });
      if (ended.timedOut) await runLimited('wineserver', ['-k9'], { env, limitMs: SERVER_LIMIT_MS });
      try {
        await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      } catch (error) {
        console.warn(`${folder} is removed with the folder of this run only: ${String(error)}`);
      }
    },
  };
}
