import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesIn, whyDownloadCannotWork } from '../../../build/bootstrap/electron-download.mjs';
import { inProject } from '../../../build/bootstrap/places.mjs';

/** @type {http.Server | undefined} */
let server;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllEnvs();
});

/**
 * Lets Electron's downloader ask a server of ours, with a cache of its own so that nothing is found there.
 * @param {http.RequestListener} answer
 */
async function askServer(answer) {
  const mirror = http.createServer(answer);
  server = mirror;
  await new Promise((resolve) => mirror.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = mirror.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${String(port)}/`);
  vi.stubEnv('electron_config_cache', inProject('.cache', 'no-electron-here'));
  return whyDownloadCannotWork(inProject('node_modules', 'electron'), 'linux', 'x64');
}

describe('asking whether Electron can be downloaded', () => {
  it('is content with the first byte from the mirror', async () => {
    /** @type {(string | undefined)[]} */
    const asked = [];
    const why = await askServer((request, response) => {
      asked.push(request.url);
      // The rest never comes: nothing but the first byte may be waited for.
      response.writeHead(200, { 'content-length': '100000000' });
      response.write('PK');
    });
    expect(why).toBeNull();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/electron-v[\d.]+-linux-x64\.zip$/);
  });

  it('says what a mirror without this version answered', async () => {
    const why = await askServer((_, response) => response.writeHead(404).end());
    expect(why).toContain('404');
  });

  it('does not wait for a server that is silent', async () => {
    const why = await askServer(() => undefined);
    expect(why).toMatch(/^no answer within \d+ s$/);
  });

  it('says why a host cannot be reached', async () => {
    vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:1/');
    vi.stubEnv('electron_config_cache', inProject('.cache', 'no-electron-here'));
    const why = await whyDownloadCannotWork(inProject('node_modules', 'electron'), 'linux', 'x64');
    expect(why).toMatch(/ECONNREFUSED|bad port/);
  });
});

describe('counting what has come', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'bytes-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('adds up the files in all folders', async () => {
    await mkdir(path.join(folder, 'deep', 'deeper'), { recursive: true });
    await writeFile(path.join(folder, 'a'), '12345');
    await writeFile(path.join(folder, 'deep', 'deeper', 'b'), '123');
    expect(bytesIn(folder)).toBe(8);
    expect(bytesIn(path.join(folder, 'not-there'))).toBe(0);
  });

  it('goes on when folders vanish meanwhile', async () => {
    const comeAndGo = `
      const fs = require('node:fs');
      console.log('ready');
      for (;;) {
        fs.mkdirSync('a/b/c/d/e', { recursive: true });
        fs.rmSync('a', { recursive: true });
      }`;
    const program = spawn(process.execPath, ['-e', comeAndGo], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      await once(program.stdout, 'data');
      const end = Date.now() + 1000;
      while (Date.now() < end) expect(bytesIn(folder)).toBe(0);
    } finally {
      program.kill();
      await once(program, 'exit');
    }
  });
});
