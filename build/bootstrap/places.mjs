/** Where things are: the project's own folders and the user's cache folder. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Absolute path of something in the project.
 * @param {...string} parts
 */
export const inProject = (...parts) => path.join(ROOT, ...parts);

/**
 * The folder where this system keeps what a program can get again.
 * @param {{ platform: string, env: Record<string, string | undefined>, home: string }} system
 * @returns {string}
 */
export function systemCacheFolder({ platform, env, home }) {
  if (platform === 'win32') return env.LOCALAPPDATA || path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || path.join(home, '.cache');
}

/**
 * The project's folder in the user's cache, made if needed. Where that cannot be written (a locked-down
 * account, a build machine without a home), a folder in the checkout takes its place.
 * @returns {string} absolute path of a folder that can be written
 */
export function userCache() {
  const wanted = path.join(
    systemCacheFolder({ platform: process.platform, env: process.env, home: os.homedir() }),
    'sms-site-doctor',
  );
  try {
    mkdirSync(wanted, { recursive: true });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    const own = inProject('.cache', 'user');
    mkdirSync(own, { recursive: true });
    return own;
  }
}
