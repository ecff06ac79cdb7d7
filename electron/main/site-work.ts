import type {
  Excerpt,
  Outcome,
  ReadingOutcome,
  ReadingProgress,
  ReportRequest,
  UserError,
} from '../contract/ipc.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { TaskResult } from '../reader/protocol.ts';
import type { ReaderClient, RunningTask } from './reader-client.ts';

/** What the window is told while a site is read. */
export interface ReadingListener {
  progress(message: ReadingProgress): void;
  outcome(message: ReadingOutcome): void;
}

/** The site that is worked on: where it was read from and what is thought of it. */
interface OpenSite {
  /** The reading that opened it; 0 for none. */
  readonly readingId: number;
  readonly paths: readonly string[];
  diagnosis: Diagnosis | null;
}

const nothingOpen = (): OpenSite => ({ readingId: 0, paths: [], diagnosis: null });

const NO_DIAGNOSIS: UserError = {
  code: 'nothing-read',
  message: 'There is no diagnosis yet.',
  nextStep: 'Choose a site on the page Case, or answer the questions on the pages after it.',
};

const CANCELLED: UserError = {
  code: 'cancelled',
  message: 'This was cancelled before it was done.',
  nextStep: 'Start it again when you need it.',
};

function outcomeOf<T>(result: TaskResult<T>): Outcome<T> {
  switch (result.result) {
    case 'done':
      return { ok: true, value: result.value };
    case 'cancelled':
      return { ok: false, error: CANCELLED };
    case 'failed':
      return { ok: false, error: result.error };
  }
}

/** The work on one site at a time: reads it, diagnoses it with answers, cites and reports it. */
export class SiteWork {
  readonly #reader: ReaderClient;
  readonly #listener: ReadingListener;
  #site = nothingOpen();
  #lastReadingId = 0;
  #reading: { readonly id: number; readonly task: RunningTask<unknown> } | null = null;

  constructor(reader: ReaderClient, listener: ReadingListener) {
    this.#reader = reader;
    this.#listener = listener;
  }

  /**
   * Begins to read a site; a reading under way is cancelled first.
   * @param paths Files or folders that make up the site's evidence.
   * @param label How to call it; null: as the reader finds.
   * @returns The number of this reading; its outcome goes to the listener.
   */
  startReading(paths: readonly string[], label: string | null): number {
    this.#reading?.task.cancel();
    const readingId = ++this.#lastReadingId;
    const task = this.#reader.run('read', { paths }, (progress) =>
      this.#listener.progress({ readingId, ...progress }),
    );
    this.#reading = { id: readingId, task };
    void task.result.then((result) => {
      if (this.#reading?.id !== readingId) {
        // A newer reading took its place, even if this one was done by then.
        this.#listener.outcome({ readingId, result: 'cancelled' });
        return;
      }
      this.#reading = null;
      if (result.result === 'done') {
        this.#site = { readingId, paths, diagnosis: result.value.diagnosis };
        const { diagnosis } = result.value;
        this.#listener.outcome({ readingId, result: 'done', label: label ?? result.value.label, diagnosis });
      } else {
        this.#listener.outcome({ readingId, ...result });
      }
    });
    return readingId;
  }

  /** Cancels a reading; does nothing if it is not the one under way. */
  cancelReading(readingId: number): void {
    if (this.#reading?.id === readingId) this.#reading.task.cancel();
  }

  /** Cancels a reading under way and puts the open site away. */
  forget(): void {
    this.#reading?.task.cancel();
    this.#reading = null;
    this.#site = nothingOpen();
  }

  /**
   * Diagnoses the open site again, or the answers alone when none is open.
   * @param answers All answers given so far.
   */
  async answer(answers: readonly Answer[]): Promise<Outcome<Diagnosis>> {
    const site = this.#site;
    const task = this.#reader.run('diagnose', { paths: site.paths, answers }, (progress) =>
      // Only a reader that does not hold the evidence, as after a crash, has any progress to tell.
      this.#listener.progress({ ...progress, readingId: site.readingId, activity: 'Reading the site again' }),
    );
    const outcome = outcomeOf(await task.result);
    if (outcome.ok) site.diagnosis = outcome.value;
    return outcome;
  }

  /**
   * Reads the lines around a cited place.
   * @param source Such as `Logs/Despool.log:1042`.
   * @param context Lines before and after.
   */
  async excerpt(source: string, context: number): Promise<Excerpt> {
    const request = { paths: this.#site.paths, source, context };
    const outcome = outcomeOf(await this.#reader.run('excerpt', request).result);
    if (!outcome.ok) return { found: false, error: outcome.error };
    return { found: true, path: source.replace(/:\d+$/, ''), lines: outcome.value };
  }

  /** Renders the report of the open site. */
  async report(request: ReportRequest): Promise<Outcome<{ content: string; diagnosis: Diagnosis }>> {
    const { diagnosis } = this.#site;
    if (diagnosis === null) return { ok: false, error: NO_DIAGNOSIS };
    const outcome = outcomeOf(await this.#reader.run('report', { diagnosis, ...request }).result);
    return outcome.ok ? { ok: true, value: { content: outcome.value, diagnosis } } : outcome;
  }

  /** The plans of the knowledge base. */
  async plans(): Promise<Outcome<readonly Plan[]>> {
    return outcomeOf(await this.#reader.run('plans', null).result);
  }
}
