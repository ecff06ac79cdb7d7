import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutNetwork } from '../../../build/bootstrap/no-network.mjs';

/** Exit 0 when a connection over loopback comes about, and one to elsewhere does not. */
const PROBE = `
const net = require('node:net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').once('connect', () => {
    // An address of the documentation range: without a network there is no way to it.
    net.connect(80, '192.0.2.1').once('error', (error) => process.exit(error.code === 'ENETUNREACH' ? 0 : 3));
  }).once('error', () => process.exit(2));
}).once('error', () => process.exit(2));
`;

/** @param {string} program */
const found = (program) =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].map((folder) => path.join(folder, program)).find(existsSync);

const refusal = withoutNetwork();

describe.skipIf('why' in refusal)('a program without a network', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'no-network-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /**
   * Leaves only these programs on the PATH.
   * @param {readonly string[]} programs
   */
  const onlyWith = (programs) => {
    for (const program of programs) symlinkSync(found(program) ?? '', path.join(folder, program));
    vi.stubEnv('PATH', folder);
  };

  it.for([
    ['the ip program', 'ip'],
    ['Perl where there is no ip program', 'perl'],
  ])('has loopback, with %s', ([, helper = ''], { skip }) => {
    skip(found(helper) === undefined, `there is no ${helper} program here`);
    onlyWith(['sh', 'unshare', 'true', helper]);

    const namespace = withoutNetwork();
    if ('why' in namespace) throw new Error(namespace.why);
    const [program = '', ...args] = [...namespace.prefix, process.execPath, '-e', PROBE];
    expect(spawnSync(program, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('says why not where neither is there', () => {
    onlyWith(['sh', 'unshare', 'true']);
    const isExpected = process.getuid?.() !== 0;
    expect(withoutNetwork()).toEqual({ why: expect.stringContaining('perl'), isExpected });
  });
});
