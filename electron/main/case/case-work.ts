/** The case that is open: begun by itself when there is something to keep, with its readings, answers and runs. */
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { OpenedCase, CaseView } from '../../contract/remedy.ts';
import type { UserError } from '../../contract/ipc.ts';
import type { OpenCase } from '../../case-store/case-folder.ts';
import { type CaseWriter, createCase, openCase } from '../../case-store/open-case.ts';
import type { CaseIdentity } from '../../engine/case/records.ts';
import type { RunView } from '../../engine/case/run-view.ts';
import type { SiteComparison } from '../../engine/case/comparison.ts';
import { compareReadings } from '../../engine/case/compare-readings.ts';
import type { Answer } from '../../engine/evidence/model.ts';
import { toUserError } from '../../errors/user-error.ts';
import { type FileOperations } from '../../files/file-operations.ts';
import { deskRemedyClock } from '../../remedy/clock.ts';
import { type Runner, createRunner } from '../../remedy/runner.ts';
import { ToldError } from '../told-error.ts';
import type { ReportedCase, SiteWork } from '../site-work.ts';
import { freeCaseFolder } from './case-name.ts';
import { caseView } from './case-view.ts';
import { keepReading } from './keep-reading.ts';
import { answersOf, keptDiagnosis, readingsOf, reopenReading } from './reopen.ts';
import { runTarget } from './run-target.ts';

/** Told to the window. */
export interface CaseListener {
  runChanged(run: RunView): void;
  caseChanged(view: CaseView | null): void;
  trouble(error: UserError): void;
}

export interface CaseWorkOptions {
  readonly files: FileOperations;
  /** Folder of all cases; made when the first one is begun. */
  readonly casesFolder: string;
  /** Folder in which the kept files of an opened case are laid out. */
  readonly layOutFolder: string;
  readonly work: SiteWork;
  readonly listener: CaseListener;
  readonly computer: string;
  /** Name of the signed-in user, for records when the technician gave none. */
  readonly user: string;
  readonly platform: NodeJS.Platform;
}

interface Open {
  readonly case: OpenCase;
  readonly runner: Runner;
}

const noIdentity: CaseIdentity = { name: '', ticket: '', technician: '' };

export class CaseWork {
  readonly #options: CaseWorkOptions;
  #open: Open | null = null;
  #identity = noIdentity;
  #answers: readonly Answer[] = [];
  /** The reading that is kept already, by its number in this program. */
  #keptReading = 0;
  #busyRun: string | null = null;
  /** One change after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: CaseWorkOptions) {
    this.#options = options;
  }

  /** True while a case is open, so that what is read now is another look at its site. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The run whose step is being done, null when nothing is. */
  get busyRun(): string | null {
    return this.#busyRun;
  }

  /** Runs changes one after the other; each sees what the one before left. */
  inTurn<T>(doing: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(doing);
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  async view(): Promise<CaseView | null> {
    const open = this.#open;
    return open === null ? null : caseView(open.case, await open.runner.runs());
  }

  /** The open case. @throws ToldError when none is open */
  expect(): Open {
    if (this.#open !== null) return this.#open;
    throw new ToldError({
      code: 'no-case',
      message: 'No case is open.',
      nextStep: 'Read a site on the page Case, or open a case there.',
    });
  }

  describe(identity: CaseIdentity): Promise<void> {
    return this.inTurn(async () => {
      this.#identity = identity;
      const open = this.#open;
      if (open === null || open.case.readOnly) return;
      const known = open.case.identity();
      const same = (['name', 'ticket', 'technician'] as const).every((key) => known[key] === identity[key]);
      if (same) return;
      await open.case.append({ kind: 'case-described', identity });
      await this.tellCase();
    });
  }

  /** Keeps what was just read; a case is begun unless it is a sample that nobody works on yet. */
  siteWasRead(): void {
    const site = this.#options.work.site();
    if (site.source.sample === true && this.#open === null) return;
    void this.#keepTold(() => this.#keepSite());
  }

  /** Keeps the answers as they are now. */
  answersWereGiven(answers: readonly Answer[]): void {
    if (JSON.stringify(answers) === JSON.stringify(this.#answers)) return;
    this.#answers = answers;
    const { sample } = this.#options.work.site().source;
    if (this.#open === null && (answers.length === 0 || sample === true)) return;
    void this.#keepTold(async () => {
      const open = await this.#begin();
      if (!open.case.readOnly) await open.case.append({ kind: 'answers', answers });
      await this.tellCase();
    });
  }

  /** A case with all that is known of the site in it, begun when there is none. */
  async ensure(): Promise<Open> {
    return this.inTurn(async () => {
      const before = this.#open;
      const open = await this.#begin();
      if (open.case.readOnly) return open;
      await this.#keepSite();
      if (before === null && this.#answers.length > 0) {
        await open.case.append({ kind: 'answers', answers: this.#answers });
      }
      await this.tellCase();
      return open;
    });
  }

  /**
   * Opens a case; the one that was open is closed.
   * @throws CaseError when it cannot be opened
   */
  openAt(folder: string): Promise<OpenedCase> {
    return this.inTurn(async () => {
      if (this.#open?.case.folder !== folder) await this.#close();
      const open = this.#open ?? this.#use(await openCase(this.#options.files, folder, this.#writer()));
      this.#identity = open.case.identity();
      const runs = await open.runner.resume();
      const records = open.case.records();
      this.#answers = answersOf(records);
      const brought = await this.#bringBack(open.case);
      const view = caseView(open.case, runs);
      return { ...brought, view, answers: this.#answers };
    });
  }

  close(): Promise<void> {
    return this.inTurn(() => this.#close());
  }

  /** Adds a record that belongs to no step. */
  async note(event: Parameters<OpenCase['append']>[0]): Promise<void> {
    await this.expect().case.append(event);
    await this.tellCase();
  }

  /** Marks that a step of a run is being done until it ended. */
  whileRunning(run: string, ended: Promise<unknown>): void {
    this.#busyRun = run;
    void ended.finally(() => {
      this.#busyRun = null;
      void this.tellCase();
    });
  }

  async tellCase(): Promise<void> {
    this.#options.listener.caseChanged(await this.view());
  }

  /** The first reading beside the latest; kept as the case's last word when it changed. */
  async compare(): Promise<SiteComparison | null> {
    const { earlier, diagnosis } = this.#options.work.site();
    if (earlier === null || diagnosis === null) return null;
    const comparison = compareReadings(earlier, diagnosis);
    await this.inTurn(async () => {
      const open = this.#open;
      if (open === null || open.case.readOnly) return;
      const last = open.case.records().findLast((record) => record.kind === 'verified');
      const { outcome, headline: text } = comparison;
      if (last?.kind === 'verified' && last.outcome === outcome && last.text === text) return;
      await open.case.append({ kind: 'verified', outcome, text });
      await this.tellCase();
    });
    return comparison;
  }

  /** What of the case goes into a report. */
  async reported(): Promise<ReportedCase> {
    const { earlier, diagnosis } = this.#options.work.site();
    const verification = earlier === null || diagnosis === null ? null : compareReadings(earlier, diagnosis);
    const open = this.#open;
    if (open === null) return { runs: [], verification, evidenceSha256: null };
    const reading = readingsOf(open.case.records()).at(-1);
    return { runs: await open.runner.runs(), verification, evidenceSha256: reading?.evidence.sha256 ?? null };
  }

  #writer(): CaseWriter {
    const { computer, user } = this.#options;
    const by = (): string => (this.#identity.technician === '' ? user : this.#identity.technician);
    return { by, now: () => new Date(), computer };
  }

  async #begin(): Promise<Open> {
    if (this.#open !== null) return this.#open;
    const { files, casesFolder, computer } = this.#options;
    await files.makeFolder(casesFolder);
    const folder = await freeCaseFolder(files, casesFolder, this.#identity, new Date());
    const begun = await createCase(files, folder, this.#identity, this.#writer());
    await begun.append({ kind: 'case-opened', computer });
    this.#keptReading = 0;
    return this.#use(begun);
  }

  #use(opened: OpenCase): Open {
    const { files, listener, work, computer, platform } = this.#options;
    const runner = createRunner({
      case: opened,
      files,
      clock: deskRemedyClock,
      newId: randomUUID,
      targetOf: (begun) =>
        runTarget(begun, {
          records: opened.records(),
          diagnosis: work.site().diagnosis,
          computer,
          platform,
        }),
      onChange: (view) => listener.runChanged(view),
      onTrouble: (error) => listener.trouble(error),
    });
    this.#open = { case: opened, runner };
    return this.#open;
  }

  async #close(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    if (this.#busyRun !== null) {
      throw new ToldError({
        code: 'step-running',
        message: 'A step is being done just now, so the case stays open.',
        nextStep: 'Wait until it ended, or stop waiting on the Fix page.',
      });
    }
    this.#open = null;
    this.#answers = [];
    this.#keptReading = 0;
    await open.case.close();
    this.#options.listener.caseChanged(null);
  }

  async #keepSite(): Promise<void> {
    const site = this.#options.work.site();
    if (site.diagnosis === null || site.readingId === 0 || site.readingId === this.#keptReading) return;
    const open = await this.#begin();
    if (open.case.readOnly) return;
    this.#keptReading = site.readingId;
    await keepReading(open.case, this.#options.work, site);
    await this.tellCase();
  }

  /** Keeps something on the side; what goes wrong is told, as nobody waits for it. */
  async #keepTold(doing: () => Promise<void>): Promise<void> {
    try {
      await this.inTurn(doing);
    } catch (error) {
      this.#options.listener.trouble(toUserError(error));
    }
  }

  async #bringBack(opened: OpenCase): Promise<Omit<OpenedCase, 'view' | 'answers'>> {
    const { work, layOutFolder } = this.#options;
    const readings = readingsOf(opened.records());
    const [first, latest] = [readings[0], readings.at(-1)];
    const nothing = { label: null, diagnosis: null, before: null, source: 'kept', opened: null } as const;
    const answered = this.#answers.length > 0;
    if (first === undefined || latest === undefined) {
      work.forget();
      if (!answered) return nothing;
      const diagnosis = await work.answer(this.#answers);
      return { ...nothing, diagnosis: diagnosis.ok ? diagnosis.value : null };
    }
    const folder = path.join(layOutFolder, opened.id);
    const { source, paths, from } = await reopenReading(opened, latest, folder);
    const before = first === latest ? null : await keptDiagnosis(opened, first);
    work.adopt({ source, paths, label: latest.label, diagnosis: null, earlier: before });
    this.#keptReading = work.site().readingId;
    const outcome = await work.answer(this.#answers);
    if (!outcome.ok) throw new ToldError(outcome.error);
    return {
      label: latest.label,
      diagnosis: outcome.value,
      before,
      source: from,
      // Kept files are no place to look again at how the server is now.
      opened: from === 'kept' ? null : { name: latest.label, paths },
    };
  }
}
