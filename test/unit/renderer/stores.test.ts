import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
import { caseExample, runExample, runStep, seen, shown, tailoredPlan, wizardStep } from './run-example.ts';

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
  const [reading, diagnosis, comparison, cases, runs, opening, ui, clipboard, ipc] = await Promise.all([
    import('../../../renderer/stores/reading-store.ts'),
    import('../../../renderer/stores/diagnosis-store.ts'),
    import('../../../renderer/stores/comparison-store.ts'),
    import('../../../renderer/stores/case-store.ts'),
    import('../../../renderer/stores/runs-store.ts'),
    import('../../../renderer/stores/open-case.ts'),
    import('../../../renderer/stores/ui-store.ts'),
    import('../../../renderer/stores/clipboard.ts'),
    import('../../../renderer/ipc/doctor.ts'),
  ]);
  return {
    ...reading,
    ...diagnosis,
    ...comparison,
    ...cases,
    ...runs,
    ...opening,
    ...ui,
    ...clipboard,
    ...ipc,
  };
}

const sample = { request: { kind: 'sample', id: 'sp2' }, name: 'Sample' } as const;
const plan = tailoredPlan('restart-executive', 'relief');
const begun = runExample(plan, [runStep('a', 'told'), runStep('b', 'open')]);
const done = (readingId: number, diagnosis: Diagnosis = stalledSite): ReadingOutcome => ({
  readingId,
  result: 'done',
  label: '',
  diagnosis,
});

beforeEach(() => {
  // What was typed is sent with a delay, which must not reach into the next test.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.resetModules();
  doctor = new FakeDoctor();
  vi.stubGlobal('window', { doctor });
});

afterEach(() => {
  vi.useRealTimers();
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
    doctor.answer('case:close', () => null);
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

  it('leaves runs and answers of the site before with its case, but not when the same site is read again', async () => {
    const { useReading, useDiagnosis, useRuns, useCase } = await stores();
    let id = 0;
    doctor.answer('case:close', () => null);
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    doctor.tell('case:changed', caseExample([begun]));
    await useDiagnosis.getState().answer('release', '2.0 SP2');

    const healthy: Diagnosis = { ...stalledSite, verdict: 'no-known-fault' };
    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', done(2, healthy));
    expect(useRuns.getState().runs).toEqual([begun]);
    expect(doctor.calls.map((entry) => entry.channel)).not.toContain('case:close');
    expect(useDiagnosis.getState()).toMatchObject({ before: stalledSite, diagnosis: healthy, answers: [] });
    expect(useDiagnosis.getState().earlierAnswers).toHaveLength(1);
    await useDiagnosis.getState().answerAsBefore();
    expect(useDiagnosis.getState()).toMatchObject({ earlierAnswers: [], answers: [{ question: 'release' }] });

    await useReading.getState().start(sample);
    expect(useReading.getState()).toMatchObject({ phase: 'done', waiting: sample });
    await useReading.getState().decide('new-case');
    doctor.tell('reading:outcome', done(3));
    expect(doctor.calls.filter((entry) => entry.channel === 'case:close')).toHaveLength(1);
    expect(useCase.getState().view).toBeNull();
    expect(useRuns.getState().runs).toEqual([]);
    expect(useDiagnosis.getState()).toMatchObject({ before: null, answers: [], earlierAnswers: [] });
  });

  it('keeps answers, runs, name and ticket when more of the same site is read', async () => {
    const { useReading, useDiagnosis, useRuns, useCase } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: { ...stalledSite, headline: 'weighed' } }));
    await useReading.getState().startFromAnswers();
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    doctor.tell('case:changed', caseExample([begun]));
    useCase.getState().set({ name: 'Packages', ticket: 'HD-1' });

    await useReading.getState().start(sample);
    expect(useReading.getState().phase).toBe('done');
    await useReading.getState().decide('keep');
    doctor.tell('reading:outcome', done(1));
    await vi.waitFor(() => expect(useDiagnosis.getState().diagnosis?.headline).toBe('weighed'));
    expect(useDiagnosis.getState()).toMatchObject({
      answers: [{ question: 'release' }],
      earlierAnswers: [],
      before: null,
    });
    expect(useRuns.getState().runs).toEqual([begun]);
    expect(useCase.getState()).toMatchObject({ name: 'Packages', ticket: 'HD-1' });
  });

  it('does not lose kept answers that cannot be weighed', async () => {
    const { useReading, useDiagnosis } = await stores();
    doctor.answer('reading:start', () => ({ readingId: 1 }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().startFromAnswers();
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    const error = { code: 'x', message: 'Not now.', nextStep: 'Later.' };
    doctor.answer('diagnosis:answer', () => ({ ok: false, error }));
    await useReading.getState().start(sample);
    await useReading.getState().decide('keep');
    doctor.tell('reading:outcome', done(1));
    await vi.waitFor(() => expect(useDiagnosis.getState().error).toEqual(error));
    expect(useDiagnosis.getState()).toMatchObject({ answers: [], earlierAnswers: [{ question: 'release' }] });
  });

  it('reads nothing and loses nothing when it is not decided, cancelled or failed', async () => {
    const { useReading, useDiagnosis, useCase } = await stores();
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().startFromAnswers();
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    useCase.getState().set({ ticket: 'HD-1' });
    await useReading.getState().start(sample);
    await useReading.getState().decide(null);
    expect(doctor.calls.some(({ channel }) => channel === 'reading:start')).toBe(false);
    expect(useReading.getState().waiting).toBeNull();

    doctor.answer('reading:start', () => ({ readingId: 1 }));
    await useReading.getState().start(sample);
    await useReading.getState().decide('new-case');
    doctor.tell('reading:outcome', { readingId: 1, result: 'cancelled' });
    expect(useDiagnosis.getState().answers).toHaveLength(1);
    expect(useCase.getState().ticket).toBe('HD-1');
  });

  it('asks which of several sites, and reads that one in the same manner', async () => {
    const { useReading, useUi } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    const paths = { request: { kind: 'paths', paths: ['/two.zip'] }, name: 'two.zip' } as const;
    await useReading.getState().start(paths);
    const sites = [
      { id: 'a', title: 'CEN on NYSMS01', place: 'a' },
      { id: 'b', title: 'WST on LASMS01', place: 'b' },
    ];
    doctor.tell('reading:outcome', { readingId: 1, result: 'several', sites });
    expect(useReading.getState()).toMatchObject({ phase: 'choosing', sites });
    expect(useUi.getState().announcement.text).toContain('2 sites');
    await useReading.getState().chooseSite(sites[1]!);
    const chosen = { kind: 'paths', paths: ['/two.zip'], site: 'b' };
    expect(doctor.calls.at(-1)).toEqual({ channel: 'reading:start', request: chosen });
    doctor.tell('reading:outcome', done(2));
    expect(useReading.getState()).toMatchObject({
      phase: 'done',
      opened: { name: 'WST on LASMS01', request: chosen },
    });

    useReading.getState().chooseAgain();
    expect(useReading.getState()).toMatchObject({ phase: 'choosing', sites });
    useReading.getState().dismiss();
    expect(useReading.getState()).toMatchObject({ phase: 'done', sites });

    await useReading.getState().startAgain();
    doctor.tell('reading:outcome', { readingId: 3, result: 'several', sites });
    await useReading.getState().chooseSite(sites[1]!);
    expect(useReading.getState().manner).toBe('again');
  });

  it('tries again what failed, in the same manner', async () => {
    const { useReading, useDiagnosis } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    await useReading.getState().startAgain();
    const error = { code: 'x', message: 'It was locked.', nextStep: 'Try again.' };
    doctor.tell('reading:outcome', { readingId: 2, result: 'failed', error });
    await useReading.getState().retry();
    doctor.tell('reading:outcome', done(3));
    expect(useDiagnosis.getState().before).toBe(stalledSite);
  });

  it('begins a new case with nothing of the one before but the name of the technician', async () => {
    const { useReading, useDiagnosis, useRuns, useCase } = await stores();
    doctor.answer('case:close', () => null);
    doctor.answer('case:describe', () => ({ ok: true, value: null }));
    doctor.answer('reading:start', () => ({ readingId: 1 }));
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    await useDiagnosis.getState().answer('release', '2.0 SP2');
    doctor.tell('case:changed', caseExample([begun]));
    useCase.getState().set({ name: 'Packages', ticket: 'HD-1', technician: 'A. Meyer' });
    expect(await useReading.getState().startNewCase()).toBeNull();
    expect(doctor.calls.at(-1)?.request).toEqual({ answers: [], fresh: true });
    expect(useReading.getState()).toMatchObject({ phase: 'idle', opened: null, subject: null });
    expect(useDiagnosis.getState()).toMatchObject({ diagnosis: null, answers: [], asked: {} });
    expect(useRuns.getState().runs).toEqual([]);
    expect(useCase.getState()).toMatchObject({ view: null, name: '', ticket: '', technician: 'A. Meyer' });
    // What was typed last went to the case before it was closed.
    const told = doctor.calls.map((entry) => entry.channel);
    expect(told.indexOf('case:describe')).toBeLessThan(told.indexOf('case:close'));
  });

  it('comes back to the case when nothing was read for the new one', async () => {
    const { useReading, useRuns, useCase } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('case:close', () => null);
    doctor.answer('case:describe', () => ({ ok: true, value: null }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    const view = caseExample([begun]);
    doctor.tell('case:changed', view);
    useCase.getState().takeOver({ view, source: 'where-it-was' });
    doctor.answer('case:list', () => [
      {
        id: 'first',
        ...view.identity,
        lastChanged: '',
        label: null,
        headline: null,
        unfinishedPlan: null,
        damaged: false,
        place: view.place,
      },
    ]);
    doctor.answer('case:open', () => ({
      ok: true,
      value: { view, label: null, diagnosis: null, before: null, answers: [], source: 'kept', opened: null },
    }));
    await useReading.getState().start(sample);
    await useReading.getState().decide('new-case');
    expect(useCase.getState()).toMatchObject({ view: null, name: 'Packages' });
    doctor.tell('reading:outcome', { readingId: 2, result: 'cancelled' });
    await vi.waitFor(() => expect(useCase.getState().view).toEqual(view));
    expect(doctor.calls.at(-1)).toEqual({ channel: 'case:open', request: { id: 'first' } });
    expect(useReading.getState().phase).toBe('cancelled');
    expect(useRuns.getState().runs).toEqual([begun]);
  });

  it('is not tried again before the case is open once more', async () => {
    const { useReading, useCase } = await stores();
    let id = 0;
    doctor.answer('reading:start', () => ({ readingId: ++id }));
    doctor.answer('case:close', () => null);
    doctor.answer('case:describe', () => ({ ok: true, value: null }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    const view = caseExample([begun]);
    useCase.getState().takeOver({ view, source: 'where-it-was' });
    const item = {
      id: 'first',
      ...view.identity,
      lastChanged: '',
      label: null,
      headline: null,
      unfinishedPlan: null,
    };
    doctor.answer('case:list', () => [{ ...item, damaged: false, place: view.place }]);
    let isOpen = (): void => undefined;
    doctor.answer('case:open', async () => {
      await new Promise<void>((resolve) => (isOpen = resolve));
      return {
        ok: true,
        value: {
          view,
          label: null,
          diagnosis: null,
          before: null,
          answers: [],
          source: 'kept',
          opened: null,
        },
      };
    });
    await useReading.getState().start(sample);
    await useReading.getState().decide('new-case');
    doctor.tell('reading:outcome', { readingId: 2, result: 'cancelled' });
    await vi.waitFor(() => expect(doctor.calls.at(-1)?.channel).toBe('case:open'));
    const again = useReading.getState().retry();
    await new Promise((resolve) => setImmediate(resolve));
    expect(doctor.calls.at(-1)?.channel).toBe('case:open');
    isOpen();
    await again;
    expect(id).toBe(3);
  });

  it('stays with the case when it cannot be closed, and says why', async () => {
    const { useReading, useDiagnosis, useRuns } = await stores();
    doctor.answer('reading:start', () => ({ readingId: 1 }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    doctor.tell('case:changed', caseExample([begun]));
    const error = { code: 'step-running', message: 'A step is being done.', nextStep: 'Wait for it.' };
    doctor.refuse('case:close', error);
    expect(await useReading.getState().startNewCase()).toEqual(error);
    await useReading.getState().start(sample);
    await useReading.getState().decide('new-case');
    expect(useReading.getState()).toMatchObject({ phase: 'failed', error });
    expect(doctor.calls.filter((entry) => entry.channel === 'reading:start')).toHaveLength(1);
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
    expect(useRuns.getState().runs).toEqual([begun]);
  });

  it('keeps the case when the site cannot be put away', async () => {
    const { useReading, useDiagnosis } = await stores();
    doctor.answer('reading:start', () => ({ readingId: 1 }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    doctor.answer('case:close', () => null);
    const error = { code: 'x', message: 'Not now.', nextStep: 'Later.' };
    doctor.refuse('diagnosis:answer', error);
    expect(await useReading.getState().startNewCase()).toEqual(error);
    expect(useDiagnosis.getState().diagnosis).toBe(stalledSite);
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

describe('"I do not know"', () => {
  it('puts a question aside with who and when, takes its answer back, and can be taken back itself', async () => {
    const { useDiagnosis, useCase } = await stores();
    useCase.getState().set({ technician: 'A. Meyer' });
    useDiagnosis.getState().open(stalledSite);
    doctor.answer('diagnosis:answer', () => ({ ok: true, value: stalledSite }));
    await useDiagnosis.getState().answer('crash-folder', true);
    await useDiagnosis.getState().dontKnow('crash-folder');
    expect(useDiagnosis.getState()).toMatchObject({
      answers: [],
      setAside: [{ question: 'crash-folder', by: 'A. Meyer' }],
    });
    useDiagnosis.getState().askAgain('crash-folder');
    expect(useDiagnosis.getState().setAside).toEqual([]);
    await useDiagnosis.getState().dontKnow('crash-folder');
    await useDiagnosis.getState().answer('crash-folder', false);
    expect(useDiagnosis.getState()).toMatchObject({ answers: [{ value: false }], setAside: [] });
  });
});

describe('comparing inboxes', () => {
  const compared = {
    before: { at: '2001-05-17T16:22:00', label: 'a' },
    after: { at: '2001-05-17T17:22:00', label: 'b' },
    minutes: 60,
    problem: null,
    changes: [],
  };

  it('shows what was asked for last, and goes away with the site', async () => {
    const { useComparison, useReading } = await stores();
    const replies: ((value: Invocations['inboxes:compare']['response']) => void)[] = [];
    doctor.answer('inboxes:compare', () => new Promise((resolve) => replies.push(resolve)));
    const first = useComparison.getState().compareWith(['/a']);
    const second = useComparison.getState().compareWith(['/b']);
    await vi.waitFor(() => expect(replies).toHaveLength(2));
    replies[1]?.({ ok: true, value: { ...compared, minutes: 2 } });
    await second;
    replies[0]?.({ ok: true, value: compared });
    await first;
    expect(useComparison.getState()).toMatchObject({ comparing: false, comparison: { minutes: 2 } });

    doctor.answer('reading:start', () => ({ readingId: 1 }));
    await useReading.getState().start(sample);
    doctor.tell('reading:outcome', done(1));
    expect(useComparison.getState().comparison).toBeNull();
  });

  it('tells why it did not work', async () => {
    const { useComparison } = await stores();
    const error = { code: 'x', message: 'Not a site.', nextStep: 'Choose another.' };
    doctor.answer('inboxes:compare', () => ({ ok: false, error }));
    await useComparison.getState().compareWith(['/a']);
    expect(useComparison.getState()).toMatchObject({ comparing: false, error, comparison: null });
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

describe('the case', () => {
  it('is told what was typed once the typing ends, or before something is written down', async () => {
    const { useCase } = await stores();
    doctor.answer('case:describe', () => ({ ok: true, value: null }));
    useCase.getState().set({ technician: 'A. M' });
    useCase.getState().set({ technician: 'A. Meyer' });
    expect(doctor.calls).toEqual([]);
    await useCase.getState().settle();
    const request = { name: '', ticket: '', technician: 'A. Meyer' };
    expect(doctor.calls).toEqual([{ channel: 'case:describe', request }]);
    await vi.runAllTimersAsync();
    await useCase.getState().settle();
    expect(doctor.calls).toHaveLength(1);
    useCase.getState().set({ ticket: 'HD-1' });
    await vi.runAllTimersAsync();
    expect(doctor.calls).toHaveLength(2);
  });

  it('is taken over with all that is in it when it is opened', async () => {
    const { openListedCase, useReading, useDiagnosis, useRuns, useCase } = await stores();
    const answers = [{ question: 'release', value: '2.0 SP2', by: null, at: '2026-11-22T14:00:00Z' }];
    doctor.answer('case:open', () => ({
      ok: true,
      value: {
        view: caseExample([begun]),
        label: 'HQ1',
        diagnosis: stalledSite,
        before: null,
        answers,
        source: 'kept',
        opened: { name: 'HQ1', paths: ['/site'], server: null },
      },
    }));
    expect(await openListedCase('c1')).toEqual({ result: 'open' });
    expect(useCase.getState()).toMatchObject({ name: 'Packages', technician: 'A. Meyer', source: 'kept' });
    expect(useDiagnosis.getState()).toMatchObject({ diagnosis: stalledSite, answers });
    expect(useRuns.getState().runs).toEqual([begun]);
    expect(useReading.getState()).toMatchObject({ phase: 'done', opened: { name: 'HQ1' } });
  });

  it('stays as it was when another one cannot be opened', async () => {
    const { openCaseAt, useCase } = await stores();
    useCase.getState().takeOver({ view: caseExample([]), source: 'where-it-was' });
    const error = { code: 'not-a-case', message: 'It is not a case.', nextStep: 'Choose another.' };
    doctor.answer('case:open-paths', () => ({ ok: false, error }));
    expect(await openCaseAt(['/x'])).toEqual({ result: 'failed', error });
    expect(useCase.getState().view?.id).toBe('c1');
    doctor.answer('case:open-paths', () => ({ ok: true, value: null }));
    expect(await openCaseAt(null)).toEqual({ result: 'cancelled' });
  });

  it('tells a case in one file from other files by its name', async () => {
    const { isCaseFile } = await stores();
    expect(isCaseFile(['C:\\cases\\HQ1.SMSCASE'])).toBe(true);
    expect(isCaseFile(['/site.zip'])).toBe(false);
    expect(isCaseFile(['/a.smscase', '/b.smscase'])).toBe(false);
  });
});

describe('runs', () => {
  const action = { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 120 } as const;
  const open = runExample(plan, [wizardStep('a', 'open', action), runStep('b', 'blocked')]);
  const running = runExample(plan, [
    wizardStep('a', 'running', action, { attempts: 1 }),
    runStep('b', 'blocked'),
  ]);
  const of = { run: open.id, step: 'a' };

  it('only do what was shown, once', async () => {
    const { useRuns } = await stores();
    doctor.tell('run:changed', open);
    await useRuns.getState().act(of);
    expect(doctor.calls).toEqual([]);
    doctor.answer('run:show', () => ({ ok: true, value: shown('s1') }));
    await useRuns.getState().show(of, false);
    doctor.answer('run:act', () => ({ ok: true, value: running }));
    await useRuns.getState().act(of);
    expect(doctor.calls.at(-1)).toEqual({
      channel: 'run:act',
      request: { ...of, undo: false, shown: 's1' },
    });
    await useRuns.getState().act(of);
    expect(doctor.calls.filter((entry) => entry.channel === 'run:act')).toHaveLength(1);
  });

  it('forget what was shown when the server was no longer like that', async () => {
    const { useRuns } = await stores();
    doctor.tell('run:changed', open);
    doctor.answer('run:show', () => ({ ok: true, value: shown('s1') }));
    await useRuns.getState().show(of, false);
    const error = { code: 'changed', message: 'It is no longer as shown.', nextStep: 'Look again.' };
    doctor.answer('run:act', () => ({ ok: false, error }));
    await useRuns.getState().act(of);
    expect(useRuns.getState()).toMatchObject({
      showings: {},
      busy: null,
      errors: { [`${open.id}/a`]: error },
    });
    await useRuns.getState().show(of, false);
    expect(useRuns.getState().errors).toEqual({});
  });

  it('are asked one thing at a time', async () => {
    const { useRuns } = await stores();
    doctor.tell('run:changed', open);
    let answer: (() => void) | undefined;
    const wait = new Promise<void>((resolve) => {
      answer = resolve;
    });
    doctor.answer('run:show', async () => {
      await wait;
      return { ok: true, value: shown('s1') };
    });
    const first = useRuns.getState().show(of, false);
    await useRuns.getState().skip(of, 'no rights');
    expect(doctor.calls.map((entry) => entry.channel)).toEqual(['run:show']);
    answer?.();
    await first;
    expect(useRuns.getState().busy).toBeNull();
  });

  it('say what is new once, also when reply and notification tell the same', async () => {
    const { useRuns, useUi } = await stores();
    doctor.tell('run:changed', open);
    const looked = runExample(plan, [
      wizardStep('a', 'found-done', action, { seen: seen('after', 'It is stopped.') }),
      runStep('b', 'open'),
    ]);
    doctor.answer('run:look', () => {
      doctor.tell('run:changed', looked);
      return { ok: true, value: looked };
    });
    await useRuns.getState().look(of);
    expect(useUi.getState().announcement).toEqual({
      text: 'Step a: was done already. It is stopped. Next: Step b.',
      number: 1,
    });
  });

  it('make a saved report outdated', async () => {
    const { useUi } = await stores();
    doctor.tell('run:changed', open);
    useUi.getState().setReportSaved('/report.html');
    doctor.tell('run:changed', open);
    expect(useUi.getState().reportSaved).toBe('/report.html');
    doctor.tell('run:changed', running);
    expect(useUi.getState().reportSaved).toBeNull();
  });

  it('go when their case is closed', async () => {
    const { useRuns } = await stores();
    doctor.tell('case:changed', caseExample([begun]));
    expect(useRuns.getState().runs).toHaveLength(1);
    doctor.tell('case:changed', null);
    expect(useRuns.getState().runs).toEqual([]);
  });

  it('say where the result of a kit led', async () => {
    const { useRuns } = await stores();
    const kit = { ...begun, way: 'kit' as const };
    doctor.answer('kit:take-result', () => ({ ok: true, value: { run: kit, summary: '8 of 9 done.' } }));
    await useRuns.getState().takeKitResult(['/result.txt'], 'kit');
    expect(useRuns.getState()).toMatchObject({ runs: [kit], kitSummaries: { [kit.id]: '8 of 9 done.' } });
    const error = { code: 'not-a-result', message: 'No result.', nextStep: 'Choose another.' };
    doctor.answer('kit:take-result', () => ({ ok: false, error }));
    await useRuns.getState().takeKitResult(['/x'], 'kit');
    expect(useRuns.getState().errors).toEqual({ kit: error });
  });

  it('ask for the plans anew and drop an answer that is late', async () => {
    const { useRuns } = await stores();
    let late: (() => void) | undefined;
    const wait = new Promise<void>((resolve) => {
      late = resolve;
    });
    doctor.answer('plans:for-site', async () => {
      await wait;
      return { ok: true, value: [] };
    });
    const first = useRuns.getState().loadPlans();
    doctor.answer('plans:for-site', () => ({ ok: true, value: [plan] }));
    await useRuns.getState().loadPlans();
    late?.();
    await first;
    expect(useRuns.getState().plans).toEqual([plan]);
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
