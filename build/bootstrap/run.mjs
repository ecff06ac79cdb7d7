/** Running other programs: always an argument list, never a shell string, and never without an end. */
import { spawn, spawnSync } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'capture' | 'to-stderr'} [output] where its output goes; captured text comes back. Default: inherit
 * @property {number} [limitMs] the program and its children are ended after this time
 * @property {{ limitMs: number, measure: () => number }} [progress] ended when `measure` gives the same number for this long
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 1 when a signal ended it, so look at `signal` where 1 means something
 * @property {NodeJS.Signals | null} signal
 * @property {boolean} timedOut true when a limit ended it
 * @property {string} output what was captured, stdout and stderr together
 * @property {string} stdout what was captured of stdout
 */

/**
 * Ends a process and all it started.
 * @param {number} pid a process that leads its own group (POSIX)
 */
export function endTree(pid) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it ended by itself in the meantime, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} rejects when the program cannot be started
 */
export function run(program, args, options = {}) {
  const { output = 'inherit', limitMs, progress } = options;
  // A limited program leads its own group, so that its children can be ended with it.
  const limited = limitMs !== undefined || progress !== undefined;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio:
        output === 'capture'
          ? ['ignore', 'pipe', 'pipe']
          : ['inherit', output === 'to-stderr' ? 2 : 'inherit', 'inherit'],
      detached: limited && process.platform !== 'win32',
      windowsHide: true,
    });
    let captured = '';
    let stdout = '';
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
      captured += chunk.toString();
      stdout += chunk.toString();
    });
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
      captured += chunk.toString();
    });

    let timedOut = false;
    const end = () => {
      timedOut = true;
      if (child.pid !== undefined) endTree(child.pid);
    };
    // Ended with us, also when we are told to stop.
    const endWithUs = () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (limited) endTree(child.pid);
      else child.kill();
    };
    process.once('exit', endWithUs);
    /** @type {NodeJS.Timeout[]} */
    const timers = [];
    if (limitMs !== undefined) timers.push(setTimeout(end, limitMs));
    if (progress !== undefined) {
      let last = progress.measure();
      let lastChange = Date.now();
      timers.push(
        setInterval(() => {
          const now = progress.measure();
          if (now !== last) {
            last = now;
            lastChange = Date.now();
          } else if (Date.now() - lastChange > progress.limitMs) end();
        }, 500),
      );
    }
    const settle = () => {
      for (const timer of timers) clearTimeout(timer);
      process.removeListener('exit', endWithUs);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ code: code ?? 1, signal, timedOut, output: captured, stdout });
    });
  });
}

/**
 * Whether a program of that name can be started.
 * @param {string} program
 * @param {readonly string[]} [args] something harmless that it knows
 */
export function isThere(program, args = ['--version']) {
  return spawnSync(program, args, { stdio: 'ignore', windowsHide: true }).error === undefined;
}
