/** One at a time: two commands started together must not install or build into each other. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from './places.mjs';
import { say } from './say.mjs';

/**
 * Whether a process of that id is running.
 * @param {number} pid
 */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Runs work while holding a lock of the checkout; waits while another command holds it. A lock whose holder is gone does not count.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {string} [folder] where the lock lies
 * @returns {Promise<T>}
 */
export async function holding(name, work, folder = inProject('.cache')) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = holderOf(file);
    if (holder !== null && isRunning(holder)) {
      if (!told) say(`Waiting for another command (process ${String(holder)}) to finish ...`);
      told = true;
      await pause(300);
    } else {
      rmSync(file, { force: true });
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/**
 * The process named in a lock; null when the lock is gone or was never finished.
 * @param {string} file
 */
function holderOf(file) {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
