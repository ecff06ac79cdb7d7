/** The display to open a window on, and a virtual one for tests. */
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { SetupProblem } from './say.mjs';

/** A server that is there answers at once, also over a forwarded connection. */
const ANSWER_LIMIT_MS = 3000;

/**
 * Where the server of an X display listens, as X itself looks for it: by name or address, or on a socket of this machine, which may
 * be in the file system or in Linux's own name space.
 * @param {string} display value of DISPLAY
 * @returns {import('node:net').NetConnectOpts[]} all that may be it; empty when the value cannot be read
 */
export function xServerAddresses(display) {
  const [, transport = '', host = '', number = ''] =
    /^(?:(unix|local|tcp|inet6?)\/)?(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? [];
  if (number === '') return [];
  const isOfThisMachine = transport === 'unix' || transport === 'local' || host === '' || host === 'unix';
  if (!isOfThisMachine) {
    const port = 6000 + Number(number);
    return port > 65_535 ? [] : [{ host: host.replace(/^\[|\]$/g, ''), port }];
  }
  const socket = `/tmp/.X11-unix/X${number}`;
  return [{ path: socket }, { path: `\0${socket}` }];
}

/**
 * Where a Wayland compositor listens.
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('node:net').NetConnectOpts[]}
 */
function waylandAddresses({ WAYLAND_DISPLAY: name, XDG_RUNTIME_DIR: folder }) {
  if (!name) return [];
  if (path.isAbsolute(name)) return [{ path: name }];
  return folder ? [{ path: path.join(folder, name) }] : [];
}

/**
 * @param {import('node:net').NetConnectOpts} address
 * @returns {Promise<boolean>}
 */
function answers(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    /** @param {boolean} answer */
    const finish = (answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(false), ANSWER_LIMIT_MS);
    socket.once('connect', () => finish(true));
    // Why it does not answer makes no difference: there is no window to be had from it.
    socket.once('error', () => finish(false));
  });
}

/** @param {readonly import('node:net').NetConnectOpts[]} addresses */
async function anyAnswers(addresses) {
  return (await Promise.all(addresses.map(answers))).includes(true);
}

/**
 * Finds the display for a window by asking it, since a variable that names one says little about whether it is still there.
 * @param {{ platform: string, env: NodeJS.ProcessEnv }} system
 * @returns {Promise<{ kind: 'X' | 'Wayland' | 'native' } | { why: string }>} `why` there is none, in words that can begin a sentence
 */
export async function findDisplay({ platform, env }) {
  if (platform !== 'linux') return { kind: 'native' };
  if (env.DISPLAY && (await anyAnswers(xServerAddresses(env.DISPLAY)))) return { kind: 'X' };
  if (await anyAnswers(waylandAddresses(env))) return { kind: 'Wayland' };
  const named = env.DISPLAY || env.WAYLAND_DISPLAY;
  return { why: named ? `The display ${named} does not answer` : 'There is no display here' };
}

/**
 * Arguments with which Electron finds a display; by itself its older versions look for X only.
 * @param {'X' | 'Wayland' | 'native'} kind
 * @returns {string[]}
 */
export const displayArguments = (kind) =>
  kind === 'Wayland' ? ['--enable-features=UseOzonePlatform', '--ozone-platform=wayland'] : [];

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
 * A display for tests, which are driven on X: the one that is there, or a virtual one.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, end: () => void }>} `env` is to be added to the programs' environment
 */
export async function displayForTests() {
  const found = await findDisplay({ platform: process.platform, env: process.env });
  if ('kind' in found && found.kind !== 'Wayland') return { env: {}, end: () => undefined };
  const { display, end } = await startVirtualDisplay();
  return { env: { DISPLAY: display }, end };
}

/**
 * Runs work with a display for tests, for as long as it takes.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work is given what to add to its programs' environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  const { env, end } = await displayForTests();
  try {
    return await work(env);
  } finally {
    end();
  }
}
