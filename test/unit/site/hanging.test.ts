import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Complaints } from '../../../electron/site/complaints.ts';
import { ProgressTeller } from '../../../electron/site/progress.ts';
import { readSite } from '../../../electron/site/read-site.ts';
import { surveyAll } from '../../../electron/site/survey-site.ts';
import { FolderTree } from '../../../electron/site/tree/folder-tree.ts';
import { type FolderLister, threadLister } from '../../../electron/site/tree/listing-threads.ts';
import { Patience } from '../../../electron/site/tree/patience.ts';
import { DESPOOL_LOG, SMALL_SITE, WAITING, ignore, whyOf, writeFiles } from './sites.ts';

const NEVER = new AbortController().signal;
const never = (): Promise<never> => new Promise(() => undefined);

/** Like a share that stops answering for some folders: the time limit is all that ends them. */
function hangingAt(isHanging: (folder: string) => boolean, asked: string[]): FolderLister {
  return {
    async list(folder, options, take) {
      asked.push(path.basename(folder));
      if (!isHanging(folder)) return threadLister.list(folder, { ...options, limitMs: 20_000 }, take);
      await new Promise((resolve) => setTimeout(resolve, options.limitMs));
      throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    },
  };
}

async function survey(site: string, lister: FolderLister, patience: Patience) {
  const complaints = new Complaints();
  const tree = await FolderTree.open(site, NEVER, { lister, patience });
  const progress = new ProgressTeller(ignore);
  const seen = await surveyAll([tree], true, undefined, { signal: NEVER, complaints, progress });
  return { ...seen.survey, unreadable: complaints.list() };
}

describe('a share that does not answer', () => {
  it('costs the folder that hangs, which is a gap, and the rest is read', async () => {
    const site = writeFiles({ ...SMALL_SITE, 'Inboxes/ddm.box/a.ddr': 'x' });
    const lister = hangingAt((folder) => folder.endsWith('despoolr.box'), []);
    const seen = await survey(site, lister, new Patience(200));
    expect(seen.folders.map(({ shown }) => shown)).not.toContain('Inboxes/despoolr.box');
    expect(seen.folders.map(({ shown }) => shown)).toContain('Inboxes/ddm.box');
    expect(seen.files.map(({ shown }) => shown)).toContain('Logs/Despool.log');
    expect(seen.unreadable).toEqual([
      { source: 'Inboxes/despoolr.box', why: 'The network did not answer in time.' },
    ]);
  });

  it('is left alone once it hung twice: each hang holds a thread of the system', async () => {
    const inboxes = Array.from({ length: 30 }, (_, index) => [`Inboxes/box${index}.box/a.ddr`, 'x'] as const);
    const asked: string[] = [];
    const lister = hangingAt((folder) => folder.endsWith('.box'), asked);
    const seen = await survey(writeFiles(Object.fromEntries(inboxes)), lister, new Patience(200));
    expect(asked.filter((name) => name.endsWith('.box'))).toHaveLength(2);
    expect(seen.folders).toEqual([]);
    expect(seen.unreadable).toHaveLength(30);
  });

  it('is given up when it is opened', async () => {
    const patience = new Patience(10);
    await expect(patience.wait(never)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await expect(patience.wait(never)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(patience.exhausted).toBe(true);
    // Nothing more is asked.
    await expect(patience.wait(() => Promise.resolve(1))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('that fails late troubles nobody', async () => {
    const patience = new Patience(5);
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 20));
    await expect(patience.wait(() => late)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await expect(late).rejects.toThrow('late');
  });
});

describe('a listing thread', () => {
  it('that is too slow is given up, and the next listing is well', async () => {
    const folder = writeFiles(Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`${n}.ddr`, ''])));
    const count = async (limitMs: number): Promise<number> => {
      let files = 0;
      await threadLister.list(
        folder,
        { stat: true, signal: NEVER, limitMs },
        (batch) => (files += batch.count),
      );
      return files;
    };
    // Whether so short a time is enough or not: what follows must not suffer.
    await count(0).catch((error: unknown) => expect(error).toMatchObject({ code: 'ETIMEDOUT' }));
    expect(await count(20_000)).toBe(3000);
  });

  it('is ended by what its batches are taken with', async () => {
    const folder = writeFiles({ 'a.ddr': '' });
    const failing = threadLister.list(folder, { stat: true, signal: NEVER, limitMs: 20_000 }, () => {
      throw new Error('full');
    });
    await expect(failing).rejects.toThrow('full');
  });

  it('shares long listings and gives each file once', async () => {
    const names = Array.from({ length: 12_000 }, (_, n) => `${n}.ddr`);
    const folder = writeFiles(Object.fromEntries(names.map((name) => [name, 'xx'])));
    fs.mkdirSync(path.join(folder, 'below'));
    const seen: string[] = [];
    let bytes = 0;
    await threadLister.list(folder, { stat: true, signal: NEVER, limitMs: 20_000 }, (batch) => {
      seen.push(...batch.names.split('\0'));
      for (const size of batch.sizes) bytes += Number.isNaN(size) ? 0 : size;
    });
    expect(seen.sort()).toEqual([...names, 'below'].sort());
    expect(bytes).toBe(24_000);
  });
});

describe('a site that changes while it is read', () => {
  /** Does something once the reader says that it begins with a file. */
  function readDuring(site: string, activity: string, change: () => void) {
    let done = false;
    return readSite([site], {
      signal: NEVER,
      onProgress: (progress) => {
        if (done || progress.activity !== activity) return;
        done = true;
        change();
      },
      watched: [WAITING],
    });
  }

  it('and loses a log and an inbox gives the rest', async () => {
    const site = writeFiles({ ...SMALL_SITE, 'Logs/Sched.log': DESPOOL_LOG });
    // The first word is told at once: all files are gone before the folder is looked through.
    const evidence = await readDuring(site, 'Looking at what was chosen', () => {
      fs.rmSync(path.join(site, 'Logs', 'Sched.log'));
      fs.rmSync(path.join(site, 'Inboxes', 'despoolr.box'), { recursive: true });
    });
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
  });

  it('and loses a log after it was listed says so', async () => {
    const site = writeFiles(SMALL_SITE);
    const tree = await FolderTree.open(site, NEVER);
    const { files } = await tree.list('Logs', { count: false, signal: NEVER });
    fs.rmSync(path.join(site, 'Logs', 'Despool.log'));
    expect(files).toEqual(['Despool.log']);
    expect(await tree.size('Logs/Despool.log')).toBeNull();
    await expect(tree.read('Logs/Despool.log', NEVER, () => true)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a file that is chosen as a log', () => {
  it('and holds no line of one is no log, and is named', async () => {
    const site = writeFiles({ 'Despool.log': 'buy milk\nand bread\n', 'Sched.log': DESPOOL_LOG });
    const paths = ['Despool.log', 'Sched.log'].map((name) => path.join(site, name));
    const options = { signal: NEVER, onProgress: ignore, watched: [WAITING] };
    const evidence = await readSite(paths, options);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Sched.log']);
    expect(whyOf(evidence, 'Despool.log')).toMatch(/no line of an SMS log/);
    await expect(readSite(paths.slice(0, 1), options)).rejects.toMatchObject({
      code: 'no-evidence',
      message: expect.stringContaining('no line of an SMS log') as string,
    });
  });

  it('and has a known text in lines without stamps is one', async () => {
    const site = writeFiles({ 'Despool.log': 'Waiting for an available despooling thread\n' });
    const evidence = await readSite([path.join(site, 'Despool.log')], {
      signal: NEVER,
      onProgress: ignore,
      watched: [WAITING],
    });
    expect(evidence.logs.files).toHaveLength(1);
    expect(evidence.unreadable).toEqual([]);
  });
});
