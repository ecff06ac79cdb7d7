/** The wizard of one computer, without its window: the real reader, the real cases on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import { CaseWork } from '../../../electron/main/case/case-work.ts';
import { ReaderClient } from '../../../electron/main/reader-client.ts';
import { SiteWork } from '../../../electron/main/site-work.ts';
import type { FromReader } from '../../../electron/reader/protocol.ts';
import { readerSession } from '../../../electron/reader/reader-session.ts';
import { serveTasks } from '../../../electron/reader/serve-tasks.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));

export interface WizardDesk {
  readonly work: SiteWork;
  readonly cases: CaseWork;
  readonly casesFolder: string;
  /** Reads a site and waits until it is kept. */
  readonly read: (paths: readonly string[]) => Promise<void>;
}

export interface WizardDesks {
  /** Empty before each test. */
  readonly folder: () => string;
  readonly desk: (computer: string) => WizardDesk;
}

/** Desks for the tests of a file; a test fails when one of them told a trouble. */
export function wizardDesks(): WizardDesks {
  let folder: string;
  let readers: ReaderClient[];
  let open: CaseWork[];
  let troubles: UserError[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'doctor-cases-'));
    readers = [];
    open = [];
    troubles = [];
  });

  afterEach(async () => {
    for (const cases of open) await cases.close();
    for (const reader of readers) reader.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });

  const desk = (computer: string): WizardDesk => {
    const reader = new ReaderClient(() => {
      const listeners: ((message: FromReader) => void)[] = [];
      const receive = serveTasks(readerSession(ASSETS), (message) => {
        for (const listener of listeners) listener(message);
      });
      return {
        send: receive,
        kill: () => undefined,
        onMessage: (listener) => listeners.push(listener),
        onExit: () => undefined,
      };
    });
    readers.push(reader);
    let read: () => void = () => undefined;
    const work = new SiteWork(reader, {
      progress: () => undefined,
      outcome: (message) => {
        expect(message.result).toBe('done');
        cases.siteWasRead();
        read();
      },
    });
    const casesFolder = path.join(folder, computer, 'cases');
    const cases: CaseWork = new CaseWork({
      files: diskFiles,
      casesFolder,
      layOutFolder: path.join(folder, computer, 'kept-files'),
      work,
      listener: {
        runChanged: () => undefined,
        caseChanged: () => undefined,
        trouble: (error) => troubles.push(error),
      },
      computer,
      user: 'meyer',
      platform: 'linux',
    });
    open.push(cases);
    return {
      work,
      cases,
      casesFolder,
      read: async (paths) => {
        const done = new Promise<void>((resolve) => {
          read = resolve;
        });
        work.startReading({ paths }, null, cases.isOpen);
        await done;
        await cases.settled();
      },
    };
  };

  return { folder: () => folder, desk };
}
