/** `ctl` of the built command line in Windows' own Node: replacing and restoring as Windows' file system does it. */
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LICENSE, MANAGER, controlFileWith, startLinesOf } from '../unit/control-file/control-files.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { type WineResult, wine } from './support/run.ts';
import { hasWindowsNode, windowsNode } from './support/windows-node.ts';

const CLI = fileURLToPath(new URL('../../out/cli/sms-site-doctor.cjs', import.meta.url));
const UNTOUCHED = controlFileWith([MANAGER, LICENSE]);

describe.skipIf(!hasWindowsNode())("ctl in Windows' own Node", () => {
  let prefix: WinePrefix;
  let program: string;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    prefix = await winePrefix();
    program = path.join(prefix.driveC, 'cli', 'sms-site-doctor.cjs');
    folder = path.join(prefix.driveC, 'My SMS', 'Inboxes', 'Smsbkup.box');
    file = path.join(folder, 'Smsbkup.ctl');
    await mkdir(path.dirname(program), { recursive: true });
    await mkdir(folder, { recursive: true });
    await copyFile(CLI, program);
  });
  afterAll(() => prefix.end());

  const ctl = (command: string, ...flags: string[]): Promise<WineResult> =>
    windowsNode(prefix, program, ['ctl', command, prefix.toWindows(file), ...flags]);
  const attrib = async (...change: string[]): Promise<string> =>
    (await wine(prefix, 'attrib.exe', [...change, prefix.toWindows(file)])).stdout;
  const content = async (): Promise<Uint8Array> => Uint8Array.from(await readFile(file));

  it('edits and restores, byte for byte', async () => {
    await writeFile(file, UNTOUCHED);
    const edited = await ctl('edit');
    expect(edited, edited.stderr).toMatchObject({ code: 0, timedOut: false });
    expect(startLinesOf(await content())).toEqual(['sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60']);
    expect(await ctl('check')).toMatchObject({ code: 0 });
    expect(await ctl('restore')).toMatchObject({ code: 0 });
    expect(await content()).toEqual(UNTOUCHED);
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(['Smsbkup.ctl', expect.stringMatching(/^Smsbkup\.ctl\.\d{8}T\d{6}Z\.bak$/)]);
  });

  it('leaves a read-only file alone', async () => {
    await writeFile(file, UNTOUCHED);
    await attrib('+r');
    const { code, stderr } = await ctl('edit');
    expect([code, stderr.includes('is read-only')]).toEqual([2, true]);
    await attrib('-r');
    expect(await content()).toEqual(UNTOUCHED);
  });

  it('keeps the attributes of the file', async () => {
    await writeFile(file, UNTOUCHED);
    await attrib('+s');
    const before = await attrib();
    expect(before).toMatch(/^A?S /);
    expect(await ctl('edit')).toMatchObject({ code: 0 });
    expect(await attrib()).toBe(before);
    expect(startLinesOf(await content())[0]).toBe('sleep 60');
  });
});
