/** Where a program works that is ended again and again: its case, a server, and the tools for both. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenCase } from '../../electron/case-store/case-folder.ts';
import { type CaseWriter } from '../../electron/case-store/open-case.ts';
import { staggerControlFile } from '../../electron/engine/control-file/stagger.ts';
import type { FileOperations } from '../../electron/files/file-operations.ts';
import { targetOf } from '../../electron/host/server-name.ts';
import type { RemedyClock } from '../../electron/remedy/clock.ts';
import { type Runner, createRunner } from '../../electron/remedy/runner.ts';
import { plan, step } from '../unit/case-fold/plan-for-tests.ts';
import { LICENSE, MANAGER, controlFileWith } from '../unit/control-file/control-files.ts';
import { EXECUTIVE, keptWindows } from './kept-windows.ts';

export const OLD = Buffer.from(controlFileWith([MANAGER, LICENSE]));
export const NEW = Buffer.from(staggerControlFile(OLD).result);

export const EDIT = plan([step('edit', { kind: 'edit', action: { do: 'edit-control-file' } })], [], {
  id: 'edit',
});

export const RESTART = plan(
  [
    step('stop', { action: { do: 'stop-service', service: EXECUTIVE, limitSeconds: 10 } }),
    step('end', {
      onlyIfFailed: 'stop',
      dangerous: true,
      action: { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 10 },
    }),
    step('start', { action: { do: 'start-service', service: EXECUTIVE, limitSeconds: 10 } }),
  ],
  [],
  { id: 'restart' },
);

/** Everything below one folder, so that a copy of the folder is a copy of all. */
export interface Place {
  readonly case: string;
  readonly pack: string;
  /** SMS directory. */
  readonly site: string;
  /** Edited by the runner. */
  readonly controlFile: string;
  /** Edited as from the command line. */
  readonly otherControlFile: string;
  readonly windows: string;
  /** A log to be kept. */
  readonly log: string;
}

export function placeIn(root: string): Place {
  const site = path.join(root, 'sms');
  return {
    case: path.join(root, 'cases', 'case'),
    pack: path.join(root, 'case.smscase'),
    site,
    controlFile: path.join(site, 'Inboxes', 'Smsbkup.box', 'Smsbkup.ctl'),
    otherControlFile: path.join(root, 'other', 'Smsbkup.ctl'),
    windows: path.join(root, 'windows.json'),
    log: path.join(root, 'Despool.log'),
  };
}

/** Lays out a server and an empty folder for cases. */
export function layOut(root: string): void {
  const place = placeIn(root);
  for (const file of [place.controlFile, place.otherControlFile]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, OLD);
  }
  mkdirSync(path.dirname(place.case), { recursive: true });
  writeFileSync(place.log, 'Despooler waits for a file.  $$<SMS_DESPOOLER>\r\n'.repeat(4000));
}

/** Waiting takes no time. */
function quickClock(): RemedyClock {
  let slept = 0;
  return {
    now: () => new Date(Date.now() + slept),
    elapsed: () => slept,
    sleep: (ms, signal) => {
      slept += ms;
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
}

export const WHO: CaseWriter = { by: () => 'Ann', now: () => new Date(), computer: 'DESK' };

/** A runner over a case, acting on the server of the place. */
export function runnerAt(place: Place, files: FileOperations, openCase: OpenCase): Runner {
  let names = openCase.records().length;
  const target = targetOf('');
  const { host } = keptWindows(place.windows);
  return createRunner({
    case: openCase,
    files,
    clock: quickClock(),
    newId: () => `name-${++names}`,
    onChange: () => undefined,
    onTrouble: ({ message }) => {
      throw new Error(message);
    },
    targetOf: () => ({
      label: 'the server',
      host: { is: { host, target }, why: null },
      folder: { is: place.site, why: null },
      disk: () => null,
      controlFile: null,
      evidence: { release: '2.0 SP2', crashes: [] },
    }),
  });
}

export type Content = 'old' | 'new' | 'a mix';

/** Which of the two a control file is. */
export function contentOf(file: string): Content {
  const bytes = readFileSync(file);
  if (bytes.equals(OLD)) return 'old';
  return bytes.equals(NEW) ? 'new' : 'a mix';
}
