/** The case that is open: begun by itself when there is something to keep, with its readings, answers and runs. */
import path from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
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
import type { OpenSite, ReportedCase, SiteWork } from '../site-work.ts';
import { freeCaseFolder } from './case-name.ts';
import { caseView } from './case-view.ts';
import { keepReading } from './keep-reading.ts';
import { answersOf, keptDiagnosis, readingsOf, reopenReading } from './reopen.ts';
import { computerAt, runTarget } from './run-target.ts';

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

/** After one of these, what was found when the two readings were compared is worth a word of its own. */
const WORTH_A_WORD: ReadonlySet<string> = new Set([
  'verified',
  'site-read',
  'step-done',
  'step-told',
  'step-reopened',
  'kit-returned',
]);

const noIdentity: CaseIdentity = { name: '', ticket: '', technician: '' };

type Brought = Omit<OpenedCase, 'view' | 'answers'> & { readonly notice: CaseView['notices'][number] | null };

const nothingBrought = {
  label: null,
  diagnosis: null,
  before: null,
  source: 'kept',
  opened: null,
} as const;

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
  /** Changes that are waiting or being made. */
  #changing = 0;

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
    this.#changing += 1;
    const mine = this.#queue.then(doing).finally(() => {
      this.#changing -= 1;
    });
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  /** True while something is being kept: the program should not end now. */
  get isChanging(): boolean {
    return this.#changing > 0;
  }

  /** Resolves when all that was asked for so far is kept. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async view(): Promise<CaseView | null> {
    const open = this.#open;
    return open === null ? null : caseView(open.case, await open.runner.runs());
  }

  /** Name, ticket and technician of the open case; null when none is open. */
  get identity(): CaseIdentity | null {
    return this.#open?.case.identity() ?? null;
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
    void this.#keepTold(() => this.#keepSite(site));
  }

  /** Keeps the answers as they are now. */
  answersWereGiven(answers: readonly Answer[]): void {
    const { readingId, source } = this.#options.work.site();
    void this.#keepTold(async () => {
      // What was said of a site does not go into the case of another that was opened meanwhile.
      if (this.#options.work.site().readingId !== readingId) return;
      if (JSON.stringify(answers) === JSON.stringify(this.#answers)) return;
      if (this.#open === null && (answers.length === 0 || source.sample === true)) {
        this.#answers = answers;
        return;
      }
      const open = await this.#begin();
      if (!open.case.readOnly) await open.case.append({ kind: 'answers', answers });
      this.#answers = answers;
      await this.tellCase();
    });
  }

  /** A case with all that is known of the site in it, begun when there is none. */
  async ensure(): Promise<Open> {
    return this.inTurn(async () => {
      const before = this.#open;
      const open = await this.#begin();
      if (open.case.readOnly) return open;
      await this.#keepSite(this.#options.work.site());
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
      this.#expectIdle();
      // The same case is opened anew, so that what went wrong with it before is left behind.
      if (this.#open?.case.folder === folder) await this.#close();
      const opened = await openCase(this.#options.files, folder, this.#writer());
      let next: Open;
      let runs: readonly RunView[];
      try {
        next = this.#over(opened);
        runs = await next.runner.resume();
        await this.#close();
      } catch (error) {
        await opened.close();
        throw error;
      }
      this.#open = next;
      this.#identity = opened.identity();
      this.#answers = answersOf(opened.records());
      const { notice, ...brought } = await this.#bringBack(opened);
      const view = caseView(opened, runs);
      const notices = notice === null ? view.notices : [...view.notices, notice];
      return { ...brought, view: { ...view, notices }, answers: this.#answers };
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

  /**
   * Holds the case open while a step of a run is asked about, done and looked at, until it ended.
   * @throws ToldError when a step is being done already
   */
  async hold<T>(
    run: string,
    begin: () => Promise<{ readonly value: T; readonly ended: Promise<unknown> }>,
  ): Promise<T> {
    this.#expectIdle();
    this.#busyRun = run;
    try {
      const { value, ended } = await begin();
      void ended.finally(() => {
        this.#busyRun = null;
        void this.tellCase();
      });
      await this.tellCase();
      return value;
    } catch (error) {
      this.#busyRun = null;
      throw error;
    }
  }

  async tellCase(): Promise<void> {
    this.#options.listener.caseChanged(await this.view());
  }

  /** The first reading beside the latest; kept as the case's last word when it changed. */
  async compare(): Promise<SiteComparison | null> {
    const { earlier, diagnosis, readingId } = this.#options.work.site();
    if (earlier === null || diagnosis === null) return null;
    const comparison = compareReadings(earlier, diagnosis);
    await this.inTurn(async () => {
      const open = this.#open;
      if (open === null || open.case.readOnly || this.#options.work.site().readingId !== readingId) return;
      const { outcome, headline: text } = comparison;
      // The same word counts once more when something was done or read since.
      const last = open.case.records().findLast(({ kind }) => WORTH_A_WORD.has(kind));
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
    this.#open = this.#over(begun);
    return this.#open;
  }

  #expectIdle(): void {
    if (this.#busyRun === null) return;
    throw new ToldError({
      code: 'step-running',
      message: 'A step is being done just now, so the case stays open.',
      nextStep: 'Wait until it ended, or stop waiting on the Fix page.',
    });
  }

  #over(opened: OpenCase): Open {
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
    return { case: opened, runner };
  }

  async #close(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#expectIdle();
    this.#open = null;
    this.#answers = [];
    this.#keptReading = 0;
    await open.case.close();
    this.#options.listener.caseChanged(null);
  }

  async #keepSite(site: Readonly<OpenSite>): Promise<void> {
    if (site.diagnosis === null || site.readingId === 0 || site.readingId === this.#keptReading) return;
    const open = await this.#begin();
    if (open.case.readOnly) return;
    await keepReading(open.case, this.#options.work, site);
    this.#keptReading = site.readingId;
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

  /** What the case holds of its site; a case of which that is lost is open all the same, and says so. */
  async #bringBack(opened: OpenCase): Promise<Brought> {
    try {
      return { ...(await this.#broughtBack(opened)), notice: null };
    } catch (error) {
      this.#options.work.forget();
      const { code, message: text, nextStep } = toUserError(error);
      return { ...nothingBrought, notice: { kind: code, text, nextStep } };
    }
  }

  async #broughtBack(opened: OpenCase): Promise<Omit<Brought, 'notice'>> {
    const { work, layOutFolder, computer } = this.#options;
    const records = opened.records();
    const readings = readingsOf(records);
    const [first, latest] = [readings[0], readings.at(-1)];
    if (first === undefined || latest === undefined) {
      work.forget();
      if (this.#answers.length === 0) return nothingBrought;
      const diagnosis = await work.answer(this.#answers);
      return { ...nothingBrought, diagnosis: diagnosis.ok ? diagnosis.value : null };
    }
    // The id comes from a file that another computer may have written: it never names a folder itself.
    const folder = path.join(layOutFolder, createHash('sha256').update(opened.id).digest('hex').slice(0, 32));
    const isOurs = computerAt(records, latest.seq) === computer;
    const { source, paths, from, server } = await reopenReading(opened, latest, isOurs, folder);
    const before = first === latest ? null : await keptDiagnosis(opened, first);
    const isCopy = from === 'kept';
    work.adopt({ source, paths, label: latest.label, isCopy, diagnosis: null, earlier: before });
    this.#keptReading = work.site().readingId;
    const outcome = await work.answer(this.#answers);
    if (!outcome.ok) throw new ToldError(outcome.error);
    return {
      label: latest.label,
      diagnosis: outcome.value,
      before,
      source: from,
      // Kept files are no place to look again at how the server is now.
      opened: isCopy ? null : { name: latest.label, paths, server },
    };
  }
}
