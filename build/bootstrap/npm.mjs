/** npm: how it is started on every system, whether its registry answers, and packages fetched by checksum. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, realpathSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run.mjs';
import { SetupProblem } from './say.mjs';

/**
 * Paths where npm's own script may be, best first.
 * @param {{ env: NodeJS.ProcessEnv, execPath: string, platform: string }} system
 * @returns {string[]}
 */
export function npmScriptCandidates({ env, execPath, platform }) {
  /** @type {string[]} */
  const found = [];
  const caller = env.npm_execpath;
  // Other package managers set this too, with their own script.
  if (caller !== undefined && /npm-cli\.c?js$/.test(caller)) found.push(caller);
  const node = path.dirname(execPath);
  const script = ['node_modules', 'npm', 'bin', 'npm-cli.js'];
  found.push(path.join(node, ...script), path.join(node, '..', 'lib', ...script));
  for (const folder of (env.PATH ?? env.Path ?? '').split(platform === 'win32' ? ';' : ':')) {
    if (folder === '') continue;
    // On Windows npm.cmd stands beside its node_modules; elsewhere npm is a link to the script itself.
    found.push(platform === 'win32' ? path.join(folder, ...script) : path.join(folder, 'npm'));
  }
  return found;
}

/** @returns {string} the script of the npm to use */
function npmScript() {
  const candidates = npmScriptCandidates({
    env: process.env,
    execPath: process.execPath,
    platform: process.platform,
  });
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (real.endsWith('.js')) return real;
  }
  throw new SetupProblem(
    'NPM_NOT_FOUND',
    'npm was not found beside Node or on the PATH.',
    'Install Node together with npm, then start again.',
  );
}

/**
 * Runs npm with these arguments. Its own script is given to Node: a `.cmd` file would need a shell on Windows.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  return run(process.execPath, [npmScript(), ...args], options);
}

/** Long enough for a slow line, short enough that a dead one is noticed while the person still looks. */
const REACH_LIMIT_MS = 8000;

/**
 * Asks an address for anything at all.
 * @param {string} address
 * @param {number} limitMs
 * @returns {Promise<string | null>} null when something answered, otherwise why not
 */
export function whyUnreachable(address, limitMs = REACH_LIMIT_MS) {
  return new Promise((resolve) => {
    const url = new URL(address);
    const client = url.protocol === 'http:' ? http : https;
    const request = client.get(url, { timeout: limitMs }, (response) => {
      response.resume();
      finish(null);
    });
    const timer = setTimeout(() => finish(`no answer within ${String(limitMs / 1000)} s`), limitMs);
    /** @param {string | null} reason */
    const finish = (reason) => {
      clearTimeout(timer);
      request.destroy();
      resolve(reason);
    };
    request.on('error', (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
      // A certificate that Node does not know means that somebody is there; npm has its own settings for it.
      finish(/CERT|SELF_SIGNED|TLS|SSL/.test(code) ? null : code);
    });
  });
}

/** The variables in which npm looks for a proxy, in capitals or not. `npm config get` does not show them. */
const PROXY_VARIABLES = new Set(['HTTPS_PROXY', 'HTTP_PROXY', 'PROXY']);

/**
 * Whether the environment names a proxy for npm.
 * @param {NodeJS.ProcessEnv} env
 */
export const namesProxy = (env) =>
  Object.entries(env).some(([name, value]) => PROXY_VARIABLES.has(name.toUpperCase()) && Boolean(value));

/** @type {Promise<string | null> | undefined} */
let registryAnswer;

/**
 * Whether npm's registry seems to be in reach, asked once per run. Behind a proxy it always does: going through it is npm's own affair.
 * @returns {Promise<string | null>} null when it does, otherwise why not
 */
export function whyRegistryUnreachable() {
  registryAnswer ??= (async () => {
    if (namesProxy(process.env)) return null;
    // `@wingconsole` and the others come from the default registry.
    const settings = await npm(['config', 'get', 'registry', 'proxy', 'https-proxy', '--json'], {
      output: 'capture',
      limitMs: 20_000,
    });
    const texts = /** @type {Record<string, string | null>} */ (parseSettings(settings.stdout));
    if ((texts.proxy ?? texts['https-proxy'] ?? null) !== null || !texts.registry) return null;
    return whyUnreachable(texts.registry);
  })();
  return registryAnswer;
}

/**
 * Reads what `npm config get` printed: JSON, or `key=value` lines in the versions that ignore `--json`.
 * @param {string} text
 * @returns {Record<string, string | null>}
 */
export function parseSettings(text) {
  try {
    const read = JSON.parse(text);
    if (typeof read === 'object' && read !== null) return read;
  } catch {
    // Not JSON: the other form, read below.
  }
  /** @type {Record<string, string | null>} */
  const settings = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^([\w-]+)\s*=\s*(.*)$/.exec(line.trim());
    const [, key, value] = match ?? [];
    if (key !== undefined && value !== undefined) {
      settings[key] = value === 'null' || value === '' ? null : value.replace(/^"|"$/g, '');
    }
  }
  return settings;
}

/**
 * Arguments that keep npm from waiting for a registry that is not there.
 * @param {string | null} unreachable from `whyRegistryUnreachable`
 * @returns {string[]}
 */
export function patience(unreachable) {
  return unreachable === null
    ? ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000']
    : ['--offline'];
}

/** For a registry that did not answer a moment ago. The time is how long a connection may be silent. */
const LITTLE_PATIENCE = ['--prefer-offline', '--fetch-retries=0', '--fetch-timeout=15000'];

/**
 * Runs an npm command that needs packages. Where the registry seems out of reach, npm's cache alone is tried, which takes no time.
 * What is not in there is asked of the registry after all: npm may know a way to it that the look did not take.
 * @param {readonly string[]} args
 * @param {Omit<import('./run.mjs').RunOptions, 'output'>} options
 * @returns {Promise<import('./run.mjs').RunResult>}
 */
export async function npmWithPackages(args, options) {
  const unreachable = await whyRegistryUnreachable();
  const first = await npm([...args, ...patience(unreachable)], { ...options, output: 'capture' });
  if (unreachable === null || first.code === 0 || !first.output.includes('ENOTCACHED')) return first;
  return npm([...args, ...LITTLE_PATIENCE], { ...options, output: 'capture' });
}

/**
 * The checksum of a file as npm writes it.
 * @param {string} file
 * @returns {Promise<string>} `sha512-…`
 */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Refuses a package whose checksum is not the pinned one.
 * @param {{ spec: string, expected: string, actual: string }} checksums
 */
export function assertIntegrity({ spec, expected, actual }) {
  if (actual === expected) return;
  throw new SetupProblem(
    'CHECKSUM_MISMATCH',
    `${spec} does not have the checksum that is pinned for it, so it is not used.\n  expected ${expected}\n  received ${actual}`,
    'Run "npm cache verify" and try again. If it stays so, the registry serves something else: tell the maintainers.',
  );
}

/**
 * Fetches a package's archive and checks it.
 * @param {{ spec: string, integrity: string, folder: string, limitMs: number }} request `folder` must exist; the archive is left in a new folder in it
 * @returns {Promise<{ archive: string, discard: () => Promise<void> }>} throws a SetupProblem when it cannot be had
 */
export async function fetchPackage({ spec, integrity, folder, limitMs }) {
  const place = await mkdtemp(path.join(folder, 'fetch-'));
  const discard = () => rm(place, { recursive: true, force: true });
  try {
    const packed = await npmWithPackages(
      ['pack', spec, '--pack-destination', place, '--ignore-scripts', '--loglevel=error'],
      { limitMs, cwd: place },
    );
    const archive = (await readdir(place)).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || archive === undefined) {
      const cause = packed.timedOut
        ? `not finished after ${String(limitMs / 1000)} s`
        : ((await whyRegistryUnreachable()) ?? packed.output.trim());
      throw new SetupProblem(
        'PACKAGE_NOT_FETCHED',
        `The package ${spec} could not be fetched (${cause || `npm ended with ${String(packed.code)}`}).`,
        'Check the network and the registry npm is set to ("npm config get registry"), then start again.',
      );
    }
    const file = path.join(place, archive);
    assertIntegrity({ spec, expected: integrity, actual: await integrityOf(file) });
    return { archive: file, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
