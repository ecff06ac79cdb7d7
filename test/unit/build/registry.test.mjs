import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tarOf } from './tar-writer.mjs';

const PROXY_NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'PROXY', 'https_proxy', 'http_proxy', 'proxy'];

/** @type {typeof import('../../../build/bootstrap/npm.mjs')} */
let npmModule;
let folder = '';
/** @type {http.Server | undefined} */
let server;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'registry-'));
  vi.stubEnv('npm_config_cache', path.join(folder, 'cache'));
  vi.stubEnv('npm_config_userconfig', path.join(folder, 'npmrc'));
  vi.stubEnv('npm_config_update_notifier', 'false');
  for (const name of [...PROXY_NAMES, 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, undefined);
  // Whether the registry answers is asked once per program.
  vi.resetModules();
  npmModule = await import('../../../build/bootstrap/npm.mjs');
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const ARCHIVE = gzipSync(
  tarOf([{ name: 'package/package.json', content: '{"name":"thing","version":"1.0.0"}' }]),
);
const INTEGRITY = `sha512-${createHash('sha512').update(ARCHIVE).digest('base64')}`;

/**
 * Serves one package, whatever host is named in the request, as a proxy gets to see it.
 * @param {(request: http.IncomingMessage) => boolean} [isAnswered] false for a request that is broken off
 */
async function serveThing(isAnswered = () => true) {
  /** @type {string[]} */
  const asked = [];
  const listening = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://registry.invalid/');
    asked.push(pathname);
    if (!isAnswered(request)) request.destroy();
    else if (pathname.endsWith('.tgz')) response.end(ARCHIVE);
    else if (pathname === '/thing') {
      const dist = { tarball: 'http://registry.invalid/thing/-/thing-1.0.0.tgz', integrity: INTEGRITY };
      const versions = { '1.0.0': { name: 'thing', version: '1.0.0', dist } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name: 'thing', 'dist-tags': { latest: '1.0.0' }, versions }));
    } else response.writeHead(404).end();
  });
  server = listening;
  await new Promise((resolve) => listening.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = listening.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { url: `http://127.0.0.1:${String(port)}/`, asked };
}

const fetchThing = () =>
  npmModule.fetchPackage({ spec: 'thing@1.0.0', integrity: INTEGRITY, folder, limitMs: 60_000 });

describe('fetching a package', () => {
  it.each(PROXY_NAMES)('goes through the proxy that %s names', async (name) => {
    const proxy = await serveThing();
    vi.stubEnv(name, proxy.url);
    vi.stubEnv('npm_config_registry', 'http://registry.invalid/');
    const { archive, discard } = await fetchThing();
    expect(await npmModule.integrityOf(archive)).toBe(INTEGRITY);
    await discard();
    expect(proxy.asked).toEqual(['/thing', '/thing/-/thing-1.0.0.tgz']);
  });

  it('asks a registry that seemed out of reach after all, when npm’s cache does not have the package', async () => {
    const registry = await serveThing(({ url }) => url !== '/');
    vi.stubEnv('npm_config_registry', registry.url);
    vi.stubEnv('npm_config_replace_registry_host', 'always');
    expect(await npmModule.whyRegistryUnreachable()).not.toBeNull();
    const { archive, discard } = await fetchThing();
    expect(await npmModule.integrityOf(archive)).toBe(INTEGRITY);
    await discard();
  });

  it('asks a registry that seems out of reach for nothing that npm’s cache has', async () => {
    let isReachable = true;
    const registry = await serveThing(({ url }) => isReachable && url !== '/');
    vi.stubEnv('npm_config_registry', registry.url);
    vi.stubEnv('npm_config_replace_registry_host', 'always');
    await (await fetchThing()).discard();
    isReachable = false;
    registry.asked.length = 0;
    await (await fetchThing()).discard();
    expect(registry.asked).toEqual([]);
  });

  it('says why when there is no registry at all', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/');
    await expect(fetchThing()).rejects.toMatchObject({
      code: 'PACKAGE_NOT_FETCHED',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
