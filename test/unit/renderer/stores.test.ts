import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Channel,
  DoctorApi,
  Invocations,
  NotificationChannel,
  Notifications,
  Outcome,
  ReadingOutcome,
  UserError,
} from '../../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { question, stalledSite } from './diagnosis-example.ts';

type Reply<C extends Channel> = (
  request: Invocations[C]['request'],
) => Promise<Invocations[C]['response']> | Invocations[C]['response'];

/** A main process of which each channel is answered by the test. */
class FakeDoctor implements DoctorApi {
  readonly calls: { readonly channel: Channel; readonly request: unknown }[] = [];
  readonly #replies = new Map<Channel, (request: never) => unknown>();
  readonly #listeners = new Map<NotificationChannel, Set<(message: never) => void>>();

  answer<C extends Channel>(channel: C, reply: Reply<C>): void {
    this.#replies.set(channel, async (request: never) => ({ ok: true, value: await reply(request) }));
  }

  /** Makes the main process answer with an error in its own words. */
  refuse(channel: Channel, error: UserError): void {
    this.#replies.set(channel, () => ({ ok: false, error }));
  }

  tell<C extends NotificationChannel>(channel: C, message: Notifications[C]): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(message as never);
  }

  async invoke<C extends Channel>(
    channel: C,
    request: Invocations[C]['request'],
  ): Promise<Outcome<Invocations[C]['response']>> {
    this.calls.push({ channel, request });
    const reply = this.#replies.get(channel);
    if (reply === undefined) throw new Error(`Nobody answers ${channel}.`);
    return (await reply(request as never)) as Outcome<Invocations[C]['response']>;
  }

  on<C extends NotificationChannel>(channel: C, listener: (message: Notifications[C]) => void): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set<(message: never) => void>();
    this.#listeners.set(channel, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  pathOfDropped(file: File): string {
    return file.name === 'nowhere' ? '' : `/dropped/${file.name}`;
  }
}

let doctor: FakeDoctor;

/** Fresh stores for each test: they are made when their module is loaded. */
async function stores() {
  const [reading, diagnosis, cases, checklist, ui, clipboard, ipc] = await Promise.all([
    import('../../../renderer/stores/reading-store.ts'),
    import('../../../renderer/stores/diagnosis-store.ts'),
    import('../../../renderer/stores/case-store.ts'),
    import('../../../renderer/stores/checklist-store.ts'),
    import('../../../renderer/stores/ui-store.ts'),
    import('../../../renderer/stores/clipboard.ts'),
    import('../../../renderer/ipc/doctor.ts'),
  ]);
  return { ...reading, ...diagnosis, ...cases, ...checklist, ...ui, ...clipboard, ...ipc };
}

const sample = { request: { kind: 'sample', id: 'sp2' }, name: 'Sample' } as const;
const done = (readingId: number, diagnosis: Diagnosis = stalledSite): ReadingOutcome => ({
  readingId,
  result: 'done',
  label: '',
  diagnosis,
});

beforeEach(() => {
  vi.resetModules();
  doctor = new FakeDoctor();
  vi.stubGlobal('window', { doctor });
});

describe('reading a site', () => {
  it('takes the diagnosis over and announces the verdict', async () => {
    const { useReading, useDiagnosis, useUi } = await stores();
    doctor.answer('reading:start', () => ({ readingId: 7 }));
    await useReading.getState().start(sample);
    doctor.tell('reading:progress', {
      readingId: 7,
      activity: 'Reading Logs/Despool.log',
      filesDone: 1,
      bytesDone: 5,
      bytesTotal: 10,
    });
    expect(useReading.getState().progress?.activity).toBe('Reading Logs/Despool.log');
    expect(useUi.getState().announcement.text).toContain('50 percent');
    doctor.tell('reading:outcome', done(7));
    expect(useReading.getState()).toMatchObject({ phase: 'done', opened: sample, progress: null });
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
    expect(useUi.getState().announcement.text).toContain('Confirmed');
  });

  it('does not lose an outcome that is faster than the reply', async () => {
    const { useReading, useDiagnosis } = await stores();
    doctor.answer('reading:start', () => {
      doctor.tell('reading:outcome', done(3));
      return { readingId: 3 };
    });
    await useReading.getState().start(sample);
    expect(useReading.getState().phase).toBe('done');
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
  });

  it('ignores what belongs to a reading that was replaced', async () => {
    const { useReading } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    await useReading.getState().start(sample);
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', { readingId: 1, result: 'cancelled' });
    expect(useReading.getState().phase).toBe('running');
    doctor.tell('reading:outcome', done(2));
    expect(useReading.getState().phase).toBe('done');
  });

  it('cancels also when it is not yet known which reading it is', async () => {
    const { useReading } = await stores();
    doctor.answer('reading:cancel', () => null);
    doctor.answer('reading:start', async () => {
      await useReading.getState().cancel();
      return { readingId: 9 };
    });
    await useReading.getState().start(sample);
    expect(doctor.calls.at(-1)).toEqual({ channel: 'reading:cancel', request: { readingId: 9 } });
    doctor.tell('reading:outcome', { readingId: 9, result: 'cancelled' });
    expect(useReading.getState().phase).toBe('cancelled');
  });

  it('keeps what was open and entered when a reading fails', async () => {
    const { useReading, useDiagnosis, useCase } = await stores();
    useCase.getState().set({ ticket: 'HD-1' });
    doctor.answer('reading:start', () => ({ readingId: 1 }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    doctor.answer('reading:start', () => ({ readingId: 2 }));
    await useReading.getState().start({ request: { kind: 'paths', paths: ['/x'] }, name: 'x' });
    const error = { code: 'no-rights', message: 'Access is denied.', nextStep: 'Ask for rights.' };
    doctor.tell('reading:outcome', { readingId: 2, result: 'failed', error });
    expect(useReading.getState()).toMatchObject({ phase: 'failed', error, opened: sample });
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
    expect(useCase.getState().ticket).toBe('HD-1');
    useReading.getState().dismiss();
    expect(useReading.getState().phase).toBe('done');
  });

  it('passes on the words of the main process, and says its own when nobody answers', async () => {
    const { useReading } = await stores();
    const error = { code: 'source-not-chosen', message: 'It was not chosen.', nextStep: 'Choose it again.' };
    doctor.refuse('reading:start', error);
    await useReading.getState().start(sample);
    expect(useReading.getState()).toMatchObject({ phase: 'failed', error });
  });

  it('says in words when the main process does not answer', async () => {
    const { useReading } = await stores();
    await useReading.getState().start(sample);
    expect(useReading.getState()).toMatchObject({
      phase: 'failed',
      error: { code: 'call-failed', message: 'Nobody answers reading:start.' },
    });
  });

  it('forgets ticks and answers of the site before, but not when the same site is read again', async () => {
    const { useReading, useDiagnosis, useChecklist } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    useChecklist.getState().mark('restart-executive', 'a', 'done', '');
    await useDiagnosis.getState().answer('release', '2.0 SP2');

    const healthy: Diagnosis = { ...stalledSite, verdict: 'no-known-fault' };
    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', done(2, healthy));
    expect(useChecklist.getState().marks).toHaveLength(1);
    expect(useDiagnosis.getState()).toMatchObject({ before: stalledSite, diagnosis: healthy, answers: [] });
    expect(useDiagnosis.getState().earlierAnswers).toHaveLength(1);
    await useDiagnosis.getState().answerAsBefore();
    expect(useDiagnosis.getState()).toMatchObject({ earlierAnswers: [], answers: [{ question: 'release' }] });

    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(3));
    expect(useChecklist.getState().marks).toEqual([]);
    expect(useDiagnosis.getState()).toMatchObject({ before: null, answers: [], earlierAnswers: [] });
  });

  it('read twice more keeps the first reading for comparison, and the answers that were not carried over', async () => {
    const { useReading, useDiagnosis, useUi } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    await useDiagnosis.getState().answer('release', '2.0 SP2');

    const second: Diagnosis = { ...stalledSite, headline: 'second' };
    const third: Diagnosis = { ...stalledSite, headline: 'third' };
    useUi.getState().setReportSaved('/report.html');
    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', done(2, second));
    expect(useUi.getState().reportSaved).toBeNull();
    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', done(3, third));
    expect(useDiagnosis.getState()).toMatchObject({
      before: stalledSite,
      diagnosis: third,
      earlierAnswers: [{ question: 'release', value: '2.0 SP2' }],
    });

    await useDiagnosis.getState().answer('release', '2.0 SP3');
    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', done(4));
    expect(useDiagnosis.getState().earlierAnswers).toMatchObject([{ question: 'release', value: '2.0 SP3' }]);
  });

  it('can begin with answers only, which the site that was open before does not touch', async () => {
    const { useReading, useDiagnosis } = await stores();
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    expect(await useReading.getState().startFromAnswers()).toBeNull();
    expect(doctor.calls).toEqual([{ channel: 'diagnosis:answer', request: { answers: [], fresh: true } }]);
    expect(useReading.getState()).toMatchObject({ phase: 'done', opened: null });
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
  });
});

describe('answers', () => {
  it('are all sent each time, with who and when, and can be taken back', async () => {
    const { useDiagnosis, useCase } = await stores();
    useCase.getState().set({ technician: ' A. Meyer ' });
    useDiagnosis.getState().open({ ...stalledSite, nextQuestions: [question('crash-folder', 'services')] });
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    await useDiagnosis.getState().answer('crash-folder', false);
    await useDiagnosis.getState().answer('release', '2.0 SP3');
    const given = useDiagnosis.getState().answers;
    expect(given).toEqual([
      {
        question: 'crash-folder',
        value: false,
        by: 'A. Meyer',
        at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
      { question: 'release', value: '2.0 SP3', by: 'A. Meyer', at: expect.any(String) as string },
    ]);
    expect(doctor.calls.at(-1)?.request).toEqual({ answers: given });
    await useDiagnosis.getState().answer('release', null);
    expect(useDiagnosis.getState().answers.map((answer) => answer.question)).toEqual(['crash-folder']);
    expect(useDiagnosis.getState().asked['crash-folder']?.page).toBe('services');
  });

  it('are put back when the evaluation fails', async () => {
    const { useDiagnosis } = await stores();
    useDiagnosis.getState().open(stalledSite);
    const error = { code: 'x', message: 'Not now.', nextStep: 'Later.' };
    doctor.answer('diagnosis:answer', () => ({ ok: false, error }));
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    expect(useDiagnosis.getState()).toMatchObject({
      answers: [],
      error,
      diagnosis: stalledSite,
      evaluating: false,
    });
  });

  it('make a saved report outdated, but not when they could not be weighed', async () => {
    const { useDiagnosis, useUi } = await stores();
    useDiagnosis.getState().open(stalledSite);
    useUi.getState().setReportSaved('/report.html');
    const error = { code: 'x', message: 'Not now.', nextStep: 'Later.' };
    doctor.answer('diagnosis:answer', () => ({ ok: false, error }));
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    expect(useUi.getState().reportSaved).toBe('/report.html');
    useDiagnosis.getState().dismissError();
    expect(useDiagnosis.getState().error).toBeNull();
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    expect(useUi.getState().reportSaved).toBeNull();
  });

  it('count in the order given, whichever evaluation comes back first', async () => {
    const { useDiagnosis } = await stores();
    useDiagnosis.getState().open(stalledSite);
    const waiting: ((value: Invocations['diagnosis:answer']['response']) => void)[] = [];
    doctor.answer('diagnosis:answer', () => new Promise((resolve) => waiting.push(resolve)));
    const first = useDiagnosis.getState().answer('release', '2.0 SP2');
    const second = useDiagnosis.getState().answer('release', '2.0 SP3');
    const later: Diagnosis = { ...stalledSite, headline: 'later' };
    waiting[1]?.({ ok: true, value: later });
    await second;
    waiting[0]?.({ ok: true, value: { ...stalledSite, headline: 'earlier' } });
    await first;
    expect(useDiagnosis.getState().diagnosis?.headline).toBe('later');
  });
});

describe('copying', () => {
  it('is announced as what came of it', async () => {
    const { copyText, useUi } = await stores();
    doctor.answer('clipboard:write', () => null);
    expect(await copyText('net stop')).toBe(true);
    expect(doctor.calls).toEqual([{ channel: 'clipboard:write', request: { text: 'net stop' } }]);
    expect(useUi.getState().announcement.text).toBe('Copied.');
    doctor.refuse('clipboard:write', { code: 'x', message: 'It is in use.', nextStep: 'Try again.' });
    expect(await copyText('net stop')).toBe(false);
    expect(useUi.getState().announcement.text).toBe('Not copied. It is in use. Try again.');
  });
});

describe('checklist', () => {
  it('makes a saved report outdated', async () => {
    const { useChecklist, useUi } = await stores();
    useUi.getState().setReportSaved('/report.html');
    useChecklist.getState().mark('p', 'a', 'done', '');
    expect(useUi.getState().reportSaved).toBeNull();
    useUi.getState().setReportSaved('/report.html');
    useChecklist.getState().unmark('p', 'a');
    expect(useUi.getState().reportSaved).toBeNull();
  });

  it('keeps one mark per step, with who and why', async () => {
    const { useChecklist, useCase } = await stores();
    useCase.getState().set({ technician: 'A. Meyer' });
    useChecklist.getState().mark('p', 'a', 'done', '');
    useChecklist.getState().mark('p', 'a', 'skipped', 'no rights');
    expect(useChecklist.getState().marks).toEqual([
      expect.objectContaining({ plan: 'p', step: 'a', state: 'skipped', note: 'no rights', by: 'A. Meyer' }),
    ]);
    useChecklist.getState().unmark('p', 'a');
    expect(useChecklist.getState().marks).toEqual([]);
  });
});

describe('window', () => {
  it('remembers the theme where there is a store, and works without one', async () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
    const first = await stores();
    first.useUi.getState().setTheme('dark');
    vi.resetModules();
    const second = await stores();
    expect(second.useUi.getState().theme).toBe('dark');

    vi.stubGlobal('localStorage', {
      getItem: () => 'a theme of another program',
      setItem: () => {
        throw new Error('full');
      },
    });
    vi.resetModules();
    const third = await stores();
    expect(third.useUi.getState().theme).toBe('system');
    third.useUi.getState().setTheme('light');
    expect(third.useUi.getState().theme).toBe('light');
  });

  it('counts moves, so that the title is focused only after the first one', async () => {
    const { useUi } = await stores();
    expect(useUi.getState().moves).toBe(0);
    useUi.getState().go('logs');
    expect(useUi.getState()).toMatchObject({ page: 'logs', moves: 1 });
  });

  it('leaves out dropped things without a path', async () => {
    const { droppedPaths } = await stores();
    expect(droppedPaths([new File([], 'a.zip'), new File([], 'nowhere')])).toEqual(['/dropped/a.zip']);
  });
});
