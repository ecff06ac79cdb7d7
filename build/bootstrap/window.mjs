/** Opening the wizard's window. */
import { displayArguments } from './display.mjs';
import { run } from './run.mjs';

/** A window is there by then; what ends earlier with an error never showed one. */
const OPENING_MS = 5000;

/**
 * Runs a program that opens a window, until it is closed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ kind: 'X' | 'Wayland' | 'native', env: NodeJS.ProcessEnv, openingMs?: number }} surroundings `kind` as `findDisplay` says
 * @returns {Promise<{ code: number } | { why: string }>} `why` no window came about, in words that can begin a sentence
 */
export async function openWindow(program, args, { kind, env, openingMs = OPENING_MS }) {
  const begin = Date.now();
  const { code, signal } = await run(program, [...displayArguments(kind), ...args], { env });
  const opened = Date.now() - begin >= openingMs;
  if ((code === 0 && signal === null) || opened) return { code };
  return { why: `The window could not be opened (Electron ended with ${signal ?? `code ${String(code)}`})` };
}
