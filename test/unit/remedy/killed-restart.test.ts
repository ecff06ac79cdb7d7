/**
 * The program is killed at every operation on the disk while it stops and starts a service. Afterwards every order that
 * Windows was given stands in the journal, and what the journal calls done is so. A part of the points each time; with
 * EVERY_KILL=1 in the environment all of them.
 */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCase } from '../../../electron/case-store/open-case.ts';
import type { CaseRecord } from '../../../electron/engine/case/records.ts';
import type { FileOperations } from '../../../electron/files/file-operations.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { type Faults, faultyFiles } from '../../support/faulty-files.ts';
import { QuickClock, deskWith, newFolder, openCopyOf, runnerOver, targetWith } from './desk.ts';
import { ScriptedWindows } from './scripted-windows.ts';

const PART = process.env['EVERY_KILL'] === undefined ? 3 : 1;
const EXECUTIVE = 'SMS_EXECUTIVE';
const STEPS = ['stop', 'end', 'start'] as const;

const restart = plan([
  step('stop', { action: { do: 'stop-service', service: EXECUTIVE, limitSeconds: 10 } }),
  step('end', {
    onlyIfFailed: 'stop',
    dangerous: true,
    action: { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 10 },
  }),
  step('start', { action: { do: 'start-service', service: EXECUTIVE, limitSeconds: 10 } }),
]);

/** A service that hangs when it is to stop. */
function hungWindows(): ScriptedWindows {
  const windows = new ScriptedWindows();
  const service = windows.add(EXECUTIVE, 'smsexec.exe', () => {
    service.state = 'STOP_PENDING';
  });
  return windows;
}

async function work(files: FileOperations, windows: ScriptedWindows, parent: string): Promise<void> {
  const clock = new QuickClock();
  const who = { by: () => 'Ann', now: clock.now, computer: 'DESK' };
  const identity = { name: 'NYSMS01', ticket: '', technician: 'Ann' };
  const openCase = await createCase(files, path.join(parent, 'case'), identity, who);
  const desk = await deskWith(restart, { target: targetWith({ host: windows }), files, clock, openCase });
  for (const id of STEPS) await desk.doStep(id);
}

const ORDERS: readonly (readonly [(typeof STEPS)[number], RegExp])[] = [
  ['stop', /^sc stop/],
  ['end', /^taskkill/],
  ['start', /^sc start/],
];

/** No order without its intent, and nothing called done that is not so. */
function expectHonest(records: readonly CaseRecord[], windows: ScriptedWindows): void {
  const has = (kind: CaseRecord['kind'], id: string): boolean =>
    records.some((record) => record.kind === kind && 'step' in record && record.step === id);
  for (const [id, order] of ORDERS) {
    if (windows.asked.some((line) => order.test(line))) expect(has('step-intent', id)).toBe(true);
  }
  if (has('step-done', 'end')) expect(windows.asked.some((line) => line.startsWith('taskkill'))).toBe(true);
  if (has('step-done', 'start')) expect(windows.services.get(EXECUTIVE)?.state).toBe('RUNNING');
  expect(has('step-done', 'stop')).toBe(false);
}

describe('killed while a service is restarted', () => {
  const deaths: readonly Omit<NonNullable<Faults['dieAt']>, 'operation'>[] = [
    {},
    { torn: 0.6 },
    { powerCut: true },
  ];
  it.each(deaths.map((death, first) => [death, PART === 1 ? 0 : first] as const))(
    'with %j',
    async (death, first) => {
      const counting = faultyFiles();
      await work(counting, hungWindows(), newFolder());
      expect(counting.count()).toBeGreaterThan(30);
      for (let operation = first + 2; operation <= counting.count(); operation += PART) {
        const windows = hungWindows();
        const parent = newFolder();
        const files = faultyFiles({ dieAt: { operation, ...death } });
        await work(files, windows, parent).catch((error: unknown) => {
          if (!files.isDead()) throw error;
        });
        expect(files.isDead()).toBe(true);
        const copy = await openCopyOf(path.join(parent, 'case')).catch(() => null);
        if (copy === null) {
          expect(windows.asked).toEqual([]);
          continue;
        }
        expectHonest(copy.records(), windows);
        const { runner } = runnerOver(copy, { target: targetWith({ host: windows }) });
        const [view] = await runner.resume();
        if (view === undefined) continue;

        // And the work can be gone on with to its end.
        for (let { next } = view; next !== null; next = (await runner.runs())[0]?.next ?? null) {
          const id = next;
          await runner.look(view.id, id);
          if ((await runner.runs())[0]?.next !== id) continue;
          const { id: shown, agree } = await runner.show(view.id, id, false);
          await (
            await runner.act({ run: view.id, step: id, undo: false, shown, agreed: agree })
          ).ended;
        }
        expect(windows.services.get(EXECUTIVE)?.state).toBe('RUNNING');
        expect(windows.processes.get(windows.services.get(EXECUTIVE)?.pid ?? 0)).toBe('smsexec.exe');
      }
    },
    120_000,
  );
});
