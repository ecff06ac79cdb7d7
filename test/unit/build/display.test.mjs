import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displayArguments, findDisplay, xServerAddresses } from '../../../build/bootstrap/display.mjs';
import { openWindow } from '../../../build/bootstrap/window.mjs';

describe('where an X display listens', () => {
  const ofThisMachine = [{ path: '/tmp/.X11-unix/X77' }, { path: '\0/tmp/.X11-unix/X77' }];

  it.each([':77', ':77.0', 'unix:77', 'unix/:77', 'unix/somewhere:77.1', 'local/:77'])(
    '%s: on a socket of this machine',
    (display) => {
      expect(xServerAddresses(display)).toEqual(ofThisMachine);
    },
  );

  it.each([
    ['localhost:10.0', 'localhost', 6010],
    ['192.0.2.7:0', '192.0.2.7', 6000],
    ['tcp/far:1', 'far', 6001],
    ['[::1]:2', '::1', 6002],
  ])('%s: on a port', (display, host, port) => {
    expect(xServerAddresses(display)).toEqual([{ host, port }]);
  });

  it.each(['nonsense', 'far:60000'])('%s: nowhere', (display) => {
    expect(xServerAddresses(display)).toEqual([]);
  });
});

describe('finding the display', () => {
  let folder = '';
  /** @type {net.Server | undefined} */
  let server;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'display-'));
  });
  afterEach(async () => {
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** @param {net.ListenOptions} where */
  const listen = async (where) => {
    const listening = net.createServer((socket) => socket.destroy());
    server = listening;
    await new Promise((resolve) => listening.listen(where, () => resolve(undefined)));
    return listening.address();
  };
  /** @param {NodeJS.ProcessEnv} env */
  const onLinux = (env) => findDisplay({ platform: 'linux', env });

  it('finds none where none is named', async () => {
    expect(await onLinux({})).toEqual({ why: 'There is no display here' });
    expect(await onLinux({ DISPLAY: '', WAYLAND_DISPLAY: '' })).toEqual({ why: 'There is no display here' });
  });

  it('does not take one that is named for one that is there', async () => {
    // A port of this machine that nobody listens on, and a display beyond all that are used.
    expect(await onLinux({ DISPLAY: '127.0.0.1:1' })).toEqual({
      why: 'The display 127.0.0.1:1 does not answer',
    });
    expect(await onLinux({ DISPLAY: ':7777' })).toEqual({ why: 'The display :7777 does not answer' });
    expect(await onLinux({ WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: folder })).toEqual({
      why: 'The display wayland-0 does not answer',
    });
  });

  it('finds an X server behind a port, as "ssh -X" makes one', async () => {
    const address = await listen({ host: '127.0.0.1', port: 0 });
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await onLinux({ DISPLAY: `127.0.0.1:${String(port - 6000)}.0` })).toEqual({ kind: 'X' });
  });

  it.skipIf(process.platform !== 'linux')('finds an X server on a socket without a file', async () => {
    const number = String(100_000 + process.pid);
    await listen({ path: `\0/tmp/.X11-unix/X${number}` });
    expect(await onLinux({ DISPLAY: `:${number}` })).toEqual({ kind: 'X' });
  });

  it.skipIf(process.platform === 'win32')('finds Wayland where X does not answer', async () => {
    await listen({ path: path.join(folder, 'wayland-7') });
    const env = { DISPLAY: ':7777', WAYLAND_DISPLAY: 'wayland-7', XDG_RUNTIME_DIR: folder };
    expect(await onLinux(env)).toEqual({ kind: 'Wayland' });
    expect(await onLinux({ WAYLAND_DISPLAY: path.join(folder, 'wayland-7') })).toEqual({ kind: 'Wayland' });
  });

  it('knows that only Linux can be without one', async () => {
    expect(await findDisplay({ platform: 'win32', env: {} })).toEqual({ kind: 'native' });
    expect(await findDisplay({ platform: 'darwin', env: {} })).toEqual({ kind: 'native' });
  });
});

describe('opening the window', () => {
  /**
   * Has Node play Electron.
   * @param {string} text
   */
  const open = (text, openingMs = 60_000) =>
    openWindow(process.execPath, ['-e', text], { kind: 'X', env: process.env, openingMs });

  it('says why there is none when Electron ends with an error at once', async () => {
    expect(await open('process.exit(127)')).toEqual({
      why: 'The window could not be opened (Electron ended with code 127)',
    });
  });

  it.skipIf(process.platform === 'win32')('says so as well when it aborts', async () => {
    expect(await open("process.kill(process.pid, 'SIGABRT'); setTimeout(() => {}, 60000)")).toEqual({
      why: 'The window could not be opened (Electron ended with SIGABRT)',
    });
  });

  it('gives the exit code of one that was open', async () => {
    expect(await open('process.exit(3)', 0)).toEqual({ code: 3 });
  });

  it('takes one that was closed at once for opened', async () => {
    expect(await open('process.exit(0)')).toEqual({ code: 0 });
  });

  it('tells Electron to use Wayland where there is nothing else', () => {
    expect(displayArguments('Wayland')).toContain('--ozone-platform=wayland');
    expect(displayArguments('X')).toEqual([]);
  });
});
