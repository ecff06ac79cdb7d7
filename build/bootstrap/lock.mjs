/** One at a time: two commands started together must not install or build into each other. */
import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from './places.mjs';
import { SetupProblem, say } from './say.mjs';

/**
 * Who holds a lock.
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} token its own for every time a lock is taken
 * @property {string | null} started when that process began, null where the system does not say
 */

/** Longer than an installation takes on a slow line. */
const WAIT_LIMIT_MS = 10 * 60_000;
/** Nobody looks at a lock for so long before removing it, so what is older can go. */
const LEFTOVER_AGE_MS = 3_600_000;

/** The locks this process holds. One with its id and another token is from an earlier process that had the same id. */
const held = new Set();

/**
 * @param {unknown} error
 * @param {...string} codes
 */
const isOneOf = (error, ...codes) =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

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
    return isOneOf(error, 'EPERM');
  }
}

/**
 * When a process began, in Linux's own count. Containers begin at process 1 again and again, so an id alone says little there.
 * @param {number} pid
 * @returns {string | null} null where that cannot be known
 */
function startOf(pid) {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field, the program's name in brackets, may hold spaces and brackets itself. The start is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    // It ended meanwhile, or belongs to somebody whose processes are hidden.
    return null;
  }
}

/** @param {Holder} holder */
function isGone({ pid, token, started }) {
  if (pid === process.pid) return !held.has(token);
  if (!isRunning(pid)) return true;
  const now = startOf(pid);
  return started !== null && now !== null && started !== now;
}

/**
 * Who holds a lock.
 * @param {string} file
 * @returns {Holder | null} null when nobody does, or when the lock cannot be read
 */
function holderOf(file) {
  try {
    const { pid, token, started } = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && typeof token === 'string' ? { pid, token, started } : null;
  } catch {
    return null;
  }
}

/**
 * Puts a lock in its place in one step, so that nobody ever reads half of it.
 * @param {string} file
 * @param {Holder} holder
 * @returns {boolean} false when there is one already
 */
function place(file, holder) {
  const made = `${file}.${holder.token}.new`;
  writeFileSync(made, JSON.stringify(holder));
  try {
    linkSync(made, file);
    return true;
  } catch (error) {
    if (isOneOf(error, 'EEXIST')) return false;
    // No hard links on this file system. A copy takes two steps; whoever reads it in between waits.
    return placeCopy(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}

/**
 * @param {string} made
 * @param {string} file
 */
function placeCopy(made, file) {
  try {
    copyFileSync(made, file, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isOneOf(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes the lock with this token and no other. Only who makes the mark of a token may remove its lock, and the mark stays: one who
 * looked at the lock long ago finds it, and leaves alone the lock that has taken the place.
 * @param {string} file
 * @param {string} token
 */
function remove(file, token) {
  if (holderOf(file)?.token !== token) return;
  try {
    writeFileSync(`${file}.${token}.removed`, '', { flag: 'wx' });
  } catch (error) {
    if (isOneOf(error, 'EEXIST')) return;
    throw error;
  }
  rmSync(file, { force: true });
}

/**
 * Removes the marks of locks long gone, and what was left of locks that were never put in place.
 * @param {string} file
 */
function removeLeftovers(file) {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`) || !/\.(removed|new)$/.test(name)) continue;
    const leftover = path.join(folder, name);
    const changed = statSync(leftover, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > LEFTOVER_AGE_MS) rmSync(leftover, { force: true });
  }
}

/**
 * Runs work while holding a lock of the checkout; waits while another command holds it. A lock whose holder is gone does not count.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {string} [folder] where the lock lies
 * @param {number} [limitMs] how long to wait for it
 * @returns {Promise<T>} rejects with a SetupProblem when the wait was in vain
 */
export async function holding(name, work, folder = inProject('.cache'), limitMs = WAIT_LIMIT_MS) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  removeLeftovers(file);
  const token = randomUUID();
  const begin = Date.now();
  let told = false;
  // Known before the lock is there: other work of this process must not take it for an earlier one's.
  held.add(token);
  const release = () => {
    held.delete(token);
    remove(file, token);
  };
  process.once('exit', release);
  try {
    while (!place(file, { pid: process.pid, token, started: startOf(process.pid) })) {
      const holder = holderOf(file);
      if (holder !== null && isGone(holder)) {
        remove(file, holder.token);
        // Should the lock stay, because who was to remove it was ended in between, this must not spin.
        if (holderOf(file)?.token !== holder.token) continue;
      }
      const who = holder === null ? 'another command' : `another command (process ${String(holder.pid)})`;
      if (Date.now() - begin >= limitMs) {
        throw new SetupProblem(
          'LOCK_NOT_FREE',
          `Waited ${(limitMs / 60_000).toFixed(0)} minutes for ${who}, which holds ${file}.`,
          'Let it finish. If nothing of the kind is running, delete that file. Then start again.',
        );
      }
      if (!told) say(`Waiting for ${who} to finish ...`);
      told = true;
      await pause(300);
    }
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
