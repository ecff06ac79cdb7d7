/** Whether there is a display to open a window on, and a virtual one for tests. */
import { spawn } from 'node:child_process';
import { SetupProblem } from './say.mjs';

/**
 * @param {{ platform: string, env: NodeJS.ProcessEnv }} system
 * @returns {boolean}
 */
export function hasDisplay({ platform, env }) {
  if (platform !== 'linux') return true;
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** Large enough for the largest window that is tested. */
const SCREEN = '1920x1200x24';
const START_LIMIT_MS = 15_000;

/**
 * Starts a virtual display on a free number, which the X server picks by itself.
 * @returns {Promise<{ display: string, end: () => void }>} `display` is a value for DISPLAY; throws a SetupProblem
 */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      },
    );
    let complaint = '';
    let number = '';
    const end = () => {
      process.removeListener('exit', end);
      server.kill('SIGTERM');
    };
    // Ended with us, also when we are ended by an error.
    process.once('exit', end);
    /** @param {string} cause */
    const fail = (cause) => {
      clearTimeout(timer);
      end();
      reject(
        new SetupProblem(
          'NO_VIRTUAL_DISPLAY',
          `The virtual display did not start (${cause}).`,
          'Install Xvfb (on Debian: sudo apt-get install xvfb), or start from a desktop.',
        ),
      );
    };
    const timer = setTimeout(
      () => fail(`no answer within ${String(START_LIMIT_MS / 1000)} s`),
      START_LIMIT_MS,
    );
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(complaint.trim() || `it ended with ${String(code)}`));
    server.stderr?.on('data', (/** @type {Buffer} */ text) => {
      complaint += text.toString();
    });
    server.stdio[3]?.on('data', (/** @type {Buffer} */ text) => {
      number += text.toString();
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      server.removeAllListeners('exit');
      // The display must not keep this program from ending.
      server.unref();
      for (const stream of [server.stderr, server.stdio[3]]) {
        if (stream !== null && stream !== undefined && 'unref' in stream)
          /** @type {import('node:net').Socket} */ (stream).unref();
      }
      resolve({ display: `:${number.trim()}`, end });
    });
  });
}

/**
 * Runs work with a display: the one that is there, or a virtual one for as long as it takes.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work is given what to add to its programs' environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay({ platform: process.platform, env: process.env })) return work({});
  const { display, end } = await startVirtualDisplay();
  try {
    return await work({ DISPLAY: display });
  } finally {
    end();
  }
}
