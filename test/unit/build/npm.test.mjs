import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  assertIntegrity,
  integrityOf,
  npmScriptCandidates,
  parseSettings,
  patience,
  whyUnreachable,
} from '../../../build/bootstrap/npm.mjs';

describe('finding npm', () => {
  const system = { env: {}, execPath: '/opt/node/bin/node', platform: 'linux' };

  it('takes the npm that started the command first', () => {
    const env = { npm_execpath: '/home/me/npm/bin/npm-cli.js' };
    expect(npmScriptCandidates({ ...system, env })[0]).toBe('/home/me/npm/bin/npm-cli.js');
  });

  it('does not take another package manager’s script', () => {
    const env = { npm_execpath: '/home/me/pnpm/bin/pnpm.cjs' };
    expect(npmScriptCandidates({ ...system, env })).not.toContain('/home/me/pnpm/bin/pnpm.cjs');
  });

  it('looks on the PATH, where Windows has the script beside npm.cmd', () => {
    const env = { Path: 'C:\\Tools;C:\\nodejs' };
    const found = npmScriptCandidates({ env, execPath: 'C:\\nodejs\\node.exe', platform: 'win32' });
    expect(found.some((file) => file.startsWith('C:\\Tools') && file.endsWith('npm-cli.js'))).toBe(true);
    expect(found.some((file) => file.endsWith('.cmd'))).toBe(false);
  });
});

describe('reading npm’s settings', () => {
  it('reads JSON', () => {
    expect(parseSettings('{"registry":"http://r/","proxy":null}')).toEqual({
      registry: 'http://r/',
      proxy: null,
    });
  });

  it('reads lines', () => {
    expect(parseSettings('registry = "http://r/"\nhttps-proxy=null\n; a remark\n')).toEqual({
      registry: 'http://r/',
      'https-proxy': null,
    });
  });
});

describe('whether somebody is there', () => {
  it('takes any answer, also a refusal', async () => {
    const server = http.createServer((_, response) => response.writeHead(403).end());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {net.AddressInfo} */ (server.address());
    expect(await whyUnreachable(`http://127.0.0.1:${String(port)}/`)).toBeNull();
    server.close();
  });

  it('gives up on a server that says nothing', async () => {
    /** @type {net.Socket[]} */
    const open = [];
    const server = net.createServer((socket) => open.push(socket));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {net.AddressInfo} */ (server.address());
    expect(await whyUnreachable(`http://127.0.0.1:${String(port)}/`, 200)).toBe('no answer within 0.2 s');
    for (const socket of open) socket.destroy();
    server.close();
  });

  it('says that nobody listens', async () => {
    expect(await whyUnreachable('http://127.0.0.1:1/')).toBe('ECONNREFUSED');
  });

  it('lets npm use only its cache when the registry is not there', () => {
    expect(patience('ENOTFOUND')).toEqual(['--offline']);
    expect(patience(null)).not.toContain('--offline');
  });
});

describe('checksums', () => {
  it('are those npm writes', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'integrity-'));
    const file = path.join(folder, 'file');
    await writeFile(file, 'abc');
    expect(await integrityOf(file)).toBe(
      'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
    );
    await rm(folder, { recursive: true });
  });

  it('refuse what is not the pinned package', () => {
    const check = { spec: 'thing@1.0.0', expected: 'sha512-a', actual: 'sha512-b' };
    expect(() => assertIntegrity(check)).toThrow('thing@1.0.0 does not have the checksum');
    expect(() => assertIntegrity({ ...check, actual: 'sha512-a' })).not.toThrow();
  });
});
