import { isOtherSite, nameOfSite } from '../engine/case/compare-order.ts';
import type {
  Excerpt,
  NumberExplanations,
  Outcome,
  PastedLog,
  ReadingOutcome,
  ReadingProgress,
  ReleaseExplanation,
  ReportRequest,
  UserError,
} from '../contract/ipc.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { Diagnosis, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { RunView } from '../engine/case/run-view.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import type { ReaderTasks, TaskResult } from '../reader/protocol.ts';
import { type SiteSource, sameSource } from '../site/site-source.ts';
import type { ReaderClient, RunningTask } from './reader-client.ts';

/** What the window is told while a site is read. */
export interface ReadingListener {
  progress(message: ReadingProgress): void;
  outcome(message: ReadingOutcome): void;
}

/** What of the open case goes into a report. */
export interface ReportedCase {
  readonly runs: readonly RunView[];
  readonly verification: SiteComparison | null;
  readonly evidenceSha256: string | null;
}

/** The site that is worked on: where it was read from and what is thought of it. */
export interface OpenSite {
  /** The reading that opened it; 0 for none. */
  readonly readingId: number;
  readonly source: SiteSource;
  /** Where its files stand. */
  readonly paths: readonly string[];
  /** How the technician knows it. */
  readonly label: string;
  /** Its files are those that a case kept: what is changed in them changes nothing on the server. */
  readonly isCopy: boolean;
  diagnosis: Diagnosis | null;
  /** What was thought of it when the same source was read before; null when it was read once. */
  readonly earlier: Diagnosis | null;
  /** The last comparison of its inboxes with other ones; it goes into the report. */
  comparison: InboxComparison | null;
}

const nothingOpen = (): OpenSite => ({
  readingId: 0,
  source: { paths: [] },
  paths: [],
  label: '',
  isCopy: false,
  diagnosis: null,
  earlier: null,
  comparison: null,
});

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
  #lastComparison = 0;
  #reading: { readonly id: number; readonly task: RunningTask<unknown> } | null = null;

  constructor(reader: ReaderClient, listener: ReadingListener) {
    this.#reader = reader;
    this.#listener = listener;
  }

  /**
   * Begins to read a site; a reading under way is cancelled first.
   * @param source What makes up the site's evidence.
   * @param label How to call it; null: as the reader finds.
   * @param later True when it is another look at the open site, whatever it is read from.
   * @returns The number of this reading; its outcome goes to the listener.
   */
  startReading(source: SiteSource, label: string | null, later = false): number {
    this.#reading?.task.cancel();
    const readingId = ++this.#lastReadingId;
    const task = this.#reader.run('read', source, (progress) =>
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
      if (result.result !== 'done') {
        this.#listener.outcome({ readingId, ...result });
      } else if (result.value.kind === 'several') {
        this.#listener.outcome({ readingId, result: 'several', sites: result.value.sites });
      } else {
        const { diagnosis, paths } = result.value;
        const stranger = later ? this.#strangerTo(diagnosis) : null;
        if (stranger !== null) {
          this.#listener.outcome({ readingId, result: 'failed', error: stranger });
          return;
        }
        // The first reading stays the one to compare with, however often the site is read again.
        const again = later || sameSource(this.#site.source, source);
        const earlier = again ? (this.#site.earlier ?? this.#site.diagnosis) : null;
        const called = label ?? result.value.label;
        this.#site = {
          readingId,
          source,
          paths,
          label: called,
          isCopy: false,
          diagnosis,
          earlier,
          comparison: null,
        };
        this.#listener.outcome({ readingId, result: 'done', label: called, diagnosis });
      }
    });
    return readingId;
  }

  /** Why a later reading is not one of the open site; null when nothing speaks against it. */
  #strangerTo(read: Diagnosis): UserError | null {
    const { diagnosis: open } = this.#site;
    if (open === null || !isOtherSite(open, read)) return null;
    return {
      code: 'another-site',
      message: `This is a collection of ${nameOfSite(read)}, and the open site is ${nameOfSite(open)}. Nothing of it was taken over.`,
      nextStep: `Choose a later collection of ${nameOfSite(open)}, or begin a new case for the other site.`,
    };
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

  /** The open site as it is now. */
  site(): Readonly<OpenSite> {
    return this.#site;
  }

  /** Takes over a site that a case holds; nothing is read. */
  adopt(site: Pick<OpenSite, 'source' | 'paths' | 'label' | 'isCopy' | 'diagnosis' | 'earlier'>): void {
    this.forget();
    this.#site = { ...site, readingId: ++this.#lastReadingId, comparison: null };
  }

  /**
   * Diagnoses the open site again, or the answers alone when none is open.
   * @param answers All answers given so far.
   */
  async answer(answers: readonly Answer[]): Promise<Outcome<Diagnosis>> {
    const site = this.#site;
    const task = this.#reader.run('diagnose', { ...site.source, answers }, (progress) =>
      // Only a reader that does not hold the evidence, as after a crash, has any progress to tell.
      this.#listener.progress({ ...progress, readingId: site.readingId, activity: 'Reading the site again' }),
    );
    const outcome = outcomeOf(await task.result);
    if (outcome.ok) {
      site.diagnosis = outcome.value;
      // Counts told by hand may have changed with it.
      site.comparison = null;
    }
    return outcome;
  }

  /**
   * Reads the lines around a cited place.
   * @param cited Such as `Logs/Despool.log:1042`.
   * @param context Lines before and after.
   */
  async excerpt(cited: string, context: number): Promise<Excerpt> {
    const request = { ...this.openPlace(), cited, context };
    const outcome = outcomeOf(await this.#reader.run('excerpt', request).result);
    if (!outcome.ok) return { found: false, error: outcome.error };
    return { found: true, path: cited.replace(/:\d+$/, ''), lines: outcome.value };
  }

  /** Renders the report of the open site. */
  async report(
    request: ReportRequest,
    ofCase: ReportedCase,
  ): Promise<Outcome<{ content: string; diagnosis: Diagnosis }>> {
    const site = this.#site;
    const { diagnosis } = site;
    if (diagnosis === null) return { ok: false, error: NO_DIAGNOSIS };
    if (site.comparison === null) await this.compareReadings();
    const { comparison } = site;
    const asked = { diagnosis, comparison, ...request, ...ofCase };
    const outcome = outcomeOf(await this.#reader.run('report', asked).result);
    return outcome.ok ? { ok: true, value: { content: outcome.value, diagnosis } } : outcome;
  }

  /** Where the files of the open site stand; no paths when none is open. */
  openPlace(): Pick<SiteSource, 'paths' | 'site'> {
    const { paths, source } = this.#site;
    return source.site === undefined ? { paths } : { paths, site: source.site };
  }

  /**
   * Compares the inboxes of the open site with those of an earlier collection.
   * @param earlier Where that was read from.
   */
  async compareWith(earlier: SiteSource): Promise<Outcome<InboxComparison>> {
    const site = this.#site;
    if (site.diagnosis === null) return { ok: false, error: NO_DIAGNOSIS };
    const request = { ...earlier, later: site.diagnosis };
    const number = ++this.#lastComparison;
    const outcome = outcomeOf(await this.#reader.run('compare-with', request).result);
    // One that was asked for later counts, whichever ends last.
    if (outcome.ok && number === this.#lastComparison) site.comparison = outcome.value;
    return outcome;
  }

  /** Compares the inboxes of the first and the latest reading of the open site; null when it was read once. */
  async compareReadings(): Promise<Outcome<InboxComparison | null>> {
    const site = this.#site;
    const { diagnosis, earlier } = site;
    if (diagnosis === null || earlier === null) return { ok: true, value: null };
    const number = ++this.#lastComparison;
    const outcome = outcomeOf(
      await this.#reader.run('compare-readings', { earlier, later: diagnosis }).result,
    );
    if (outcome.ok && number === this.#lastComparison) site.comparison = outcome.value;
    return outcome;
  }

  /** What the numbers that appear in logs mean. */
  async explanations(): Promise<Outcome<NumberExplanations>> {
    return outcomeOf(await this.#reader.run('explanations', null).result);
  }

  /** What a version string or the name of a release says. */
  async explainRelease(text: string): Promise<Outcome<ReleaseExplanation>> {
    return outcomeOf(await this.#reader.run('explain-release', { text }).result);
  }

  /** What pasted log lines hold. */
  async recognizeLogText(text: string): Promise<Outcome<PastedLog>> {
    return outcomeOf(await this.#reader.run('recognize-log-text', { text }).result);
  }

  /** The plans as they are for the open site, in the order in which they are to be done. */
  async plansForSite(): Promise<Outcome<readonly TailoredPlan[]>> {
    const { diagnosis } = this.#site;
    if (diagnosis === null) return { ok: false, error: NO_DIAGNOSIS };
    return outcomeOf(await this.#reader.run('plans-for-site', { diagnosis }).result);
  }

  /** A plan as a runbook. */
  async runbook(request: ReaderTasks['runbook']['request']): Promise<Outcome<string>> {
    return outcomeOf(await this.#reader.run('runbook', request).result);
  }

  /** The evidence of a site as JSON. */
  async evidence({ source }: Pick<OpenSite, 'source'>): Promise<Outcome<string>> {
    return outcomeOf(await this.#reader.run('evidence', source).result);
  }

  /** One file of a site, null when it has none of that name. */
  async file(
    name: string,
    { paths, source }: Pick<OpenSite, 'paths' | 'source'>,
  ): Promise<Outcome<Uint8Array | null>> {
    const place = source.site === undefined ? { paths } : { paths, site: source.site };
    return outcomeOf(await this.#reader.run('site-file', { ...place, file: name }).result);
  }

  /** The plans of the knowledge base. */
  async plans(): Promise<Outcome<readonly Plan[]>> {
    return outcomeOf(await this.#reader.run('plans', null).result);
  }
}
