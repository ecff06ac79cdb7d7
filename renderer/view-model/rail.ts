/** What the rail says of each page: its state as a word and its result in one line. */
import type { ChecklistMark } from '../../electron/contract/ipc.ts';
import type { Plan } from '../../electron/engine/knowledge/plan.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { inboxShortName, worstBacklog } from './inbox-bars.ts';
import { count, counted, shortDuration } from './numbers.ts';
import { type PageId, pageIds, pages } from './pages.ts';
import { plansInWork, stepCounts } from './plans.ts';
import { isRunning, isStateKnown } from './services.ts';
import { logNameOf } from './sources.ts';
import { clockTime } from './time.ts';
import { findingVerdict, siteVerdict } from './verdict.ts';

export type StepState = 'done' | 'now' | 'needs-you' | 'blocked' | 'skipped' | 'open';

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
  /** The diagnosis before the site was read again; null when it was read once. */
  readonly before: Diagnosis | null;
  readonly plans: readonly Plan[];
  readonly marks: readonly ChecklistMark[];
  /** True after a report was saved. */
  readonly reportSaved: boolean;
}

const words: Readonly<Record<StepState, string>> = {
  done: 'Done',
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

const asks = (diagnosis: Diagnosis, page: 'version' | 'logs' | 'inboxes' | 'services'): boolean =>
  diagnosis.nextQuestions.some((question) => question.page === page);

function caseResult(input: RailInput): Result {
  if (input.reading) return { state: 'open', line: 'Reading the site' };
  if (input.diagnosis === null) return { state: 'needs-you', line: 'Nothing read yet' };
  const { code, server, label } = input.diagnosis.site;
  const named = [code, server].filter((part) => part !== null).join(' · ');
  return { state: 'done', line: named === '' ? label : named };
}

function versionResult(diagnosis: Diagnosis): Result {
  const { release, releaseSources, releaseDispute } = diagnosis.site;
  if (release === null) return { state: 'needs-you', line: 'Release not known' };
  const agree =
    releaseDispute !== null
      ? 'sources disagree'
      : releaseSources.length === 1
        ? '1 source'
        : `${releaseSources.length} sources agree`;
  return { state: asks(diagnosis, 'version') ? 'needs-you' : 'done', line: `${release} · ${agree}` };
}

function logsResult(diagnosis: Diagnosis): Result {
  if (diagnosis.logs.length === 0) {
    return { state: asks(diagnosis, 'logs') ? 'needs-you' : 'skipped', line: 'Not collected' };
  }
  const found =
    diagnosis.stalls.find((stall) => stall.kind === 'waiting') ??
    diagnosis.stalls.find((stall) => stall.kind === 'silent');
  const logs = counted(diagnosis.logs.length, 'log');
  const line = found
    ? `${logs} · ${logNameOf(found.lastLine)} stalled${found.since === null ? '' : ` ${clockTime(found.since)}`}`
    : `${logs} · no stall seen`;
  return { state: asks(diagnosis, 'logs') ? 'needs-you' : 'done', line };
}

function inboxesResult(diagnosis: Diagnosis): Result {
  if (diagnosis.inboxes.length === 0) {
    return { state: asks(diagnosis, 'inboxes') ? 'needs-you' : 'skipped', line: 'Not collected' };
  }
  const worst = worstBacklog(diagnosis.inboxes);
  const age = worst?.oldestAgeMinutes ?? null;
  const oldest = age === null ? '' : `, oldest ${shortDuration(age)}`;
  const line =
    worst === null
      ? `${counted(diagnosis.inboxes.length, 'folder')} · no backlog`
      : `${inboxShortName(worst.path)}: ${counted(worst.files, 'file')}${oldest}`;
  return { state: asks(diagnosis, 'inboxes') ? 'needs-you' : 'done', line };
}

function servicesResult(diagnosis: Diagnosis): Result {
  const expected = diagnosis.services.filter((service) => service.expected);
  const known = expected.filter(isStateKnown);
  const running = known.filter(isRunning).length;
  const backup = diagnosis.events.filter((event) => event.kind === 'backup-completed').at(-1);
  const backupLine = backup?.time ? ` · backup ended ${clockTime(backup.time)}` : '';
  const line =
    known.length === 0
      ? `States not known${backupLine}`
      : `${running} of ${expected.length} running${backupLine}`;
  if (asks(diagnosis, 'services')) return { state: 'needs-you', line };
  return { state: known.length === 0 && backupLine === '' ? 'skipped' : 'done', line };
}

function diagnosisResult(diagnosis: Diagnosis): Result {
  const first = diagnosis.findings[0];
  if ((diagnosis.verdict === 'confirmed' || diagnosis.verdict === 'likely') && first) {
    return { state: 'done', line: `${first.id} ${findingVerdict(first.verdict).word.toLowerCase()}` };
  }
  const word = siteVerdict(diagnosis.verdict).word;
  const open = diagnosis.nextQuestions.length;
  if (diagnosis.verdict === 'undetermined' && open > 0) {
    return { state: 'needs-you', line: `${word} · ${counted(open, 'question')}` };
  }
  return { state: 'done', line: word };
}

function fixResult(input: RailInput, diagnosis: Diagnosis): Result {
  const plans = plansInWork(diagnosis, input.before, input.plans);
  if (plans.length === 0) return { state: 'skipped', line: 'Nothing to fix' };
  const counts = plans.map((plan) => stepCounts(input.marks, plan.id, plan.steps));
  const total = counts.reduce((sum, entry) => sum + entry.total, 0);
  const done = counts.reduce((sum, entry) => sum + entry.done, 0);
  const ticked = counts.reduce((sum, entry) => sum + entry.done + entry.skipped, 0);
  return {
    state: ticked === total ? 'done' : 'needs-you',
    line: `${count(done)} of ${counted(total, 'step')} done`,
  };
}

function verifyResult(input: RailInput, diagnosis: Diagnosis): Result {
  if (input.before !== null)
    return { state: 'done', line: `Now: ${siteVerdict(diagnosis.verdict).word.toLowerCase()}` };
  return { state: 'open', line: 'Not read again yet' };
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
      return versionResult(diagnosis);
    case 'logs':
      return logsResult(diagnosis);
    case 'inboxes':
      return inboxesResult(diagnosis);
    case 'services':
      return servicesResult(diagnosis);
    case 'diagnosis':
      return diagnosisResult(diagnosis);
    case 'fix':
      return fixResult(input, diagnosis);
    case 'verify':
      return verifyResult(input, diagnosis);
    case 'report':
      return input.reportSaved ? { state: 'done', line: 'Saved' } : { state: 'open', line: 'Not saved yet' };
  }
}
