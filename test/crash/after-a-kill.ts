/** Looks at what an ended program left, as the next one would find it: on a copy, so that the next one finds it as well. */
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { CaseError } from '../../electron/case-store/case-error.ts';
import type { OpenCase } from '../../electron/case-store/case-folder.ts';
import { listCases } from '../../electron/case-store/list-cases.ts';
import { openCase } from '../../electron/case-store/open-case.ts';
import { unpackCase } from '../../electron/case-store/unpack-case.ts';
import { restoreNewestBackup } from '../../electron/control-file/edit-control-file.ts';
import type { CaseRecord, KeptItem } from '../../electron/engine/case/records.ts';
import type { RunView, StepView } from '../../electron/engine/case/run-view.ts';
import { diskFiles } from '../../electron/files/file-operations.ts';
import type { Runner } from '../../electron/remedy/runner.ts';
import { keptWindows } from './kept-windows.ts';
import { type Place, WHO, contentOf, placeIn, runnerAt } from './place.ts';
import type { Said } from './said.ts';

/** What must be there, from all that the programs were told. */
export class Expected {
  readonly acknowledged = new Map<number, string>();
  readonly asked = new Set<string>();
  readonly kept = new Map<string, KeptItem>();

  hear(said: readonly Said[]): void {
    for (const one of said) {
      if ('acknowledged' in one)
        this.acknowledged.set(one.acknowledged.seq, JSON.stringify(one.acknowledged));
      if ('asked' in one) this.asked.add(JSON.stringify(one.asked));
      if ('kept' in one) this.kept.set(one.kept.sha256, one.kept);
    }
  }
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Records that the program writes without being asked. */
const BY_ITSELF: ReadonlySet<CaseRecord['kind']> = new Set(['case-created', 'case-opened']);

function eventOf(record: CaseRecord): string {
  return JSON.stringify(record, (key, value: unknown) =>
    key === '' ? { ...record, seq: undefined, at: undefined, by: undefined } : value,
  );
}

function checkRecords(records: readonly CaseRecord[], { acknowledged, asked }: Expected): void {
  for (const [seq, text] of acknowledged) {
    const found = records[seq - 1];
    expectThat(
      JSON.stringify(found) === text,
      `Record ${seq} was acknowledged as ${text} and is ${JSON.stringify(found)}.`,
    );
  }
  for (const record of records) {
    const known = acknowledged.has(record.seq) || BY_ITSELF.has(record.kind) || asked.has(eventOf(record));
    expectThat(known, `Record ${record.seq} was never asked for: ${JSON.stringify(record)}.`);
  }
}

async function checkKept(opened: OpenCase, { kept }: Expected): Promise<void> {
  for (const item of kept.values()) await opened.readKept(item);
}

const stepOf = (run: RunView, id: string): StepView => {
  const found = run.steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`There is no step ${id}.`);
  return found;
};

const latest = (runs: readonly RunView[], plan: string): RunView | null =>
  runs.findLast((run) => run.plan.id === plan) ?? null;

async function doStep(runner: Runner, run: string, step: string, undo: boolean): Promise<RunView> {
  const { id: shown, agree } = await runner.show(run, step, undo);
  return (await runner.act({ run, step, undo, shown, agreed: agree })).ended;
}

/** What is said of the control file is so, and both ways are open. */
async function checkEdit(runner: Runner, place: Place): Promise<void> {
  const found = latest(await runner.runs(), 'edit');
  const content = contentOf(place.controlFile);
  expectThat(content !== 'a mix', 'The control file is a mix.');
  if (found === null) {
    expectThat(content === 'old', 'The control file was edited before anything of it stood in the journal.');
    return;
  }
  const { state, seen } = stepOf(found, 'edit');
  if (state === 'done' || state === 'found-done') {
    expectThat(content === 'new', `The step is ${state} and the control file is ${content}.`);
  }
  if (state === 'undone' || state === 'open') {
    expectThat(content === 'old', `The step is ${state} and the control file is ${content}.`);
  }
  expectThat(seen?.state !== 'other', `The control file was not known again: ${seen?.text ?? ''}`);
  const looked = await runner.look(found.id, 'edit');
  if (content === 'new') {
    expectThat(stepOf(looked, 'edit').canUndo, 'The edit cannot be taken back.');
    await doStep(runner, found.id, 'edit', true);
    expectThat(contentOf(place.controlFile) === 'old', 'The edit was not taken back.');
  }
  const done = stepOf(await doStep(runner, found.id, 'edit', false), 'edit');
  expectThat(done.state === 'done' && contentOf(place.controlFile) === 'new', 'The edit was not done.');
  const undone = stepOf(await doStep(runner, found.id, 'edit', true), 'edit');
  expectThat(
    undone.state === 'undone' && contentOf(place.controlFile) === 'old',
    'The edit was not taken back.',
  );
}

const ORDERS: readonly (readonly [string, RegExp])[] = [
  ['stop', /^sc stop/],
  ['end', /^taskkill/],
  ['start', /^sc start/],
];

/** Every order stands in the journal, what is called done is so, and the restart can be gone on with. */
async function checkRestart(runner: Runner, place: Place, records: readonly CaseRecord[]): Promise<void> {
  const windows = keptWindows(place.windows);
  const { orders } = windows.now();
  for (const [id, order] of ORDERS) {
    const given = orders.filter((line) => order.test(line)).length;
    const meant = records.filter((record) => record.kind === 'step-intent' && record.step === id).length;
    expectThat(given <= meant, `${given} orders were given for the step ${id}, and ${meant} meant.`);
  }
  const found = latest(await runner.runs(), 'restart');
  if (found === null) return;
  const isDone = (id: string): boolean => stepOf(found, id).state === 'done';
  const state = (): string => windows.now().state;
  expectThat(!isDone('stop'), 'The service hangs when it is to stop, and is said to have stopped.');
  if (isDone('start')) expectThat(state() === 'RUNNING', `It is said to run and is ${state()}.`);
  if (isDone('end') && !isDone('start')) {
    expectThat(state() !== 'STOP_PENDING', 'The process is said to be ended and is not.');
  }
  if (found.state === 'going' || found.state === 'interrupted') {
    const next = async (): Promise<string | null> => latest(await runner.runs(), 'restart')?.next ?? null;
    let tries = 0;
    for (let id = found.next; id !== null; id = await next()) {
      expectThat(++tries < 20, `The restart does not get on with the step ${id}.`);
      await runner.look(found.id, id);
      if ((await next()) === id) await doStep(runner, found.id, id, false);
    }
  }
  expectThat(state() === 'RUNNING', `At the end the service is ${state()}.`);
  expectThat(windows.now().isStrangerThere, 'A process of the same name was ended that is not the service.');
}

async function checkOther({ otherControlFile }: Place): Promise<void> {
  const content = contentOf(otherControlFile);
  expectThat(content !== 'a mix', 'The other control file is a mix.');
  if (content === 'old') return;
  await restoreNewestBackup(diskFiles, otherControlFile, { now: new Date(), dryRun: false, force: false });
  expectThat(contentOf(otherControlFile) === 'old', 'The other edit was not taken back.');
}

/** What was packed is whole: a case as it was at one moment. */
async function checkPack(place: Place, root: string, records: readonly CaseRecord[]): Promise<void> {
  if (!existsSync(place.pack)) return;
  const folder = await unpackCase(place.pack, path.join(root, 'unpacked'));
  expectThat(!existsSync(path.join(folder, 'unreadable.txt')), 'Something could not be packed.');
  const opened = await openCase(diskFiles, folder, WHO);
  // But for the record of this opening.
  const packed = opened.records().slice(0, -1);
  expectThat(
    JSON.stringify(packed) === JSON.stringify(records.slice(0, packed.length)),
    'What was packed is not the case as it was.',
  );
  expectThat(opened.notices.length === 0, `The packed case tells: ${opened.notices[0]?.text ?? ''}`);
  await opened.close();
}

/**
 * @param root of the place
 * @param aside an empty folder for the copy
 * @returns false when there is no case yet
 * @throws Error that says what is not as it should be
 */
export async function checkAfterKill(root: string, aside: string, expected: Expected): Promise<boolean> {
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await cp(root, aside, { recursive: true, preserveTimestamps: true });
  const place = placeIn(aside);
  let opened: OpenCase;
  try {
    opened = await openCase(diskFiles, place.case, WHO);
  } catch (error) {
    if (!(error instanceof CaseError && error.code === 'not-a-case')) throw error;
    expectThat(expected.acknowledged.size === 0, 'The case is gone.');
    expectThat(contentOf(place.controlFile) === 'old', 'The control file was edited without a case.');
    return false;
  }
  const told = opened.notices.filter(({ kind }) => kind !== 'torn-tail');
  expectThat(!opened.readOnly && told.length === 0, `The case tells: ${told[0]?.text ?? 'only to be read'}`);
  const records = [...opened.records()];
  checkRecords(records.slice(0, -1), expected);
  await checkKept(opened, expected);
  await checkPack(place, aside, records);
  const [listed, ...others] = await listCases(diskFiles, path.dirname(place.case));
  expectThat(listed?.damaged === false && others.length === 0, 'The case is not listed as it should be.');
  const runner = runnerAt(place, diskFiles, opened);
  await runner.resume();
  await checkEdit(runner, place);
  await checkRestart(runner, place, records);
  await checkOther(place);
  await opened.close();
  const left = readFileSync(path.join(place.case, 'journal.ndjson'), 'utf8');
  expectThat(left.endsWith('\n'), 'The journal does not end with a whole line.');
  return true;
}
