/** What the rail says of each page: its state as a word and its result in one line. */
import type { CaseView } from '../../electron/contract/remedy.ts';
import type { RunView } from '../../electron/engine/case/run-view.ts';
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { TailoredPlan } from '../../electron/engine/plans/tailored-plan.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { isAnswersOnly } from './answers-only.ts';
import { leadingFinding, tiedFindings } from './findings.ts';
import { pageOfAnswer, toldOnPage } from './hand-facts.ts';
import { inboxShortName, untoldBacklogs, worstBacklog } from './inbox-bars.ts';
import { counted, shortDuration } from './numbers.ts';
import { type PageId, pageIds, pages } from './pages.ts';
import { planName, sitePlans } from './plans.ts';
import { type SetAside, openQuestions } from './questions.ts';
import { runCounts, runCountsText, stepOfRun } from './runs.ts';
import { isRunning, isStateKnown } from './services.ts';
import { logNameOf, viewSource } from './sources.ts';
import { clockTime } from './time.ts';
import { findingVerdict, siteVerdict } from './verdict.ts';

export type StepState = 'done' | 'answered' | 'now' | 'needs-you' | 'blocked' | 'skipped' | 'open';

export interface RailStep {
  readonly page: PageId;
  readonly name: string;
  readonly state: StepState;
  readonly word: string;
  readonly line: string;
}

/** All that the rail is made from. */
export interface RailInput {
  readonly current: PageId;
  readonly reading: boolean;
  readonly diagnosis: Diagnosis | null;
  readonly answers: readonly Answer[];
  /** Questions that were answered with "I don't know". */
  readonly setAside: readonly SetAside[];
  /** The diagnosis before the site was read again; null when it was read once. */
  readonly before: Diagnosis | null;
  /** The plans for the site; null until they are known. */
  readonly plans: readonly TailoredPlan[] | null;
  /** Runs of the open case, oldest first. */
  readonly runs: readonly RunView[];
  /** The last word of the case on whether the fix worked. */
  readonly verified: CaseView['verified'];
  /** True after a report was saved. */
  readonly reportSaved: boolean;
}

const words: Readonly<Record<StepState, string>> = {
  done: 'Done',
  answered: 'Answered',
  now: 'Now',
  'needs-you': 'Needs you',
  blocked: 'Blocked',
  skipped: 'Skipped',
  open: 'Open',
};

interface Result {
  readonly state: Exclude<StepState, 'now'>;
  readonly line: string;
}

type EvidencePage = 'version' | 'logs' | 'inboxes' | 'services';

/** What a page of evidence says: it asks as long as a question is open. */
function evidenceResult(
  input: RailInput,
  diagnosis: Diagnosis,
  page: EvidencePage,
  line: string,
  collected: boolean,
): Result {
  if (openQuestions(diagnosis, input.setAside).some((question) => question.page === page))
    return { state: 'needs-you', line };
  if (collected) return { state: 'done', line };
  if (toldOnPage(input.answers, page)) return { state: 'answered', line };
  // Who begins with a telephone has left nothing out yet.
  return { state: isAnswersOnly(diagnosis) ? 'open' : 'skipped', line };
}

const notCollected = 'Not collected';

/** `1 answer by hand`, or that nothing was collected, or nothing told where nothing is read. */
function byHandLine(
  input: RailInput,
  diagnosis: Diagnosis,
  page: EvidencePage,
  otherwise = notCollected,
): string {
  const told = input.answers.filter((answer) => pageOfAnswer(answer.question) === page).length;
  if (told === 0 && otherwise === notCollected && isAnswersOnly(diagnosis)) return 'Nothing told yet';
  return told === 0 ? otherwise : `${counted(told, 'answer')} by hand`;
}

function caseResult(input: RailInput): Result {
  if (input.reading) return { state: 'open', line: 'Reading the site' };
  if (input.diagnosis === null) return { state: 'needs-you', line: 'Nothing read yet' };
  const { code, server, label } = input.diagnosis.site;
  const named = [code, server].filter((part) => part !== null).join(' · ');
  return { state: 'done', line: named === '' ? label : named };
}

function versionResult(input: RailInput, diagnosis: Diagnosis): Result {
  const { release, releaseSources, releaseDispute, laterRelease } = diagnosis.site;
  if (laterRelease != null) return { state: 'done', line: 'Later than 2.0 SP4' };
  if (release === null) return { state: 'needs-you', line: 'Release not known' };
  const agree =
    releaseDispute !== null
      ? 'sources disagree'
      : releaseSources.length === 1
        ? '1 source'
        : `${releaseSources.length} sources agree`;
  const read = releaseSources.some(({ source }) => !viewSource(source).answered);
  const line = read ? `${release} · ${agree}` : `${release} · by hand`;
  return evidenceResult(input, diagnosis, 'version', line, read);
}

function logsResult(input: RailInput, diagnosis: Diagnosis): Result {
  if (diagnosis.logs.length === 0) {
    return evidenceResult(input, diagnosis, 'logs', byHandLine(input, diagnosis, 'logs'), false);
  }
  const found =
    diagnosis.stalls.find((stall) => stall.kind === 'waiting') ??
    diagnosis.stalls.find((stall) => stall.kind === 'silent');
  const read = diagnosis.logs.some((log) => !viewSource(log.path).answered);
  const logs = `${counted(diagnosis.logs.length, 'log')}${read ? '' : ' pasted'}`;
  const line = found
    ? `${logs} · ${logNameOf(found.lastLine)} stalled${found.since === null ? '' : ` ${clockTime(found.since)}`}`
    : `${logs} · no stall seen`;
  return evidenceResult(input, diagnosis, 'logs', line, read);
}

function inboxesResult(input: RailInput, diagnosis: Diagnosis): Result {
  if (diagnosis.inboxes.length === 0) {
    return evidenceResult(input, diagnosis, 'inboxes', byHandLine(input, diagnosis, 'inboxes'), false);
  }
  const worst = worstBacklog(diagnosis.inboxes);
  const age = worst?.oldestAgeMinutes ?? null;
  const oldest = age === null ? '' : `, oldest ${shortDuration(age)}`;
  const untold = untoldBacklogs(diagnosis.inboxes).length > 0;
  const read = diagnosis.inboxes.some(({ path, source }) => !viewSource(source ?? path).answered);
  const line =
    worst === null
      ? `${counted(diagnosis.inboxes.length, 'folder')} · ${untold ? 'backlog not known' : 'no backlog'}`
      : `${inboxShortName(worst.path)}: ${counted(worst.files, 'file')}${oldest}`;
  return evidenceResult(input, diagnosis, 'inboxes', line, read);
}

function servicesResult(input: RailInput, diagnosis: Diagnosis): Result {
  const expected = diagnosis.services.filter((service) => service.expected);
  const known = expected.filter(isStateKnown);
  const running = known.filter(isRunning).length;
  const backup = diagnosis.events.filter((event) => event.kind === 'backup-completed').at(-1);
  const backupLine = backup?.time ? ` · backup ended ${clockTime(backup.time)}` : '';
  const read = backupLine !== '' || known.some((service) => !viewSource(service.source).answered);
  const unknown = expected.length - known.length;
  const states =
    unknown === 0
      ? `${running} of ${expected.length} running`
      : `${running} running, ${known.length > running ? `${known.length - running} not, ` : ''}${unknown} not known`;
  const line =
    known.length > 0
      ? `${states}${backupLine}`
      : `${byHandLine(input, diagnosis, 'services', 'States not known')}${backupLine}`;
  return evidenceResult(input, diagnosis, 'services', line, read);
}

function diagnosisResult(input: RailInput, diagnosis: Diagnosis): Result {
  const tied = tiedFindings(diagnosis);
  const first = tied[0];
  if ((diagnosis.verdict === 'confirmed' || diagnosis.verdict === 'likely') && first) {
    const ids = tied.map((finding) => finding.id).join(' or ');
    return { state: 'done', line: `${ids} ${findingVerdict(first.verdict).word.toLowerCase()}` };
  }
  const word = siteVerdict(diagnosis.verdict).word;
  const open = openQuestions(diagnosis, input.setAside).length;
  if (diagnosis.verdict === 'undetermined' && open > 0) {
    return { state: 'needs-you', line: `${word} · ${counted(open, 'question')}` };
  }
  return { state: 'done', line: word };
}

function runResult(run: RunView): Result {
  const name = planName(run.plan);
  const line = `${name}: ${runCountsText(runCounts(run.steps))}`;
  if (run.state === 'interrupted') return { state: 'needs-you', line: `${line}, cut off` };
  const running = stepOfRun(run, run.next)?.state === 'running';
  return { state: 'needs-you', line: running ? `${line}, running` : line };
}

function fixResult(input: RailInput, diagnosis: Diagnosis): Result {
  const { work } = sitePlans(input.plans ?? [], input.runs);
  const running =
    work.find(({ run }) => run?.state === 'interrupted') ?? work.find(({ run }) => run !== null);
  if (running?.run) return runResult(running.run);
  const advised = work.filter(({ plan }) => plan.fit === 'advised');
  const finished = work.filter(({ ended }) => ended?.state === 'finished');
  const open = advised.filter(({ ended }) => ended?.state !== 'finished');
  const next = open[0];
  if (finished.length > 0) {
    const done = `${finished.map(({ plan }) => planName(plan)).join(' and ')} finished`;
    if (next === undefined) return { state: 'done', line: done };
    return { state: 'open', line: `${done}. Then: ${planName(next.plan)}` };
  }
  if (input.plans === null) return { state: 'open', line: 'Plans not worked out yet' };
  if (work.length === 0) {
    return worstBacklog(diagnosis.inboxes) === null
      ? { state: 'skipped', line: 'Nothing to fix' }
      : { state: 'open', line: 'Work piles up: what to do next' };
  }
  if (leadingFinding(input.before ?? diagnosis) === null || next === undefined)
    return { state: 'open', line: 'Not decided what to fix' };
  return { state: 'needs-you', line: `${counted(open.length, 'plan')}, first: ${planName(next.plan)}` };
}

const verifiedWords: Readonly<Record<string, string>> = {
  fixed: 'Fixed',
  partly: 'Partly fixed',
  'not-fixed': 'Not fixed',
  worse: 'Worse than before',
  'cannot-tell': 'Cannot be told yet',
};

/** The site was read again: that is done only when it no longer shows a fault. */
function verifyResult(input: RailInput, diagnosis: Diagnosis): Result {
  if (input.before === null) return { state: 'open', line: 'Not read again yet' };
  const verified = input.verified === null ? undefined : verifiedWords[input.verified.outcome];
  if (verified !== undefined)
    return { state: input.verified?.outcome === 'fixed' ? 'done' : 'needs-you', line: verified };
  const still = leadingFinding(diagnosis);
  const undecided = diagnosis.verdict === 'undetermined';
  const word = siteVerdict(diagnosis.verdict).word.toLowerCase();
  return {
    state: still !== null || undecided ? 'needs-you' : 'done',
    line: still === null ? `Now: ${word}` : `${still.id} still ${word}`,
  };
}

/** The nine steps in their order. */
export function railSteps(input: RailInput): readonly RailStep[] {
  return pageIds.map((page) => {
    const result = resultOf(page, input);
    const state = page === input.current ? 'now' : result.state;
    return { page, name: pages[page].name, state, word: words[state], line: result.line };
  });
}

function resultOf(page: PageId, input: RailInput): Result {
  if (page === 'case') return caseResult(input);
  const { diagnosis } = input;
  if (diagnosis === null) return { state: 'blocked', line: 'Needs a site first' };
  switch (page) {
    case 'version':
      return versionResult(input, diagnosis);
    case 'logs':
      return logsResult(input, diagnosis);
    case 'inboxes':
      return inboxesResult(input, diagnosis);
    case 'services':
      return servicesResult(input, diagnosis);
    case 'diagnosis':
      return diagnosisResult(input, diagnosis);
    case 'fix':
      return fixResult(input, diagnosis);
    case 'verify':
      return verifyResult(input, diagnosis);
    case 'report':
      return input.reportSaved ? { state: 'done', line: 'Saved' } : { state: 'open', line: 'Not saved yet' };
  }
}
