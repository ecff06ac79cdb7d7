import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskSource } from '../../../electron/log-view/source/disk-source.ts';
import { ShareAccess } from '../../../electron/log-view/source/share-access.ts';
import { LogView } from '../../../electron/log-view/view/log-view.ts';
import { newFolder, plainLog, until, writeLogs } from './logs.ts';

/** Like a share that answers some calls and then none until it is released. */
class HangingShare extends ShareAccess {
  asked = 0;
  answersLeft: number;
  readonly #released: Promise<void>;
  release: () => void = () => undefined;

  constructor(answers: number) {
    super(30);
    this.answersLeft = answers;
    this.#released = new Promise((resolve) => (this.release = resolve));
  }

  override ask<T>(call: () => Promise<T>): Promise<T> {
    return super.ask(async () => {
      this.asked += 1;
      this.answersLeft -= 1;
      const answer = call();
      if (this.answersLeft < 0) await this.#released;
      return answer;
    });
  }
}

describe('a share that does not answer', () => {
  // The third call opens the log, the fourth reads from it.
  it.each([0, 2, 3])('after %i answers ends its log, and the others are shown', async (answers) => {
    const folder = writeLogs({ 'Far.log': plainLog(10), 'Near.log': plainLog(20) });
    const share = new HangingShare(answers);
    const view = new LogView({
      id: 1,
      sources: [
        new DiskSource('Logs/Far.log', path.join(folder, 'Far.log'), 'windows-1252', share),
        new DiskSource('Logs/Near.log', path.join(folder, 'Near.log'), 'windows-1252'),
      ],
      cited: [],
      onChanged: () => undefined,
    });
    const state = await until(view, ({ complete }) => complete);
    expect(state.rows).toBe(20);
    expect(state.files.map(({ problem }) => problem)).toEqual(['The network did not answer in time.', null]);
    share.release();
    await view.close();
  });

  it('holds two calls at most, and is asked again once they are answered', async () => {
    const folder = writeLogs({ 'Far.log': plainLog(10) });
    const share = new HangingShare(0);
    const source = new DiskSource('Logs/Far.log', path.join(folder, 'Far.log'), 'windows-1252', share);
    const looks = await Promise.allSettled(Array.from({ length: 6 }, () => source.look()));
    expect(looks.map(({ status }) => status)).toEqual(new Array(6).fill('rejected'));
    expect(share.asked).toBe(2);
    share.release();
    await answered(source);
    expect(share.asked).toBeGreaterThan(2);
  });

  it('is not taken for one that hangs when a file is not there', async () => {
    const share = new ShareAccess(30);
    const source = new DiskSource('Logs/A.log', path.join(newFolder(), 'A.log'), 'windows-1252', share);
    for (let time = 0; time < 5; time += 1) {
      await expect(source.look()).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });
});

/** Looks until it is answered. */
async function answered(source: DiskSource): Promise<void> {
  for (;;) {
    try {
      await source.look();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
