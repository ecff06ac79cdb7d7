import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadingOutcome, ReadingProgress } from '../../../electron/contract/ipc.ts';
import { ReaderClient } from '../../../electron/main/reader-client.ts';
import type { ReaderProcess } from '../../../electron/main/reader-client.ts';
import { SiteWork } from '../../../electron/main/site-work.ts';
import type { FromReader } from '../../../electron/reader/protocol.ts';
import { readerSession } from '../../../electron/reader/reader-session.ts';
import { serveTasks } from '../../../electron/reader/serve-tasks.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
const sample = (id: string): string => path.join(ASSETS, 'samples', `${id}.zip`);

const NO_CASE = { runs: [], verification: null, evidenceSha256: null };

const REPORT = {
  format: 'text',
  redact: false,
  caseInfo: { name: '', ticket: '', technician: '' },
} as const;

let crashReader: () => void;
/** Called as soon as a result has come in, before anything that waits for it goes on. */
let afterResult: () => void;
let progress: ReadingProgress[];
let outcomes: ReadingOutcome[];
let wake: () => void;
let reader: ReaderClient;
let work: SiteWork;

/** The real reader without a process around it, so that the test decides what comes first. */
function startReader(): ReaderProcess {
  let alive = true;
  const messageListeners: ((message: FromReader) => void)[] = [];
  const receive = serveTasks(readerSession(ASSETS), (message) => {
    if (!alive) return;
    for (const listener of messageListeners) listener(message);
    if (message.kind === 'result') afterResult();
  });
  return {
    send: receive,
    kill: () => {
      alive = false;
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => {
      crashReader = () => {
        alive = false;
        listener(9);
      };
    },
  };
}

async function outcomeOf(readingId: number): Promise<ReadingOutcome> {
  for (;;) {
    const outcome = outcomes.find((candidate) => candidate.readingId === readingId);
    if (outcome !== undefined) return outcome;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function read(id: string): Promise<number> {
  const readingId = work.startReading({ paths: [sample(id)] }, null);
  expect(await outcomeOf(readingId)).toMatchObject({ result: 'done' });
  return readingId;
}

beforeEach(() => {
  afterResult = () => undefined;
  wake = () => undefined;
  progress = [];
  outcomes = [];
  reader = new ReaderClient(startReader);
  work = new SiteWork(reader, {
    progress: (message) => progress.push(message),
    outcome: (message) => {
      outcomes.push(message);
      wake();
    },
  });
});

afterEach(() => reader.stop());

describe('work on a site', () => {
  it('cancels a reading when a newer one begins', async () => {
    const first = work.startReading({ paths: [sample('sp2-after-backup')] }, null);
    await read('sp4-busy');
    expect(await outcomeOf(first)).toEqual({ readingId: first, result: 'cancelled' });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'SEA' } } });
  });

  it('does not open a site whose reading was done just when a newer one began', async () => {
    let second = 0;
    afterResult = () => {
      afterResult = () => undefined;
      second = work.startReading({ paths: [sample('sp4-busy')] }, null);
    };
    const first = work.startReading({ paths: [sample('sp2-after-backup')] }, null);
    expect(await outcomeOf(first)).toEqual({ readingId: first, result: 'cancelled' });
    expect(await work.report(REPORT, NO_CASE)).toMatchObject({ ok: false, error: { code: 'nothing-read' } });
    expect(await outcomeOf(second)).toMatchObject({ result: 'done' });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'SEA' } } });
  });

  it('keeps the site before when a reading is cancelled', async () => {
    await read('sp2-after-backup');
    const second = work.startReading({ paths: [sample('sp4-busy')] }, null);
    work.cancelReading(second);
    expect(await outcomeOf(second)).toEqual({ readingId: second, result: 'cancelled' });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'HQ1' } } });
  });

  it('takes no collection of another site for a later one of the open site', async () => {
    await read('sp2-after-backup');
    const other = work.startReading({ paths: [sample('sp4-busy')] }, null, true);
    expect(await outcomeOf(other)).toMatchObject({
      result: 'failed',
      error: {
        code: 'another-site',
        message: expect.stringMatching(/SEA on .* HQ1 on SMSHQ01/) as unknown,
      },
    });
    expect(work.site()).toMatchObject({ diagnosis: { site: { code: 'HQ1' } }, earlier: null });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'HQ1' } } });
    const same = work.startReading({ paths: [sample('sp2-after-backup')] }, null, true);
    expect(await outcomeOf(same)).toMatchObject({ result: 'done' });
  });

  it('tells that a site is read again, when its reader was lost', async () => {
    const readingId = await read('sp2-after-backup');
    progress = [];
    await work.answer([]);
    expect(progress).toEqual([]);
    crashReader();
    await work.answer([]);
    expect(progress[0]).toMatchObject({ readingId, activity: 'Reading the site again' });
  });
});

describe('forgetting the site', () => {
  it('leaves the answers alone', async () => {
    await read('sp2-after-backup');
    work.forget();
    expect(await work.report(REPORT, NO_CASE)).toMatchObject({ ok: false, error: { code: 'nothing-read' } });
    const answers = [{ question: 'release', value: '2.0 SP4', by: null, at: null }];
    expect(await work.answer(answers)).toMatchObject({
      ok: true,
      value: { site: { code: null, release: '2.0 SP4' } },
    });
  });

  it('cancels a reading under way, which opens nothing any more', async () => {
    const readingId = work.startReading({ paths: [sample('sp2-after-backup')] }, null);
    work.forget();
    expect(await outcomeOf(readingId)).toEqual({ readingId, result: 'cancelled' });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: null } } });
  });
});

describe('several sites in one zip', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'doctor-several-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A zip that holds two of the samples, each in its own folder. */
  function bothSamples(): string {
    const entries: Record<string, Uint8Array> = {};
    for (const id of ['sp2-after-backup', 'sp4-busy']) {
      for (const [name, content] of Object.entries(unzipSync(readFileSync(sample(id))))) {
        entries[`${id}/${name}`] = content;
      }
    }
    const file = path.join(folder, 'both.zip');
    writeFileSync(file, zipSync(entries, { level: 1 }));
    return file;
  }

  it('are told, and the one that is chosen is read, cited and read again alone', async () => {
    const paths = [bothSamples()];
    const asked = await outcomeOf(work.startReading({ paths }, null));
    if (asked.result !== 'several') throw new Error(`The outcome was ${asked.result}.`);
    expect(asked.sites.map(({ title }) => title).join(' ')).toMatch(/HQ1.*SEA|SEA.*HQ1/);
    expect(await work.report(REPORT, NO_CASE)).toMatchObject({ ok: false, error: { code: 'nothing-read' } });

    const chosen = asked.sites.find(({ title }) => title.includes('SEA'));
    const outcome = await outcomeOf(work.startReading({ paths, site: chosen?.id ?? '' }, null));
    expect(outcome).toMatchObject({
      result: 'done',
      diagnosis: { site: { code: 'SEA', release: '2.0 SP4' }, verdict: 'no-known-fault' },
    });
    expect(work.openPlace()).toEqual({ paths, site: chosen?.id });
    expect(await work.excerpt('registry.reg:1', 1)).toMatchObject({ found: true });
    crashReader();
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'SEA' } } });
  });
});

describe('comparing the inboxes of the open site', () => {
  it('needs a second reading of the same site, and the comparison goes into the report', async () => {
    await read('sp2-after-backup');
    expect(await work.compareReadings()).toEqual({ ok: true, value: null });
    await read('sp2-after-backup');
    const compared = await work.compareReadings();
    expect(compared).toMatchObject({ ok: true, value: { changes: expect.any(Array) as unknown } });
    const report = await work.report({ ...REPORT, format: 'json' }, NO_CASE);
    if (!report.ok) throw new Error(report.error.message);
    expect(JSON.parse(report.value.content)).toMatchObject({
      comparison: { changes: expect.any(Array) as unknown },
    });
  });

  it('says why another site cannot be compared with it', async () => {
    await read('sp2-after-backup');
    const outcome = await work.compareWith({ paths: [sample('sp4-busy')] });
    expect(outcome).toMatchObject({ ok: true, value: { problem: expect.any(String) as unknown } });
    expect(await work.answer([])).toMatchObject({ ok: true, value: { site: { code: 'HQ1' } } });
  });
});
