import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenCase } from '../../../electron/case-store/case-folder.ts';
import { CaseError } from '../../../electron/case-store/case-error.ts';
import { listCases } from '../../../electron/case-store/list-cases.ts';
import { type CaseWriter, createCase, openCase } from '../../../electron/case-store/open-case.ts';
import { packCase } from '../../../electron/case-store/pack-case.ts';
import { unpackCase } from '../../../electron/case-store/unpack-case.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';
import { Died, type Faults, faultyFiles } from '../../support/faulty-files.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'doctor-case-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const identity = { name: 'Packages stuck', ticket: 'INC-4711', technician: 'A. Meyer' };
let clock = Date.UTC(2026, 0, 2, 3, 4, 5);
const who: CaseWriter = { by: () => 'A. Meyer', now: () => new Date((clock += 1000)), computer: 'DESK-7' };
const at = (name: string): string => path.join(parent, name);
const note = (text: string) => ({ kind: 'step-noted', run: 'r', step: 's', note: text }) as const;
const notes = (opened: OpenCase): readonly string[] =>
  opened.records().flatMap((record) => (record.kind === 'step-noted' ? [record.note] : []));
const codeOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'none',
    (error: unknown) => (error instanceof CaseError ? error.code : String(error)),
  );

describe('a case', () => {
  it('is there again with all it held', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    const kept = await opened.keepEvidence('Logs/Despool.log', Buffer.from('lines'));
    await opened.append(note('first'));
    await Promise.all(['second', 'third', 'fourth'].map((text) => opened.append(note(text))));
    await opened.close();
    const again = await openCase(diskFiles, at('one'), who);
    expect(again.id).toBe(opened.id);
    expect(again.identity()).toEqual(identity);
    expect(again.notices).toEqual([]);
    expect(notes(again)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(again.records().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await again.readKept(kept)).toString()).toBe('lines');
    await again.close();
    expect(await readdir(at('one'))).not.toContain('lock.json');
  });

  it('keeps the order when the clock goes backwards', async () => {
    const times = [50, 40, 30, 20, 10, 5, 4, 3, 2, 1];
    const backwards: CaseWriter = { ...who, now: () => new Date((times.pop() ?? 0) * -1e6 + 1e12) };
    const opened = await createCase(diskFiles, at('one'), identity, backwards);
    await opened.append(note('first'));
    await opened.append(note('second'));
    await opened.close();
    const again = await openCase(diskFiles, at('one'), backwards);
    expect(notes(again)).toEqual(['first', 'second']);
    expect(again.readOnly).toBe(false);
    await again.close();
  });

  it('is open in one program only, and after a kill can be opened again', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    expect(await codeOf(openCase(diskFiles, at('one'), who))).toBe('case-in-use');
    expect(await codeOf(createCase(diskFiles, at('one'), identity, who))).toBe('case-exists');
    await opened.close();
    // A process that is no more.
    const pid = Number((await promisify(execFile)(process.execPath, ['-p', 'process.pid'])).stdout);
    const lock = { computer: hostname(), pid, token: 'x', at: 'then' };
    const file = path.join(at('one'), 'lock.json');
    await writeFile(file, JSON.stringify(lock));
    await (await openCase(diskFiles, at('one'), who)).close();
    // Of another computer nothing can be told.
    await writeFile(file, JSON.stringify({ ...lock, computer: 'OTHER' }));
    expect(await codeOf(openCase(diskFiles, at('one'), who))).toBe('case-in-use');
    await writeFile(file, '{"computer":');
    await (await openCase(diskFiles, at('one'), who)).close();
  });

  it('is no longer open when the computer was started anew, whoever has the number of its process now', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    const file = path.join(at('one'), 'lock.json');
    const lock = JSON.parse(await readFile(file, 'utf8')) as { bootedAt: number };
    await opened.close();
    const living = { ...lock, pid: process.ppid, token: 'x' };
    await writeFile(file, JSON.stringify(living));
    expect(await codeOf(openCase(diskFiles, at('one'), who))).toBe('case-in-use');
    await writeFile(file, JSON.stringify({ ...living, bootedAt: lock.bootedAt - 86_400 }));
    await (await openCase(diskFiles, at('one'), who)).close();
  });

  it('is open once, whatever its folder is called', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await symlink(at('one'), at('other-name'));
    expect(await codeOf(openCase(diskFiles, at('other-name'), who))).toBe('case-in-use');
    await opened.close();
  });

  it('takes no record after it was closed', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await opened.close();
    expect(await codeOf(opened.append(note('late')))).toBe('case-closed');
    const again = await openCase(diskFiles, at('one'), who);
    expect(notes(again)).toEqual([]);
    await again.close();
  });

  it.each(['empty', 'gone'])(
    'whose journal is %s although it holds files can only be looked at',
    async (how) => {
      const opened = await createCase(diskFiles, at('one'), identity, who);
      await opened.keepEvidence('Logs/Despool.log', Buffer.from('lines'));
      await opened.close();
      const journal = path.join(at('one'), 'journal.ndjson');
      await (how === 'empty' ? writeFile(journal, '') : rm(journal));
      const again = await openCase(diskFiles, at('one'), who);
      expect([again.readOnly, again.notices.map(({ kind }) => kind)]).toEqual([true, ['damaged']]);
      await again.close();
    },
  );

  it('drops a torn record, keeps its bytes aside, and goes on', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await opened.append(note('first'));
    await opened.close();
    const journal = path.join(at('one'), 'journal.ndjson');
    await writeFile(journal, '{"seq":3,"at":"20', { flag: 'a' });
    const again = await openCase(diskFiles, at('one'), who);
    expect(again.notices.map(({ kind }) => kind)).toEqual(['torn-tail']);
    await again.append(note('second'));
    await again.close();
    expect(await readFile(path.join(at('one'), 'journal.torn-1'), 'utf8')).toBe('{"seq":3,"at":"20');
    const third = await openCase(diskFiles, at('one'), who);
    expect(third.notices).toEqual([]);
    expect(notes(third)).toEqual(['first', 'second']);
    await third.close();
  });

  it('is read-only when it is damaged in the middle, and can be saved as far as it is readable', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    for (const text of ['first', 'second', 'third']) await opened.append(note(text));
    await opened.close();
    const journal = path.join(at('one'), 'journal.ndjson');
    await writeFile(journal, (await readFile(journal, 'utf8')).replace('second', 'altered'));
    const bytes = await readFile(journal);
    const again = await openCase(diskFiles, at('one'), who);
    expect(again.readOnly).toBe(true);
    expect(again.notices[0]).toMatchObject({ kind: 'damaged', line: 3 });
    expect(again.notices[0]?.text).toContain('damaged in line 3. ');
    expect(notes(again)).toEqual(['first', 'third']);
    expect(await codeOf(again.append(note('fourth')))).toBe('case-read-only');
    await packCase(diskFiles, at('one'), at('one.smscase'));
    await again.close();
    expect(await readFile(journal)).toEqual(bytes);
    const copy = await unpackCase(at('one.smscase'), at('copies'));
    expect(await readFile(path.join(copy, 'unreadable.txt'), 'utf8')).toContain('Journal, line 3');
    const there = await openCase(diskFiles, copy, who);
    expect(notes(there)).toEqual(['first', 'third']);
    await there.close();
    expect(await listCases(diskFiles, parent)).toMatchObject([{ folder: at('one'), damaged: true }]);
  });

  it('tells what was kept and is no longer what it was', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    const result = await opened.keepEvidence('result.txt', Buffer.from('done'));
    await opened.append({ kind: 'kit-returned', run: 'r', result, summary: 'all done' });
    await opened.close();
    const file = path.join(at('one'), 'evidence', result.sha256);
    await writeFile(file, 'gone');
    const changed = await openCase(diskFiles, at('one'), who);
    expect(changed.notices.map(({ kind }) => kind)).toEqual(['lost-evidence']);
    expect(await codeOf(changed.readKept(result))).toBe('kept-item-lost');
    // The same bytes are kept anew, and not taken to be there because the length is right.
    await changed.keepEvidence('result.txt', Buffer.from('done'));
    expect(await changed.readKept(result)).toEqual(Buffer.from('done'));
    await changed.close();
    await rm(file);
    const lost = await openCase(diskFiles, at('one'), who);
    expect(lost.notices.map(({ kind }) => kind)).toEqual(['lost-evidence']);
    expect(lost.readOnly).toBe(false);
    await lost.close();
  });

  it('rebuilds case.json, and looks at the case of a newer program only', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await opened.close();
    await rm(path.join(at('one'), 'case.json'));
    const rebuilt = await openCase(diskFiles, at('one'), who);
    expect(rebuilt.id).toBe(opened.id);
    await rebuilt.close();
    const file = path.join(at('one'), 'case.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('case@1', 'case@2'));
    const newer = await openCase(diskFiles, at('one'), who);
    expect(newer.readOnly).toBe(true);
    expect(newer.notices.map(({ kind }) => kind)).toEqual(['newer']);
    await newer.close();
    expect(await codeOf(openCase(diskFiles, parent, who))).toBe('not-a-case');
  });

  it('travels as one file', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    const bytes = Buffer.alloc(3_000_000, 'Despool ');
    const kept = await opened.keepEvidence('Logs/Despool.log', bytes);
    await writeFile(at('big.log'), bytes);
    expect(await opened.keepEvidenceFile('Logs/Despool.log', at('big.log'))).toEqual(kept);
    await opened.append(note('first'));
    await packCase(diskFiles, at('one'), at('one.smscase'));
    await opened.close();
    const folders = [
      await unpackCase(at('one.smscase'), at('in')),
      await unpackCase(at('one.smscase'), at('in')),
    ];
    expect(folders).toEqual([path.join(at('in'), 'one'), path.join(at('in'), 'one-2')]);
    for (const folder of folders) {
      const there = await openCase(diskFiles, folder, { ...who, computer: 'DESK-8' });
      expect(there.id).toBe(opened.id);
      expect(notes(there)).toEqual(['first']);
      expect(await there.readKept(kept)).toEqual(bytes);
      await there.close();
    }
    expect((await listCases(diskFiles, at('in'))).map(({ folder }) => folder).sort()).toEqual(folders);
    expect(await readdir(parent)).not.toContainEqual(expect.stringMatching(/\.tmp$/));
  });

  it('takes out of a hostile case file only what a case holds', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await opened.close();
    const journal = await readFile(path.join(at('one'), 'journal.ndjson'));
    const hostile = zipSync({
      'journal.ndjson': journal,
      '../escaped.txt': Buffer.from('x'),
      'evidence/../../escaped.txt': Buffer.from('x'),
      'run.cmd': Buffer.from('x'),
      [`evidence/${'a'.repeat(64)}`]: Buffer.from('not that hash'),
    });
    await writeFile(at('hostile.smscase'), hostile);
    // yauzl refuses an archive with such names as a whole.
    expect(await codeOf(unpackCase(at('hostile.smscase'), at('in')))).toBe('case-file-damaged');
    const sly = zipSync({
      'journal.ndjson': journal,
      'run.cmd': Buffer.from('x'),
      [`evidence/${'a'.repeat(64)}`]: Buffer.from('not that hash'),
    });
    await writeFile(at('sly.smscase'), sly);
    const folder = await unpackCase(at('sly.smscase'), at('in'));
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(['evidence', 'journal.ndjson']);
    await writeFile(at('cut.smscase'), sly.subarray(0, sly.length - 30));
    await writeFile(at('no.smscase'), zipSync({ 'readme.txt': Buffer.from('x') }));
    for (const name of ['cut.smscase', 'no.smscase', 'one']) {
      expect(await codeOf(unpackCase(at(name), at('in'))), name).toBe('case-file-damaged');
    }
    expect(await readdir(parent)).not.toContain('escaped.txt');
    expect(await readdir(at('in'))).toEqual(['sly']);
  });
});

/** What a death left of a case that never came to be is put away, as another folder would be taken for the next. */
async function freshFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  return folder;
}

/** Works on a case; what was acknowledged is noted as it goes. */
async function work(files: FileOperations, folder: string, done: string[]): Promise<void> {
  const opened =
    (await diskFiles.state(path.join(folder, 'case.json'))) === null
      ? await createCase(files, await freshFolder(folder), identity, who)
      : await openCase(files, folder, who);
  for (const text of ['one', 'two', 'three']) {
    const kept = await opened.keepEvidence(`${text}.txt`, Buffer.from(text.repeat(50)));
    await opened.append({ kind: 'kit-returned', run: 'r', result: kept, summary: text });
    done.push(text);
  }
  await opened.close();
}

/** Opens what a death left and looks at it. */
async function expectWhole(folder: string, done: readonly string[], where: string): Promise<void> {
  if ((await diskFiles.state(folder)) === null) return;
  const left = await codeOf(openCase(diskFiles, folder, who).then((opened) => opened.close()));
  if (left === 'not-a-case') {
    expect(done, where).toEqual([]);
    return;
  }
  expect(left, where).toBe('none');
  const again = await openCase(diskFiles, folder, who);
  expect(again.readOnly, where).toBe(false);
  const found = again.records().flatMap((record) => (record.kind === 'kit-returned' ? [record] : []));
  // All that was acknowledged, and at most the one that was being written.
  expect(found.map(({ summary }) => summary).slice(0, done.length), where).toEqual(done);
  expect(found.length - done.length, where).toBeLessThanOrEqual(1);
  for (const { result, summary } of found) {
    expect((await again.readKept(result)).toString(), where).toBe(summary.repeat(50));
  }
  await again.append(note('goes on'));
  await again.close();
}

async function operationsOf(folder: string): Promise<number> {
  const counting = faultyFiles();
  await work(counting, folder, []);
  return counting.count();
}

describe('a case whose program dies', () => {
  it.each<Faults['dieAt'] & { readonly name: string }>([
    { name: 'before the operation', operation: 0 },
    { name: 'in the middle of a write', operation: 0, torn: 0.4 },
    { name: 'after all of a write', operation: 0, torn: 1 },
    { name: 'with the power', operation: 0, torn: 0.7, powerCut: true },
  ])('$name, at any operation, opens and has all that was acknowledged', async ({ name, ...how }) => {
    const operations = await operationsOf(at('counted'));
    expect(operations).toBeGreaterThan(40);
    for (let operation = 1; operation <= operations; operation += 1) {
      const folder = at(`died-${operation}`);
      const done: string[] = [];
      const files = faultyFiles({ dieAt: { ...how, operation } });
      await work(files, folder, done).catch((error: unknown) => {
        if (!files.isDead()) throw error;
      });
      // The next start of the program is another process.
      await rm(path.join(folder, 'lock.json'), { force: true });
      await expectWhole(folder, done, `${name} ${operation}`);
    }
  });

  it('opens after deaths in a row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.double({ min: 0, max: 1, noNaN: true })), {
          maxLength: 5,
        }),
        async (deaths) => {
          const folder = await mkdtemp(path.join(parent, 'row-'));
          await rm(folder, { recursive: true });
          let sure = 0;
          for (const [operation, torn] of deaths) {
            const done: string[] = [];
            const files = faultyFiles({ dieAt: { operation, torn, powerCut: true } });
            await work(files, folder, done).catch((error: unknown) => {
              if (!files.isDead()) throw error;
            });
            sure += done.length;
            await rm(path.join(folder, 'lock.json'), { force: true });
          }
          const done: string[] = [];
          await work(diskFiles, folder, done);
          const again = await openCase(diskFiles, folder, who);
          const found = again.records().filter(({ kind }) => kind === 'kit-returned').length;
          expect(found).toBeGreaterThanOrEqual(sure + 3);
          expect(again.readOnly).toBe(false);
          await again.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a case whose disk fails', () => {
  it.each(['ENOSPC', 'EACCES', 'EBUSY', 'EROFS', 'EIO'])(
    '%s at any operation: the error is told, and nothing half counts',
    async (code) => {
      const operations = await operationsOf(at('counted'));
      for (let operation = 1; operation <= operations; operation += 1) {
        const folder = at(`failed-${operation}`);
        const done: string[] = [];
        const error: unknown = await work(faultyFiles({ failAt: { operation, code } }), folder, done).catch(
          (thrown: unknown) => thrown,
        );
        if (error instanceof Error && !(error instanceof Died)) {
          const told = error instanceof CaseError ? error.nextStep : (error as NodeJS.ErrnoException).code;
          expect(told, `${operation}: ${error.message}`).toBeTruthy();
        }
        await rm(path.join(folder, 'lock.json'), { force: true });
        await expectWhole(folder, done, `${code} ${operation}`);
      }
    },
  );

  it('goes on after a record could not be written', async () => {
    const opened = await createCase(diskFiles, at('one'), identity, who);
    await opened.close();
    const counting = faultyFiles();
    const first = await openCase(counting, at('one'), who);
    const before = counting.count();
    await first.close();
    for (let operation = before + 1; operation <= before + 2; operation += 1) {
      const files = faultyFiles({ failAt: { operation, code: 'ENOSPC' } });
      const again = await openCase(files, at('one'), who);
      const told = await codeOf(again.append(note(`lost ${operation}`)));
      await again.append(note(`kept ${operation}`));
      await again.close();
      const later = await openCase(diskFiles, at('one'), who);
      expect(notes(later).includes(`lost ${operation}`), `${operation}`).toBe(told === 'none');
      expect(notes(later)).toContain(`kept ${operation}`);
      expect(later.notices).toEqual([]);
      await later.close();
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says so without rights, and can be looked at',
    async () => {
      await mkdir(at('locked'));
      await (await createCase(diskFiles, at('locked/there'), identity, who)).close();
      await chmod(at('locked/there'), 0o500);
      await chmod(at('locked'), 0o500);
      expect(await codeOf(createCase(diskFiles, at('locked/one'), identity, who))).toBe('case-not-written');
      const there = await openCase(diskFiles, at('locked/there'), who);
      expect(there.notices.map(({ kind }) => kind)).toEqual(['cannot-write']);
      await there.close();
    },
  );
});
