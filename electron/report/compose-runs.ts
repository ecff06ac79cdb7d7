/** "What was done": each run of a plan with its steps, who did them and when, what was skipped and why, and what was seen. */
import type { PlanWay } from '../engine/case/records.ts';
import type { RunView, StepState } from '../engine/case/run-view.ts';
import type { Badge, Block, Section, StepItem } from './document.ts';
import type { ReportedRun, ReportedStep } from './reported-run.ts';
import { count, plainTime } from './words.ts';

const ways: Readonly<Record<PlanWay, string>> = {
  live: 'live: the program did the steps on the server',
  'by-hand': 'by hand: the technician did the steps, this program was the checklist',
  kit: 'with a fix kit: scripts that were run on the server',
};

const runBadges: Readonly<Record<RunView['state'], Badge>> = {
  going: { tone: 'information', icon: '▷', word: 'Not finished' },
  interrupted: { tone: 'caution', icon: '▲', word: 'Cut off' },
  finished: { tone: 'neutral', icon: '○', word: 'Finished' },
  'given-up': { tone: 'caution', icon: '⊘', word: 'Given up' },
};

/** States in which nobody has done anything about the step. */
const untouched: ReadonlySet<StepState> = new Set(['open', 'blocked', 'not-needed', 'running']);
const done: ReadonlySet<StepState> = new Set(['done', 'found-done', 'told']);

/** The section, or nothing where no plan was begun. */
export function runsSection(runs: readonly ReportedRun[]): readonly Section[] {
  if (runs.length === 0) return [];
  return [
    {
      id: 'done',
      title: 'What was done',
      blocks: runs.map((run) => ({ kind: 'section', section: runSection(run) })),
    },
  ];
}

function runSection(run: ReportedRun): Section {
  const touched = run.steps.filter(isTouched);
  const seen = run.verification.filter(isTouched);
  const blocks: Block[] = [
    {
      kind: 'facts',
      pairs: [
        { label: 'Way', words: ways[run.way] },
        { label: 'Server', words: { code: run.target } },
        { label: 'Begun', words: `${plainTime(run.begunAt)}${run.by === '' ? '' : ` by ${run.by}`}` },
        { label: 'Steps', words: countsOf(run) },
      ],
    },
    touched.length === 0
      ? { kind: 'paragraph', words: 'No step was done.' }
      : { kind: 'steps', items: touched.map(stepItem) },
    ...leftOpen(run.steps),
  ];
  if (seen.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: `seen-${run.id}`,
        title: 'Looked at afterwards',
        blocks: [{ kind: 'steps', items: seen.map(stepItem) }, ...leftOpen(run.verification)],
      },
    });
  }
  return { id: `run-${run.id}`, title: run.title, badge: runBadges[run.state], blocks };
}

/** `9 done, 1 skipped, 1 failed, 2 open`. */
export function countsOf({ steps }: ReportedRun): string {
  const number = (wanted: (step: ReportedStep) => boolean): number => steps.filter(wanted).length;
  const parts = [
    [number((step) => done.has(step.state)), 'done'],
    [number((step) => step.state === 'skipped'), 'skipped'],
    [number((step) => step.state === 'failed'), 'failed'],
    [number((step) => step.state === 'interrupted'), 'cut off'],
    [number((step) => step.state === 'undone'), 'taken back'],
    [number((step) => ['open', 'blocked', 'running'].includes(step.state)), 'not done'],
    [number((step) => step.state === 'not-needed'), 'not needed here'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(', ');
}

function isTouched(step: ReportedStep): boolean {
  return !untouched.has(step.state) || step.marks.length > 0;
}

function leftOpen(steps: readonly ReportedStep[]): readonly Block[] {
  const open = steps.filter((step) => !isTouched(step) && step.state !== 'not-needed');
  if (open.length === 0) return [];
  const titles = open.map((step) => step.title.replace(/\.$/, ''));
  return [{ kind: 'paragraph', words: `Not done: ${titles.join('; ')}.` }];
}

function stepItem(step: ReportedStep): StepItem {
  const [last] = step.marks.slice(-1);
  const earlier = step.marks.slice(0, -1);
  const changes = step.changed.map((line) => `${line.kind === 'added' ? '+' : '-'} ${line.text}`);
  const notes: StepItem['notes'][number][] = [];
  if (step.file !== null) notes.push({ label: 'File', text: { code: step.file }, tone: 'neutral' });
  if (step.drain !== null) notes.push({ label: 'Counted', text: step.drain, tone: 'neutral' });
  if (step.error !== null) {
    notes.push({
      label: 'What failed',
      text: `${step.error.message} ${step.error.nextStep}`,
      tone: 'caution',
    });
  }
  if (step.attempts > 1) {
    notes.push({ label: 'Attempts', text: count(step.attempts, 'attempt'), tone: 'neutral' });
  }
  for (const mark of earlier) notes.push({ label: 'Before', text: markWords(mark), tone: 'neutral' });
  return {
    mark: step.state,
    title: step.title,
    markNote: last === undefined ? null : markWords(last),
    text: step.seen === null || last?.text === step.seen.text ? '' : `Seen: ${step.seen.text}`,
    commands: done.has(step.state) || step.error !== null ? [...step.commands, ...changes] : changes,
    notes,
  };
}

const markNames: Readonly<Record<ReportedStep['marks'][number]['kind'], string>> = {
  done: 'Done',
  told: 'Done by hand',
  skipped: 'Skipped',
  noted: 'Note',
  failed: 'Failed',
  undone: 'Taken back',
  interrupted: 'Cut off',
  reopened: 'Opened again',
};

function markWords({ kind, at, by, text }: ReportedStep['marks'][number]): string {
  const who = by === '' ? '' : ` by ${by}`;
  return `${markNames[kind]}${who} on ${plainTime(at)}${text === '' ? '' : `: ${text}`}`;
}
