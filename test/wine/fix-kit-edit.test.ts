/** The kit's scripts that edit the backup control file, run by Wine's cmd.exe. Its fc is a stand-in where said: Wine's own lies. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER, BEFORE, kitInput, staggerPlan } from '../unit/fix-kit/kit-plans.ts';
import { type Kit, KIT_LIMIT_MS, kitOn, namesIn, smsDirectory } from './fix-kit-support.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';

let prefix: WinePrefix;
let box: string;
let number = 0;
const control = (): string => path.join(box, 'Smsbkup.ctl');

beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

async function freshKit(
  standIns: Parameters<typeof kitOn>[3] = ['fc', 'sleep'],
  content: Uint8Array = BEFORE,
  directory = 'SMS',
): Promise<Kit> {
  await rm(path.join(prefix.driveC, directory), { recursive: true, force: true });
  box = path.join(await smsDirectory(prefix, directory), 'Inboxes', 'Smsbkup.box');
  await writeFile(control(), content);
  const plan = staggerPlan();
  const site = { ...plan.site, smsDirectory: `C:\\${directory}` };
  return kitOn(prefix, `kit ${++number}`, kitInput({ ...plan, site }), standIns);
}

describe('with an fc that tells files apart (stand-in)', { timeout: KIT_LIMIT_MS }, () => {
  it('checks, edits, finds it done, takes it back, and finds that done too', async () => {
    const kit = await freshKit();
    const check = await kit.run('1-check.cmd', ['C:\\SMS']);
    expect((await kit.last('find-control-file'))?.outcome, check.stdout).toBe('done');
    expect(await readFile(control())).toEqual(BEFORE);

    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code, edit.stdout).toBe(0);
    expect(edit.stdout.trim()).toMatch(/Done\. Now run 3-verify\.cmd\.$/);
    expect(await readFile(control())).toEqual(AFTER);
    expect(await readFile(path.join(box, 'Smsbkup.ctl.1.bak'))).toEqual(BEFORE);
    expect(await readFile(path.join(kit.folder, 'kept-before.ctl'))).toEqual(BEFORE);
    expect(await namesIn(box)).toEqual(['Smsbkup.ctl', 'Smsbkup.ctl.1.bak']);
    expect(await kit.last('insert-pauses')).toMatchObject({ outcome: 'done', script: '2-edit.cmd' });

    const again = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(again.code).toBe(0);
    expect((await kit.last('insert-pauses'))?.text).toContain('as it shall be already');
    expect(await namesIn(box)).toEqual(['Smsbkup.ctl', 'Smsbkup.ctl.1.bak']);

    const undo = await kit.run('undo.cmd', ['C:\\SMS']);
    expect(undo.code, undo.stdout).toBe(0);
    expect(await readFile(control())).toEqual(BEFORE);
    expect(await readFile(path.join(box, 'Smsbkup.ctl.2.bak'))).toEqual(AFTER);
    expect((await kit.last('insert-pauses'))?.outcome).toBe('undone');
    expect((await kit.run('undo.cmd', ['C:\\SMS'])).code).toBe(0);
    expect(await readFile(control())).toEqual(BEFORE);
    expect((await kit.ofRun()).summary).toMatch(/, 1 taken back, on /);
    expect((await kit.result()).notices).toEqual([]);
  });

  it.each([
    ['one byte', Buffer.from(BEFORE.toString('latin1').replace('SiteServer', 'siteServer'), 'latin1')],
    ['a blank at its end', Buffer.concat([BEFORE, Buffer.from(' ')])],
    ['its last byte', BEFORE.subarray(0, -1)],
    ['everything', Buffer.alloc(0)],
  ])('refuses a file that differs in %s, and leaves it', async (_what, other) => {
    const kit = await freshKit(['fc', 'sleep'], other);
    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code, edit.stdout).toBe(1);
    expect(await readFile(control())).toEqual(Buffer.from(other));
    expect(await namesIn(box)).toEqual(['Smsbkup.ctl']);
    expect((await kit.last('insert-pauses'))?.text).toContain('is not the file that this kit was made for');
  });

  it('does not take back a file that was changed since', async () => {
    const kit = await freshKit();
    await kit.run('2-edit.cmd', ['C:\\SMS']);
    const mine = Buffer.concat([AFTER, Buffer.from('# mine\r\n')]);
    await writeFile(control(), mine);
    expect((await kit.run('undo.cmd', ['C:\\SMS'])).code).toBe(1);
    expect(await readFile(control())).toEqual(mine);
    expect((await kit.last('insert-pauses'))?.outcome).toBe('failed');
  });

  it('leaves a read-only file alone and says so', async () => {
    const kit = await freshKit();
    await chmod(control(), 0o444);
    expect((await kit.run('2-edit.cmd', ['C:\\SMS'])).code).toBe(1);
    await chmod(control(), 0o644);
    expect(await readFile(control())).toEqual(BEFORE);
    expect((await kit.last('insert-pauses'))?.text).toContain('is read-only');
  });

  it('does nothing without sleep.exe', async () => {
    const kit = await freshKit(['fc']);
    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code).toBe(1);
    expect(await readFile(control())).toEqual(BEFORE);
    expect((await kit.last('find-sleep'))?.text).toContain('is not on the PATH');
    expect(await kit.last('insert-pauses')).toBeUndefined();
  });

  it('goes on where it was cut off between the two names', async () => {
    const kit = await freshKit();
    await kit.run('2-edit.cmd', ['C:\\SMS']);
    // As it was before the new file got its name.
    await rm(control());
    await writeFile(path.join(kit.folder, 'swap.txt'), 'Smsbkup.ctl.1.bak\r\n');
    await writeFile(`${control()}.kit`, AFTER);
    expect((await kit.run('2-edit.cmd', ['C:\\SMS'])).code).toBe(0);
    expect(await readFile(control())).toEqual(AFTER);
    expect(await namesIn(box)).toEqual(['Smsbkup.ctl', 'Smsbkup.ctl.1.bak']);
  });

  it.each([
    ['blanks', 'My SMS Files'],
    ['signs of the command line', 'a & b (c) ^ !d! =,; 1'],
  ])('works in a directory with %s', async (_what, directory) => {
    const kit = await freshKit(['fc', 'sleep'], BEFORE, directory);
    // Without an argument the script uses the directory that it was made with, and waits for a key at its end.
    const edit = await kit.run('2-edit.cmd');
    expect(edit.code, edit.stdout).toBe(0);
    expect(await readFile(control())).toEqual(AFTER);
  });

  it('does nothing when its kit is not whole', async () => {
    const kit = await freshKit();
    await rm(path.join(kit.folder, 'kit.json'));
    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code).toBe(1);
    expect(edit.stdout).toContain('its kit is not whole');
    expect(await readFile(control())).toEqual(BEFORE);
  });

  it('does nothing when it cannot write its result', async () => {
    const kit = await freshKit();
    await mkdir(path.join(kit.folder, 'result.txt'));
    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code).toBe(1);
    expect(edit.stdout).toContain('result.txt cannot be written here');
    expect(await readFile(control())).toEqual(BEFORE);
  });
});

describe("with Wine's own fc, which calls all files the same", { timeout: KIT_LIMIT_MS }, () => {
  it.each([
    ['the file of the kit', BEFORE],
    ['another file', Buffer.from('[Tokens]\r\nmine\r\n')],
  ])('refuses to edit %s', async (_what, content) => {
    const kit = await freshKit(['sleep'], content);
    const edit = await kit.run('2-edit.cmd', ['C:\\SMS']);
    expect(edit.code, edit.stdout).toBe(1);
    expect(await readFile(control())).toEqual(Buffer.from(content));
    expect((await kit.last('insert-pauses'))?.text).toContain('does not tell files apart');
  });
});
