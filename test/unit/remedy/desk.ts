/** A real case in a folder of its own, with a runner and a clock that goes through minutes at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { OpenCase } from '../../../electron/case-store/case-folder.ts';
import { createCase, openCase } from '../../../electron/case-store/open-case.ts';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { stepOf } from '../../../electron/engine/case/fold-runs.ts';
import type { CaseRecord, PlanWay } from '../../../electron/engine/case/records.ts';
import type { RunView, StepView } from '../../../electron/engine/case/run-view.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';
import type { Host } from '../../../electron/host/host.ts';
import { targetOf } from '../../../electron/host/server-name.ts';
import type { RemedyClock } from '../../../electron/remedy/clock.ts';
import { type Runner, createRunner } from '../../../electron/remedy/runner.ts';
import type { RemedyTarget } from '../../../electron/remedy/target.ts';

const folders: string[] = [];
const cases: OpenCase[] = [];

/** Removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  // Those of a program that "died" cannot be closed; the system would have done it.
  for (const opened of cases.splice(0)) await opened.close().catch(() => undefined);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts at a fixed time; sleeping takes no time but moves the clock. */
export class QuickClock implements RemedyClock {
  #elapsed = 0;
  /** Added to the time of day, for a clock that is set back. */
  offsetMs = 0;
  /** Called after each sleep. */
  onSleep: (seconds: number) => void | Promise<void> = () => undefined;

  readonly now = (): Date => new Date(Date.UTC(2001, 4, 17, 2, 23) + this.#elapsed + this.offsetMs);
  readonly elapsed = (): number => this.#elapsed;
  readonly sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    this.#elapsed += ms;
    await this.onSleep(this.#elapsed / 1000);
    signal.throwIfAborted();
  };
}

export function targetWith(more: {
  readonly host?: Host;
  readonly server?: string;
  readonly folder?: string;
  readonly controlFile?: string;
  readonly disk?: RemedyTarget['disk'];
  readonly evidence?: RemedyTarget['evidence'];
}): RemedyTarget {
  const { host, folder } = more;
  const target = targetOf(more.server ?? '');
  return {
    label: target.label,
    host:
      host === undefined
        ? { is: null, why: 'This computer does not run Windows.' }
        : { is: { host, target }, why: null },
    folder:
      folder === undefined
        ? { is: null, why: 'The SMS directory cannot be reached from here.' }
        : { is: folder, why: null },
    disk: more.disk ?? (() => null),
    controlFile: more.controlFile ?? null,
    evidence: more.evidence ?? { release: '2.0 SP2', crashes: [] },
  };
}

export interface Desk {
  readonly case: OpenCase;
  readonly clock: QuickClock;
  readonly runner: Runner;
  readonly run: string;
  readonly troubles: UserError[];
  readonly changes: RunView[];
  readonly view: () => Promise<RunView>;
  readonly step: (id: string) => Promise<StepView>;
  /** Shows a step, agrees to it as often as needed, and waits for its end. */
  readonly doStep: (id: string, undo?: boolean) => Promise<StepView>;
  /** Kinds of the records about a step. */
  readonly kinds: (id: string) => readonly CaseRecord['kind'][];
}

export interface DeskParts {
  readonly target: RemedyTarget;
  readonly files?: FileOperations;
  readonly way?: PlanWay;
  readonly clock?: QuickClock;
  /** Case that is open already; a new one when not said. */
  readonly openCase?: OpenCase;
}

let names = 0;

const whoWith = (clock: QuickClock) => ({ by: () => 'Ann', now: clock.now, computer: 'DESK' });

/** A runner over a case. */
export function runnerOver(
  opened: OpenCase,
  { target, files = diskFiles, clock = new QuickClock() }: DeskParts,
): { readonly runner: Runner; readonly troubles: UserError[]; readonly changes: RunView[] } {
  const troubles: UserError[] = [];
  const changes: RunView[] = [];
  const runner = createRunner({
    case: opened,
    files,
    clock,
    targetOf: () => target,
    newId: () => `name-${++names}`,
    onChange: (view) => changes.push(view),
    onTrouble: (error) => troubles.push(error),
  });
  return { runner, troubles, changes };
}

/** Begins a run of a plan. */
export async function deskWith(plan: TailoredPlan, parts: DeskParts): Promise<Desk> {
  const { files = diskFiles, way = 'live', clock = new QuickClock() } = parts;
  const opened =
    parts.openCase ??
    (await createCase(
      files,
      path.join(newFolder(), 'case'),
      { name: 'NYSMS01', ticket: '', technician: 'Ann' },
      whoWith(clock),
    ));
  cases.push(opened);
  const { runner, troubles, changes } = runnerOver(opened, { ...parts, clock });
  const { id: run } = await runner.begin(plan, way, { server: null, folder: null });
  const view = async (): Promise<RunView> => {
    const found = (await runner.runs()).find(({ id }) => id === run);
    if (found === undefined) throw new Error('The run is lost.');
    return found;
  };
  const step = async (id: string): Promise<StepView> => {
    const found = stepOf(await view(), id);
    if (found === undefined) throw new Error(`There is no step ${id}.`);
    return found;
  };
  return {
    case: opened,
    clock,
    runner,
    run,
    troubles,
    changes,
    view,
    step,
    doStep: async (id, undo = false) => {
      const { id: shown, agree } = await runner.show(run, id, undo);
      await (
        await runner.act({ run, step: id, undo, shown, agreed: agree })
      ).ended;
      return step(id);
    },
    kinds: (id) =>
      opened.records().flatMap((record) => ('step' in record && record.step === id ? [record.kind] : [])),
  };
}

/** Opens the case as a program does that is started after another one was killed: as a copy, whose lock means nothing. */
export async function openCopyOf(folder: string, clock = new QuickClock()): Promise<OpenCase> {
  const copy = path.join(newFolder(), 'case');
  await cp(folder, copy, { recursive: true });
  // The lock is this very program's, which counts as alive; that of a killed one does not.
  await rm(path.join(copy, 'lock.json'), { force: true });
  const opened = await openCase(diskFiles, copy, whoWith(clock));
  cases.push(opened);
  return opened;
}
