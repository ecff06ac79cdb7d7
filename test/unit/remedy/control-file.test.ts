/** The edit of the control file through the runner, on a real folder and in a real case. */
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { LICENSE, MANAGER, controlFileWith } from '../control-file/control-files.ts';
import { type Desk, deskWith, newFolder, targetWith } from './desk.ts';
import { ScriptedWindows } from './scripted-windows.ts';

const ORIGINAL = Buffer.from(controlFileWith([MANAGER, LICENSE]));
const EDITED = Buffer.from(staggerControlFile(ORIGINAL).result);

const stagger = plan([
  step('file', { kind: 'check', action: { do: 'check-control-file' } }),
  step('edit', { kind: 'edit', action: { do: 'edit-control-file' } }),
  step('test-run', { kind: 'tell' }),
]);

interface Bench extends Desk {
  readonly file: string;
  readonly content: () => Buffer;
}

/** @param names of the folders, which other systems tell apart by their case */
async function bench(
  windows?: ScriptedWindows,
  names = ['Inboxes', 'Smsbkup.box', 'Smsbkup.ctl'],
): Promise<Bench> {
  const root = newFolder();
  const file = path.join(root, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ORIGINAL);
  const target = targetWith({ folder: root, ...(windows === undefined ? {} : { host: windows }) });
  return { ...(await deskWith(stagger, { target })), file, content: () => readFileSync(file) };
}

async function edited(): Promise<Bench> {
  const desk = await bench();
  await desk.doStep('file');
  expect(await desk.doStep('edit')).toMatchObject({ state: 'done', canUndo: true });
  return desk;
}

describe('the edit', () => {
  it('is shown line by line and changes nothing before it is agreed to', async () => {
    const { runner, run, doStep, content, file } = await bench();
    await doStep('file');
    const shown = await runner.show(run, 'edit', false);
    expect(shown.diff?.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual(
      Array(3).fill('sleep 60'),
    );
    expect(shown.diff?.filter(({ kind }) => kind === 'removed')).toEqual([]);
    expect(shown.file).toBe(file);
    expect(shown.undo).not.toBeNull();
    expect(content()).toEqual(ORIGINAL);
    expect(readdirSync(path.dirname(file))).toEqual(['Smsbkup.ctl']);
  });

  it('leaves exactly what was shown, the original in the case with its hash in the journal, and beside the file', async () => {
    const { content, file, case: opened } = await edited();
    expect(content()).toEqual(EDITED);
    const beside = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.bak'));
    expect(beside).toHaveLength(1);
    expect(readFileSync(path.join(path.dirname(file), beside[0] ?? ''))).toEqual(ORIGINAL);
    const intent = opened.records().find((record) => record.kind === 'step-intent' && record.step === 'edit');
    if (intent?.kind !== 'step-intent' || intent.backup === null) throw new Error('No original was kept.');
    expect(await opened.readKept(intent.backup)).toEqual(ORIGINAL);
    expect(intent.shown.seen.facts['sha256']).toBe(intent.backup.sha256);
    expect(existsSync(path.join(opened.folder, 'backups', intent.backup.sha256))).toBe(true);
  });

  it('finds the file whatever the case of its names', async () => {
    const { doStep, content } = await bench(undefined, ['INBOXES', 'smsbkup.box', 'SMSBKUP.CTL']);
    await doStep('file');
    expect((await doStep('edit')).state).toBe('done');
    expect(content()).toEqual(EDITED);
  });

  it('is not done when the file changed since it was shown', async () => {
    const { runner, run, doStep, content, file } = await bench();
    await doStep('file');
    const { id: shown } = await runner.show(run, 'edit', false);
    const others = Buffer.concat([ORIGINAL, Buffer.from('# by Bob\r\n')]);
    writeFileSync(file, others);
    const act = runner.act({ run, step: 'edit', undo: false, shown, agreed: 'once' });
    await expect(act).rejects.toMatchObject({ code: 'not-as-shown' });
    expect(content()).toEqual(others);
  });

  it('is not done while a backup runs, where that can be asked', async () => {
    const windows = new ScriptedWindows();
    windows.add('SMS_SITE_BACKUP', 'smsbkup.exe');
    const { runner, run, doStep, content } = await bench(windows);
    await doStep('file');
    await expect(runner.show(run, 'edit', false)).rejects.toMatchObject({ code: 'control-file' });
    windows.stopped('SMS_SITE_BACKUP');
    const { id: shown } = await runner.show(run, 'edit', false);
    windows.started('SMS_SITE_BACKUP');
    await (
      await runner.act({ run, step: 'edit', undo: false, shown, agreed: 'once' })
    ).ended;
    expect(content()).toEqual(ORIGINAL);
    windows.stopped('SMS_SITE_BACKUP');
    expect((await doStep('edit')).state).toBe('done');
  });

  it('is found done where the pauses are in place', async () => {
    const { doStep, file, kinds } = await bench();
    writeFileSync(file, EDITED);
    await doStep('file');
    expect(await doStep('edit')).toMatchObject({ state: 'found-done', canUndo: false });
    expect(kinds('edit')).toEqual(['step-looked']);
  });

  it.each([
    ['hello', 'This is not a backup control file'],
    [controlFileWith([MANAGER, MANAGER, LICENSE]), 'not as Q260366 expects it'],
  ])('is refused for what a person must look at', async (content, says) => {
    const { runner, run, doStep, file } = await bench();
    writeFileSync(file, content);
    expect(await doStep('file')).toMatchObject({ state: 'failed', error: { code: 'control-file' } });
    await runner.skip(run, 'file', 'To see what happens.');
    await expect(runner.show(run, 'edit', false)).rejects.toMatchObject({
      code: 'needs-a-person',
      message: expect.stringContaining(says) as unknown,
    });
    expect(readFileSync(file)).toEqual(Buffer.from(content));
  });

  it('is refused when there is no control file, or two', async () => {
    const { doStep, file } = await bench();
    const other = path.join(path.dirname(file), 'Smsmbkup.ctl');
    writeFileSync(other, ORIGINAL);
    expect((await doStep('file')).error?.message).toContain('There are both');
    const none = await bench(undefined, ['Inboxes', 'Smsbkup.box', 'other.ctl']);
    expect((await none.doStep('file')).error?.message).toContain('There is no Smsbkup.ctl');
  });
});

describe('a control file that may not be replaced', () => {
  it.each([
    [
      'is-a-link',
      (file: string) => {
        renameSync(file, `${file}.real`);
        symlinkSync(`${file}.real`, file);
      },
    ],
    ['several-names', (file: string) => linkSync(file, `${file}.other`)],
    ['read-only', (file: string) => chmodSync(file, 0o444)],
  ])('is refused before the edit is agreed to: %s', async (code, make) => {
    const { runner, run, doStep, file } = await bench();
    await doStep('file');
    make(file);
    await expect(runner.show(run, 'edit', false)).rejects.toMatchObject({ code });
  });
});

describe('taking the edit back', () => {
  it('restores the original byte for byte, and the edit can be done again', async () => {
    const { doStep, content, kinds } = await edited();
    expect(await doStep('edit', true)).toMatchObject({ state: 'undone' });
    expect(content()).toEqual(ORIGINAL);
    expect(await doStep('edit')).toMatchObject({ state: 'done', attempts: 2 });
    expect(content()).toEqual(EDITED);
    expect(kinds('edit')).toEqual(Array(3).fill(['step-intent', 'step-done']).flat());
  });

  it('is refused when someone changed the file since', async () => {
    const { runner, run, content, file } = await edited();
    const others = Buffer.concat([EDITED, Buffer.from('# by Bob\r\n')]);
    writeFileSync(file, others);
    await expect(runner.show(run, 'edit', true)).rejects.toMatchObject({
      code: 'needs-a-person',
      message: expect.stringContaining('someone changed it since') as unknown,
    });
    expect(content()).toEqual(others);
    await runner.look(run, 'edit');
    // What was done is no longer there, so it is open again, to be edited as it is now.
    expect((await runner.runs())[0]?.steps[1]).toMatchObject({ state: 'open', seen: { state: 'other' } });
  });

  it.each(['finished', 'given-up'] as const)('is possible long after the plan was %s', async (outcome) => {
    const { runner, run, doStep, content } = await edited();
    await runner.skip(run, 'test-run', 'Next Sunday.');
    await runner.end(run, outcome, 'Enough.');
    expect(await doStep('edit', true)).toMatchObject({ state: 'undone', canUndo: false });
    expect(content()).toEqual(ORIGINAL);
    expect((await runner.runs())[0]).toMatchObject({ state: outcome, next: null });
    // Anything else begins with a new run.
    await expect(runner.show(run, 'edit', false)).rejects.toMatchObject({ code: 'run-ended' });
  });

  it('knows the edit also after the step was opened again', async () => {
    const { runner, run, doStep, content } = await edited();
    await runner.reopen(run, 'edit');
    await runner.look(run, 'edit');
    expect(await doStep('edit', true)).toMatchObject({ state: 'undone' });
    expect(content()).toEqual(ORIGINAL);
  });

  it('knows the edit also when someone changed the file and put it back as it was', async () => {
    const { runner, run, doStep, content, file } = await edited();
    writeFileSync(file, Buffer.concat([EDITED, Buffer.from('# by Bob\r\n')]));
    await runner.look(run, 'edit');
    writeFileSync(file, EDITED);
    await runner.look(run, 'edit');
    expect(await doStep('edit', true)).toMatchObject({ state: 'undone' });
    expect(content()).toEqual(ORIGINAL);
  });

  it('finds it done where someone else put the original back', async () => {
    const { doStep, content, file } = await edited();
    writeFileSync(file, ORIGINAL);
    expect((await doStep('edit', true)).state).toBe('undone');
    expect(content()).toEqual(ORIGINAL);
  });
});

describe('a plan from elsewhere', () => {
  it('does not lead out of the SMS directory, nor to services that are none of SMS', async () => {
    const windows = new ScriptedWindows();
    windows.add('Spooler', 'spoolsv.exe');
    const hostile = plan([
      step('size', {
        after: [],
        action: { do: 'check-file-size', file: '../../etc/passwd', atMostBytes: 1 },
      }),
      step('stop', { after: [], action: { do: 'stop-service', service: 'Spooler', limitSeconds: 1 } }),
      step('end', {
        after: [],
        action: { do: 'end-process', service: 'Spooler', image: 'spoolsv.exe', limitSeconds: 1 },
      }),
      step('option', { after: [], action: { do: 'check-service', service: '/x', wants: 'running' } }),
    ]);
    const desk = await deskWith(hostile, { target: targetWith({ folder: newFolder(), host: windows }) });
    expect(await desk.doStep('size')).toMatchObject({ state: 'failed', seen: { state: 'unknown' } });
    expect(await desk.doStep('option')).toMatchObject({ state: 'failed', seen: { state: 'unknown' } });
    for (const id of ['stop', 'end']) {
      expect(await desk.step(id)).toMatchObject({
        doneBy: 'technician',
        whyByHand: expect.stringContaining('Spooler') as unknown,
      });
      await expect(desk.runner.show(desk.run, id, false)).rejects.toMatchObject({ code: 'step-by-hand' });
    }
    expect(windows.asked).toEqual([]);
  });
});
